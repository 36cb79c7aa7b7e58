import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { deflateRawSync } from 'node:zlib'
import { deflated } from '../../wire/deflate-peer.ts'
import {
  frame,
  headerOf,
  opcodes,
  type RawConnection,
  statusOf,
  upgradeAnswer,
  upgradeRequest,
} from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { againstClient, againstServer, ask, endsByFault, isClosedWith, open, path, refusesAnswer } from '../stage.ts'

const offer = {
  'Sec-WebSocket-Extensions': 'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
}
const offerWithContext = { 'Sec-WebSocket-Extensions': 'permessage-deflate' }
const rsv1 = 4
const mebibyte = 1024 * 1024

let made: Buffer | undefined
/** 99 MiB of zeros, a hundred kilobytes compressed. What it costs before it is refused is measured by `floods`. */
function bomb(): Buffer {
  made ??= deflated(Buffer.alloc(99 * mebibyte), { level: 9 })
  return made
}

/** Sends a payload as one compressed message in fragments of that size. */
function sendCompressed(peer: RawConnection, payload: Buffer, fragmentBytes = payload.length): void {
  const masked = peer.role === 'client'
  for (let at = 0; at < payload.length; at += fragmentBytes) {
    const fin = at + fragmentBytes >= payload.length
    const opcode = at === 0 ? opcodes.binary : opcodes.continuation
    peer.write(frame(opcode, payload.subarray(at, at + fragmentBytes), { fin, masked, rsv: at === 0 ? rsv1 : 0 }))
  }
}

export const compression: readonly Advisory[] = [
  {
    id: 'CVE-2018-1000518',
    product: 'websockets (Python)',
    class: 'compression',
    cause: 'a compressed message was inflated without a limit',
    fact: 'a message that inflates to 99 MiB is closed with 1009 while it is inflated',
    replay: () =>
      againstServer(
        async ({ port, closes, messages }) => {
          using peer = await open(port, { headers: offer })
          sendCompressed(peer, bomb())
          await isClosedWith(peer, 1009)
          await endsByFault(closes, 'message/too-large')
          equal(messages.length, 0)
        },
        { deflate: true },
      ),
  },
  {
    id: 'CVE-2026-1526',
    product: 'undici',
    class: 'compression',
    cause: 'the client inflated what a server sent without a limit',
    fact: 'a server’s message that inflates to 99 MiB closes our client with 1009',
    replay: () =>
      againstClient(
        async ({ peer, closes, messages }) => {
          sendCompressed(peer, bomb())
          await isClosedWith(peer, 1009)
          await endsByFault(closes, 'message/too-large')
          equal(messages.length, 0)
        },
        { deflate: true },
        offer,
      ),
  },
  {
    id: 'CVE-2026-39804',
    product: 'Bandit',
    class: 'compression',
    cause: 'a message’s fragments were inflated without a limit on what they add up to',
    fact: 'a bomb in fragments is closed with 1009, however small they are',
    replay: () =>
      againstServer(
        async ({ port }) => {
          for (const fragmentBytes of [200, 1_024, 65_536]) {
            using peer = await open(port, { headers: offer })
            sendCompressed(peer, bomb(), fragmentBytes)
            await isClosedWith(peer, 1009)
          }
        },
        { deflate: true },
      ),
  },
  {
    id: 'CVE-2026-83599',
    product: 'Netdata',
    class: 'compression',
    cause: 'the limit was on the bytes that arrive, not on what they become',
    fact: 'a text that inflates to one byte more than the limit is closed with 1009, and one byte less arrives',
    replay: () =>
      againstServer(
        async ({ port, messages }) => {
          using peer = await open(port, { headers: offer })
          peer.write(frame(opcodes.text, deflated('a'.repeat(10_000)), { rsv: rsv1 }))
          await peer.frameOf(opcodes.text)
          peer.write(frame(opcodes.text, deflated('a'.repeat(10_001)), { rsv: rsv1 }))
          await isClosedWith(peer, 1009)
          deepEqual(
            messages.map((one) => one.length),
            [10_000],
          )
        },
        { deflate: true, maxMessageBytes: 10_000 },
      ),
  },
  {
    id: 'WSA-2026-1',
    product: 'WeeChat',
    class: 'compression',
    cause: 'with a kept context message after message could be made to grow',
    fact: 'a bomb behind messages that share its context is closed with 1009',
    replay: () =>
      againstServer(
        async ({ port }) => {
          using peer = await open(port, { headers: offerWithContext })
          const context = Buffer.alloc(32_768, 0x61)
          sendCompressed(peer, deflated(context))
          await peer.frameAt(0)
          sendCompressed(peer, deflated(Buffer.alloc(16 * mebibyte, 0x61), { context }))
          await isClosedWith(peer, 1009)
        },
        { deflate: { contextTakeover: true } },
      ),
  },
  {
    id: 'CVE-2026-27571',
    product: 'NATS',
    class: 'compression',
    cause: 'a bomb was inflated before anybody knew whose it was',
    fact: 'while authenticate thinks, and after it knew nobody, nothing of a message is inflated or given to anybody',
    replay: () =>
      againstServer(
        async ({ port, messages }) => {
          const { peer, status } = await ask(
            port,
            upgradeRequest(path, offer),
            frame(opcodes.binary, bomb(), { rsv: rsv1 }),
          )
          using _ = peer
          equal(status, 101)
          peer.startFrames()
          await isClosedWith(peer, 4501)
          equal(messages.length, 0)
        },
        { deflate: true, authenticate: () => new Promise((resolve) => setTimeout(() => resolve(undefined), 100)) },
      ),
  },
  {
    id: 'CVE-2026-54490',
    product: 'websocket-driver',
    class: 'compression',
    cause: 'the limit was compared with the compressed size',
    fact: 'the limit holds for the inflated size, also where the compressed one is far below it',
    replay: () =>
      againstServer(
        async ({ port, closes }) => {
          using peer = await open(port, { headers: offer })
          const payload = deflated(Buffer.alloc(2 * mebibyte))
          ok(payload.length < 10_000)
          sendCompressed(peer, payload)
          await isClosedWith(peer, 1009)
          await endsByFault(closes, 'message/too-large')
        },
        { deflate: true },
      ),
  },
  {
    id: 'CVE-2026-2229',
    product: 'undici',
    class: 'compression',
    cause: 'server_max_window_bits out of its range in the answer threw where nobody caught it',
    fact: 'parameters out of range in the answer reject the promise, at the step extension',
    async replay() {
      for (const bits of ['7', '16', '0', '-1', '99', '', 'x', '1e1', '9'.repeat(400)]) {
        const error = await refusesAnswer(
          (peer, request) => {
            const extensions = `${offer['Sec-WebSocket-Extensions']}; server_max_window_bits=${bits}`
            const key = headerOf(request, 'sec-websocket-key') ?? ''
            peer.write(upgradeAnswer(key, { 'Sec-WebSocket-Extensions': extensions }))
          },
          { deflate: true },
        )
        equal(Reflect.get(error, 'step'), 'extension')
      }
    },
  },
  {
    id: 'CVE-2026-2229 (server)',
    product: 'undici',
    class: 'compression',
    cause: 'the same at the other end: windows out of range in an offer',
    fact: 'offers with windows out of range are declined, and the socket works without compression',
    replay: () =>
      againstServer(
        async ({ port }) => {
          for (const bits of ['7', '16', '0', '99', '9'.repeat(400)]) {
            const headers = { 'Sec-WebSocket-Extensions': `permessage-deflate; server_max_window_bits=${bits}` }
            const { peer, head } = await ask(port, upgradeRequest(path, headers), frame(opcodes.text, 'plain'))
            using _ = peer
            equal(statusOf(head), 101)
            equal(headerOf(head, 'sec-websocket-extensions'), undefined)
            peer.startFrames()
            equal((await peer.frameOf(opcodes.text))?.payload.toString(), 'plain')
          }
        },
        { deflate: true },
      ),
  },
  {
    id: 'CVE-2026-87022',
    product: 'Tomcat',
    class: 'compression',
    cause: 'what was left of one compressed message was taken for the beginning of the next',
    fact: 'bytes behind the end of a message’s deflate data never become part of another message',
    replay: () =>
      againstServer(
        async ({ port, messages }) => {
          // A block with BFINAL ends the data of RFC 1951; what follows in the same message is no part of it.
          const ended = deflateRawSync('first')
          for (const rest of [deflated('smuggled'), Buffer.from('smuggled'), Buffer.alloc(100, 0xff)]) {
            using peer = await open(port, { headers: offer })
            peer.write(frame(opcodes.text, Buffer.concat([ended, Buffer.from([0]), rest]), { rsv: rsv1 }))
            peer.write(frame(opcodes.text, deflated('second'), { rsv: rsv1 }))
            peer.write(frame(opcodes.text, 'third'))
            peer.write(frame(opcodes.close, ''))
            await peer.ended()
            const told = peer.closeFrame?.payload.length === 0 ? 0 : peer.closeFrame?.payload.readUInt16BE()
            match(String(told), /^(0|1002|1007)$/)
          }
          // Either the whole connection was refused, or the messages behind came through as they are.
          for (const text of messages)
            ok(['first', 'second', 'third', 'firstsmuggled'].includes(String(text)), `heard ${String(text)}`)
        },
        { deflate: true },
      ),
  },
]
