import { Connection } from '@parley/websocket'
import { mutateBytes } from '../input/byte-mutations.ts'
import { frame, writeFrames } from '../input/frames.ts'
import { judgeUtf8 } from '../model/utf8.ts'
import { hold } from '../model/violation.ts'
import type { Target } from './target.ts'

const KEY = Uint8Array.of(0x9a, 0x01, 0xff, 0x40)
/** Every place to split a message in two costs a connection. */
const MOST_SPLITS = 160

/** The input is the payload of a text message, and, taken as UTF-16, a text that is sent. */
export const textTarget: Target = {
  name: 'text',
  title: 'UTF-8, in and out',
  seeds: () => SEEDS.map((seed) => (typeof seed === 'string' ? Buffer.from(seed, 'utf8') : Buffer.from(seed))),
  mutate: mutateBytes,
  run(input) {
    const state = judgeUtf8(input)
    const expected = state === 'whole' ? Buffer.from(input).toString('utf8') : undefined
    hold(receive([frame(1, input, KEY)]) === expected, 'a text in one frame was read otherwise', { state })
    for (let cut = 0; cut <= Math.min(input.length, MOST_SPLITS); cut++) {
      const parts = [frame(1, input.subarray(0, cut), KEY, 0), frame(0, input.subarray(cut), KEY)]
      hold(receive(parts) === expected, 'a text in two frames was read otherwise', { state, cut })
    }
    const failedAt = failsAt(input)
    const brokenAt = state === 'broken' ? firstBroken(input) : undefined
    hold(failedAt === brokenAt, 'a text that nothing can mend must fail at the byte that broke it', {
      failedAt,
      brokenAt,
    })
    judgeSending(input)
    return `${state} ${Math.min(4, input.length)} ${input.some((byte) => byte > 0xef)} ${input.length > 24} ${input.length > 1000}`
  },
}

/** The text that a server gets; undefined if it fails for its UTF-8. */
function receive(frames: readonly ReturnType<typeof frame>[]): string | undefined {
  const server = new Connection({ role: 'server' })
  server.receive(writeFrames(frames))
  const [event, ...others] = server.takeEvents()
  hold(others.length === 0 && event !== undefined, 'one message, and something else than one event')
  if (event.type === 'text') return event.text
  hold(
    event.type === 'closed' && event.fault?.code === 'message/invalid-utf8',
    'a text ended otherwise than as a text',
    event,
  )
  return undefined
}

/** How many bytes of the payload it takes, one by one, until a server gives up; undefined if it never does. */
function failsAt(input: Uint8Array): number | undefined {
  const server = new Connection({ role: 'server' })
  // One byte more is announced, so that the end is never what fails.
  const [head] = [{ ...frame(1, input, KEY), announced: BigInt(input.length + 1), form: 8 as const }]
  const wire = writeFrames([
    input.length + 1 < 126 ? { ...head, form: 0 } : input.length + 1 < 65_536 ? { ...head, form: 2 } : head,
  ])
  for (let at = 0; at < wire.length; at++) {
    server.receive(wire.subarray(at, at + 1))
    if (server.state === 'closed') return at + 1 - (wire.length - input.length)
  }
  return undefined
}

function firstBroken(input: Uint8Array): number {
  let [fine, broken] = [0, input.length]
  while (broken - fine > 1) {
    const middle = (fine + broken) >> 1
    if (judgeUtf8(input.subarray(0, middle)) === 'broken') broken = middle
    else fine = middle
  }
  return broken
}

function judgeSending(input: Uint8Array): void {
  const even = Buffer.from(input.subarray(0, input.length & ~1))
  const text = even.toString('utf16le')
  const client = new Connection({ role: 'client', maskingKey: () => KEY })
  client.sendText(text)
  const server = new Connection({ role: 'server' })
  for (const bytes of client.takeOutput()) server.receive(bytes)
  const [event] = server.takeEvents()
  const expected = Buffer.from(text, 'utf8').toString('utf8')
  hold(event?.type === 'text' && event.text === expected, 'a text did not arrive as it was sent')
}

const SEEDS: readonly (string | readonly number[])[] = [
  '',
  'a',
  'plain ASCII, more than twenty-four bytes of it',
  'é한😀\u{10ffff}\u{feff}\u0000',
  '\u07ff\u0800\uffff\u{10000}\ud7ff\ue000',
  'x'.repeat(1100),
  `${'한'.repeat(400)}!`,
  [0x80],
  [0xc0, 0xaf],
  [0xe0, 0x80, 0x80],
  [0xed, 0xa0, 0x80],
  [0xed, 0xbf, 0xbf],
  [0xf0, 0x80, 0x80, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf5],
  [0xff, 0xfe],
  [0x61, 0xe2, 0x82],
  [0xf0, 0x9f, 0x98],
  [0x00, 0xd8, 0x00, 0xdc, 0x00, 0xdc],
]
