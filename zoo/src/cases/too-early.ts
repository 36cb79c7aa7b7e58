// The server is not there yet where the WebSocket is attached.
import { change, generated, generatedNeeds } from '../bases/generated.ts'
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { blogWithDefaults, wired } from './blog.ts'
import { project } from './project.ts'

const www = { command: ['node', 'bin/www'] } as const

export const tooEarly: readonly BrokenCase[] = [
  project({
    row: 'A8',
    title: 'the hook stands above var server',
    codes: ['project/server-before-created'],
    installed: [...generatedNeeds, 'ws'],
    symptom:
      /One and only one of the "port", "server", or "noServer" options|Cannot access '\w+' before initialization/,
    styles: [
      () => ({
        files: {
          ...wired(generated(), {
            call: '',
            www: (text) =>
              change(
                text,
                "var http = require('http');",
                "var http = require('http');\nrequire('../routes/webSocket')(server);",
              ),
          }),
          'package.json': withWs,
        },
        ...www,
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'server.js': `const express = require("express")
const chat = require("./chat")
const app = express()

chat(httpServer)

const httpServer = app.listen(${port})
`,
          'chat.js': blogWithDefaults,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A8',
    title: 'two files require each other',
    codes: ['project/circular-import'],
    installed: ['express', 'ws'],
    symptom: /One and only one of the "port", "server", or "noServer" options/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'server.js': `const app = require('express')();
const http = require('http');
require('./webSocket');

const server = http.createServer(app);
server.listen(${port});

module.exports = { server };
`,
          'webSocket.js': `const { WebSocketServer } = require('ws');
const { server } = require('./server');

const wss = new WebSocketServer({ server });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { scripts: { start: 'node index.js' } }),
          'index.js': `const web = require("./lib/http-server")
web.server.listen(${port})
`,
          'lib/http-server.js': `const http = require("http")
const live = require("./live")
exports.server = http.createServer((request, response) => response.end("hello"))
exports.live = live
`,
          'lib/live.js': `const ws = require("ws")
const web = require("./http-server")
const sockets = new ws.Server({ server: web.server })
sockets.on("connection", (one) => {
  one.on("error", console.error)
  one.on("message", (data) => one.send(data.toString()))
})
module.exports = sockets
`,
        },
        command: ['node', 'index.js'],
      }),
    ],
    noClient: true,
    noFix: true,
  }),
]

const withWs = manifest([...generatedNeeds, 'ws'], { name: 'evening', scripts: { start: 'node ./bin/www' } })
