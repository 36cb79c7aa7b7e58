import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closeFrame } from '../test/raw-frames.ts'
import { RawPeer, upgradeRequest } from '../test/raw-peer.ts'
import { serve } from '../test/serve.ts'
import { until, within } from '../test/wait.ts'
import type { AttachOptions } from './index.ts'

const post = { type: 'command', id: 'a.1', channel: 'chat/general', name: 'post', input: { text: 'hello' } }

/** A store whose next commit waits until the test says so. */
function heldStore() {
  let release = () => {}
  let isWaiting = false
  const store = memoryStore({
    onCommit: () =>
      new Promise<void>((resolve) => {
        isWaiting = true
        release = resolve
      }),
  })
  return { store, release: () => release(), waiting: () => until(() => isWaiting, 'a commit') }
}

const serveChat = (options: Partial<AttachOptions> = {}) =>
  serve({ features: [chat()], store: memoryStore(), drainOnSigterm: false, ...options })

describe('close()', () => {
  it('says goodbye, answers what was accepted, refuses what comes after, then closes with 1012', async () => {
    const { store, release, waiting } = heldStore()
    await using served = await serveChat({ store })
    using peer = await RawPeer.open(served.port)
    peer.text(post)
    await waiting()
    const closing = served.attached.close()

    expect((await peer.message()).type).toBe('welcome')
    const goodbye = await peer.message()
    expect(goodbye).toMatchObject({ type: 'goodbye', code: 'draining', message: expect.stringMatching(/\w/) })
    expect(goodbye.reconnectAfterMs).toBeGreaterThanOrEqual(0)
    expect(goodbye.reconnectAfterMs).toBeLessThan(2_000)

    using late = await RawPeer.connect(served.port)
    late.write(upgradeRequest())
    const { status, headers, body } = await late.answer()
    expect([status, headers.get('retry-after'), JSON.parse(body).code]).toEqual([503, '1', 'draining'])

    peer.text({ ...post, id: 'a.2' })
    expect(await peer.message()).toMatchObject({ type: 'refused', id: 'a.2', code: 'draining', retryable: true })
    release()
    // The first post makes the room and enters it.
    expect(await peer.message()).toEqual({ type: 'done', id: 'a.1', offset: 3 })
    expect(await peer.closeFrame()).toEqual({ code: 1012, reason: 'draining' })
    peer.write(closeFrame(1012))
    await closing
    await peer.end()
    expect(store.log('chat/general')).toHaveLength(3)
    expect(served.attached.socketCount).toBe(0)
    await expect(store.load('chat/general')).rejects.toThrow('closed')
  })

  it('closes plain sockets with 1012, too', async () => {
    const ends: unknown[] = []
    await using served = await serve({
      onSocket: (socket) => void socket.on('close', (...how) => ends.push(how)),
      drainOnSigterm: false,
    })
    using peer = await RawPeer.open(served.port)
    const closing = served.attached.close()
    expect(await peer.closeFrame()).toEqual({ code: 1012, reason: 'draining' })
    peer.write(closeFrame(1012))
    await closing
    expect(ends).toEqual([[1012, '', true]])
  })

  it('spreads the times to come back', async () => {
    await using served = await serveChat()
    const peers = await Promise.all(Array.from({ length: 20 }, () => RawPeer.open(served.port)))
    void served.attached.close()
    const times = await Promise.all(peers.map(async (peer) => (await peer.messageOf('goodbye')).reconnectAfterMs))
    expect(new Set(times).size).toBeGreaterThan(5)
    for (const peer of peers) peer.reset()
  })

  it('gives each of a thousand its own time, so that a few at most are back in any hundredth of a second', async () => {
    await using served = await serveChat()
    const count = 1_000
    const peers: RawPeer[] = []
    // Not all at once: a thousand who look each millisecond whether there is an answer keep the server from giving one.
    while (peers.length < count) {
      peers.push(...(await Promise.all(Array.from({ length: 50 }, () => RawPeer.open(served.port)))))
    }
    const closing = served.attached.close()
    const times = await Promise.all(
      peers.map(async (peer) => {
        const { reconnectAfterMs } = await peer.messageOf('goodbye')
        expect(await peer.closeFrame()).toEqual({ code: 1012, reason: 'draining' })
        peer.write(closeFrame(1012))
        return reconnectAfterMs as number
      }),
    )
    await closing
    expect(served.attached.socketCount).toBe(0)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(250)
    expect(Math.max(...times)).toBeLessThan(250 + 500 + count)
    const inHundredths = new Map<number, number>()
    for (const time of times)
      inHundredths.set(Math.floor(time / 10), (inHundredths.get(Math.floor(time / 10)) ?? 0) + 1)
    // An even share is 6.7.
    expect(Math.max(...inHundredths.values())).toBeLessThanOrEqual(9)
  })

  it('does not wait longer than drainMs for peers that say nothing', async () => {
    await using served = await serveChat({ drainMs: 50, closeTimeoutMs: 60_000 })
    using peer = await RawPeer.open(served.port)
    await within(served.attached.close(), 'close()')
    await peer.end()
    expect(served.attached.socketCount).toBe(0)
  })

  it('does not wait for ever for a store that hangs, and says so', async () => {
    const { store, waiting } = heldStore()
    await using served = await serveChat({ store, drainMs: 50 })
    using peer = await RawPeer.open(served.port)
    peer.text(post)
    await waiting()
    await within(served.attached.close(), 'close()')
    await peer.end()
    expect(served.log.errors).toEqual([
      'the store did not take what was accepted within 50 ms; its senders will send it again',
      'the store did not close within 50 ms',
    ])
  })

  it('is the same promise the second time, and with nobody there it is quick', async () => {
    await using served = await serveChat()
    const first = served.attached.close()
    expect(served.attached.close()).toBe(first)
    await first
  })

  it('leaves no listener for SIGTERM behind', async () => {
    const before = process.listenerCount('SIGTERM')
    const [first, second] = [await serveChat({ drainOnSigterm: true }), await serveChat({ drainOnSigterm: true })]
    expect(process.listenerCount('SIGTERM')).toBe(before + 1)
    await first[Symbol.asyncDispose]()
    expect(process.listenerCount('SIGTERM')).toBe(before + 1)
    await second[Symbol.asyncDispose]()
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })
})

interface Child {
  readonly process: ChildProcess
  readonly port: number
  readonly output: () => string
  readonly ended: Promise<{ code: number | null; signal: string | null }>
}

async function spawnServer(mode: string): Promise<Child> {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const script = fileURLToPath(new URL('../test/child-server.ts', import.meta.url))
  const loader = ['--conditions=@parley/source', '--import', './tools/source-loader.mjs']
  const child = spawn(process.execPath, [...loader, '--unhandled-rejections=strict', script, mode], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (text) => {
    output += text
  })
  child.stderr.on('data', (text) => {
    output += text
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  await until(() => /port \d+\n/.test(output) || child.exitCode !== null, 'the child to listen', 60_000)
  const port = Number(/port (\d+)\n/.exec(output)?.[1])
  if (Number.isNaN(port)) throw new Error(output)
  return { process: child, port, output: () => output, ended }
}

async function expectFarewell(peers: readonly RawPeer[]): Promise<void> {
  for (const peer of peers) {
    expect(await peer.closeFrame()).toEqual({ code: 1012, reason: 'draining' })
    peer.write(closeFrame(1012))
    await peer.end()
  }
}

describe('SIGTERM', () => {
  it('says goodbye to all paths’ clients, then ends the process by SIGTERM', async () => {
    const child = await spawnServer('plain')
    using session = await RawPeer.open(child.port)
    using plain = await RawPeer.open(child.port, 'GET /plain HTTP/1.1')
    session.text(post)
    await session.messageOf('done')
    child.process.kill('SIGTERM')
    expect(await session.messageOf('goodbye')).toMatchObject({ code: 'draining' })
    await expectFarewell([session, plain])
    expect(await within(child.ended, 'the process to end')).toEqual({ code: null, signal: 'SIGTERM' })
  })

  it.each(['own-listener', 'own-once'])('does not end a process whose app listens itself (%s)', async (mode) => {
    const child = await spawnServer(mode)
    using session = await RawPeer.open(child.port)
    child.process.kill('SIGTERM')
    await session.messageOf('goodbye')
    await expectFarewell([session])
    await until(() => child.output().includes('mine\n'), 'the app’s own listener')
    // It still serves: ending is the app's business.
    expect(await (await fetch(`http://127.0.0.1:${child.port}/parley`)).text()).toBe('app')
    expect(child.process.exitCode ?? child.process.signalCode).toBeNull()
  })

  it('a second time ends the process at once', async () => {
    const child = await spawnServer('plain')
    using session = await RawPeer.open(child.port)
    child.process.kill('SIGTERM')
    await session.closeFrame()
    child.process.kill('SIGTERM')
    expect(await within(child.ended, 'the process to end', 3_000)).toEqual({ code: null, signal: 'SIGTERM' })
  })
})

describe('a process', () => {
  it('ends by itself after close() of what was used and of its server', async () => {
    const child = await spawnServer('close')
    const [session, leaver] = [await RawPeer.open(child.port), await RawPeer.open(child.port)]
    session.text(post)
    await session.messageOf('done')
    leaver.reset()
    const refused = await RawPeer.connect(child.port)
    refused.write(upgradeRequest({ 'Sec-WebSocket-Version': '8' }))
    await refused.answer()
    child.process.stdin?.write('go\n')
    await session.closeFrame()
    session.write(closeFrame(1012))
    expect(await within(child.ended, 'the process to end')).toEqual({ code: 0, signal: null })
    expect(child.output()).toMatch(/^port \d+\nexit 0\n$/)
  })

  it('ends by itself when its server is closed and nobody is connected, without close()', async () => {
    const child = await spawnServer('close-server-only')
    const peer = await RawPeer.open(child.port)
    await peer.leave()
    child.process.stdin?.write('go\n')
    expect(await within(child.ended, 'the process to end')).toEqual({ code: 0, signal: null })
  })
})
