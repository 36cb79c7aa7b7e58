// Every example that serves the chat, through its socket, as a program would use it.
import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { newDataFile, newFolder, spawnServer } from '../test/spawn-server.ts'

const servers = [
  { name: 'node-http', file: 'server.js' },
  { name: 'express-generator', file: 'bin/www' },
  { name: 'fastify', file: 'server.js' },
  { name: 'tls', file: 'server.js' },
  { name: 'no-library', file: 'server.js' },
]

describe.each(servers)('$name', ({ name, file }) => {
  const program = path.join(import.meta.dirname, name, file)
  const start = (data = newDataFile()) => spawnServer(program, { env: { PARLEY_DATA: data, CERTIFICATE: newFolder() } })

  test('serves its page and, except where no library is wanted, the elements', async () => {
    const server = await start()

    const page = await get(`${server.url}/`)
    const elements = await get(`${server.url}/parley/elements.js`)

    expect(page).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/html; charset=utf-8$/i) })
    expect(page.body).toContain(name === 'no-library' ? 'new WebSocket(' : '<parley-chat room="general"')
    expect(elements).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' })
    for (const [, imported] of elements.body.matchAll(/import '\.\/(.+)'/g)) {
      expect(await get(`${server.url}/parley/${imported}`)).toMatchObject({ status: 200 })
    }
  })

  test('lets two people talk', async () => {
    const server = await start()
    const ana = await enterRoom(server.socketUrl)
    const minsu = await enterRoom(server.socketUrl)

    ana.post('1', 'Hello 안녕하세요')

    expect(await minsu.next('events')).toMatchObject({
      events: [
        { type: 'created', data: { kind: 'public' } },
        { type: 'joined', data: { user: { name: ana.name }, role: 'member' } },
        { type: 'posted', data: { text: 'Hello 안녕하세요', by: { name: ana.name } } },
      ],
    })
    expect(await ana.next('done')).toMatchObject({ id: '1', offset: 3 })
  })

  test('ends at SIGTERM without a complaint, tells its clients, and knows everything when started again', async () => {
    const data = newDataFile()
    const server = await start(data)
    const ana = await enterRoom(server.socketUrl)
    ana.post('1', 'Remember me')
    await ana.next('done')

    const ended = server.kill('SIGTERM')

    expect(await ana.next('goodbye')).toMatchObject({ code: 'draining' })
    expect(await ended).toEqual({ code: null, signal: 'SIGTERM' })
    expect({ stdout: server.stdout.trim().split('\n').toSorted(), stderr: server.stderr }).toEqual({
      stdout: [
        `listening on ${server.url}`,
        expect.stringContaining(`: WebSockets at ${server.url.replace('http', 'ws')}/parley (`),
      ],
      stderr: '',
    })
    const again = await enterRoom((await start(data)).socketUrl)
    expect(again.opened).toMatchObject({ state: { messages: [{ text: 'Remember me' }] } })
  })
})

interface Message {
  readonly type: string
  readonly [field: string]: unknown
}

interface Visitor {
  readonly name: string
  readonly opened: Message
  post(id: string, text: string): void
  /** The first message of this type that was not taken yet. */
  next(type: string): Promise<Message>
}

async function enterRoom(socketUrl: string): Promise<Visitor> {
  const socket = new WebSocket(`${socketUrl}/parley`, { rejectUnauthorized: false })
  onTestFinished(() => socket.terminate())
  const heard: Message[] = []
  const arrived = new Set<() => void>()
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as Message)
    for (const look of arrived) look()
  })
  const next = (type: string) =>
    new Promise<Message>((resolve, reject) => {
      const look = () => {
        const index = heard.findIndex((message) => message.type === type)
        if (index < 0) return
        arrived.delete(look)
        resolve(heard.splice(index, 1)[0]!)
      }
      arrived.add(look)
      look()
      socket.once('close', (code) => reject(new Error(`Closed (${code}) before "${type}": ${JSON.stringify(heard)}`)))
    })
  const send = (message: Message) => socket.send(JSON.stringify(message))
  const channel = 'chat/general'

  await once(socket, 'open')
  send({ type: 'hello', protocol: 1, schema: { chat: 2 } })
  send({ type: 'open', channel, view: 'room', version: 2 })
  const { user } = (await next('welcome')) as unknown as { readonly user: { readonly name: string } }
  const opened = await next('opened')
  const post = (id: string, said: string) => send({ type: 'command', id, channel, name: 'post', input: { text: said } })
  return { name: user.name, opened, post, next }
}

async function get(url: string): Promise<{ status: number | undefined; type: string | undefined; body: string }> {
  const client = url.startsWith('https:') ? https : http
  const request = client.get(url, { agent: false, ...(client === https ? { rejectUnauthorized: false } : {}) })
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  return { status: response.statusCode, type: response.headers['content-type'], body: await text(response) }
}
