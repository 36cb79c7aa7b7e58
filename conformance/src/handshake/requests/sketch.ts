import { sampleKey, site } from '../site.ts'

/** A request to be made: its head byte for byte (one character each, latin1), ending with the empty line. */
export interface Sketch {
  /** What is special about it. */
  readonly title: string
  readonly head: string
}

/** A header to set in place of the usual one: `undefined` leaves it out, a list sends it several times. */
export type Change = readonly [name: string, value: string | readonly string[] | undefined]

const usual: readonly Change[] = [
  ['Host', site.host],
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
  ['Sec-WebSocket-Version', '13'],
  ['Sec-WebSocket-Key', sampleKey],
]

export const usualLine = `GET ${site.path} HTTP/1.1`

/** The lines of a good request with these changes; headers that a good one does not have come last. */
export function linesWith(...changes: readonly Change[]): string[] {
  const isChanged = (name: string) => changes.some(([changed]) => changed.toLowerCase() === name.toLowerCase())
  const added = changes.filter(([name]) => !usual.some(([usualName]) => usualName.toLowerCase() === name.toLowerCase()))
  const inPlace = usual.flatMap(([name, value]): readonly Change[] =>
    isChanged(name) ? changes.filter(([changed]) => changed.toLowerCase() === name.toLowerCase()) : [[name, value]],
  )
  return [...inPlace, ...added].flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => `${name}: ${one}`),
  )
}

export function headOf(lines: readonly string[], line: string = usualLine): string {
  return `${[line, ...lines].join('\r\n')}\r\n\r\n`
}

/** A good request with these changes. */
export function sketch(title: string, ...changes: readonly Change[]): Sketch {
  return { title, head: headOf(linesWith(...changes)) }
}

/** A good request with these whole lines added, wherever `at` says; by default last. */
export function sketchLines(title: string, added: readonly string[], at = Number.POSITIVE_INFINITY): Sketch {
  const lines = linesWith()
  lines.splice(at, 0, ...added)
  return { title, head: headOf(lines) }
}

/** A value as a title may show it. */
export function shown(text: string): string {
  const quoted = JSON.stringify(text)
  return quoted.length > 60 ? `${quoted.slice(0, 59)}… (${text.length} characters)` : quoted
}
