import { digitsAt } from './ascii.ts'

const mark = '~'
const digits = 16

/** Microseconds since 1970, comparable within one process. */
export function nowMicroseconds(): number {
  return (performance.timeOrigin + performance.now()) * 1000
}

/** A text of `length` characters that carries a time; `filler` is repeated after it. */
export function stamped(microseconds: number, length: number, filler = 'x'): string {
  return `${mark}${Math.round(microseconds).toString().padStart(digits, '0')}${mark}`.padEnd(length, filler)
}

/** Calls back with the time of every stamped text in the bytes. */
export function readStamps(bytes: Buffer, from: number, to: number, found: (microseconds: number) => void): void {
  let at = bytes.indexOf(mark, from)
  while (at >= 0 && at + digits + 1 < to) {
    if (bytes[at + digits + 1] === 0x7e) found(digitsAt(bytes, at + 1))
    at = bytes.indexOf(mark, at + digits + 2)
  }
}

/** The time that a text carries; `undefined`: none. */
export function stampOf(text: string): number | undefined {
  if (text[0] !== mark || text[digits + 1] !== mark) return undefined
  return Number(text.slice(1, digits + 1))
}
