import { equal, match, ok } from 'node:assert/strict'
import { frame, opcodes, type RawConnection } from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { againstClient, againstServer, endsByFault, isClosedWith, open, refusesAnswer } from '../stage.ts'

/** Sends the same fragment until the other side has had enough. Returns how many it took. */
async function fragments(peer: RawConnection, payload: string | Uint8Array, atMost: number): Promise<number> {
  peer.send(opcodes.binary, payload, { fin: false })
  const one = frame(opcodes.continuation, payload, { fin: false, masked: peer.role === 'client' })
  const piece = Buffer.concat(Array.from({ length: 64 }, () => one))
  let sent = 1
  while (sent < atMost && peer.closeFrame === undefined && peer.ending === undefined) {
    await peer.writePieces([piece])
    sent += 64
  }
  return sent
}

export const noCap: readonly Advisory[] = [
  {
    id: 'CVE-2016-10542',
    product: 'ws',
    class: 'no cap',
    cause: 'there was no limit on the size of a message',
    fact: 'without any option a message of more than 1 MiB is closed with 1009 before it arrives',
    replay: () =>
      againstServer(async ({ port, messages }) => {
        using fitting = await open(port)
        fitting.send(opcodes.binary, Buffer.alloc(1_048_576))
        equal((await fitting.frameAt(0))?.payload.length, 1_048_576)
        using peer = await open(port)
        peer.send(opcodes.binary, '', { announced: 1_048_577 })
        await isClosedWith(peer, 1009)
        equal(messages.length, 1)
      }),
  },
  {
    id: 'CVE-2014-0193',
    product: 'Netty',
    class: 'no cap',
    cause: 'continuation frames were gathered without a total',
    fact: 'fragments that are each small enough are closed with 1009 when their sum is not',
    replay: () =>
      againstServer(async ({ port, closes }) => {
        using peer = await open(port)
        const sent = await fragments(peer, Buffer.alloc(16_384), 2_000)
        await isClosedWith(peer, 1009)
        await endsByFault(closes, 'message/too-large')
        ok(sent < 2_000, 'all of them were taken')
      }),
  },
  {
    id: 'CVE-2026-42786',
    product: 'Bandit',
    class: 'no cap',
    cause: 'the sum of a message’s fragments was not limited where each frame was',
    fact: 'with a limit on frames the limit on messages still holds',
    replay: () =>
      againstServer(
        async ({ port }) => {
          using fitting = await open(port)
          fitting.send(opcodes.binary, Buffer.alloc(1_000), { fin: false })
          fitting.send(opcodes.continuation, Buffer.alloc(1_000))
          equal((await fitting.frameAt(0))?.payload.length, 2_000)
          using peer = await open(port)
          await fragments(peer, Buffer.alloc(1_000), 500)
          await isClosedWith(peer, 1009)
          using large = await open(port)
          large.send(opcodes.binary, Buffer.alloc(1_001))
          await isClosedWith(large, 1009)
        },
        { maxFrameBytes: 1_000, maxMessageBytes: 4_000 },
      ),
  },
  {
    id: 'CVE-2026-47073',
    product: 'hackney',
    class: 'no cap',
    cause: 'the client read the server’s answer without a limit',
    fact: 'our client gives up on a head of more than 16 KiB, and on one that never ends',
    async replay() {
      const error = await refusesAnswer(async (peer) => {
        peer.write('HTTP/1.1 101 Switching Protocols\r\n')
        const piece = Buffer.from('X-Note: a\r\n'.repeat(500))
        for (let sent = 0; sent < 8_000_000 && peer.ending === undefined; sent += piece.length)
          await peer.writePieces([piece])
      })
      match(String(Reflect.get(error, 'code')), /head-too-large/)
      await refusesAnswer((peer) => peer.write('HTTP/1.1 101 Switching Protocols\r\n'), { handshakeTimeoutMs: 200 })
    },
  },
  {
    id: 'CVE-2026-9675',
    product: 'undici',
    class: 'no cap',
    cause: 'the client limited frames but not what they add up to',
    fact: 'our client closes with 1009 when a server’s fragments add up to too much',
    replay: () =>
      againstClient(
        async ({ peer, messages }) => {
          await fragments(peer, Buffer.alloc(1_000), 500)
          await isClosedWith(peer, 1009)
          equal(messages.length, 0)
        },
        { maxMessageBytes: 10_000 },
      ),
  },
  {
    id: 'CVE-2026-12151',
    product: 'undici',
    class: 'no cap',
    cause: 'the client limited bytes but not how many fragments they come in',
    fact: 'our client closes with 1008 when a message comes in too many fragments',
    async replay() {
      for (const payload of ['a', '']) {
        await againstClient(async ({ peer, closes }) => {
          await fragments(peer, payload, 50_000)
          await isClosedWith(peer, 1008)
          await endsByFault(closes, 'message/too-many-fragments')
        })
      }
    },
  },
  {
    id: 'CVE-2026-48779',
    product: 'ws',
    class: 'no cap',
    cause: 'an object was kept for each fragment of one byte',
    fact: 'a message in more than 1 024 fragments of one byte is closed with 1008',
    replay: () => takesFragments('a'),
  },
  {
    id: 'a2f4e7c0',
    product: 'ws',
    class: 'no cap',
    cause: 'empty fragments were not counted toward the limit on fragments',
    fact: 'a message in more than 1 024 empty fragments is closed with 1008',
    replay: () => takesFragments(''),
  },
]

function takesFragments(payload: string): Promise<void> {
  return againstServer(async ({ port, closes }) => {
    using peer = await open(port)
    const sent = await fragments(peer, payload, 100_000)
    await isClosedWith(peer, 1008)
    await endsByFault(closes, 'message/too-many-fragments')
    ok(sent < 100_000, 'all of them were taken')
  })
}
