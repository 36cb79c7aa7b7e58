// Another library on the same server, or one that needs more than it is given.
import { generated, generatedNeeds } from '../bases/generated.ts'
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { wired } from './blog.ts'
import { project } from './project.ts'

export const beside: readonly BrokenCase[] = [
  project({
    row: 'A16',
    title: 'Socket.IO ends what takes longer than a second to be let in',
    codes: ['project/socketio-destroys-upgrade'],
    installed: ['socket.io', 'ws', 'express'],
    symptom: /socket hang up/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['socket.io', 'ws']),
          'server.js': `const http = require('http');
const { Server } = require('socket.io');
const { WebSocketServer } = require('ws');

const server = http.createServer();
const io = new Server(server);
io.on('connection', (socket) => socket.on('say', (text) => io.emit('said', text)));

const wss = new WebSocketServer({ noServer: true });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
server.on('upgrade', async (request, socket, head) => {
  if (!request.url.startsWith('/live')) return;
  await slowly();
  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
});
server.listen(${port});

function slowly() {
  return new Promise((resolve) => setTimeout(resolve, 1200));
}
`,
        },
        path: '/live',
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'socket.io', 'ws'], { type: 'module' }),
          'server.js': `import { setTimeout as wait } from "node:timers/promises"
import express from "express"
import { Server as SocketIo } from "socket.io"
import { WebSocketServer } from "ws"

const web = express().listen(${port})
new SocketIo(web, { cors: { origin: "http://localhost" } }).on("connection", (one) => one.emit("hello"))
const live = new WebSocketServer({ noServer: true })
live.on("connection", (one) => one.on("error", console.error).on("message", (data) => one.send(String(data))))
web.on("upgrade", (request, socket, head) => {
  if (request.url !== "/prices") return
  wait(1150).then(() => {
    live.handleUpgrade(request, socket, head, (one) => live.emit("connection", one, request))
  })
})
`,
        },
        path: '/prices',
      }),
    ],
    talk: { patienceMs: 2500 },
    noClient: true,
  }),
  project({
    row: 'A17',
    title: 'a second handler destroys sockets whose path it does not know',
    ask: 'doctor url',
    codes: ['probe/closed-at-once', 'connect/no-answer'],
    installed: ['express', 'ws'],
    symptom: /socket hang up|closed with 1006|ECONNRESET/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'server.js': `const express = require('express');
const { WebSocketServer } = require('ws');
const proxy = require('./proxy');

const server = express().listen(${port});
const wss = new WebSocketServer({ noServer: true });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
server.on('upgrade', (request, socket, head) => {
  if (request.url !== '/chat') return;
  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
});
proxy(server);
`,
          'proxy.js': `module.exports = (server) => {
  server.on('upgrade', (request, socket) => {
    if (!request.url.startsWith('/api')) {
      socket.destroy();
      return;
    }
    socket.end('HTTP/1.1 502 Bad Gateway\\r\\n\\r\\n');
  });
};
`,
        },
        path: '/chat',
      }),
    ],
    noClient: true,
    noFix: true,
  }),
  project({
    row: 'A19',
    title: 'express-ws without the server that listens',
    codes: ['project/express-ws-server', 'project/express-ws-late'],
    installed: [...generatedNeeds, 'express-ws'],
    symptom: /Unexpected server response: 404|\.ws is not a function/,
    styles: [
      () => ({
        files: {
          ...wired(generated(), {
            call: '',
            app: (text) =>
              text.replace(
                'module.exports = app;',
                `require('express-ws')(app);
app.ws('/echo', function (ws, req) {
  ws.on('error', console.error);
  ws.on('message', function (message) {
    ws.send(message);
  });
});

module.exports = app;`,
              ),
          }),
          'routes/webSocket.js': '',
          'package.json': manifest([...generatedNeeds, 'express-ws'], { scripts: { start: 'node ./bin/www' } }),
        },
        command: ['node', 'bin/www'],
        path: '/echo',
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'express-ws']),
          'server.js': `const http = require("http")
const express = require("express")
const expressWs = require("express-ws")

const app = express()
const server = http.createServer(app)
expressWs(app)

app.ws("/echo", (socket) => {
  socket.on("error", console.error)
  socket.on("message", (data) => socket.send(data))
})
server.listen(${port})
`,
        },
        path: '/echo',
      }),
    ],
  }),
]
