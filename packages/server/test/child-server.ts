// A server in a process of its own. The first argument says what its app does with SIGTERM and at the end.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { attach } from '../src/index.ts'

const mode = process.argv[2]
const server = http.createServer((_, response) => response.end('app'))
const attached = attach(server, { features: [chat()], store: memoryStore() })
attach(server, { path: '/plain', onSocket: (socket) => void socket.on('message', (data) => void socket.send(data)) })

if (mode === 'own-listener') process.on('SIGTERM', () => process.stdout.write('mine\n'))
if (mode === 'own-once') process.once('SIGTERM', () => process.stdout.write('mine\n'))
process.on('exit', (code) => process.stdout.write(`exit ${code}\n`))
process.stdin.on('data', () => {
  // All that keeps the process: it has to end by itself then.
  process.stdin.destroy()
  if (mode === 'close-server-only') server.close()
  else void attached.close().then(() => server.close())
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))
