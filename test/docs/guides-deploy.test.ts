// The guide for deploying: its server, its unit, its image and its commands, as far as they can be run without a machine of their own.
import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chatRoom } from '@parley/chat/client'
import { connect } from '@parley/client'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { newFolder, type ProgramOptions, type SpawnedServer, spawnServer, startProgram } from '../spawn-server.ts'
import { projectWith } from './in-a-folder.ts'
import { blockWith, filesOf, read, root } from './read-docs.ts'

const guide = 'docs/guides/deploy.md'
const unit = blockWith(guide, 'ini', 'ExecStart')
const image = blockWith(guide, 'dockerfile', 'CMD')

/** What the unit sets, with the data where a test may write. */
function start(options: ProgramOptions & { cwd: string; data: string }): Promise<SpawnedServer> {
  const { NODE_ENV } = environmentOf(/^Environment=(.*)$/m.exec(unit)?.[1] ?? '')
  return spawnServer('server.js', { ...options, env: { NODE_ENV, DATA: options.data, ...options.env } })
}

function environmentOf(text: string): Record<string, string> {
  return Object.fromEntries(text.split(' ').map((pair) => pair.split('=') as [string, string]))
}

async function post(url: string, text: string): Promise<string[]> {
  const connection = connect(url)
  onTestFinished(() => connection.close())
  const room = connection.open(chatRoom, 'general', 'room')
  await room.commands.post({ text })
  const texts = room.state.messages.map((message) => ('text' in message ? String(message.text) : ''))
  connection.close()
  return texts
}

it('the server is healthy, says goodbye on SIGTERM, and has everything when the next one starts', async () => {
  const [cwd, data] = [projectWith(filesOf(guide)), newFolder()]
  const server = await start({ cwd, data })
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  expect(await post(server.url, 'before')).toEqual(['before'])
  const socket = new WebSocket(`${server.socketUrl}/parley`)
  await once(socket, 'open')
  const closed = once(socket, 'close')
  const second = start({ cwd, data })
  await expect(second).rejects.toThrow('ERR_STORE_IN_USE')

  expect(await server.kill('SIGTERM')).toEqual({ code: null, signal: 'SIGTERM' })
  expect((await closed)[0]).toBe(1012)
  const next = await start({ cwd, data })
  expect(await post(next.url, 'after')).toEqual(['before', 'after'])
})

it('it answers its own names and the listed pages alone, and has no inspector', async () => {
  const { url, socketUrl } = await start({ cwd: projectWith(filesOf(guide)), data: newFolder() })
  const answer = async (options: WebSocket.ClientOptions) => {
    const socket = new WebSocket(`${socketUrl}/parley`, options)
    onTestFinished(() => socket.terminate())
    return new Promise<number | string>((resolve) => {
      socket.on('open', () => resolve(101)).on('error', ({ message }) => resolve(message))
    })
  }
  expect(await answer({ headers: { host: 'chat.example.com' }, origin: 'https://www.example.com' })).toBe(101)
  expect(await answer({ headers: { host: 'elsewhere.example' } })).toContain('403')
  expect(await answer({ origin: 'https://elsewhere.example' })).toContain('403')
  expect((await fetch(`${url}/parley/inspect`)).status).toBe(404)
})

it.skipIf(spawnSync('unshare', ['--pid', '--fork', 'true']).status !== 0)(
  'as the first process of a container it ends on SIGTERM too',
  async () => {
    const under = ['unshare', '--pid', '--fork', '--kill-child']
    const server = await start({ cwd: projectWith(filesOf(guide)), data: newFolder(), under })
    const [inner] = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').trim().split(' ')
    process.kill(Number(inner), 'SIGTERM')
    expect(await server.ended).toEqual({ code: 143, signal: null })
  },
)

it('the copy that sqlite3 makes of a server at work is whole', async () => {
  const [cwd, data, backups] = [projectWith(filesOf(guide)), newFolder(), newFolder()]
  const server = await start({ cwd, data })
  await post(server.url, 'saved')
  const command = blockWith(guide, 'sh', 'VACUUM').trim()
  const here = command.replace('/var/lib/chat', data).replace('/var/backups/chat', backups)
  expect(here).not.toContain('/var')
  copy(here)
  expect(() => copy(here)).toThrow('already exists')
  await server.kill('SIGKILL')
  const restored = await start({ cwd, data: backups })
  expect(await post(restored.url, 'and more')).toEqual(['saved', 'and more'])
})

it('other processes publish over HTTP with the line of the guide', async () => {
  const publish = blockWith(guide, 'sh', 'curl').trim()
  const program = `
    import { createServer } from 'node:http'
    import { attach } from 'parley'
    const server = createServer()
    attach(server, { channels: true, publishKey: process.env.PUBLISH_KEY, data: 'publish.db' })
    server.listen(0, () => console.log('listening on http://localhost:' + server.address().port))`
  const PUBLISH_KEY = 'a-key-of-sixteen-characters-or-more'
  const { url } = await spawnServer('s.js', { cwd: projectWith([['s.js', program]]), env: { PUBLISH_KEY } })
  const line = publish.replace('http://127.0.0.1:3000', url).replace('curl', 'curl -s')
  const said = execFileSync('sh', ['-c', line], { env: { ...process.env, PUBLISH_KEY }, encoding: 'utf8' })
  expect(JSON.parse(said)).toMatchObject({ offset: 1 })
})

it('the unit starts what stands in the guide, where its data may be', () => {
  const environment = environmentOf(/^Environment=(.*)$/m.exec(unit)?.[1] ?? '')
  expect(Object.keys(environment).sort()).toEqual(['DATA', 'NODE_ENV', 'PORT'])
  const server = filesOf(guide).get('server.js') ?? ''
  for (const name of ['DATA', 'PORT', 'HOST']) expect(server).toContain(`process.env.${name}`)
  expect(environment.DATA).toBe(`/var/lib/${/^StateDirectory=(.*)$/m.exec(unit)?.[1]}`)
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(5)
})

it.skipIf(!has('systemd-analyze'))('systemd takes the unit', () => {
  const folder = projectWith([['chat.service', unit.replace('/usr/bin/node', process.execPath)]])
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', path.join(folder, 'chat.service')], {
    encoding: 'utf8',
  })
  expect({ status, about: stderr.split('\n').filter((line) => line.includes('chat.service')) }).toEqual({
    status: 0,
    about: [],
  })
})

it('the image runs node itself, and its health check tells a server that is well from one that is not there', async () => {
  const [health = [], command = []] = [...image.matchAll(/CMD (\[.*\])$/gm)].map(([, list]) => JSON.parse(list ?? ''))
  expect(command).toEqual(['node', 'server.js'])
  const { url } = await start({ cwd: projectWith(filesOf(guide)), data: newFolder() })
  const check = (port: string) =>
    spawnSync(process.execPath, health.slice(1), { env: { ...process.env, PORT: port } }).status
  expect(health[0]).toBe('node')
  expect([check(new URL(url).port), check('9')]).toEqual([0, 1])
})

it('the doctor finds nothing at it, by either address', async () => {
  const { socketUrl } = await start({ cwd: projectWith(filesOf(guide)), data: newFolder() })
  const [, command = '', options = ''] =
    /^node \.\.\/parley\/(\S+) (doctor .*)$/m.exec(blockWith(guide, '', 'doctor')) ?? []
  const args = options.replaceAll(/wss?:\/\/[\w.:]+/g, socketUrl).split(' ')
  const doctor = startProgram(path.join(root, command), { args: [...args, '--lang', 'en'] })
  expect([await doctor.ended, doctor.stdout]).toEqual([
    { code: 0, signal: null },
    expect.stringContaining('Nothing found'),
  ])
})

/** Runs the line; where there is no sqlite3, SQLite as we have it does what the line tells it. */
function copy(line: string): void {
  const [, file = '', sql = ''] = /^sqlite3 -readonly (\S+) "(.*)"$/.exec(line) ?? []
  if (has('sqlite3')) execFileSync('sh', ['-c', line], { stdio: 'pipe' })
  else new Database(file, { readonly: true }).exec(sql)
}

function has(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0
}

it('names the hosts that `attach` knows to have no process that stays', () => {
  const hosting = read('packages/server/src/diagnosis/hosting.ts')
  const known = [...hosting.matchAll(/^ {2}\['([^']+)', \(env\)/gm)].map(([, name]) => name ?? '')
  expect(known.length).toBeGreaterThan(0)
  for (const name of known) expect(read(guide)).toContain(name)
})
