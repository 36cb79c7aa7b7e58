// The guide for apps behind a proxy: its app behind its lines, in the real nginx, HAProxy and Apache.
import { on, once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { link } from '../../packages/create/test/support.ts'
import { newFolder, type SpawnedServer, spawnServer } from '../spawn-server.ts'
import { writeFiles } from './in-a-folder.ts'
import { type ProxyName, proxyPath, startProxy } from './proxies.ts'
import { blockWith, filesOf, read } from './read-docs.ts'

const guide = 'docs/guides/behind-a-proxy.md'
const korean = 'docs/guides/behind-a-proxy.ko.md'
const proxies: readonly ProxyName[] = ['nginx', 'haproxy', 'apache']
const host = 'www.example.com'

const linesFor = (name: ProxyName) => blockWith(guide, name, '3000')

/** The app of the guide, behind the lines of the guide. */
async function behind(
  name: ProxyName,
  change = (lines: string) => lines,
): Promise<{ app: SpawnedServer; port: number }> {
  const folder = newFolder()
  writeFiles(folder, [['package.json', '{ "type": "module" }'], ...filesOf(guide)])
  link(folder)
  const app = await spawnServer('server.js', { cwd: folder })
  const port = await startProxy(name, change(linesFor(name)), Number(new URL(app.url).port))
  return { app, port }
}

function open(port: number, origin = `http://${host}`): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/parley`, { headers: { host }, origin })
  onTestFinished(() => socket.terminate())
  socket.on('error', () => {})
  return socket
}

/** Says hello and opens the room; gives the answer to that. */
async function enter(socket: WebSocket): Promise<unknown> {
  const messages = on(socket, 'message')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'hello', protocol: 1 }))
  socket.send(JSON.stringify({ type: 'open', channel: 'chat/general', view: 'room' }))
  for await (const [data] of messages) {
    const message = JSON.parse(String(data)) as { type: string }
    if (/^(opened|refused|error)$/.test(message.type)) return message
  }
  return undefined
}

const statusOf = async (socket: WebSocket) => {
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
  return response.statusCode
}

describe.each(proxies)('%s with the lines of the guide', (name) => {
  // Without the program there is nothing to show; CI has all three.
  const there = it.skipIf(proxyPath(name) === undefined && !process.env.CI)

  there('lets pages and WebSockets of the host through, and nobody of another', async () => {
    const { port } = await behind(name)
    const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { host } })

    expect(await page.text()).toBe('the app')
    expect(await enter(open(port))).toMatchObject({ type: 'opened' })
    expect(await statusOf(open(port, 'http://elsewhere.example'))).toBe(403)
  })
})

const nginx = it.skipIf(proxyPath('nginx') === undefined && !process.env.CI)

describe('nginx', () => {
  nginx('without the lines of the upgrade lets pages through, and no WebSocket, as the guide says', async () => {
    const { port } = await behind('nginx', (lines) =>
      lines.replace(/^ *(?:proxy_http_version|proxy_set_header (?:Upgrade|Connection)).*\n/gm, ''),
    )

    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
    expect(await statusOf(open(port))).toBeGreaterThanOrEqual(400)
  })

  nginx('lets a file of some megabytes through', async () => {
    const { port } = await behind('nginx')
    const body = new Uint8Array(3_000_000)

    const answer = await fetch(`http://127.0.0.1:${port}/anywhere`, { method: 'POST', body })

    expect(await answer.text()).toBe('the app')
  })
})

it('the guide says the same lines in Korean', () => {
  for (const name of [...proxies, 'caddy']) {
    expect(blockWith(korean, name, '3000')).toBe(blockWith(guide, name, '3000'))
  }
  expect(filesOf(korean)).toEqual(filesOf(guide))
  const codes = (document: string) => [...read(document).matchAll(/handshake\/[a-z-]+/g)].map(([code]) => code)
  expect(codes(korean)).toEqual(codes(guide))
})
