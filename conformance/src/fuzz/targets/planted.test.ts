// A search that cannot fail finds nothing: each of these wrongs is planted, and must be found.
import { zlibCodec } from '@parley/socket'
import { Connection, type ConnectionEvent, type ConnectionOptions } from '@parley/websocket'
import { expect, test } from 'vitest'
import { MOST_MS, runInput } from '../campaign/run-input.ts'
import { Random } from '../input/random.ts'
import { connectionTarget } from './connection.ts'
import type { Subject } from './witness.ts'

const MUTATIONS = 1500

/** The first problem that the seeds or some mutations of theirs bring up. */
async function firstProblem(subject: Subject): Promise<string | undefined> {
  const target = connectionTarget('planted', 'a connection with a fault', subject)
  const seeds = target.seeds()
  const random = new Random(1)
  for (let count = 0; count < seeds.length + MUTATIONS; count++) {
    const input = seeds[count] ?? target.mutate(random.pick(seeds), random, random.pick(seeds))
    const outcome = await runInput(target, input)
    if (!outcome.ok) return outcome.problem
  }
  return undefined
}

function planted(change: (options: ConnectionOptions) => Connection, more: Partial<Subject> = {}): Subject {
  return { role: 'server', connect: change, ...more }
}

function overridden(methods: Partial<Connection>): (options: ConnectionOptions) => Connection {
  return (options) => Object.assign(new Connection(options), methods)
}

class Altered extends Connection {
  override takeEvents(): ConnectionEvent[] {
    return super.takeEvents().map((event) => this.alter(event))
  }
  alter(event: ConnectionEvent): ConnectionEvent {
    return event
  }
}

const wrongs: readonly (readonly [what: string, subject: Subject, problem: RegExp])[] = [
  [
    'a limit that lets one byte more through',
    planted(
      (options) =>
        new Connection({
          ...options,
          maxMessageBytes: options.maxMessageBytes! + 1,
          maxFrameBytes: options.maxFrameBytes!,
        }),
    ),
    /how it failed|larger than maxMessageBytes/,
  ],
  [
    'a fragment more',
    planted((options) => new Connection({ ...options, maxFragments: options.maxFragments! + 1 })),
    /events|failed/,
  ],
  [
    'a pong too many',
    planted((options) => new Connection({ ...options, maxPendingPongs: options.maxPendingPongs! + 1 })),
    /how it failed|events|our output/,
  ],
  [
    'a key that never changes',
    planted((options) => new Connection({ ...options, maskingKey: () => Uint8Array.of(1, 2, 3, 4) }), {
      role: 'client',
    }),
    /masking key/,
  ],
  [
    'an exception',
    planted(
      overridden({
        receiveEnd: () => {
          throw new RangeError('planted')
        },
      }),
    ),
    /^threw RangeError: planted/,
  ],
  ['no end', planted(overridden({ receiveEnd: () => undefined })), /never closed/],
  ['output after the end', planted(overridden({ ping: () => true })), /took a message|sending said otherwise/],
  [
    'a text that is another',
    planted((options) => {
      const altered = new Altered(options)
      altered.alter = (event) => (event.type === 'text' ? { ...event, text: event.text.toUpperCase() } : event)
      return altered
    }),
    /^events/,
  ],
  [
    'a close code that is another',
    planted((options) => {
      const altered = new Altered(options)
      altered.alter = (event) => (event.type === 'closed' && event.code === 1000 ? { ...event, code: 1001 } : event)
      return altered
    }),
    /^how it closed/,
  ],
  [
    'bytes of the caller that are written on',
    planted((options) => {
      const connection = new Connection(options)
      const receive = connection.receive.bind(connection)
      connection.receive = (bytes) => {
        const taken = receive(bytes)
        bytes[0] = 0
        return taken
      }
      return connection
    }),
    /changed the bytes of the caller/,
  ],
  [
    'a codec that drops a byte',
    {
      role: 'server',
      codec: { ...zlibCodec(), deflate: (bytes, bits, window) => zlibCodec().deflate(bytes.subarray(1), bits, window) },
    },
    /our output/,
  ],
]

for (const [what, subject, problem] of wrongs) {
  test(`finds ${what}`, async () => {
    expect(await firstProblem(subject)).toMatch(problem)
  })
}

test('finds an input that takes long', async () => {
  const target = connectionTarget('slow', 'a slow connection', { role: 'server' })
  const slow = {
    ...target,
    run: () => {
      const began = process.cpuUsage()
      for (let spent = 0; spent < MOST_MS + 30; ) {
        for (let at = 0; at < 1_000_000; at++);
        const { user, system } = process.cpuUsage(began)
        spent = (user + system) / 1000
      }
      return ''
    },
  }
  expect(await runInput(slow, new Uint8Array(1))).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/^slow: /),
  })
})
