import type { Deviation } from '../runner/area.ts'
import { exchange } from './exchange.ts'
import { headOf, linesWith } from './requests/sketch.ts'
import type { OpeningServer } from './servers.ts'

/** No head, whatever is in it, may take longer to be answered than this. */
export const answerWithinMs = 50

const size = 15_000
/** Other work on the machine may delay one answer; a header that costs more than its length delays all of them. */
const tries = 10

const fill = (piece: string, start = '', end = '') => `${start}${piece.repeat(size / piece.length)}${end}`

/** Values on which parsers with backtracking, with lists of lists or with a scan for each element take long. */
const values: readonly (readonly [what: string, value: string])[] = [
  ['blanks', fill(' ', 'x', 'x')],
  ['blanks and commas', fill(' ,', 'x', 'x')],
  ['commas', fill(',')],
  ['one-letter elements', fill('a,', '', 'a')],
  ['the same element again and again', fill('permessage-deflate, ', '', 'permessage-deflate')],
  ['semicolons', fill(';', 'a')],
  ['parameters', fill('; a=b', 'permessage-deflate')],
  ['quotes', fill('"', 'a; b=')],
  ['backslashes in an open quote', fill('\\', 'a; b="')],
  ['escaped quotes in an open quote', fill('\\"', 'a; b="')],
  ['open quotes, one after another', fill('; b="\\"', 'a')],
  ['equals signs', fill('=', 'a')],
  ['tabs before commas', fill('\t\t\t\t\t,', 'a', 'a')],
  ['slashes', fill('/', 'a')],
  ['at signs', fill('@', 'http://')],
  ['colons', fill(':', 'http://')],
  ['brackets', fill('[', 'http://')],
  ['dots', fill('a.', 'http://', 'example')],
  ['cookies', fill('a=b; ')],
  ['digits', fill('9')],
  ['base64', fill('A', '', '==')],
  ['letters above ASCII', fill('\xe9')],
]

const headers = [
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Protocol',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Version',
  'Connection',
  'Upgrade',
  'Host',
  'Origin',
  'Cookie',
  'Forwarded',
  'X-Forwarded-For',
]

export interface SlowCase {
  readonly id: string
  readonly title: string
  readonly head: string
}

export function slowCases(): SlowCase[] {
  const filled = headers.flatMap((name) =>
    values.map(([what, value]) => ({
      id: `time-${name.toLowerCase()}-${what.replaceAll(/[^a-z0-9]+/g, '-')}`,
      title: `${name} full of ${what}`,
      head: headOf(linesWith([name, value])),
    })),
  )
  const many = [
    'A: b',
    'a:',
    'Cookie: a=b',
    'Sec-WebSocket-Protocol: a',
    'Sec-WebSocket-Extensions: a',
    'Connection: a',
  ]
  return [
    ...filled,
    ...many.map((line) => ({
      id: `time-many-${line.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
      title: `as many headers "${line}" as fit`,
      head: headOf([...linesWith(), ...Array.from({ length: Math.floor(size / (line.length + 2)) }, () => line)]),
    })),
  ]
}

/** One after another, since another's work must not count; the best of a few tries does. */
export async function runSlowCases(
  server: OpeningServer,
  cases: readonly SlowCase[] = slowCases(),
): Promise<{ deviations: Deviation[]; slowestMs: number }> {
  const deviations: Deviation[] = []
  let slowestMs = 0
  for (const { id, title, head } of cases) {
    let bestMs = Number.POSITIVE_INFINITY
    for (let attempt = 0; attempt < 2 || (attempt < tries && bestMs > answerWithinMs); attempt++) {
      const seen = await exchange(server.port, { head, tail: '', awaitsEcho: false, awaitsEnd: () => false })
      if (seen.status !== undefined) bestMs = Math.min(bestMs, seen.elapsedMs)
    }
    slowestMs = Math.max(slowestMs, bestMs)
    if (bestMs <= answerWithinMs) continue
    const expected = `an answer within ${answerWithinMs} ms`
    deviations.push({ subject: server.name, case: id, title, expected, seen: `${bestMs.toFixed(0)} ms` })
  }
  return { deviations, slowestMs }
}
