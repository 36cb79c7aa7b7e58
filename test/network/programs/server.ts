// Our server in a process of its own: an echo at /parley and, after a question, at /asks; chat at /chat. The argument:
// options of `attach`, as JSON.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as immediately } from 'node:timers/promises'
import { chat } from '@parley/chat/server'
import { type AttachOptions, attach, type Socket } from '@parley/server'
import { memoryStore } from '@parley/testkit'
import { hear, say } from './talk.ts'

const options = JSON.parse(process.argv[2] ?? '{}') as AttachOptions
const log = { info: () => {}, warn: () => {}, error: (text: string) => say('error', { text }) }

const server = http.createServer()
const base = { drainOnSigterm: false, log, ...options }
const onSocket = (socket: Socket) => {
  socket.on('message', (data) => answer(socket, data))
  socket.on('close', (code, _reason, clean) => say('end', { code, clean }))
}
const all = [
  attach(server, { ...base, path: '/parley', onSocket }),
  attach(server, { ...base, path: '/asks', onSocket, authenticate: () => immediately({ id: 'ana', name: 'Ana' }) }),
  attach(server, { ...base, path: '/chat', features: [chat()], store: memoryStore() }),
]

function answer(socket: Socket, data: string | Uint8Array): void {
  if (data === 'close') socket.close(1000)
  else socket.send(data)
}

function countSockets(): number {
  return all.reduce((sum, { socketCount }) => sum + socketCount, 0)
}

function count(): void {
  server.getConnections((_error, connections) => say('count', { sockets: countSockets(), connections }))
}

function measure(): void {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  const resources: Record<string, number> = {}
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1
  say('measure', { sockets: countSockets(), resources, heapBytes: heapUsed, otherBytes: external })
}

/** From now on nothing else gets a turn for so long, again and again. */
function keepBusy(ms: number): void {
  setInterval(() => {
    const end = performance.now() + ms
    while (performance.now() < end);
  }, 1)
}

server.listen(0, '127.0.0.1', () => say('listening', { port: (server.address() as AddressInfo).port }))

hear((order) => {
  if (order === 'count') count()
  else if (order === 'measure') measure()
  else if (order.startsWith('spin ')) keepBusy(Number(order.slice(5)))
})
