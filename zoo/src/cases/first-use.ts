// It opens, and then not what was meant happens.

import net from 'node:net'
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { failure, NotBroken, talk } from '../look/talk.ts'
import { project } from './project.ts'

const needs = manifest(['express', 'ws'])

export const firstUse: readonly BrokenCase[] = [
  project({
    row: 'A20',
    title: 'request.session in a connection',
    codes: ['project/session-in-upgrade'],
    installed: ['express', 'express-session', 'ws'],
    symptom: /Cannot read properties of undefined \(reading 'name'\)/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'express-session', 'ws']),
          'server.js': `const express = require('express');
const session = require('express-session');
const { WebSocketServer } = require('ws');

const app = express();
app.use(session({ secret: 'a', resave: false, saveUninitialized: true }));
const server = app.listen(${port});
const wss = new WebSocketServer({ server });
wss.on('connection', (ws, req) => {
  ws.on('error', console.error);
  const name = req.session.name || 'guest';
  ws.on('message', (m) => ws.send(name + ': ' + m));
});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'express-session', 'ws']),
          'server.js': `const web = require("express")()
const { WebSocketServer } = require("ws")
const sessions = require("express-session")({ secret: "b", resave: true, saveUninitialized: false })
web.use(sessions)
const live = new WebSocketServer({ server: web.listen(${port}) })
live.on("connection", (socket, request) => {
  socket.on("error", console.error)
  socket.on("message", (data) => socket.send(request.session.name + " " + data))
})
`,
        },
      }),
    ],
    noClient: true,
    noFix: true,
  }),
  project({
    row: 'A21',
    title: "no 'error' listener: two bytes end the server",
    codes: ['project/no-error-handler'],
    installed: ['express', 'ws'],
    symptom: /Unhandled 'error' event|Emitted 'error' event/,
    see: async ({ port }) => await twoBytes(port),
    check: async ({ port }) => {
      await twoBytes(port)
      await talk(`ws://localhost:${port}/`)
    },
    styles: [
      ({ port }) => ({
        files: {
          'package.json': needs,
          'server.js': `const app = require('express')();
const { WebSocketServer } = require('ws');

const wss = new WebSocketServer({ server: app.listen(${port}) });
wss.on('connection', (ws) => {
  ws.on('message', (message) => {
    ws.send(message.toString());
  });
});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module' }),
          'server.js': `import express from "express"
import { WebSocketServer } from "ws"

const live = new WebSocketServer({ noServer: true })
const web = express().listen(${port})
web.on("upgrade", (request, socket, head) => {
  live.handleUpgrade(request, socket, head, (peer) => live.emit("connection", peer, request))
})
live.on("connection", function (peer, request) {
  peer.on("message", function (data) { peer.send(String(data)) })
})
`,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A22',
    title: "await before on('message')",
    codes: ['project/await-before-message'],
    installed: ['express', 'ws'],
    symptom: /nothing came back/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': needs,
          'server.js': `const app = require('express')();
const { WebSocketServer } = require('ws');
const { findUser } = require('./users');

const wss = new WebSocketServer({ server: app.listen(${port}) });
wss.on('connection', async (ws, req) => {
  ws.on('error', console.error);
  const user = await findUser(req);
  ws.on('message', (message) => {
    ws.send(user.name + ': ' + message);
  });
});
`,
          'users.js': `exports.findUser = (req) =>
  new Promise((resolve) => setTimeout(() => resolve({ name: 'ana' }), 300));
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module' }),
          'server.js': `import { setTimeout as wait } from "node:timers/promises"
import express from "express"
import { WebSocketServer } from "ws"

const history = async () => { await wait(250); return [] }
const live = new WebSocketServer({ server: express().listen(${port}) })
live.on("connection", async function (socket) {
  socket.on("error", console.error)
  for (const line of await history()) socket.send(line)
  socket.on("message", (data) => socket.send(String(data)))
})
`,
        },
      }),
    ],
    see: ({ port }) => failure(`ws://localhost:${port}/`, { patienceMs: 700 }),
    noClient: true,
  }),
]

/** A frame with a reserved bit and a length that may not be: what any stranger can send. Resolves when the socket is gone. */
function twoBytes(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.on('close', () => resolve('gone'))
    socket.setTimeout(2000, () => reject(new NotBroken('the socket is still there')))
    socket.write(
      `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\n\r\n`,
    )
    socket.once('data', () => socket.write(Buffer.from([0xff, 0xff])))
  })
}
