/** What follows the answer's bytes. */
export type Follows = 'a frame' | 'silence' | 'the end' | 'a reset' | 'more of the same'

/** A server's answer to an opening request: `{accept}` stands for the value that fits the key. One character for each byte. */
export interface AnswerSketch {
  readonly title: string
  readonly text: string
  readonly follows: Follows
  /** Written in pieces of so many bytes. @default all at once */
  readonly pieceBytes?: number
  /** Repeated without end, where `follows` says so. */
  readonly more?: string
}

export type Change = readonly [name: string, value: string | readonly string[] | undefined]

const usual: readonly Change[] = [
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Sec-WebSocket-Accept', '{accept}'],
  // Offered, so a client may insist on it.
  ['Sec-WebSocket-Protocol', 'chat.v1'],
]

export const goodLine = 'HTTP/1.1 101 Switching Protocols'

/** An answer that opens the socket, with these changes; its frame follows in the same segment. */
export function answerWith(title: string, changes: readonly Change[] = [], line: string = goodLine): AnswerSketch {
  const kept = usual.filter(([name]) => !changes.some(([changed]) => changed === name))
  const lines = [...kept, ...changes].flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => `${name}: ${one}`),
  )
  return { title, text: headOf(line, lines), follows: 'a frame' }
}

export function headOf(line: string, lines: readonly string[]): string {
  return `${[line, ...lines].join('\r\n')}\r\n\r\n`
}

/** A good answer with these whole lines more. */
export function answerAnd(title: string, ...lines: readonly string[]): AnswerSketch {
  const { text } = answerWith(title)
  return { title, text: `${text.slice(0, -2)}${lines.join('\r\n')}\r\n\r\n`, follows: 'a frame' }
}
