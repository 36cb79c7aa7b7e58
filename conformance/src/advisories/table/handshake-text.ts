import { equal, ok } from 'node:assert/strict'
import { frame, opcodes, RawConnection, statusOf, upgradeRequest } from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { againstServer, ask, isClosedWith, isRefused, open, path } from '../stage.ts'

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

/** Answered at all, and soon: the cost of a header must not grow faster than the header. */
async function answersSoon(port: number, request: string): Promise<number> {
  let bestMs = Number.POSITIVE_INFINITY
  let status = 0
  // What else the machine does may delay one of them.
  for (let round = 0; round < 10 && bestMs > 50; round++) {
    const began = performance.now()
    const answer = await ask(port, request)
    bestMs = Math.min(bestMs, performance.now() - began)
    status = answer.status
    answer.peer.cut()
  }
  ok(bestMs <= 50, `took ${bestMs.toFixed(0)} ms`)
  return status
}

export const handshakeText: readonly Advisory[] = [
  {
    id: 'GHSA-5v72-xg48-5rpm',
    product: 'ws',
    class: 'handshake text',
    cause: 'an extension with the name of a property that every object has crashed the parser',
    fact: 'extensions and parameters called like properties of every object are declined as any unknown one',
    replay: () =>
      againstServer(
        async ({ port }) => {
          for (const name of inherited) {
            for (const offer of [name, `${name}; ${name}=1`, `permessage-deflate; ${name}`]) {
              const { peer, head, status } = await ask(
                port,
                upgradeRequest(path, { 'Sec-WebSocket-Extensions': offer }),
              )
              equal(status, 101)
              ok(
                !head.headers.some(([header]) => header.toLowerCase() === 'sec-websocket-extensions'),
                `took up ${offer}`,
              )
              peer.cut()
            }
          }
        },
        { deflate: true },
      ),
  },
  {
    id: 'CVE-2020-7662',
    product: 'websocket-extensions',
    class: 'handshake text',
    cause: 'a quoted parameter without its end took a regular expression quadratic time',
    fact: 'an open quote full of backslashes is refused at once',
    replay: () =>
      againstServer(
        async ({ port }) => {
          for (const filling of ['\\', '\\"', 'a', ' ', ';"']) {
            const offer = `permessage-deflate; a="${filling.repeat(15_000 / filling.length)}`
            equal(await answersSoon(port, upgradeRequest(path, { 'Sec-WebSocket-Extensions': offer })), 400)
          }
        },
        { deflate: true },
      ),
  },
  {
    id: 'CVE-2021-32640',
    product: 'ws',
    class: 'handshake text',
    cause: 'splitting Sec-WebSocket-Protocol at commas with blanks took quadratic time',
    fact: 'a subprotocol list full of blanks is answered at once',
    replay: () =>
      againstServer(
        async ({ port }) => {
          for (const list of [`a${' '.repeat(15_000)}b`, ` ,${' '.repeat(15_000)}`, `a${' ,'.repeat(7_000)}`]) {
            await answersSoon(port, upgradeRequest(path, { 'Sec-WebSocket-Protocol': list }))
          }
        },
        { protocols: ['a'] },
      ),
  },
  {
    id: 'CVE-2024-37890',
    product: 'ws',
    class: 'handshake text',
    cause: 'headers beyond the limit were dropped, Upgrade among them, and then missed',
    fact: 'a request with more headers than are kept is refused, wherever Upgrade stands',
    replay: () =>
      againstServer(async ({ port }) => {
        const many = 'A: b\r\n'.repeat(2_000)
        const request = upgradeRequest(path)
        await isRefused(port, request.replace('Host:', `${many}Host:`), [431])
        await isRefused(port, request.replace(/\r\n$/, `${many}\r\n`), [431])
      }),
  },
  {
    id: 'CVE-2026-54465',
    product: 'websocket-driver (Ruby)',
    class: 'handshake text',
    cause: 'the headers of a request could go on without end',
    fact: 'headers without end are refused after 16 KiB',
    replay: () =>
      againstServer(async ({ port, asked }) => {
        using peer = await RawConnection.connect(port)
        peer.write(`GET ${path} HTTP/1.1\r\n`)
        const lines = Buffer.from('X-Note: a\r\n'.repeat(100))
        let sent = 0
        while (peer.ending === undefined && peer.queue.length === 0 && sent < 1_000_000) {
          await peer.writePieces([lines])
          sent += lines.length
        }
        equal(statusOf(await peer.head()), 431)
        ok(sent < 500_000, `took ${sent} bytes of headers`)
        equal(asked.length, 0)
      }),
  },
  {
    id: 'CVE-2026-61666',
    product: 'websocket-driver (Ruby)',
    class: 'handshake text',
    cause: 'a malformed Host raised an error that nobody caught',
    fact: 'a Host that is none is refused',
    replay: () =>
      againstServer(async ({ port }) => {
        for (const host of ['', 'a b', '[', 'http://[', ':', '%', '\xff', '/', 'a:b:c', '[::1']) {
          await isRefused(port, upgradeRequest(path, { Host: host }), [400, 403])
        }
      }),
  },
  {
    id: 'CVE-2022-21676',
    product: 'engine.io',
    class: 'handshake text',
    cause: 'a frame with RSV2 or RSV3 right behind the handshake raised an error that nobody caught',
    fact: 'reserved bits in a frame in the same segment as the request are closed with 1002',
    replay: () =>
      againstServer(async ({ port, messages }) => {
        for (const rsv of [1, 2, 3, 4, 7]) {
          const { peer } = await ask(port, upgradeRequest(path), frame(opcodes.text, 'x', { rsv }))
          peer.startFrames()
          await isClosedWith(peer, 1002)
        }
        equal(messages.length, 0)
      }),
  },
  {
    id: 'CVE-2022-41940',
    product: 'engine.io',
    class: 'handshake text',
    cause: 'an error of the TCP connection during the upgrade reached nobody who listened',
    fact: 'connections reset at every point of the handshake, also while it is judged, end nothing but themselves',
    replay: () =>
      againstServer(
        async ({ port, socketCount }) => {
          for (let round = 0; round < 60; round++) {
            const peer = await RawConnection.connect(port)
            peer.write(upgradeRequest(path).slice(0, round % 3 === 0 ? 40 : undefined))
            if (round % 3 === 1) await new Promise((resolve) => setImmediate(resolve))
            peer.reset()
          }
          await new Promise((resolve) => setTimeout(resolve, 50))
          equal(socketCount(), 0)
        },
        { authenticate: () => new Promise((resolve) => setTimeout(() => resolve({ id: 'a', name: 'a' }), 20)) },
      ),
  },
  {
    id: 'CVE-2023-31125',
    product: 'engine.io',
    class: 'handshake text',
    cause: 'a value in the query that names a property of every object raised an error that nobody caught',
    fact: 'whatever stands in the query, the socket opens and works',
    replay: () =>
      againstServer(async ({ port }) => {
        for (const name of [...inherited, '%', '%zz', '[]', 'a[b]=c', '?', '&&&', '=']) {
          for (const query of [name, `transport=${name}`, `${name}=1`, `sid=${name}&EIO=${name}`]) {
            using peer = await open(port, { path: `${path}?${query}` })
            peer.send(opcodes.text, query)
            equal((await peer.frameOf(opcodes.text))?.payload.toString(), query)
          }
        }
      }),
  },
  {
    id: 'CVE-2026-59724',
    product: 'engine.io',
    class: 'handshake text',
    cause: 'a session id such as __proto__ found a property of every object in place of a session',
    fact: 'a path called like a property of every object is as unknown as any other',
    replay: () =>
      againstServer(async ({ port }) => {
        for (const name of inherited) {
          for (const target of [`/${name}`, name === 'toString' ? '/' : `/${name}/`, `${path}/${name}`]) {
            await isRefused(port, upgradeRequest(target), [404])
          }
        }
      }),
  },
  {
    id: 'CVE-2026-102600',
    product: 'cluster-engine of engine.io',
    class: 'handshake text',
    cause: 'as CVE-2026-59724, for what other processes are asked for',
    fact: 'headers and subprotocols called like properties of every object are plain text',
    replay: () =>
      againstServer(
        async ({ port }) => {
          for (const name of inherited) {
            const lines = `${name}: x\r\n${name}: y\r\n`
            const request = upgradeRequest(path, { 'Sec-WebSocket-Protocol': name }).replace('Host:', `${lines}Host:`)
            const { peer, head, status } = await ask(port, request)
            equal(status, 101)
            ok(!head.headers.some(([header]) => header.toLowerCase() === 'sec-websocket-protocol'), `chose ${name}`)
            peer.cut()
          }
        },
        { protocols: ['chat'] },
      ),
  },
  {
    id: 'CVE-2026-102599',
    product: 'engine.io',
    class: 'handshake text',
    cause: 'the revision of the protocol was not compared between a session and its upgrade',
    doesNotApply: 'there is one transport here: no session is carried from one to another',
  },
]
