// Page and server do not fit each other, and both are in the folder.

import { manifest } from '../bases/manifest.ts'
import { came, expressEcho, page, show } from '../bases/page.ts'
import type { BrokenCase } from '../case.ts'
import { NotBroken } from '../look/talk.ts'
import { visit } from '../parts/chromium.ts'
import type { Site } from '../site/site.ts'
import { project } from './project.ts'

const needs = manifest(['express', 'ws'])
const talking = `ws.onopen = () => ws.send('hello');
ws.onmessage = (event) => show(event.data);
ws.onerror = () => console.error('it failed');
`

const look =
  (until: RegExp) =>
  async ({ port }: Site) => {
    const seen = await visit(`http://localhost:${port}/`, new RegExp(`${until.source}|${came.source}`))
    if (came.test(seen)) throw new NotBroken(`the page works: ${seen}`)
    return seen
  }

async function pageWorks({ port }: Site): Promise<void> {
  const seen = await visit(`http://localhost:${port}/`, came)
  if (!came.test(seen)) throw new Error(`nothing came to the page: ${seen}`)
}

const both = { see: look(/it failed|is not defined/), check: pageWorks, noClient: true } as const

export const pageAndServer: readonly BrokenCase[] = [
  project({
    ...both,
    row: 'B2',
    title: 'the page calls a port where nobody listens',
    codes: ['project/page-port'],
    installed: ['express', 'ws'],
    symptom: /ERR_CONNECTION_REFUSED/,
    styles: [
      ({ port, front }) => ({
        files: {
          'package.json': needs,
          'server.js': expressEcho(port),
          'public/index.html': page(`${show}const ws = new WebSocket('ws://localhost:${front}');\n${talking}`),
        },
      }),
      ({ port, front }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module' }),
          'server.js': `import express from "express"
import { WebSocketServer } from "ws"
const port = ${port}
const http = express().use(express.static("static")).listen(port)
const live = new WebSocketServer({ server: http, path: "/live" })
live.on("connection", (one) => one.on("error", console.error).on("message", (data) => one.send(String(data))))
`,
          'static/index.html': page('', { head: '<script src="/live.js" defer></script>' }),
          'static/live.js': `${show}
const ws = new WebSocket("ws://127.0.0.1:${front}/live")
${talking}`,
        },
      }),
    ],
  }),
  project({
    ...both,
    row: 'B1',
    title: 'the page calls another path than the server has',
    codes: ['project/page-path'],
    installed: ['express', 'ws'],
    symptom: /Unexpected response code: 400/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': needs,
          'server.js': expressEcho(port).replace('{ server }', "{ server, path: '/ws' }"),
          'public/index.html': page(`${show}const ws = new WebSocket('ws://localhost:${port}/');\n${talking}`),
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': needs,
          'server.js': expressEcho(port).replace('{ server }', '{ path: "/live", server }'),
          'public/index.html': page('', { head: '<script src="/main.js" defer></script>' }),
          'public/main.js': `${show}
const ws = new WebSocket("ws://" + location.host + "/chat")
${talking}`,
        },
      }),
    ],
  }),
  project({
    ...both,
    row: 'D1',
    title: 'a page with io() and a server of ws',
    codes: ['project/socketio-client-plain-server'],
    installed: ['express', 'ws'],
    symptom: /io is not defined|404/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': needs,
          'server.js': expressEcho(port),
          'public/index.html': page(
            `${show}const socket = io();
socket.on('message', (text) => show(text));
socket.emit('message', 'hello');
`,
            { head: '<script src="/socket.io/socket.io.js"></script>' },
          ),
        },
      }),
    ],
  }),
  project({
    ...both,
    row: 'D2',
    title: 'a page with new WebSocket and a server of Socket.IO',
    codes: ['project/plain-client-socketio'],
    installed: ['express', 'socket.io'],
    symptom: /it failed/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'socket.io']),
          'server.js': `const express = require('express');
const { Server } = require('socket.io');

const app = express();
app.use(express.static('public'));
const io = new Server(app.listen(${port}));
io.on('connection', (socket) => {
  socket.on('message', (text) => io.emit('message', text));
});
`,
          'public/index.html': page(`${show}const ws = new WebSocket('ws://localhost:${port}');\n${talking}`),
        },
      }),
    ],
  }),
  project({
    ...both,
    row: 'B5',
    title: 'the server gives out no page',
    codes: ['project/page-not-served'],
    installed: ['express', 'ws'],
    symptom: /Cannot GET \//,
    see: look(/Cannot GET/),
    styles: [
      ({ port }) => ({
        files: {
          'package.json': needs,
          'server.js': expressEcho(port).replace("app.use(express.static('public'));\n", ''),
          'public/index.html': page(`${show}const ws = new WebSocket('ws://' + location.host);\n${talking}`),
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module' }),
          'server.js': `import express from "express"
import { WebSocketServer } from "ws"

const web = express()
const live = new WebSocketServer({ server: web.listen(${port}) })
live.on("connection", (one) => one.on("error", console.error).on("message", (data) => one.send(String(data))))
`,
          'public/index.html': page(`${show}const ws = new WebSocket("ws://localhost:${port}")\n${talking}`),
        },
      }),
    ],
  }),
]
