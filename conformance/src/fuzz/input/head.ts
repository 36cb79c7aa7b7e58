// An HTTP head as bytes, so that it can be mutated like any input:
//   byte 0      what the judge is told beside the head
//   the rest    the first line, then a header a line; byte 1 stands for the line feed that no line can hold
import type { HeaderPair } from '@parley/websocket'

export interface LooseHead {
  readonly choice: number
  /** The words of the first line. */
  readonly first: readonly string[]
  readonly headers: readonly HeaderPair[]
}

export function parseHead(input: Uint8Array): LooseHead {
  const choice = input[0] ?? 0
  // Node gives heads as Latin-1; a caller may have decoded them otherwise.
  const text = Buffer.from(input.subarray(1)).toString(choice & 0x80 ? 'utf8' : 'latin1')
  const [first = '', ...lines] = text.split('\n')
  const headers = lines.map((line): HeaderPair => {
    const colon = line.indexOf(':')
    const [name, value] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)]
    return [name.replaceAll('\x01', '\n'), value.replaceAll('\x01', '\n')]
  })
  return { choice, first: first.split(' '), headers }
}

export function buildHead(choice: number, lines: readonly string[]): Uint8Array {
  return Buffer.concat([Buffer.of(choice), Buffer.from(lines.join('\n'), 'latin1')])
}

/** A whole head as it goes over the wire, back in pairs; undefined if a line is none. */
export function readHead(text: string): { first: string; headers: HeaderPair[] } | undefined {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers: HeaderPair[] = []
  for (const line of lines) {
    const parts = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+): ([^\r\n\0]*)$/.exec(line)
    if (parts === null) return undefined
    headers.push([parts[1]!, parts[2]!])
  }
  return end < 0 || /[\r\n]/.test(first) ? undefined : { first, headers }
}
