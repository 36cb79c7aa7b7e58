// The learner's own `ws`, used as it should be.
import { change, generated, generatedNeeds } from '../bases/generated.ts'
import type { HealthyCase } from '../case.ts'
import { blogWithDefaults, wired } from '../cases/blog.ts'
import { app } from './app.ts'

const anyOrigin = ['probe/any-origin']

export const withWs: readonly HealthyCase[] = [
  app({
    title: 'Express and ws',
    needs: ['express', 'ws'],
    path: '/',
    warnings: anyOrigin,
    files: ({ port }) => ({
      'server.js': `const express = require('express');
const { WebSocketServer } = require('ws');

const app = express();
app.use(express.static('public'));
const server = app.listen(${port}, () => console.log('http://localhost:${port}'));
const wss = new WebSocketServer({ server });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (message) => ws.send(message.toString()));
});
`,
      'public/index.html': `<!doctype html>
<script>
  const ws = new WebSocket('ws://' + location.host);
  ws.onopen = () => ws.send(JSON.stringify({ text: 'hello' }));
  ws.onmessage = (event) => document.body.append(JSON.parse(event.data).text);
</script>
`,
    }),
  }),
  app({
    title: "a generated project with the blog's file",
    needs: [...generatedNeeds, 'ws'],
    path: '/',
    warnings: anyOrigin,
    command: ['node', 'bin/www'],
    files: () => {
      const { 'package.json': _, ...files } = wired(generated())
      return files
    },
  }),
  app({
    title: 'the same, written newer',
    needs: [...generatedNeeds, 'ws'],
    path: '/',
    warnings: anyOrigin,
    command: ['node', 'bin/www'],
    files: () => {
      const { 'package.json': _, ...files } = wired(generated(), {
        hook: blogWithDefaults,
        call: '',
        www: (text) =>
          change(text, 'server.listen(port);', 'require("../routes/webSocket")(server);\nserver.listen(port);'),
      })
      return files
    },
  }),
  app({
    title: 'Koa and ws',
    needs: ['koa', 'ws'],
    manifest: { type: 'module' },
    path: '/live',
    warnings: anyOrigin,
    files: ({ port }) => ({
      'server.js': `import Koa from 'koa'
import { WebSocketServer } from 'ws'

const koa = new Koa()
koa.use((context) => {
  context.body = 'hello'
})
const wss = new WebSocketServer({ server: koa.listen(${port}), path: '/live' })
wss.on('connection', (socket) => socket.on('error', console.error).on('message', (data) => socket.send(String(data))))
`,
    }),
  }),
  app({
    title: 'Fastify and ws',
    needs: ['fastify', 'ws'],
    manifest: { type: 'module' },
    path: '/',
    warnings: anyOrigin,
    files: ({ port }) => ({
      'server.js': `import Fastify from 'fastify'
import { WebSocketServer } from 'ws'

const fastify = Fastify()
fastify.get('/', async () => 'hello')
const wss = new WebSocketServer({ server: fastify.server })
wss.on('connection', (socket) => {
  socket.on('error', console.error)
  socket.on('message', (data) => socket.send(data.toString()))
})
await fastify.listen({ port: ${port}, host: '127.0.0.1' })
`,
    }),
  }),
  app({
    title: 'Hono and ws',
    needs: ['hono', '@hono/node-server', 'ws'],
    manifest: { type: 'module' },
    path: '/',
    warnings: anyOrigin,
    files: ({ port }) => ({
      'server.js': `import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { WebSocketServer } from 'ws'

const app = new Hono()
app.get('/', (context) => context.text('hello'))
const server = serve({ fetch: app.fetch, port: ${port} })
const wss = new WebSocketServer({ server })
wss.on('connection', (socket) => {
  socket.on('error', console.error)
  socket.on('message', (data) => socket.send(data.toString()))
})
`,
    }),
  }),
  app({
    title: 'two ws servers, and one handler that chooses by path',
    needs: ['ws'],
    path: '/news',
    warnings: anyOrigin,
    files: ({ port }) => ({
      'server.js': `const http = require('node:http');
const { WebSocketServer } = require('ws');

const server = http.createServer((request, response) => response.end('hello'));
const routes = { '/chat': new WebSocketServer({ noServer: true }), '/news': new WebSocketServer({ noServer: true }) };
for (const wss of Object.values(routes)) {
  wss.on('connection', (ws) => {
    ws.on('error', console.error);
    ws.on('message', (data) => ws.send(data.toString()));
  });
}
server.on('upgrade', (request, socket, head) => {
  const wss = routes[new URL(request.url, 'http://localhost').pathname];
  if (wss === undefined) {
    socket.end('HTTP/1.1 404 Not Found\\r\\nConnection: close\\r\\n\\r\\n');
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
});
server.listen(${port});
`,
    }),
  }),
  app({
    title: 'express-ws, given the server',
    needs: ['express', 'express-ws'],
    path: '/echo',
    warnings: anyOrigin,
    files: ({ port }) => ({
      'server.js': `const express = require('express');
const http = require('http');

const app = express();
const server = http.createServer(app);
require('express-ws')(app, server);
app.get('/', (req, res) => res.send('hello'));
app.ws('/echo', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (message) => ws.send(message.toString()));
});
server.listen(${port});
`,
    }),
  }),
  app({
    title: 'TypeScript, compiled',
    needs: ['express', 'ws', 'typescript', '@types/node'],
    manifest: { type: 'module', scripts: { build: 'tsc', start: 'node dist/server.js' } },
    path: '/',
    warnings: anyOrigin,
    command: ['node', 'dist/server.js'],
    files: ({ port }) => ({
      'tsconfig.json': JSON.stringify({
        compilerOptions: { module: 'nodenext', outDir: 'dist', rootDir: 'src', strict: true },
      }),
      'src/server.ts': `import express from 'express'
import type { Server } from 'node:http'
import { attachChat } from './chat.js'

const app = express()
const server: Server = app.listen(${port})
attachChat(server)
`,
      'src/chat.ts': `import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

export function attachChat(server: Server): void {
  const wss = new WebSocketServer({ server })
  wss.on('connection', (socket: WebSocket) => {
    socket.on('error', console.error)
    socket.on('message', (data) => socket.send(String(data)))
  })
}
`,
      'dist/server.js': `import express from 'express';
import { attachChat } from './chat.js';
const app = express();
const server = app.listen(${port});
attachChat(server);
`,
      'dist/chat.js': `import { WebSocketServer } from 'ws';
export function attachChat(server) {
    const wss = new WebSocketServer({ server });
    wss.on('connection', (socket) => {
        socket.on('error', console.error);
        socket.on('message', (data) => socket.send(String(data)));
    });
}
`,
    }),
  }),
  app({
    title: 'Socket.IO and its client',
    needs: ['express', 'socket.io', 'socket.io-client'],
    path: '/socket.io/?EIO=4&transport=websocket',
    warnings: anyOrigin,
    files: ({ port }) => ({
      'server.js': `const express = require('express');
const http = require('http');
const { Server } = require('socket.io');

const app = express();
const server = http.createServer(app);
const io = new Server(server);
app.use(express.static('public'));
io.on('connection', (socket) => {
  socket.on('chat message', (text) => io.emit('chat message', text));
});
server.listen(${port});
`,
      'public/index.html': `<!doctype html>
<script src="/socket.io/socket.io.js"></script>
<script>
  const socket = io();
  socket.emit('chat message', 'hello');
  socket.on('chat message', (text) => document.body.append(text));
</script>
`,
    }),
    // Its own protocol: a namespace is joined, and then an event comes back.
    talk: { first: '40', ready: /^40/, wrap: (text) => `42${JSON.stringify(['chat message', text])}` },
  }),
]
