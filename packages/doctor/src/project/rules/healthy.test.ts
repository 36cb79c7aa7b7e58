import { expect, it } from 'vitest'
import { examine } from '../examine.ts'
import { MemoryFiles } from '../files/memory-files.ts'

type Texts = Readonly<Record<string, string>>

const root = '/home/me/app'
const versions = {
  express: '5.1.0',
  ws: '8.18.0',
  'socket.io': '4.8.0',
  'socket.io-client': '4.8.0',
  koa: '3.0.0',
  fastify: '5.0.0',
  hono: '4.0.0',
  '@hono/node-server': '1.0.0',
  next: '15.0.0',
  vite: '7.0.0',
  tsx: '4.0.0',
  nodemon: '3.0.0',
  dotenv: '17.0.0',
  'express-ws': '5.0.2',
  'express-session': '1.0.0',
  parley: '0.1.0',
  '@parley/chat': '0.1.0',
  react: '19.0.0',
}

function withPackages(names: readonly (keyof typeof versions)[], more: object = {}): Texts {
  const dependencies = Object.fromEntries(names.map((name) => [name, `^${versions[name]}`]))
  const there = names.map((name) => [
    `node_modules/${name}/package.json`,
    JSON.stringify({ name, version: versions[name] }),
  ])
  return {
    'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies, ...more }),
    ...Object.fromEntries(there),
  }
}

const echo = `wss.on('connection', (ws) => {
  ws.on('error', console.error)
  ws.on('message', (data, isBinary) => {
    for (const client of wss.clients) client.send(data, { binary: isBinary })
  })
})
`
const page = (url: string) =>
  `<!doctype html>\n<script type="module">\nconst socket = new WebSocket(${url})\nsocket.onmessage = (event) => console.log(event.data)\n</script>\n`

const healthy: Readonly<Record<string, Texts>> = {
  'ws beside Express, in CommonJS': {
    ...withPackages(['express', 'ws', 'dotenv', 'nodemon'], {
      scripts: { start: 'node server.js', dev: 'nodemon server.js' },
    }),
    'server.js': `require('dotenv').config()\nconst express = require('express')\nconst http = require('http')\nconst WebSocket = require('ws')\nconst app = express()\napp.use(express.static('public'))\nconst server = http.createServer(app)\nconst wss = new WebSocket.Server({ server })\n${echo}server.listen(process.env.PORT || 3000)\n`,
    '.env': 'PORT=4000\n',
    'public/index.html': page("'ws://localhost:4000'"),
  },
  'ws on what app.listen returns, as a module': {
    ...withPackages(['express', 'ws'], { type: 'module' }),
    'server.js': `import express from 'express'\nimport { WebSocketServer } from 'ws'\nconst app = express()\napp.use(express.static('public'))\nconst server = app.listen(3000, () => console.log('up'))\nconst wss = new WebSocketServer({ server, path: '/ws' })\n${echo}`,
    'public/index.html': page(`\`\${location.protocol === "https:" ? "wss:" : "ws:"}//\${location.host}/ws\``),
  },
  'two servers of ws that share by hand': {
    ...withPackages(['ws']),
    'server.js': `const http = require('node:http')\nconst { WebSocketServer } = require('ws')\nconst server = http.createServer()\nconst wss = new WebSocketServer({ noServer: true })\nconst other = new WebSocketServer({ noServer: true })\n${echo}${echo.replaceAll('wss', 'other')}server.on('upgrade', (request, socket, head) => {\n  const one = request.url === '/a' ? wss : other\n  one.handleUpgrade(request, socket, head, (ws) => one.emit('connection', ws, request))\n})\nserver.listen(8080)\n`,
  },
  'ws on a path of its own beside Parley, which it does not hear of': {
    ...withPackages(['parley', 'ws'], { type: 'module' }),
    'server.js': `import { createServer } from 'node:http'\nimport { attach } from 'parley'\nimport { WebSocketServer } from 'ws'\nconst server = createServer()\nconst wss = new WebSocketServer({ server, path: '/news' })\n${echo}attach(server, { onSocket: (socket) => socket.send('hi') })\nserver.listen(3000)\n`,
  },
  'Parley, all of it under one name': {
    ...withPackages(['express', 'parley']),
    'server.js': `const parley = require('parley')\nconst app = require('express')()\nconst server = app.listen(3000)\nparley.attach(server, { onSocket: (socket) => socket.send('hi') })\n`,
  },
  'Parley, all of it under one name in a module': {
    ...withPackages(['express', 'parley'], { type: 'module' }),
    'server.js': `import express from 'express'\nimport * as parley from 'parley'\nconst server = express().listen(3000)\nparley.attach(server, { onSocket: (socket) => socket.send('hi') })\n`,
  },
  'one function that makes a server of ws, for two http.Servers or for one of two paths': {
    ...withPackages(['ws']),
    'server.js': `const http = require('node:http')\nconst { WebSocketServer } = require('ws')\nconst [one, other] = [http.createServer(), http.createServer()]\nconst web = http.createServer()\nconst api = http.createServer()\nconst sockets = (server, path) => {\n  const wss = new WebSocketServer({ server, path })\n  ${echo}  return wss\n}\nconst pages = sockets(web, '/pages')\nconst data = sockets(api, '/data')\nconst third = process.env.OLD ? make('/old') : make('/new')\nfunction make(path) {\n  const wss = new WebSocketServer({ server: one, path })\n  ${echo}  return wss\n}\nweb.listen(3000)\napi.listen(3001)\none.listen(3002)\nother.listen(3003)\n`,
  },
  'a page whose function gives a socket that may be open, or waits for it': {
    ...withPackages(['ws']),
    'server.js': `const { WebSocketServer } = require('ws')\nconst wss = new WebSocketServer({ port: 8080 })\n${echo}`,
    'index.html': `<!doctype html>\n<script type="module">\nlet kept\nfunction socketOf() {\n  if (kept === undefined) kept = new WebSocket('ws://localhost:8080')\n  return kept\n}\nasync function opened() {\n  const socket = new WebSocket('ws://localhost:8080')\n  await new Promise((resolve) => { socket.onopen = resolve })\n  return socket\n}\nconst one = await opened()\none.send('hi')\nconst other = socketOf()\nother.send('hi')\n</script>\n`,
  },
  'ws on a port of its own': {
    ...withPackages(['express', 'ws']),
    'server.js': `const app = require('express')()\nconst { WebSocketServer } = require('ws')\napp.get('/', (req, res) => res.sendFile(__dirname + '/index.html'))\napp.listen(3000)\nconst wss = new WebSocketServer({ port: 8080 })\n${echo}`,
    'index.html': page("'ws://localhost:8080/any'"),
  },
  'a class that is given the server': {
    ...withPackages(['express', 'ws'], { type: 'module' }),
    'server.js': `import express from 'express'\nimport { createServer } from 'node:http'\nimport { ChatServer } from './chat-server.js'\nconst app = express()\nconst server = createServer(app)\nnew ChatServer(server)\nserver.listen(3000)\n`,
    'chat-server.js': `import { WebSocketServer } from 'ws'\nexport class ChatServer {\n  constructor(server) {\n    this.wss = new WebSocketServer({ server })\n    this.wss.on('connection', (socket) => this.join(socket))\n  }\n  join(socket) {\n    socket.on('error', () => {})\n  }\n}\n`,
  },
  'Socket.IO with its own client': {
    ...withPackages(['express', 'socket.io']),
    'server.js': `const express = require('express')\nconst { createServer } = require('http')\nconst { Server } = require('socket.io')\nconst app = express()\nconst httpServer = createServer(app)\nconst io = new Server(httpServer, { cors: { origin: '*' } })\napp.get('/', (req, res) => res.sendFile(__dirname + '/index.html'))\nio.on('connection', (socket) => socket.on('chat', (text) => io.emit('chat', text)))\nhttpServer.listen(3000)\n`,
    'index.html': '<script src="/socket.io/socket.io.js"></script>\n<script>const socket = io()</script>\n',
  },
  'Koa, its callback in an http.Server': {
    ...withPackages(['koa', 'ws']),
    'server.js': `const Koa = require('koa')\nconst http = require('http')\nconst { WebSocketServer } = require('ws')\nconst app = new Koa()\napp.use(async (ctx) => { ctx.body = 'hi' })\nconst server = http.createServer(app.callback())\nconst wss = new WebSocketServer({ server })\n${echo}server.listen(3000)\n`,
  },
  'Fastify and Parley': {
    ...withPackages(['fastify', 'parley', '@parley/chat'], { type: 'module' }),
    'server.js': `import Fastify from 'fastify'\nimport { attach } from 'parley'\nimport { chat } from '@parley/chat/server'\nconst fastify = Fastify({ logger: true })\nattach(fastify.server, { features: [chat()] })\nawait fastify.listen({ port: 3000 })\n`,
  },
  'Hono in TypeScript, run by tsx': {
    ...withPackages(['hono', '@hono/node-server', 'ws', 'tsx'], {
      type: 'module',
      scripts: { start: 'tsx src/index.ts' },
    }),
    'src/index.ts': `import { serve } from '@hono/node-server'\nimport { Hono } from 'hono'\nimport { attachSockets } from './sockets'\nconst app = new Hono()\nconst server = serve({ fetch: app.fetch, port: 3000 })\nattachSockets(server)\n`,
    'src/sockets.ts': `import type { Server } from 'node:http'\nimport { WebSocketServer } from 'ws'\nexport function attachSockets(server: Server): void {\n  const wss = new WebSocketServer({ server })\n  ${echo}}\n`,
  },
  'TypeScript that is built before it starts': {
    ...withPackages(['express', 'ws'], {
      scripts: { build: 'tsc', start: 'node dist/index.js', dev: 'tsx watch src/index.ts' },
    }),
    'src/index.ts': `import express from 'express'\nimport { WebSocket, WebSocketServer } from 'ws'\nimport { routes } from './routes.js'\nconst app = express()\napp.use(routes)\nconst wss = new WebSocketServer({ server: app.listen(3000) })\n${echo}`,
    'src/routes.ts': `import { Router } from 'express'\nexport const routes = Router()\n`,
  },
  'Next.js': {
    ...withPackages(['next', 'react'], { scripts: { dev: 'next dev', build: 'next build', start: 'next start' } }),
    'app/page.tsx': `export default function Page() { return <main /> }\n`,
    'next.config.mjs': 'export default {}\n',
  },
  'Next.js with a server of its own': {
    ...withPackages(['next', 'react', 'ws']),
    'server.js': `const { createServer } = require('http')\nconst next = require('next')\nconst { WebSocketServer } = require('ws')\nconst app = next({ dev: true })\nconst handle = app.getRequestHandler()\napp.prepare().then(() => {\n  const server = createServer((req, res) => handle(req, res))\n  const wss = new WebSocketServer({ noServer: true })\n  ${echo}  server.on('upgrade', (request, socket, head) => {\n    if (request.url === '/ws') wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request))\n  })\n  server.listen(3000)\n})\n`,
  },
  'Vite and React, the socket elsewhere': {
    ...withPackages(['vite', 'react'], {
      type: 'module',
      scripts: { dev: 'vite', build: 'vite build', start: 'vite preview' },
    }),
    'index.html': '<!doctype html>\n<div id="root"></div>\n<script type="module" src="/src/main.tsx"></script>\n',
    'src/main.tsx': `import App from './App'\nimport './index.css'\nconst socket = new WebSocket(import.meta.env.VITE_SOCKET ?? 'ws://localhost:8080/ws')\nexport { App, socket }\n`,
    'src/App.tsx': 'export default function App() { return <p>hi</p> }\n',
    'src/index.css': '',
  },
  'Vite before a server, its WebSockets handed on, and what has none': {
    ...withPackages(['vite', 'ws'], { type: 'module' }),
    'server.js': `import { WebSocketServer } from 'ws'\nconst wss = new WebSocketServer({ port: 3000, path: '/live' })\n${echo}`,
    'index.html': '<!doctype html>\n<script type="module" src="/src/main.ts"></script>\n',
    'src/main.ts':
      'const one = new WebSocket("ws://" + location.host + "/api/live")\nconst two = new WebSocket("ws://localhost:5173/live")\nconst three = new WebSocket("ws://localhost:3000/live")\n',
    'vite.config.ts': `import { defineConfig } from 'vite'\nexport default defineConfig({\n  server: {\n    proxy: {\n      '/apis': 'http://localhost:3000',\n      '/api': { target: 'http://localhost:3000', ws: true, rewrite: (path) => path.replace(/^\\/api/, '') },\n      '/live': 'ws://localhost:3000',\n      '/photos': { target: 'http://localhost:3000' },\n    },\n  },\n})\n`,
  },
  'Vite with a proxy of which not all can be told': {
    ...withPackages(['vite', 'ws'], { type: 'module' }),
    'server.js': `import { WebSocketServer } from 'ws'\nconst wss = new WebSocketServer({ port: 3000 })\n${echo}`,
    'index.html': '<!doctype html>\n<script type="module" src="/src/main.ts"></script>\n',
    'src/main.ts': 'const socket = new WebSocket("/live")\n',
    'vite.config.js': `import { rest } from './rest.js'\nexport default { server: { proxy: { ...rest, '/live': 'http://localhost:3000' } } }\n`,
  },
  'a workspace of two packages': {
    'package.json': JSON.stringify({
      private: true,
      workspaces: ['apps/*'],
      scripts: { dev: 'npm run dev --workspaces' },
    }),
    'apps/api/package.json': JSON.stringify({
      name: 'api',
      scripts: { start: 'node server.js' },
      dependencies: { ws: '8' },
    }),
    'apps/api/server.js': `const { WebSocketServer } = require('ws')\nconst wss = new WebSocketServer({ port: 8080 })\n${echo}`,
    'apps/web/package.json': JSON.stringify({ name: 'web' }),
    'apps/web/index.html': page("'ws://localhost:8080'"),
    'node_modules/ws/package.json': JSON.stringify({ name: 'ws', version: '8.18.0' }),
  },
  'an app that is tested without a port': {
    ...withPackages(['express', 'ws']),
    'server.js': `const http = require('http')\nconst app = require('./app')\nconst { WebSocketServer } = require('ws')\nconst server = http.createServer(app)\nconst wss = new WebSocketServer({ server })\n${echo}if (require.main === module) server.listen(3000)\nmodule.exports = server\n`,
    'app.js': `const express = require('express')\nconst app = express()\nif (require.main === module) app.listen(3000)\nmodule.exports = app\n`,
  },
  'a module that makes its own require': {
    ...withPackages(['ws'], { type: 'module' }),
    'server.js': `import { createRequire } from 'node:module'\nimport { fileURLToPath } from 'node:url'\nimport path from 'node:path'\nconst require = createRequire(import.meta.url)\nconst __dirname = path.dirname(fileURLToPath(import.meta.url))\nconst { WebSocketServer } = require('ws')\nconst wss = new WebSocketServer({ port: 8080, path: __dirname && '/' })\n${echo}`,
  },
  'express-ws before its routes': {
    ...withPackages(['express', 'express-ws']),
    'server.js': `const express = require('express')\nconst app = express()\nrequire('express-ws')(app)\napp.ws('/echo', (ws) => ws.on('message', (text) => ws.send(text)))\napp.use('/more', require('./more'))\napp.listen(3000)\n`,
    'more.js': `const router = require('express').Router()\nrouter.ws('/a', (ws) => {})\nmodule.exports = router\n`,
  },
  'functions that call each other in a circle': {
    ...withPackages(['ws']),
    'server.js': `const http = require('http')\nconst a = (x) => b(x) || c(x)\nconst b = (x) => c(x) || a(x)\nconst c = (x) => a(x) || b(x)\nconst server = a(http.createServer())\nserver.listen(3000)\nconst one = require('./other')\none.start(server)\n`,
    'other.js': `const server = require('./server')\nexports.start = () => server\n`,
  },
}

it.each(Object.entries(healthy))('%s: nothing is found', (_, texts) => {
  const { findings } = examine(new MemoryFiles(root, texts), root, { nodeVersion: '20.19.1' })
  expect(findings.map(({ code, evidence }) => `${code} ${evidence}`)).toEqual([])
})
