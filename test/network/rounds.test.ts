// Whoever comes and goes, in whatever way, leaves nothing behind.
import net from 'node:net'
import { expect, it } from 'vitest'
import { closeFrame, frame } from '../../packages/server/test/raw-frames.ts'
import { upgradeRequest } from '../../packages/server/test/raw-peer.ts'
import { Child, type Said } from './child.ts'

const rounds = 10_000
const atOnce = 20

/** A leaked socket costs more than a thousand bytes; without a leak some six are measured, up or down. */
const maxBytesPerRound = 50

const hello = frame(1, '{"type":"hello","protocol":1}')
const open = frame(1, '{"type":"open","channel":"chat/general","view":"room"}')
const request = (path: string, changes = {}) => Buffer.from(upgradeRequest(changes, `GET ${path} HTTP/1.1`))
const reset = (socket: net.Socket) => socket.resetAndDestroy()

/** The server's next bytes: 101, or a refusal. */
const answered = (socket: net.Socket) =>
  new Promise<void>((resolve) => {
    socket.once('data', () => resolve()).once('close', resolve)
  })

type Visit = (socket: net.Socket) => unknown

const afterOpening =
  (path: string, then: Visit): Visit =>
  async (socket) => {
    socket.write(request(path))
    await answered(socket)
    then(socket)
  }

const visits: readonly Visit[] = [
  reset,
  (socket) => socket.write(request('/parley').subarray(0, 60), () => reset(socket)),
  (socket) => socket.end(request('/parley').subarray(0, 60)),
  (socket) => socket.write(request('/parley'), () => reset(socket)),
  (socket) => socket.end(request('/parley')),
  (socket) => socket.end(Buffer.concat([request('/parley'), frame(1, 'with the request')])),
  (socket) => socket.write(request('/parley', { 'Sec-WebSocket-Version': '8' }), () => reset(socket)),
  (socket) => socket.end(request('/parley', { Origin: 'http://elsewhere.example' })),
  (socket) => socket.write(request('/asks'), () => reset(socket)),
  (socket) => socket.end(request('/asks')),
  (socket) => socket.write(request('/nobody'), () => reset(socket)),
  afterOpening('/parley', reset),
  afterOpening('/parley', (socket) => socket.write(frame(1, 'cut in the middle').subarray(0, 9), () => reset(socket))),
  afterOpening('/parley', (socket) => socket.write(frame(1, 'no time to hear the echo'), () => reset(socket))),
  afterOpening('/parley', (socket) => socket.end(frame(9, 'ping'))),
  afterOpening('/parley', (socket) => socket.end(closeFrame(1000))),
  afterOpening('/parley', (socket) => socket.write(closeFrame(1000), () => reset(socket))),
  afterOpening('/parley', (socket) => socket.write(frame(3), () => reset(socket))),
  afterOpening('/asks', reset),
  afterOpening('/chat', reset),
  afterOpening('/chat', (socket) => socket.end(Buffer.concat([hello, open]))),
  afterOpening('/chat', (socket) => socket.write(Buffer.concat([hello, open]), () => reset(socket))),
]

async function visit(port: number, at: number): Promise<void> {
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
  socket.resume()
  await visits[at % visits.length]?.(socket)
  await closed
}

async function visitAll(port: number, count: number): Promise<void> {
  let next = 0
  const visitor = async () => {
    while (next < count) await visit(port, next++)
  }
  await Promise.all(Array.from({ length: atOnce }, visitor))
}

it(`${rounds} rounds of coming and going leave no socket, no handle, no timer and no memory`, async () => {
  const server = new Child('server', { args: ['{"closeTimeoutMs":500}'], nodeArgs: ['--expose-gc'] })
  const port = (await server.says('listening')).port as number
  const ask = (question: string): Promise<Said> => {
    server.tell(question)
    return server.says(question, server.count(question))
  }
  /** What is left when all that takes its time, closing for instance, is over. */
  const rest = async (): Promise<Said> => {
    const end = performance.now() + 10_000
    for (let { connections } = await ask('count'); connections !== 0; { connections } = await ask('count')) {
      if (performance.now() > end) throw new Error(`${connections} connections do not end`)
    }
    return ask('measure')
  }
  // What is made once, and kept: code above all, which the engine goes on making for as many rounds again, and more.
  await visitAll(port, 2 * rounds)
  const before = await rest()
  await visitAll(port, rounds)
  const after = await rest()
  expect(after).toMatchObject({ sockets: 0, resources: before.resources })
  expect(((after.heapBytes as number) - (before.heapBytes as number)) / rounds).toBeLessThan(maxBytesPerRound)
  expect(((after.otherBytes as number) - (before.otherBytes as number)) / rounds).toBeLessThan(maxBytesPerRound)
  expect(server.said.filter(({ is }) => is === 'error')).toEqual([])
}, 120_000)
