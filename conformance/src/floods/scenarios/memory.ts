import { constants, deflateRawSync } from 'node:zlib'
import { frame, opcodes } from '../../wire/index.ts'
import { floodWith } from '../flooder.ts'
import { mebibyte, type Scenario } from '../scenario.ts'

export const zipBomb: Scenario = {
  id: 'zip-bomb',
  title: '99 MiB of zeros in 100 kB',
  kinds: ['parley', 'ws'],
  config: () => ({ behaviour: 'echo', deflate: true }),
  run: (server, _, kind) =>
    floodWith(server, kind, (peer) => peer.write(frame(opcodes.binary, bomb(99 * mebibyte), { rsv: 4 })), 3_000, {
      'Sec-WebSocket-Extensions': 'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
    }),
  ends: ['1009 message/too-large'],
  // The limit on a message, and room for what inflating takes.
  maxExtraBytes: () => mebibyte + 8 * mebibyte,
}

/** RFC 7692 §7.2.1: compressed, without the empty block at its end. */
function bomb(size: number): Buffer {
  const bytes = deflateRawSync(Buffer.alloc(size), { level: 9, finishFlush: constants.Z_SYNC_FLUSH })
  return bytes.subarray(0, -4)
}

export const stalledReader: Scenario = {
  id: 'stalled-reader',
  title: '3 s of 200 MB/s to a reader that does not read',
  kinds: ['parley', 'ws', 'socket.io'],
  config: () => ({
    behaviour: 'stream',
    limits: { maxQueuedBytes: mebibyte, maxBacklogBytes: 262_144, closeTimeoutMs: 1_000 },
  }),
  async run(server, scale, kind) {
    const before = await server.state()
    const damage = await floodWith(
      server,
      kind,
      async (peer) => {
        peer.stall()
        const end = performance.now() + (scale === 'full' ? 3_000 : 1_500)
        const isOver = async () => (await server.state()).ends.length > before.ends.length || performance.now() > end
        while (!(await isOver())) await new Promise((resolve) => setTimeout(resolve, 20))
      },
      2_000,
    )
    const after = await server.state()
    return { ...damage, note: `${Math.round((after.streamed - before.streamed) / 1e6)} MB were handed over` }
  },
  ends: ['4008 socket/too-slow', '1006 socket/too-slow', '1006 socket/close-timeout'],
  // What may wait, and the pieces of it that are being written.
  maxExtraBytes: () => 12 * mebibyte,
}
