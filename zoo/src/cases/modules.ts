// Packages that are not there or too old, CommonJS and ECMAScript modules mixed.
import { generated, generatedNeeds } from '../bases/generated.ts'
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { blog, wired } from './blog.ts'
import { project } from './project.ts'

const www = { command: ['node', 'bin/www'] } as const
/** Echoes, in ECMAScript modules. */
const echo = (make: string) => `${make}
wss.on('connection', (socket) => {
  socket.on('error', console.error)
  socket.on('message', (data) => socket.send(data.toString()))
})
`

export const modules: readonly BrokenCase[] = [
  project({
    row: 'A1',
    title: 'a generated project is started before npm install',
    codes: ['project/not-installed'],
    installed: [],
    symptom: /Cannot find module '(express|fastify)'|Cannot find package 'express'/,
    styles: [
      () => ({ files: { ...wired(generated()), 'package.json': manifest([...generatedNeeds, 'ws']) }, ...www }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], {
            type: 'module',
            main: 'index.js',
            scripts: { start: 'node index.js' },
          }),
          'index.js': `import express from "express";
import { WebSocketServer } from "ws";

const app = express();
const server = app.listen(${port});
${echo('const wss = new WebSocketServer({ server });')}`,
        },
        command: ['node', 'index.js'],
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A2',
    title: "the blog's file needs ws, which the generator does not list",
    codes: ['project/missing-dependency'],
    installed: generatedNeeds,
    symptom: /Cannot find (module|package) 'ws'/,
    styles: [
      () => ({ files: wired(generated()), ...www }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express'], { type: 'module', scripts: { start: 'node src/main.mjs' } }),
          'src/main.mjs': `import express from 'express'
import sockets from './sockets.mjs'
sockets(express().listen(${port}))
`,
          'src/sockets.mjs': `import { WebSocketServer } from 'ws'
export default function (server) {
${echo('  const wss = new WebSocketServer({ server })')}
}
`,
        },
        command: ['node', 'src/main.mjs'],
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A4',
    title: 'require in a project of type module',
    codes: ['project/require-in-module'],
    installed: ['express', 'ws'],
    symptom: /require is not defined in ES module scope/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module' }),
          'server.js': `const express = require('express');
const chat = require('./chat.cjs');

const app = express();
chat(app.listen(${port}));
`,
          'chat.cjs': blog,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module', scripts: { start: 'node main.js' } }),
          'main.js': `"use strict"
const { createServer } = require("http")
const { WebSocketServer } = require("ws")
const server = createServer((request, response) => response.end("hello"))
const wss = new WebSocketServer({ server })
wss.on("connection", (peer) => {
  peer.on("error", console.error)
  peer.on("message", (text) => peer.send(String(text)))
})
server.listen(${port})
`,
        },
        command: ['node', 'main.js'],
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A4',
    title: 'import in a project that is no module',
    codes: ['project/import-in-commonjs'],
    installed: ['express', 'ws'],
    symptom:
      /Cannot use import statement outside a module|To load an ES module|Unexpected token 'export'|SyntaxError|require is not defined/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'commonjs' }),
          'server.js': `import express from 'express';
import { WebSocketServer } from 'ws';

const server = express().listen(${port});
${echo('const wss = new WebSocketServer({ server });')}`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws'], { type: 'commonjs', scripts: { start: 'node index.js' } }),
          'index.js': `import * as http from "http"
import { WebSocketServer } from "ws"
export const server = http.createServer()
${echo('const wss = new WebSocketServer({ server })')}
server.listen(${port})
`,
        },
        command: ['node', 'index.js'],
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A5',
    title: 'WebSocket.Server in an ECMAScript module',
    codes: ['project/ws-server-in-module'],
    installed: ['ws'],
    symptom: /\.Server is not a constructor/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws'], { type: 'module' }),
          'server.js': `import WebSocket from 'ws'

${echo(`const wss = new WebSocket.Server({ port: ${port} })`)}`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws']),
          'server.mjs': `import http from "node:http";
import ws from "ws";
const server = http.createServer();
${echo('const wss = new ws.Server({ server: server });')}server.listen(${port});
`,
        },
        command: ['node', 'server.mjs'],
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A5',
    title: "import { Server } from 'ws'",
    codes: ['project/ws-server-in-module'],
    installed: ['ws'],
    symptom: /does not provide an export named 'Server'/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws'], { type: 'module' }),
          'server.js': `import { Server } from 'ws';
${echo(`const wss = new Server({ port: ${port} });`)}`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws'], { type: 'module' }),
          'server.js': `import { createServer } from "node:http"
import { WebSocket, Server as SocketServer } from "ws"
const http = createServer()
${echo('const wss = new SocketServer({ server: http })')}
setInterval(() => wss.clients.forEach((one) => one.readyState === WebSocket.OPEN && one.ping()), 10_000)
http.listen(${port})
`,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A5',
    title: "import parley from 'parley'",
    codes: ['project/parley-import'],
    installed: ['parley'],
    symptom: /does not provide an export named 'default'|parley is not a function/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['parley'], { type: 'module' }),
          'server.js': `import http from 'node:http';
import parley from 'parley';

const server = http.createServer();
parley(server, { onSocket: (socket) => socket.on('message', (text) => socket.send(text)) });
server.listen(${port});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['parley']),
          'server.js': `const parley = require("parley")
const web = require("http").createServer().listen(${port})
parley(web, {
  onSocket(socket) { socket.on("message", (text) => socket.send(text)) },
})
`,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A6',
    title: 'WebSocketServer of a ws that is too old',
    codes: ['project/ws-old'],
    installed: ['ws=ws-7'],
    symptom:
      /WebSocketServer is not a constructor|does not provide an export named 'WebSocketServer'|Named export 'WebSocketServer' not found/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws=ws-7']),
          'server.js': `const { WebSocketServer } = require('ws');
${echo(`const wss = new WebSocketServer({ port: ${port} });`)}`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['ws=ws-7']),
          'lib/live.js': `const WS = require("ws")
module.exports = (server) => {
${echo('const wss = new WS.WebSocketServer({ server })')}}
`,
          'server.js': `const server = require("http").createServer().listen(${port})
require("./lib/live")(server)
`,
        },
      }),
    ],
    noClient: true,
  }),
]
