import type { Seeded } from '../seeded.ts'
import { sampleKey } from '../site.ts'
import { type Change, headOf, linesWith, type Sketch, shown } from './sketch.ts'

/** One value or several for each header, good and bad; a mix draws from some of them at once. */
const choices: readonly (readonly [name: string, values: readonly (string | readonly string[] | undefined)[]])[] = [
  [
    'Host',
    ['localhost', 'localhost:8080', '127.0.0.1', '', undefined, ['localhost', 'localhost'], 'a b', 'localhost:x'],
  ],
  ['Connection', ['Upgrade', 'keep-alive, upgrade', 'UPGRADE', 'close', undefined, ['close', 'upgrade']]],
  ['Upgrade', ['websocket', 'WEBSOCKET', 'h2c, websocket', 'h2c', undefined, ['websocket', 'h2c']]],
  ['Sec-WebSocket-Version', ['13', '8', '14', undefined, ['13', '13'], '13, 8']],
  ['Sec-WebSocket-Key', [sampleKey, 'short', undefined, [sampleKey, sampleKey], `${sampleKey.slice(0, 21)}R==`]],
  ['Sec-WebSocket-Protocol', ['chat.v1', 'other', 'chat.v2, chat.v1', 'a b', '', ['other', 'superchat'], '__proto__']],
  [
    'Sec-WebSocket-Extensions',
    [
      'permessage-deflate',
      'permessage-deflate; client_max_window_bits',
      'foo',
      'permessage-deflate; x',
      'permessage-deflate; x="',
    ],
  ],
  [
    'Origin',
    ['https://app.example', 'http://localhost', 'https://evil.example', 'null', ['https://app.example', 'null']],
  ],
  ['Content-Length', ['0', '5', 'x']],
  ['Transfer-Encoding', ['chunked', 'identity']],
  ['X-Note', ['a', '__proto__', '\xe9', ['a', 'b']]],
  ['Cookie', ['a=b', '']],
]
const lines = [
  'GET /socket HTTP/1.1',
  'GET /socket?x=1 HTTP/1.1',
  'POST /socket HTTP/1.1',
  'GET /socket HTTP/1.0',
  'GET /other HTTP/1.1',
]

/** Several changes at once, in any order of headers, drawn by the seed. */
export function mixSketches(seeded: Seeded, count: number): Sketch[] {
  return Array.from({ length: count }, () => {
    // The first value of each is good: drawn half of the time, so that a good part of the mixes have few faults.
    const changes = seeded
      .several(1 + seeded.below(4), choices)
      .map(
        ([name, values]): Change => [
          name,
          seeded.below(2) === 0
            ? values[0]
            : seeded.pick([...values.keys()].map((at) => ({ value: values[at] }))).value,
        ],
      )
    const once = changes.filter(([name], at) => changes.findIndex(([other]) => other === name) === at)
    const shuffled = linesWith(...once)
      .map((line) => ({ line, at: seeded.below(1 << 30) }))
      .sort((a, b) => a.at - b.at)
    const first = seeded.below(4) === 0 ? seeded.pick(lines) : (lines[0] ?? '')
    const told = once.map(
      ([name, value]) => `${name} ${value === undefined ? 'missing' : [value].flat().map(shown).join(' and ')}`,
    )
    return {
      title: `mix: ${first}; ${told.join('; ')}`,
      head: headOf(
        shuffled.map(({ line }) => line),
        first,
      ),
    }
  })
}
