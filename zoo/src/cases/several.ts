// More than one who takes upgrades on one port, and one who does not answer.
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { failure } from '../look/talk.ts'
import { project } from './project.ts'

export const several: readonly BrokenCase[] = [
  project({
    row: 'A13',
    title: 'two ws servers with paths on one http.Server',
    codes: ['project/two-websocket-servers'],
    installed: ['express', 'ws'],
    symptom: /Invalid WebSocket frame|Unexpected server response: 400|Invalid frame|RSV1/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws']),
          'server.js': `const http = require('http');
const { WebSocketServer } = require('ws');

const server = http.createServer();
const chat = new WebSocketServer({ server, path: '/chat' });
const news = new WebSocketServer({ server, path: '/news' });
for (const wss of [chat, news]) {
  wss.on('connection', (ws) => {
    ws.on('error', console.error);
    ws.on('message', (m) => ws.send(m.toString()));
  });
}
server.listen(${port});
`,
        },
        path: '/chat',
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws', 'express'], { type: 'module' }),
          'server.js': `import express from "express"
import { chat } from "./chat.js"
import { prices } from "./prices.js"
const server = express().listen(${port})
chat(server)
prices(server)
`,
          'chat.js': `import { WebSocketServer } from "ws"
export const chat = (server) =>
  new WebSocketServer({ path: "/chat", server }).on("connection", (socket) =>
    socket.on("error", console.error).on("message", (data) => socket.send(String(data))))
`,
          'prices.js': `import { WebSocketServer } from "ws"
export const prices = (http) =>
  new WebSocketServer({ server: http, path: "/prices" }).on("connection", (socket) =>
    socket.on("error", console.error).on("message", (data) => socket.send(String(data))))
`,
        },
        path: '/chat',
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws']),
          'server.js': `const { createServer } = require("http")
const { WebSocketServer } = require("ws")
const web = createServer()
function echoAt(path) {
  const made = new WebSocketServer({ server: web, path })
  made.on("connection", (peer) => peer.on("error", console.error).on("message", (data) => peer.send(String(data))))
  return made
}
const chat = echoAt("/chat")
const news = echoAt("/news")
web.listen(${port})
`,
        },
        path: '/chat',
      }),
    ],
  }),
  project({
    row: 'A14',
    title: "{ server } and one's own 'upgrade' handler",
    codes: ['project/upgrade-taken-twice'],
    installed: ['express', 'ws'],
    symptom: /handleUpgrade\(\) was called more than once with the same socket/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws']),
          'server.js': `const http = require('http');
const { WebSocketServer } = require('ws');

const server = http.createServer();
const wss = new WebSocketServer({ server });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});

server.on('upgrade', (request, socket, head) => {
  wss.handleUpgrade(request, socket, head, (ws) => {
    wss.emit('connection', ws, request);
  });
});
server.listen(${port});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws', 'express']),
          'server.js': `const WS = require("ws")
const web = require("express")()
const http = web.listen(${port})
const live = new WS.Server({ server: http })
live.on("connection", (one) => one.on("error", console.error).on("message", (data) => one.send(data.toString())))
http.on("upgrade", function (req, sock, first) {
  live.handleUpgrade(req, sock, first, function done(one) {
    live.emit("connection", one, req)
  })
})
`,
        },
      }),
    ],
  }),
  project({
    row: 'A18',
    title: 'an upgrade handler that never answers',
    ask: 'doctor url',
    codes: ['probe/never-answers'],
    installed: ['ws'],
    symptom: /nothing came back/,
    see: ({ port }, { path = '/' }) => failure(`ws://localhost:${port}${path}`, { patienceMs: 400 }),
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws']),
          'server.js': `const http = require('http');
const { WebSocketServer } = require('ws');

const server = http.createServer((req, res) => res.end('hello'));
const wss = new WebSocketServer({ noServer: true });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
server.on('upgrade', (request, socket, head) => {
  console.log('somebody wants to upgrade', request.url);
});
server.listen(${port});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws']),
          'server.js': `const { createServer } = require("http")
const { WebSocketServer } = require("ws")
const live = new WebSocketServer({ noServer: true })
live.on("connection", (one) => one.on("error", console.error).on("message", (data) => one.send(String(data))))
createServer((req, res) => res.end("hello"))
  .on("upgrade", async (req, socket, head) => {
    if (req.url !== "/live") return
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  .listen(${port})
`,
        },
        path: '/live',
      }),
    ],
    noFix: true,
  }),
]
