import { frame, opcodes } from '../../wire/index.ts'
import type { FloodServer } from '../flood-server.ts'
import { floodWith, pour } from '../flooder.ts'
import { type Damage, mebibyte, type Scale, type Scenario } from '../scenario.ts'
import type { Kind } from '../server/contestant.ts'

const everybody = ['parley', 'ws', 'socket.io'] as const
const count = (scale: Scale, full: number) => (scale === 'full' ? full : Math.ceil(full / 20))
/** What was read of a flood and let go of again, before the engine finds it worth collecting. */
const uncollectedBytes = 48 * mebibyte
/** A flooder whose writes do not flow for so long has had its effect. */
const stallMs = 1_500

/** Pieces of about 64 KiB that hold the frame again and again, for `frames` frames in all. */
function many(one: Uint8Array, frames: number): { piece: Buffer; pieces: number } {
  const perPiece = Math.max(1, Math.floor(65_536 / one.length))
  return { piece: Buffer.concat(Array.from({ length: perPiece }, () => one)), pieces: Math.ceil(frames / perPiece) }
}

export const pingFlood: Scenario = {
  id: 'ping-flood',
  title: '600 000 pings of 125 bytes, their pongs never read',
  kinds: everybody,
  config: () => ({ behaviour: 'echo' }),
  run: pings,
  // Which limit is passed first depends on how the pings arrive; some end it before it can be told.
  ends: ['1008 socket/too-fast', '1006 socket/too-fast', ...endsOfUnread()],
  maxExtraBytes: () => uncollectedBytes,
}

export const unmeteredPingFlood: Scenario = {
  id: 'ping-flood-unmetered',
  title: 'the same where any number of messages and bytes a second is allowed',
  kinds: ['parley'],
  config: () => ({
    behaviour: 'echo',
    limits: { messagesPerSecond: 1e9, messageBurst: 1e9, bytesPerSecond: 1e9, byteBurst: 1e9, writeTimeoutMs: 2_000 },
  }),
  run: pings,
  ends: endsOfUnread(),
  maxExtraBytes: () => uncollectedBytes,
}

function endsOfUnread(): string[] {
  return ['1008 control/ping-flood', '1006 control/ping-flood', '1006 socket/write-timeout']
}

function pings(server: FloodServer, scale: Scale, kind: Kind): Promise<Damage> {
  // Fewer would find room for their pongs in the buffers between the two.
  const { piece, pieces } = many(frame(opcodes.ping, Buffer.alloc(125, 0x70)), Math.max(count(scale, 600_000), 400_000))
  return floodWith(
    server,
    kind,
    async (peer) => {
      peer.stall()
      await pour(peer, piece, pieces, stallMs)
    },
    4_000,
  )
}

export const emptyFragments: Scenario = {
  id: 'empty-fragments',
  title: 'a message of 1 000 000 empty fragments',
  kinds: everybody,
  config: () => ({ behaviour: 'echo' }),
  run: (server, scale, kind) => fragments(server, kind, scale, ''),
  ends: ['1008 message/too-many-fragments'],
  maxExtraBytes: () => 16 * mebibyte,
}

export const byteFragments: Scenario = {
  id: 'byte-fragments',
  title: 'a message of 1 000 000 fragments of one byte',
  kinds: everybody,
  config: () => ({ behaviour: 'echo' }),
  run: (server, scale, kind) => fragments(server, kind, scale, 'a'),
  ends: ['1008 message/too-many-fragments'],
  maxExtraBytes: () => 16 * mebibyte,
}

function fragments(server: FloodServer, kind: Kind, scale: Scale, text: string): Promise<Damage> {
  return floodWith(
    server,
    kind,
    async (peer) => {
      peer.send(opcodes.binary, text, { fin: false })
      const { piece, pieces } = many(frame(opcodes.continuation, text, { fin: false }), count(scale, 1_000_000))
      await pour(peer, piece, pieces, stallMs)
    },
    2_000,
  )
}

export const announcedAndDribbled: Scenario = {
  id: 'dribbled-message',
  title: '1 MiB announced, then a byte now and then',
  kinds: everybody,
  config: (_, scale) => ({
    behaviour: 'echo',
    limits: { messageTimeoutMs: scale === 'full' ? 3_000 : 500, maxMessageBytes: mebibyte },
  }),
  run: (server, scale, kind) =>
    floodWith(
      server,
      kind,
      async (peer) => {
        peer.write(frame(opcodes.binary, 'a', { announced: mebibyte }))
        const end = performance.now() + (scale === 'full' ? 6_000 : 2_000)
        while (peer.ending === undefined && performance.now() < end) {
          peer.write('a')
          await peer.until(() => peer.ending !== undefined, 'the end', 50).catch(() => {})
        }
      },
      500,
    ),
  ends: ['1008 socket/message-timeout'],
  maxExtraBytes: () => 8 * mebibyte,
}

export const announcedHuge: Scenario = {
  id: 'announced-huge',
  title: '2^40 bytes announced by 200 sockets',
  kinds: everybody,
  config: () => ({ behaviour: 'echo' }),
  async run(server, scale, kind) {
    const began = performance.now()
    const ends = []
    for (let at = 0; at < count(scale, 200); at++) {
      const one = await floodWith(
        server,
        kind,
        async (peer) => peer.write(frame(opcodes.binary, 'a', { announced: 1n << 40n })),
        2_000,
      )
      ends.push(...one.ends)
    }
    return { ends, elapsedMs: performance.now() - began }
  },
  ends: ['1009 message/too-large', '1009 frame/too-large'],
  maxExtraBytes: () => 8 * mebibyte,
}

export const messageFlood: Scenario = {
  id: 'message-flood',
  title: '1 000 000 messages of one socket as fast as they go',
  kinds: ['parley', 'ws'],
  config: () => ({ behaviour: 'echo', limits: { messagesPerSecond: 1_000, messageBurst: 2_000 } }),
  run: (server, scale, kind) =>
    floodWith(
      server,
      kind,
      async (peer) => {
        const { piece, pieces } = many(frame(opcodes.text, 'hello'), count(scale, 1_000_000))
        await pour(peer, piece, pieces, stallMs)
      },
      1_000,
    ),
  ends: ['1008 socket/too-fast'],
  maxExtraBytes: () => 16 * mebibyte,
}
