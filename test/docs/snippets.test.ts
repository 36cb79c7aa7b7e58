// The parts of the README that are no whole files, with the least around them that makes them run.
import { once } from 'node:events'
import { expect, it, onTestFinished, vi } from 'vitest'
import WebSocket from 'ws'
import { secret, signed } from '../../packages/server/test/key-server.ts'
import { type SpawnedServer, spawnServer } from '../spawn-server.ts'
import { projectWith } from './in-a-folder.ts'
import { blockWith, read } from './read-docs.ts'

const readmes = ['README.md', 'README.ko.md']

it.each(readmes)(
  '%s, who is who: users enter all rooms, guests all but one, pages of the listed host too',
  async (readme) => {
    const url = await serve(`
    import { chat } from '@parley/chat/server'
    const findUser = async (cookie) => (cookie === 'session=1' ? { id: 'ana', name: 'Ana' } : undefined)
    ${blockWith(readme, 'js', 'authenticate')}`)
    const ana = { headers: { cookie: 'session=1' } }

    expect(await enter(url, 'staff', ana)).toMatchObject({ user: { name: 'Ana' }, answer: { type: 'opened' } })
    expect(await enter(url, 'general', ana)).toMatchObject({ user: { name: 'Ana' }, answer: { type: 'opened' } })
    expect(await enter(url, 'general')).toMatchObject({ user: { guest: true }, answer: { type: 'opened' } })
    expect(await enter(url, 'staff')).toMatchObject({
      user: { guest: true },
      answer: { type: 'refused', code: 'not-allowed' },
    })
    expect(await enter(url, 'general', { origin: 'https://shop.example.com' })).toMatchObject({
      answer: { type: 'opened' },
    })
    await expect(enter(url, 'general', { origin: 'https://elsewhere.example' })).rejects.toThrow('403')
    const host = (name: string) => ({ headers: { host: name } })
    expect(await enter(url, 'general', host('www.example.com'))).toMatchObject({ answer: { type: 'opened' } })
    await expect(enter(url, 'general', host('elsewhere.example'))).rejects.toThrow('403')
  },
)

it.each(readmes)(
  '%s, who is who: without `guests: true` a stranger stays outside, as the line says',
  async (readme) => {
    const url = await serve(`
    import { chat } from '@parley/chat/server'
    const findUser = async () => undefined
    ${blockWith(readme, 'js', 'authenticate').replace(/^ *guests: true.*\n/m, '')}`)
    const socket = open(url)
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', protocol: 1 })))
    expect((await once(socket, 'close'))[0]).toBe(4501)
  },
)

it.each(readmes)('%s, more than chat: a token signs in, and what the server published is there', async (readme) => {
  const url = await serve(`
    import { jwt } from 'parley'
    process.env.TOKEN_SECRET = ${JSON.stringify(secret)}
    ${blockWith(readme, 'js', 'tokens: jwt').replace(/^import .*\n/m, '')}`)
  const socket = open(url)
  await once(socket, 'open')
  const messages: { type: string; user?: unknown; state?: unknown }[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, token: await signed({ sub: 'ana', name: 'Ana' }) }))
  socket.send(JSON.stringify({ type: 'open', channel: 'channel/news', view: 'messages' }))
  await vi.waitFor(() => expect(messages.map(({ type }) => type)).toContain('opened'), 20_000)
  expect(messages[0]).toMatchObject({ type: 'welcome', user: { id: 'ana', name: 'Ana', guest: false } })
  const opened = messages.find(({ type }) => type === 'opened')
  expect(opened?.state).toMatchObject({ newest: [{ data: { title: 'Hello' } }] })
})

it.each(readmes)('%s, support: the teams are there to be asked, and the page has its elements', async (readme) => {
  const url = (await serve(blockWith(readme, 'js', 'inquiry('))).replace('ws', 'http')
  const about = await fetch(`${url}/inquiry/about`)
  expect(await about.json()).toMatchObject({ teams: { orders: {}, returns: {} } })
  expect(await (await fetch(`${url}/elements.js`)).text()).toContain('./inquiry/elements.js')
  expect(blockWith(readme, 'html', '<parley-inquiry>')).toContain('/parley/elements.js')
})

it.each(readmes)('%s, plain sockets: what is sent comes back', async (readme) => {
  const [, line] = /`(attach\(server, \{ onSocket[^`]*)`/.exec(read(readme)) ?? []
  expect(line).toBeDefined()
  const socket = open(await serve(line ?? ''))
  socket.on('open', () => socket.send('hello'))
  expect(await once(socket, 'message')).toEqual([Buffer.from('hello'), false])
})

/** Starts a plain server with this code between its making and its listening. Gives the address of its socket. */
async function serve(code: string): Promise<SpawnedServer['socketUrl']> {
  const program = `
    import http from 'node:http'
    import { attach } from 'parley'
    const server = http.createServer()
    ${code}
    server.listen(0, () => console.log('listening on http://localhost:' + server.address().port))`
  const { socketUrl } = await spawnServer('server.js', { cwd: projectWith([['server.js', program]]) })
  return `${socketUrl}/parley`
}

function open(url: string, options?: WebSocket.ClientOptions): WebSocket {
  const socket = new WebSocket(url, options)
  onTestFinished(() => socket.terminate())
  return socket
}

interface Entered {
  readonly user: unknown
  readonly answer: unknown
}

/** Says who the server takes us for, and what it answers to opening the room. Rejects if there is no connection. */
async function enter(url: string, room: string, options?: WebSocket.ClientOptions): Promise<Entered> {
  const socket = open(url, options)
  const heard: { readonly type: string; readonly user?: unknown }[] = []
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'open', channel: `chat/${room}`, view: 'room' }))
  return new Promise((resolve, reject) => {
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { readonly type: string; readonly user?: unknown }
      heard.push(message)
      if (message.type === 'opened' || message.type === 'refused') {
        resolve({ user: heard.find(({ type }) => type === 'welcome')?.user, answer: message })
      }
    })
  })
}
