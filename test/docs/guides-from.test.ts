// Where people come from: both sides of each guide run, and do what they say.
import { once } from 'node:events'
import { expect, it, onTestFinished, vi } from 'vitest'
import WebSocket from 'ws'
import { spawnServer, startProgram } from '../spawn-server.ts'
import { projectWith } from './in-a-folder.ts'
import { filesOf, read } from './read-docs.ts'

const fromWs = 'docs/guides/from-ws.md'
const fromSocketIo = 'docs/guides/from-socket-io.md'

/** A client of the protocol of the guide's chat, with what it has heard. */
async function visit(url: string): Promise<{ readonly heard: string[]; readonly socket: WebSocket }> {
  const socket = new WebSocket(url)
  onTestFinished(() => socket.terminate())
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  await once(socket, 'open')
  return { heard, socket }
}

it.each(['before.js', 'step.js'])('%s: what one says all hear, and who comes later is told', async (file) => {
  const { socketUrl } = await spawnServer(file, { cwd: projectWith(filesOf(fromWs)) })
  const ana = await visit(`${socketUrl}/chat`)
  ana.socket.send('one')
  await vi.waitFor(() => expect(ana.heard).toEqual(['one']))
  const ben = await visit(`${socketUrl}/chat`)
  ben.socket.send('two')
  await vi.waitFor(() =>
    expect([ana.heard, ben.heard]).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ]),
  )
})

it('ws and Parley answer on one server, each at its path', async () => {
  const before = filesOf(fromWs).get('before.js') ?? ''
  const both = before.replace('server.listen', "attach(server, { onSocket: (socket) => socket.send('Parley') })\n$&")
  const cwd = projectWith([['both.js', `import { attach } from 'parley'\n${both}`]])
  const { socketUrl } = await spawnServer('both.js', { cwd })
  const [chat, parley] = [await visit(`${socketUrl}/chat`), await visit(`${socketUrl}/parley`)]
  chat.socket.send('ws')
  await vi.waitFor(() => expect([chat.heard, parley.heard]).toEqual([['ws'], ['Parley']]))
})

it('a listener that throws closes its socket with 1011, and a page of another host gets 403', async () => {
  const step = filesOf(fromWs).get('step.js') ?? ''
  const throws = step.replace('newest.push(text)', "if (text === 'bad') throw new Error('bad')\n$&")
  const { socketUrl } = await spawnServer('step.js', { cwd: projectWith([['step.js', throws]]) })
  const [ana, ben] = [await visit(`${socketUrl}/chat`), await visit(`${socketUrl}/chat`)]
  ana.socket.send('bad')
  expect((await once(ana.socket, 'close'))[0]).toBe(1011)
  ben.socket.send('good')
  await vi.waitFor(() => expect(ben.heard).toEqual(['good']))
  const stranger = new WebSocket(`${socketUrl}/chat`, { origin: 'https://elsewhere.example' })
  expect(String((await once(stranger, 'error'))[0])).toContain('403')
})

it('one bad frame ends before.js without its line for errors, and only its socket in step.js', async () => {
  const files = filesOf(fromWs)
  const bare = (files.get('before.js') ?? '').replace(/^ *socket\.on\('error'.*\n/m, '')
  const cwd = projectWith([...files, ['before.js', bare]])
  const [theirs, ours] = await Promise.all(['before.js', 'step.js'].map((file) => spawnServer(file, { cwd })))
  for (const { socketUrl } of [theirs!, ours!]) {
    const { socket } = await visit(`${socketUrl}/chat`)
    socket.on('error', () => {})
    // A frame with bits that nobody has agreed upon.
    ;(socket as unknown as { _socket: NodeJS.WritableStream })._socket.write(Buffer.from([0xff, 0xff]))
    await once(socket, 'close')
  }
  expect((await theirs!.ended).code).toBe(1)
  await visit(`${ours!.socketUrl}/chat`)
})

it('what was said in a channel is there after a restart', async () => {
  const cwd = projectWith(filesOf(fromWs))
  const say = async (text: string) => {
    const server = await spawnServer('after.js', { cwd })
    const program = startProgram('say.js', { cwd, args: [text], env: { URL: server.url } })
    expect(await program.ended).toEqual({ code: 0, signal: null })
    await server.kill('SIGTERM')
    return program.stdout
  }
  expect(await say('Hello')).toBe('Hello\n')
  expect(await say('Again')).toBe('Hello\nAgain\n')
})

it('Socket.IO before and Parley after print the same; who has no token, or the other client, is told so', async () => {
  const files = filesOf(fromSocketIo)
  const nobody = (files.get('after/say.js') ?? '').replace('token-of-ana', 'token-of-nobody')
  const cwd = projectWith([...files, ['after/nobody.js', nobody]])
  const [before, after] = await Promise.all(
    ['before/server.js', 'after/server.js'].map((file) => spawnServer(file, { cwd })),
  )
  const say = (file: string, { url }: { url: string }) => startProgram(file, { cwd, env: { URL: url } })

  const programs = [say('before/say.js', before!), say('after/say.js', after!)]
  for (const program of programs) {
    expect(await program.ended).toEqual({ code: 0, signal: null })
    expect(program.stdout).toBe('Ana: Hello\narrived\n')
  }
  expect(read(fromSocketIo)).toContain('Both print `Ana: Hello` and `arrived`.')

  const late = say('before/say.js', after!)
  await say('after/nobody.js', after!).printed(/code: 'unauthenticated'/)
  await after!.printed(/attach\/socket-io-client/)
  await late.kill('SIGKILL')
})

it('Socket.IO and Parley answer on one server', async () => {
  const files = filesOf(fromSocketIo)
  const before = files.get('before/server.js') ?? ''
  const both = before.replace('server.listen', 'attach(server, { channels: { mayPublish: () => true } })\n$&')
  const guest = (files.get('after/say.js') ?? '').replace(/, \{ token: .*? \}/, '')
  const cwd = projectWith([...files, ['both.js', `import { attach } from 'parley'\n${both}`], ['after/say.js', guest]])
  const { url } = await spawnServer('both.js', { cwd })
  for (const file of ['before/say.js', 'after/say.js']) {
    expect(await startProgram(file, { cwd, env: { URL: url } }).ended).toEqual({ code: 0, signal: null })
  }
})
