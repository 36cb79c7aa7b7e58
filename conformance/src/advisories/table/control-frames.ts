import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { Connection } from '@parley/websocket'
import { frame, opcodes, type RawConnection } from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { collectGarbage } from '../garbage.ts'
import { againstClient, againstServer, open, until } from '../stage.ts'

/** What no caller should pass, and what would be as many bytes of whatever was in memory. */
const numbers = [100, 125, { length: 100 }, [1, 2, 3], new ArrayBuffer(100), true]

/** Sends pings in separate pieces and reads no pong, until the other side has had enough. */
async function pingUnread(peer: RawConnection, pings: number): Promise<void> {
  peer.stall()
  const one = frame(opcodes.ping, Buffer.alloc(125), { masked: peer.role === 'client' })
  const piece = Buffer.concat(Array.from({ length: 100 }, () => one))
  for (let sent = 0; sent < pings && !peer.socket.destroyed; sent += 100) {
    if (!peer.socket.write(piece)) {
      const isFlowing = await peer
        .until(() => !peer.socket.writableNeedDrain, 'the flood to flow', 500)
        .then(
          () => true,
          () => false,
        )
      if (!isFlowing) break
    }
  }
}

/** Which limit is passed first depends on how the pings arrive. */
const givenUpBy = ['control/ping-flood', 'socket/too-fast', 'socket/write-timeout']

/** A flood of pings nobody reads the pongs of costs this much at most: what the system's buffers hold is not ours. */
const allowedBytes = 24 * 1024 * 1024

export const controlFrames: readonly Advisory[] = [
  {
    id: 'CVE-2016-10518',
    product: 'ws',
    class: 'control frames',
    cause: 'ping(number) sent as many bytes of uninitialised memory',
    fact: 'ping, pong and sendBinary take bytes only, and send nothing of what they refuse',
    async replay() {
      const connection = new Connection({ role: 'server' })
      for (const wrong of numbers) {
        throws(() => connection.ping(wrong as never), { name: 'UsageError' })
        throws(() => connection.pong(wrong as never), { name: 'UsageError' })
        throws(() => connection.sendBinary(wrong as never), { name: 'UsageError' })
      }
      equal(connection.hasOutput, false)
    },
  },
  {
    id: 'CVE-2026-45736',
    product: 'ws',
    class: 'control frames',
    cause: 'close(code, typed array) sent as many bytes of uninitialised memory',
    fact: 'a reason that is no text is refused, or sent as the text that JavaScript makes of it, never as memory',
    async replay() {
      for (const wrong of [...numbers, new Float64Array(10), new Uint8Array(10)]) {
        const connection = new Connection({ role: 'server' })
        try {
          connection.close(1000, wrong as never)
        } catch (error) {
          equal((error as Error).name, 'UsageError')
          equal(connection.hasOutput, false)
          continue
        }
        const [sent = new Uint8Array()] = connection.takeOutput()
        equal(Buffer.from(sent).subarray(4).toString(), String(wrong))
      }
    },
  },
  {
    id: 'CVE-2021-3690',
    product: 'Undertow',
    class: 'control frames',
    cause: 'every pong that nobody asked for was kept',
    fact: '100 000 pongs that nobody asked for leave nothing behind',
    replay: () =>
      againstServer(async ({ port }) => {
        using peer = await open(port)
        const pongs = Buffer.concat(Array.from({ length: 1_000 }, () => frame(opcodes.pong, Buffer.alloc(100))))
        const before = collectGarbage()
        for (let round = 0; round < 100; round++) {
          await peer.writePieces([pongs])
          peer.send(opcodes.text, String(round))
          await peer.frameAt(round)
        }
        const grown = collectGarbage() - before
        ok(grown < 4 * 1024 * 1024, `${grown} bytes more are in use`)
      }),
  },
  {
    id: 'CVE-2026-109932',
    product: 'undici',
    class: 'control frames',
    cause: 'the client answered pings without regard to whether its answers were read',
    fact: 'a server that pings without end and reads nothing costs our client bounded memory, and is given up',
    replay: () =>
      againstClient(
        async ({ peer, closes, socket }) => {
          const before = collectGarbage()
          await pingUnread(peer, 300_000)
          ok(socket.bufferedAmount < 1024 * 1024, `${socket.bufferedAmount} bytes wait`)
          const grown = collectGarbage() - before
          ok(grown < allowedBytes, `${grown} bytes more are in use`)
          await until(() => closes.length > 0, 'our client to give up', 6_000)
          ok(givenUpBy.includes(closes[0]?.fault ?? ''), `ended by ${closes[0]?.fault}`)
        },
        { writeTimeoutMs: 2_000 },
      ),
  },
  {
    id: 'ace7248 (8.23.0)',
    product: 'ws',
    class: 'control frames',
    cause: 'the server answered pings without regard to whether its answers were read',
    fact: 'a client that pings without end and reads nothing costs our server bounded memory, and is cut',
    replay: () =>
      againstServer(
        async ({ port, closes, socketCount }) => {
          const peer = await open(port)
          const before = collectGarbage()
          await pingUnread(peer, 300_000)
          const grown = collectGarbage() - before
          ok(grown < allowedBytes, `${grown} bytes more are in use`)
          await until(() => socketCount() === 0, 'our server to cut it', 6_000)
          ok(givenUpBy.includes(closes[0]?.fault ?? ''), `ended by ${closes[0]?.fault}`)
          deepEqual(closes.length, 1)
          peer.cut()
        },
        { writeTimeoutMs: 2_000 },
      ),
  },
]
