// What the WebSocket is attached to is not what listens.
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { project } from './project.ts'

export const wrongServer: readonly BrokenCase[] = [
  project({
    row: 'A9',
    title: 'app.listen beside http.createServer(app)',
    codes: ['project/wrong-server-listens'],
    installed: ['express', 'ws'],
    symptom: /Unexpected server response: (200|404)/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'server.js': `const express = require('express');
const http = require('http');
const WebSocket = require('ws');

const app = express();
const server = http.createServer(app);
const wss = new WebSocket.Server({ server });

wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (message) => ws.send(message.toString()));
});

app.listen(${port}, () => console.log('listening'));
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module', scripts: { start: 'node server.js' } }),
          'server.js': `import { createServer } from "node:http"
import express from "express"
import { live } from "./live.js"

const web = express()
const backend = createServer(web)
live(backend)
web.get("/", (request, response) => response.send("hello"))
web.listen(Number(process.env.PORT ?? ${port}))
`,
          'live.js': `import { WebSocketServer } from "ws"

export function live(server) {
  const wss = new WebSocketServer({ server, path: "/live" })
  wss.on("connection", (socket) => {
    socket.on("error", console.error)
    socket.on("message", (data) => socket.send(String(data)))
  })
}
`,
        },
        path: '/live',
      }),
    ],
  }),
  project({
    row: 'A10',
    title: 'a raw TCP server',
    codes: ['project/tcp-instead-of-server'],
    installed: ['ws'],
    symptom: /nothing came back|socket hang up/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws']),
          'server.js': `const net = require('net');
const { WebSocketServer } = require('ws');

const server = net.createServer();
const wss = new WebSocketServer({ server });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
server.listen(${port});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws'], { type: 'module' }),
          'server.js': `import { createServer } from "node:net"
import { WebSocketServer } from "ws"

const tcp = createServer()
const live = new WebSocketServer({ server: tcp })
live.on("connection", (peer) => peer.on("error", console.error).on("message", (data) => peer.send(String(data))))
tcp.listen(${port}, () => console.log("up"))
`,
        },
      }),
    ],
  }),
  project({
    row: 'A12',
    title: 'ws opens the port of the app once more',
    codes: ['project/port-taken-twice'],
    installed: ['express', 'ws'],
    symptom: /EADDRINUSE/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'server.js': `const express = require('express');
const { WebSocketServer } = require('ws');

const app = express();
app.listen(${port});

const wss = new WebSocketServer({ port: ${port} });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'server.js': `const PORT = ${port}
const web = require("express")()
const WS = require("ws")
const sockets = new WS.Server({ port: PORT })
sockets.on("connection", (one) => {
  one.on("error", console.error)
  one.on("message", (data) => one.send(data.toString()))
})
const server = web.listen(PORT)
server.on("error", (error) => {
  throw error
})
`,
        },
      }),
    ],
    noClient: true,
  }),
]
