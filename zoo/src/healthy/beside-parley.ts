// Others on the same server as Parley.
import type { HealthyCase } from '../case.ts'
import { talk } from '../look/talk.ts'
import { app, echo } from './app.ts'

const esm = { type: 'module' } as const

export const besideParley: readonly HealthyCase[] = [
  app({
    title: 'ws beside Parley',
    needs: ['parley', 'ws'],
    manifest: esm,
    files: ({ port }) => ({
      'server.js': `import { createServer } from 'node:http'
import { attach } from 'parley'
import { WebSocketServer } from 'ws'

const server = createServer()
const news = new WebSocketServer({ server, path: '/news' })
news.on('connection', (socket) => {
  socket.on('error', console.error)
  socket.on('message', (data) => socket.send(data.toString()))
})
attach(server, { ${echo} })
server.listen(${port})
`,
    }),
    check: ({ port }) => talk(`ws://localhost:${port}/news`),
  }),
  app({
    title: 'Socket.IO beside Parley',
    needs: ['express', 'parley', 'socket.io'],
    files: ({ port }) => ({
      'server.js': `const express = require('express');
const { Server } = require('socket.io');
const { attach } = require('parley');

const server = express().listen(${port});
const io = new Server(server);
io.on('connection', (socket) => socket.on('say', (text) => io.emit('said', text)));
attach(server, { ${echo} });
`,
    }),
    check: ({ port }) =>
      talk(`ws://localhost:${port}/socket.io/?EIO=4&transport=websocket`, {
        first: '40',
        ready: /^40/,
        wrap: (text) => `42${JSON.stringify(['say', text])}`,
      }),
  }),
  app({
    title: "Vite's dev server beside Parley",
    needs: ['parley', 'vite'],
    manifest: esm,
    files: ({ port }) => ({
      'index.html': '<!doctype html><title>app</title><script type="module" src="/main.js"></script>',
      'main.js':
        "const socket = new WebSocket('ws://' + location.host + '/parley')\nsocket.onopen = () => socket.send('hello')\n",
      'server.js': `import { createServer } from 'node:http'
import { attach } from 'parley'
import { createServer as createVite } from 'vite'

const server = createServer((request, response) => vite.middlewares(request, response))
const vite = await createVite({ configFile: false, logLevel: 'error', server: { middlewareMode: true, ws: { server } } })
attach(server, { ${echo} })
server.listen(${port})
`,
    }),
  }),
  app({
    title: 'a dev server with hot updates on a path of its own, as Next.js has it',
    needs: ['parley', 'ws'],
    manifest: esm,
    files: ({ port }) => ({
      'pages/index.js': 'export default function Page() {\n  return null\n}\n',
      'next-shaped.js': `import { WebSocketServer } from 'ws'

// Answers pages, and takes the upgrades of its own path only.
export function next() {
  const hot = new WebSocketServer({ noServer: true })
  hot.on('connection', (socket) => socket.on('error', console.error))
  return {
    prepare: async () => {},
    getRequestHandler: () => (request, response) => response.end('<!doctype html><title>page</title>'),
    getUpgradeHandler: () => (request, socket, head) => {
      if (!request.url.startsWith('/_next/')) return
      hot.handleUpgrade(request, socket, head, (client) => hot.emit('connection', client, request))
    },
  }
}
`,
      'server.js': `import { createServer } from 'node:http'
import { attach } from 'parley'
import { next } from './next-shaped.js'

const app = next({ dev: true })
await app.prepare()
const handle = app.getRequestHandler()
const server = createServer((request, response) => handle(request, response))
server.on('upgrade', app.getUpgradeHandler())
attach(server, { ${echo} })
server.listen(${port})
`,
    }),
  }),
  app({
    title: 'two attach, each with its path',
    needs: ['parley'],
    manifest: esm,
    path: '/prices',
    files: ({ port }) => ({
      'server.js': `import { createServer } from 'node:http'
import { attach } from 'parley'

const server = createServer((request, response) => response.end('hello'))
attach(server, { path: '/chat', ${echo} })
attach(server, { path: '/prices', ${echo} })
server.listen(${port})
`,
    }),
    check: ({ port }) => talk(`ws://localhost:${port}/chat`),
  }),
  app({
    title: 'one worker of a cluster, started again when it falls',
    needs: ['parley'],
    manifest: esm,
    files: ({ port }) => ({
      'server.js': `import cluster from 'node:cluster'

if (cluster.isPrimary) {
  cluster.fork()
  cluster.on('exit', () => cluster.fork())
} else {
  await import('./worker.js')
}
`,
      'worker.js': `import { createServer } from 'node:http'
import { attach } from 'parley'

const server = createServer()
attach(server, { ${echo} })
server.listen(${port})
`,
    }),
  }),
  app({
    title: 'a port of its own for the WebSocket beside the app',
    needs: ['express', 'parley'],
    manifest: esm,
    files: ({ port, front }) => ({
      'server.js': `import { createServer } from 'node:http'
import express from 'express'
import { attach } from 'parley'

const app = express()
app.get('/', (request, response) => response.send('hello'))
app.listen(${front})

const sockets = createServer()
attach(sockets, { ${echo} })
sockets.listen(${port})
`,
    }),
  }),
]
