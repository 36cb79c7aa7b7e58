import { deepEqual, equal, ok } from 'node:assert/strict'
import { encodeHead, opcodes, RawConnection } from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { againstServer, isClosedWith, isRefused, open, path } from '../stage.ts'

const above = 'it concerns a protocol on top of WebSocket; the plain socket hands messages over unread'

export const application: readonly Advisory[] = [
  {
    id: 'CVE-2020-36048',
    product: 'engine.io',
    class: 'application protocol',
    cause: 'a long request took memory and time without a limit',
    fact: 'a request with a long body to our path is answered and ended before the body has come',
    replay: () =>
      againstServer(async ({ port, asked }) => {
        using peer = await RawConnection.connect(port)
        peer.write(encodeHead(`POST ${path} HTTP/1.1`, { Host: 'localhost', 'Content-Length': '100000000' }))
        const head = await peer.head()
        ok(/ (405|426|400) /.test(head.line), head.line)
        const piece = Buffer.alloc(65_536)
        let sent = 0
        while (peer.ending === undefined && !peer.socket.destroyed && sent < 100_000_000) {
          await peer.writePieces([piece]).catch(() => {})
          sent += piece.length
        }
        ok(sent < 50_000_000, `${sent} bytes were taken`)
        deepEqual(asked, [])
      }),
  },
  {
    id: 'CVE-2020-36049',
    product: 'socket.io-parser',
    class: 'application protocol',
    cause: 'a message that came in pieces was joined again and again, without a limit',
    fact: 'a text in 1 000 pieces costs no more than its bytes, and its limit holds',
    replay: () =>
      againstServer(async ({ port }) => {
        using peer = await open(port)
        const began = performance.now()
        peer.send(opcodes.text, '', { fin: false })
        for (let at = 0; at < 1_000; at++) peer.send(opcodes.continuation, 'x'.repeat(1_000), { fin: at === 999 })
        equal((await peer.frameOf(opcodes.text))?.payload.length, 1_000_000)
        ok(performance.now() - began < 2_000, 'it took long')
        using longer = await open(port)
        longer.send(opcodes.text, 'x'.repeat(1_000_000), { fin: false })
        longer.send(opcodes.continuation, 'x'.repeat(100_000))
        await isClosedWith(longer, 1009)
      }),
  },
  {
    id: 'CVE-2024-38355',
    product: 'socket.io',
    class: 'application protocol',
    cause: 'an error event that nobody listened for ended the process',
    fact: 'with nothing but a listener for messages, two bytes against the protocol end one socket and nothing else',
    replay: () =>
      againstServer(async ({ port }) => {
        const uncaught: unknown[] = []
        const note = (error: unknown) => void uncaught.push(error)
        process.on('uncaughtExceptionMonitor', note)
        try {
          for (const bytes of [
            [0xff, 0xff],
            [0x81, 0x00],
            [0xc1, 0x80],
            [0x83, 0x80],
            [0x88, 0x81, 0, 0, 0, 0, 0],
          ]) {
            using peer = await open(port)
            peer.write(Buffer.from(bytes))
            await isClosedWith(peer, 1002)
          }
          equal(uncaught.length, 0)
        } finally {
          process.off('uncaughtExceptionMonitor', note)
        }
      }),
  },
  {
    id: 'CVE-2026-59725',
    product: 'engine.io',
    class: 'application protocol',
    cause: 'a refused POST was never answered to its end, and its connection stayed',
    fact: 'every refused ordinary request is answered and its connection ends',
    replay: () =>
      againstServer(async ({ port }) => {
        for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'GET']) {
          const headers = method === 'GET' ? {} : { 'Content-Length': '5' }
          await isRefused(
            port,
            encodeHead(`${method} ${path} HTTP/1.1`, { Host: 'localhost', ...headers }),
            [400, 405, 426],
            method === 'GET' ? '' : 'x',
          )
        }
      }),
  },
  {
    id: 'CVE-2022-2421',
    product: 'socket.io-parser',
    class: 'application protocol',
    cause: 'a placeholder in a message overwrote what it pointed to',
    doesNotApply: above,
  },
  {
    id: 'CVE-2023-32695',
    product: 'socket.io-parser',
    class: 'application protocol',
    cause: 'the name of an event could be an object',
    doesNotApply: above,
  },
  {
    id: 'CVE-2026-33151',
    product: 'socket.io-parser',
    class: 'application protocol',
    cause: 'a message announced any number of attachments',
    doesNotApply: above,
  },
  {
    id: 'CVE-2026-69185',
    product: 'socket.io-parser',
    class: 'application protocol',
    cause: 'the same by another way, after it was mended',
    doesNotApply: above,
  },
  {
    id: 'CVE-2018-1270',
    product: 'Spring, STOMP',
    class: 'application protocol',
    cause: 'an expression in a selector was run',
    doesNotApply: above,
  },
  {
    id: 'CVE-2018-1275',
    product: 'Spring, STOMP',
    class: 'application protocol',
    cause: 'the same by another way, after it was mended',
    doesNotApply: above,
  },
  {
    id: 'CVE-2026-44891',
    product: 'Netty, STOMP',
    class: 'application protocol',
    cause: 'a message could have any number of headers',
    doesNotApply: above,
  },
]
