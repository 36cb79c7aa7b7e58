import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  acceptOf,
  encodeHead,
  frame,
  headerOf,
  newKey,
  opcodes,
  RawListener,
  upgradeAnswer,
  upgradeRequest,
} from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { againstServer, ask, isRefused, path, refusesAnswer } from '../stage.ts'

const hidden = 'GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n'

export const smuggling: readonly Advisory[] = [
  {
    id: 'CVE-2026-69243',
    product: 'aiohttp',
    class: 'smuggling',
    cause: 'the protocol was switched before the body of the request was read',
    fact: 'a request with a body is refused, and its body is neither frames nor a request',
    replay: () =>
      againstServer(async ({ port, asked, messages }) => {
        const bodies: Record<string, string>[] = [
          { 'Content-Length': String(hidden.length) },
          { 'Transfer-Encoding': 'chunked' },
          { 'Transfer-Encoding': 'identity' },
        ]
        for (const headers of bodies) {
          await isRefused(port, upgradeRequest(path, headers), [400], hidden)
          await isRefused(port, upgradeRequest(path, headers), [400], frame(opcodes.text, 'hidden'))
        }
        deepEqual([asked, messages], [[], []])
      }),
  },
  {
    id: 'CVE-2026-59898',
    product: 'Netty',
    class: 'smuggling',
    cause: 'versions 7 and 8 were accepted without Connection and Upgrade',
    fact: 'no version but 13 opens a socket, and none does without Connection and Upgrade',
    replay: () =>
      againstServer(async ({ port }) => {
        for (const version of ['0', '7', '8', '12', '13, 8', '14']) {
          await isRefused(port, upgradeRequest(path, { 'Sec-WebSocket-Version': version }), [426])
        }
        for (const version of ['7', '8', '13']) {
          const bare = upgradeRequest(path, {
            'Sec-WebSocket-Version': version,
            Upgrade: undefined,
            Connection: undefined,
          })
          await isRefused(port, bare, [400, 426])
          await isRefused(
            port,
            upgradeRequest(path, { 'Sec-WebSocket-Version': version, Connection: 'close' }),
            [400, 426],
          )
        }
      }),
  },
  {
    id: 'CVE-2026-2833',
    product: 'Pingora',
    class: 'smuggling',
    cause: 'bytes behind an upgrade request were passed on before anybody had agreed to it',
    fact: 'what stands behind a refused request reaches nobody',
    replay: () =>
      againstServer(async ({ port, asked, messages }) => {
        const refused: readonly [Record<string, string>, number][] = [
          [{ 'Sec-WebSocket-Version': '8' }, 426],
          [{ 'Sec-WebSocket-Key': 'x' }, 400],
          [{ Origin: 'https://evil.example' }, 403],
        ]
        for (const [headers, status] of refused) {
          await isRefused(port, upgradeRequest(path, headers), [status], hidden)
          await isRefused(port, upgradeRequest(path, headers), [status], frame(opcodes.text, 'hidden'))
        }
        await isRefused(port, upgradeRequest('/elsewhere'), [404], hidden)
        deepEqual([asked, messages], [[], []])
      }),
  },
  {
    id: 'CVE-2019-17567',
    product: 'Apache httpd, mod_proxy_wstunnel',
    class: 'smuggling',
    cause: 'a tunnel was opened whatever the other side answered',
    fact: 'a refusal ends the connection: it leaves no tunnel for a second request',
    replay: () =>
      againstServer(async ({ port, asked }) => {
        for (const headers of [
          { 'Sec-WebSocket-Version': '12' },
          { Upgrade: 'h2c, websocket2' },
          { 'Sec-WebSocket-Key': '' },
        ]) {
          const { peer, head } = await ask(port, upgradeRequest(path, headers))
          equal(headerOf(head, 'connection'), 'close')
          equal(headerOf(head, 'cache-control'), 'no-store')
          peer.write(hidden)
          await peer.ended()
          peer.cut()
        }
        deepEqual(asked, [])
      }),
  },
  {
    id: 'CVE-2024-23326',
    product: 'Envoy',
    class: 'smuggling',
    cause: 'a 200 was taken for the change of protocol',
    fact: 'our client takes no answer but 101 for a WebSocket, whatever headers it has',
    async replay() {
      for (const status of [100, 200, 201, 204, 304, 426]) {
        await refusesAnswer((peer, request) => {
          const key = headerOf(request, 'sec-websocket-key') ?? ''
          peer.write(upgradeAnswer(key).replace('101', String(status)))
          peer.send(opcodes.text, 'hidden')
          peer.finish()
        })
      }
    },
  },
  {
    id: 'CVE-2026-55458',
    product: 'Caddy',
    class: 'smuggling',
    cause: 'headers that concern one hop went through with the 101',
    fact: 'the 101 has our headers and nothing of the request',
    replay: () =>
      againstServer(async ({ port }) => {
        const key = newKey()
        const request = upgradeRequest(
          path,
          {
            Connection: 'Upgrade, X-Secret, Keep-Alive',
            'X-Secret': '1',
            'Keep-Alive': 'timeout=5',
            TE: 'trailers',
            'Proxy-Authorization': 'Basic eA==',
            'Set-Cookie': 'a=b',
          },
          key,
        )
        const { peer, head } = await ask(port, request)
        peer.cut()
        deepEqual(
          head.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`),
          ['upgrade: websocket', 'connection: Upgrade', `sec-websocket-accept: ${acceptOf(key)}`],
        )
      }),
  },
  {
    id: 'GHSA-c4j6-fc7j-m34r',
    product: 'Next.js',
    class: 'smuggling',
    cause: 'an upgrade request with an absolute target was passed on to it',
    fact: 'a target with a host of its own is a path we do not have: nothing is fetched from there',
    replay: () =>
      againstServer(async ({ port }) => {
        await using elsewhere = await RawListener.listen()
        for (const target of [
          `http://127.0.0.1:${elsewhere.port}${path}`,
          `//127.0.0.1:${elsewhere.port}${path}`,
          `ws://127.0.0.1:${elsewhere.port}/`,
        ]) {
          await isRefused(port, upgradeRequest(target), [400, 404])
        }
        await isRefused(
          port,
          encodeHead(`CONNECT 127.0.0.1:${elsewhere.port} HTTP/1.1`, { Host: 'localhost' }),
          [],
        ).catch(() => {})
        const reached = await elsewhere.next(100).then(
          () => true,
          () => false,
        )
        ok(!reached, 'somebody came')
      }),
  },
]
