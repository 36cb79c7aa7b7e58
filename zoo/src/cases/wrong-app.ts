// An app is passed where the server that listens belongs. The learner's own `ws`: the doctor reads the folder.
import { generated, generatedNeeds } from '../bases/generated.ts'
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { blogWithDefaults, wired } from './blog.ts'
import { project } from './project.ts'

const www = { command: ['node', 'bin/www'] } as const

export const wrongApp: readonly BrokenCase[] = [
  project({
    row: 'A7',
    title: 'webSocket(app) in bin/www',
    codes: ['project/app-instead-of-server'],
    installed: [...generatedNeeds, 'ws'],
    symptom: /Unexpected server response: 200/,
    styles: [
      () => ({
        files: { ...wired(generated(), { call: "require('../routes/webSocket')(app);" }), 'package.json': withWs },
        ...www,
      }),
      () => ({
        files: {
          ...wired(generated(), {
            hook: blogWithDefaults,
            call: 'const startChat = require("../routes/webSocket.js")\nstartChat( app )',
          }),
          'package.json': withWs,
        },
        ...www,
      }),
    ],
  }),
  project({
    row: 'A7',
    title: 'new WebSocketServer({ server: app }) with Express',
    codes: ['project/app-instead-of-server'],
    installed: ['express', 'ws'],
    symptom: /Unexpected server response: (200|404)/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'server.js': `const express = require('express');
const { WebSocketServer } = require('ws');

const app = express();
app.get('/', (req, res) => res.send('hello'));
const wss = new WebSocketServer({ server: app });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
app.listen(${port});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module', scripts: { start: 'node server.js' } }),
          'server.js': `import Express from "express"
import { WebSocketServer as Sockets } from "ws"

const api = Express()
const sockets = new Sockets({
  server: api,
  path: "/live",
})
sockets.on("connection", socket => {
  socket.on("error", () => {})
  socket.on("message", data => socket.send(String(data)))
})

api.listen(${port}, () => console.log("ready"))
`,
        },
        path: '/live',
      }),
    ],
  }),
  project({
    row: 'A7',
    title: 'a Koa app',
    codes: ['project/app-instead-of-server'],
    installed: ['koa', 'ws'],
    symptom: /Unexpected server response: (200|404)/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['koa', 'ws']),
          'server.js': `const Koa = require('koa');
const WebSocket = require('ws');

const app = new Koa();
app.use(async (ctx) => {
  ctx.body = 'hello';
});

const wss = new WebSocket.Server({ server: app });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (message) => ws.send(message.toString()));
});

app.listen(${port});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['koa', 'ws'], { type: 'module' }),
          'server.js': `import Koa from "koa"
import chat from "./chat.js"
const koa = new Koa()
chat(koa)
koa.listen(${port})
`,
          'chat.js': `import { WebSocketServer } from "ws"
export default (server) => {
  const wss = new WebSocketServer({ server })
  wss.on("connection", (ws) => ws.on("error", console.error).on("message", (text) => ws.send(\`\${text}\`)))
}
`,
        },
      }),
    ],
  }),
  project({
    row: 'A7',
    title: "what Koa's callback() gives",
    codes: ['project/app-instead-of-server'],
    installed: ['koa', 'parley', 'ws'],
    symptom: /ERR_ATTACH_FUNCTION|\.on is not a function/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['koa', 'parley'], { type: 'module' }),
          'server.js': `import Koa from 'koa'
import { attach } from 'parley'

const app = new Koa()
attach(app.callback(), { onSocket: (socket) => socket.on('message', (text) => socket.send(text)) })
app.listen(${port})
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['koa', 'ws']),
          'server.js': `const Koa = require("koa")
const { WebSocketServer } = require("ws")
const web = new Koa()
const handler = web.callback()
const live = new WebSocketServer({ server: handler, path: "/live" })
live.on("connection", (peer) => peer.on("error", console.error).on("message", (data) => peer.send(String(data))))
web.listen(${port})
`,
        },
        path: '/live',
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A11',
    title: 'the Fastify instance',
    codes: ['project/app-instead-of-server'],
    installed: ['fastify', 'ws'],
    symptom: /server\.on is not a function|\.on is not a function/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['fastify', 'ws']),
          'server.js': `const fastify = require('fastify')();
const { WebSocketServer } = require('ws');

fastify.get('/', async () => 'hello');
const wss = new WebSocketServer({ server: fastify });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
fastify.listen({ port: ${port}, host: '127.0.0.1' });
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['fastify', 'ws'], { type: 'module' }),
          'server.js': `import Fastify from "fastify"
import { WebSocketServer } from "ws"

const web = Fastify({ logger: false })
const live = new WebSocketServer({ path: "/live", server: web })
live.on("connection", (socket) => {
  socket.on("error", console.error)
  socket.on("message", (data) => socket.send(String(data)))
})
await web.listen({ port: ${port}, host: "0.0.0.0" })
`,
        },
        path: '/live',
      }),
    ],
    noClient: true,
  }),
]

const withWs = manifest([...generatedNeeds, 'ws'], { name: 'evening', scripts: { start: 'node ./bin/www' } })
