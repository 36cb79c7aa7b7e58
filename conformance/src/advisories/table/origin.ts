import { equal, ok } from 'node:assert/strict'
import { encodeHead, headerOf, RawListener, upgradeRequest } from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { againstServer, ask, isRefused, open, path, refusesAnswer } from '../stage.ts'

/** Pages of these must be refused. */
function refuses(
  origins: readonly string[],
  headers: Record<string, string> = {},
  allowed: readonly string[] = [],
): Promise<void> {
  return againstServer(
    async ({ port, messages, socketCount }) => {
      for (const Origin of origins) {
        const head = await isRefused(port, upgradeRequest(path, { ...headers, Origin }), [403])
        equal(headerOf(head, 'cache-control'), 'no-store')
      }
      equal(socketCount() + messages.length, 0)
    },
    { origins: allowed },
  )
}

export const originAndAuthentication: readonly Advisory[] = [
  {
    id: 'GHSA-f53g-frr2-jhpf',
    product: 'Gitpod',
    class: 'origin and authentication',
    cause: 'a page of another host could speak in the name of whoever looked at it',
    fact: 'a page of another host is refused, with cookies as without',
    replay: () =>
      refuses(['https://evil.example', 'https://localhost.evil.example'], { Cookie: 'session=1' }, [
        'https://app.example',
      ]),
  },
  {
    id: 'CVE-2026-59390',
    product: 'Spring',
    class: 'origin and authentication',
    cause: 'without configuration every origin was allowed',
    fact: 'without any option pages of other hosts are refused, and those of this one are not',
    async replay() {
      await refuses([
        'http://evil.example',
        'http://localhost:1',
        'http://localhost.',
        'file://',
        'http://localhost@evil.example',
      ])
      await againstServer(async ({ port }) => {
        using peer = await open(port, { headers: { Host: `localhost:${port}`, Origin: `http://localhost:${port}` } })
        ok(peer.opening !== undefined)
      })
    },
  },
  {
    id: 'CVE-2026-27148',
    product: 'Storybook',
    class: 'origin and authentication',
    cause: 'the server of a developer’s machine listened to any page, by any name',
    fact: 'a page that has its own name point here is refused, though Origin and Host agree',
    replay: () =>
      againstServer(
        async ({ port }) => {
          const rebound = { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` }
          await isRefused(port, upgradeRequest(path, rebound), [403])
          await isRefused(port, upgradeRequest(path, { Host: 'evil.example' }), [403])
        },
        { hosts: ['app.example'] },
      ),
  },
  {
    id: 'CVE-2026-44211',
    product: 'Cline',
    class: 'origin and authentication',
    cause: 'listening on 127.0.0.1 was taken for protection: pages connect from there',
    fact: 'a foreign page is refused also where it comes from 127.0.0.1 and asks for 127.0.0.1',
    replay: () =>
      refuses(['https://evil.example', 'http://127.0.0.1:1', 'http://localhost', 'http://[::1]'], {
        Host: '127.0.0.1:8080',
      }),
  },
  {
    id: 'CVE-2026-27977',
    product: 'Next.js',
    class: 'origin and authentication',
    cause: 'Origin: null was let in as if there were none',
    fact: 'Origin: null is refused, in any case of its letters, also empty',
    replay: () => refuses(['null', 'NULL', 'Null', 'undefined', ''], { Host: 'localhost' }, ['https://app.example']),
  },
  {
    id: 'CVE-2020-28481',
    product: 'socket.io',
    class: 'origin and authentication',
    cause: 'every answer allowed every origin to read it',
    fact: 'no answer of ours, open or refused, allows another origin to read it',
    replay: () =>
      againstServer(async ({ port }) => {
        const requests = [
          upgradeRequest(path),
          upgradeRequest(path, { Origin: 'https://evil.example' }),
          upgradeRequest('/other'),
          encodeHead(`OPTIONS ${path} HTTP/1.1`, {
            Host: 'localhost',
            Origin: 'https://evil.example',
            'Access-Control-Request-Method': 'GET',
          }),
          encodeHead(`GET ${path} HTTP/1.1`, { Host: 'localhost', Origin: 'https://evil.example' }),
        ]
        for (const request of requests) {
          const { peer, head } = await ask(port, request)
          peer.cut()
          equal(headerOf(head, 'access-control-allow-origin'), undefined)
          equal(headerOf(head, 'access-control-allow-credentials'), undefined)
        }
      }),
  },
  {
    id: 'CVE-2026-42498',
    product: 'Tomcat',
    class: 'origin and authentication',
    cause: 'the client sent its credentials on to another host',
    fact: 'our client follows no redirection: whoever it names gets no connection and no header',
    async replay() {
      await using elsewhere = await RawListener.listen()
      for (const status of [301, 302, 303, 307, 308]) {
        const error = await refusesAnswer(
          (peer) =>
            peer.write(
              encodeHead(`HTTP/1.1 ${status} Elsewhere`, {
                Location: `http://127.0.0.1:${elsewhere.port}/`,
                'Content-Length': '0',
              }),
            ),
          { headers: { Authorization: 'Bearer secret' } },
        )
        equal(Reflect.get(error, 'status'), status)
        ok(!error.message.includes('secret'))
      }
      const came = await elsewhere.next(100).then(
        () => true,
        () => false,
      )
      ok(!came, 'somebody came')
    },
  },
]
