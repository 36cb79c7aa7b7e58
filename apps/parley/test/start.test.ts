import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chatRoom } from '@parley/chat/client'
import { connect } from '@parley/client'
import { describe, expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { newDataFile, newFolder, startProgram } from '../../../test/spawn-server.ts'

const parley = fileURLToPath(new URL('../dist/bin.js', import.meta.url))

function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  return startProgram(parley, { args, env })
}

async function start(args: string[] = [], data = newDataFile()) {
  const program = run(['start', '--port', '0', '--data', data, ...args])
  const [, url = ''] = await program.printed(/site\s+(https?:\S+)/)
  return { program, url, data }
}

describe('parley start', () => {
  it('serves the site, its scripts and its socket, and says where', async () => {
    const { program, url } = await start()
    expect(program.stdout).toMatch(
      /^Parley \d+\.\d+\.\d+\n {2}site {4}http:\/\/localhost:\d+\n {2}socket {2}ws:\/\/localhost:\d+\/parley\n {2}data /,
    )
    const page = await fetch(url)
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain(`connect-src 'self' ws://${new URL(url).host} wss://${new URL(url).host};`)
    expect(await page.text()).toContain('/parley/elements.js')
    for (const file of [
      'elements.js',
      'chat/elements.js',
      'inquiry/elements.js',
      'notifications/elements.js',
      'notifications/sw.js',
      'client.js',
    ]) {
      expect((await fetch(`${url}/parley/${file}`)).status, file).toBe(200)
    }
    const notifications = await fetch(`${url}/notifications/`)
    expect([notifications.status, notifications.headers.get('content-security-policy')]).toEqual([200, policy])
    expect(await notifications.text()).toContain('/parley/elements.js')
    expect((await fetch(`${url}/nothing/here`)).status).toBe(404)
    expect((await fetch(`${url}/parley/../../package.json`)).status).toBe(404)
  })

  it('keeps what was said when it is stopped and started, and stops by itself on SIGTERM and SIGINT', async () => {
    const { program, url, data } = await start()
    const connection = connect(url)
    onTestFinished(() => connection.close())
    const { offset } = await connection.open(chatRoom, 'general').commands.post({ text: 'kept' })
    // The first post makes the room and enters it.
    expect(offset).toBe(3)
    connection.close()
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    const again = await start([], data)
    const reader = connect(again.url)
    onTestFinished(() => reader.close())
    const room = reader.open(chatRoom, 'general', 'room')
    await expect.poll(() => room.state.messages.map(({ text }) => text)).toEqual(['kept'])
    reader.close()
    expect(await again.program.kill('SIGINT')).toEqual({ code: 0, signal: null })
  })

  it('tells open clients when to come back before it stops', async () => {
    const { program, url } = await start()
    const socket = new WebSocket(`${url.replace('http', 'ws')}/parley`)
    const messages: { type: string; reconnectAfterMs?: number }[] = []
    const closed = new Promise<number>((resolve) => {
      socket.on('close', resolve)
    })
    await new Promise<void>((resolve) => {
      socket.on('message', (text) => {
        messages.push(JSON.parse(String(text)))
        resolve()
      })
      socket.on('open', () => socket.send('{"type":"hello","protocol":1}'))
    })
    void program.kill('SIGTERM')
    expect(await closed).toBe(1012)
    expect(messages.at(-1)).toMatchObject({ type: 'goodbye', code: 'draining', reconnectAfterMs: expect.any(Number) })
    expect(await program.ended).toEqual({ code: 0, signal: null })
  })

  it('pushes only where push services can reach somebody, and says so', async () => {
    const { program } = await start()
    expect(program.stdout).toContain('push    off: push services want an address of yours, --push-subject mailto:')
    const { program: pushing } = await start(['--push-subject', 'mailto:ana@shop.example.com'])
    expect(pushing.stdout).toContain('push    mailto:ana@shop.example.com')
    const wrong = run(['start', '--port', '0', '--data', newDataFile(), '--push-subject', 'mailto:ana@localhost'])
    expect(await wrong.ended).toEqual({ code: 1, signal: null })
    expect(wrong.stderr).toContain('"subject" reaches nobody from outside')
  })

  it('serves https and wss with a certificate', async () => {
    const folder = newFolder()
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert, ...subject],
      { stdio: 'ignore' },
    )
    const { url } = await start(['--tls-cert', cert, '--tls-key', key])
    expect(url).toMatch(/^https:/)
    const ca = readFileSync(cert)
    const status = await new Promise((resolve, reject) => {
      https.get(url, { ca }, (response) => resolve(response.resume().statusCode)).on('error', reject)
    })
    expect(status).toBe(200)
    const socket = new WebSocket(`${url.replace('http', 'ws')}/parley`, { ca })
    onTestFinished(() => socket.terminate())
    const answer = await new Promise((resolve, reject) => {
      socket.on('open', () => socket.send('{"type":"ping"}'))
      socket.on('message', (text) => resolve(JSON.parse(String(text)).type))
      socket.on('error', reject)
    })
    expect(answer).toBe('welcome')
  })

  it('lets in whom --authenticate knows, and tells others why not', async () => {
    const file = path.join(newFolder(), 'auth.mjs')
    writeFileSync(
      file,
      `export default ({ headers }) => headers.cookie === 'me=ana' ? { id: 'ana', name: 'Ana' } : undefined`,
    )
    const { url } = await start(['--authenticate', file])
    const meet = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/parley`, { headers })
        onTestFinished(() => socket.terminate())
        socket.on('open', () => socket.send('{"type":"hello","protocol":1}'))
        socket.on('message', (text) => resolve(JSON.parse(String(text))))
        socket.on('error', reject)
      })
    expect(await meet({ cookie: 'me=ana' })).toMatchObject({ type: 'welcome', user: { id: 'ana', guest: false } })
    expect(await meet({})).toMatchObject({ type: 'error', code: 'unauthenticated' })
  })
})

describe('parley, used wrongly,', () => {
  it('says what it does not know and ends with 2', async () => {
    const program = run(['start', '--prot', '3000'])
    expect(await program.ended).toEqual({ code: 2, signal: null })
    expect(program.stderr).toMatch(/^parley: Unknown option '--prot'[\s\S]*parley --help says what there is\.\n$/)
  })

  it('says that the port is taken and which would be free', async () => {
    const { url } = await start()
    const { port } = new URL(url)
    const program = run(['start', '--port', port, '--data', newDataFile()])
    expect(await program.ended).toEqual({ code: 1, signal: null })
    expect(program.stderr).toBe(
      `parley: Port ${port} is in use already. Stop what uses it, or choose another: parley start --port ${Number(port) + 1}\n`,
    )
  })

  it('says which process has the data open', async () => {
    const { program: owner, data } = await start()
    const program = run(['start', '--port', '0', '--data', data])
    expect(await program.ended).toEqual({ code: 1, signal: null })
    expect(program.stderr).toContain(data)
    expect(program.stderr).toMatch(/process \d+|pid \d+/)
    expect(owner.stdout).toContain('site')
  })

  it('leaves a file that is not ours as it is', async () => {
    const data = newDataFile()
    writeFileSync(data, 'my diary, long enough to be taken for something else'.repeat(100))
    const program = run(['start', '--port', '0', '--data', data])
    expect(await program.ended).toEqual({ code: 1, signal: null })
    expect(program.stderr).toContain(data)
    expect(readFileSync(data, 'utf8')).toMatch(/^my diary/)
  })

  it.each([
    ['a certificate that is not there', ['--tls-cert', '/nope.pem', '--tls-key', '/nope.key'], '/nope.pem'],
    ['a hook that is not there', ['--authenticate', '/nope.mjs'], '/nope.mjs'],
    ['a folder that is not there', ['--data', '/nope/parley.db'], '/nope'],
  ])('names %s', async (_title, args, name) => {
    const program = run(['start', '--port', '0', ...args], { PARLEY_DATA: newDataFile() })
    expect(await program.ended).toEqual({ code: 1, signal: null })
    expect(program.stderr).toMatch(/^parley: /)
    expect(program.stderr).toContain(name)
  })
})
