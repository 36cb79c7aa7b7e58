// Parley is attached to the right thing, in a place where others are, or that is no good for it. The server says so.
import { WebSocket } from 'ws'
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { NotBroken } from '../look/talk.ts'
import type { Site } from '../site/site.ts'
import { project } from './project.ts'

const echo = "onSocket: (socket) => socket.on('message', (text) => socket.send(text))"

export const attachedBeside: readonly BrokenCase[] = [
  project({
    row: 'A13',
    title: 'two ws servers with paths beside Parley',
    ask: 'attach',
    codes: ['attach/two-upgrade-listeners'],
    installed: ['express', 'ws', 'parley'],
    symptom: /Invalid WebSocket frame|Unexpected server response: 400|Invalid frame|RSV1/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['parley', 'ws'], { type: 'module' }),
          'server.js': `import http from 'node:http'
import { attach } from 'parley'
import { WebSocketServer } from 'ws'

const server = http.createServer()
const chat = new WebSocketServer({ server, path: '/chat' })
const news = new WebSocketServer({ server, path: '/news' })
for (const wss of [chat, news]) {
  wss.on('connection', (ws) => {
    ws.on('error', console.error)
    ws.on('message', (data) => ws.send(data.toString()))
  })
}
attach(server, { ${echo} })
server.listen(${port})
`,
        },
        path: '/chat',
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'parley', 'ws']),
          'server.js': `const express = require("express")
const parley = require("parley")
const WS = require("ws")

const http = express().listen(${port})
parley.attach(http, { ${echo} })
const answer = (one) => one.on("error", console.error).on("message", (data) => one.send(String(data)))
new WS.Server({ server: http, path: "/prices" }).on("connection", answer)
new WS.Server({ server: http, path: "/orders" }).on("connection", answer)
`,
        },
        path: '/prices',
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A20',
    title: 'sessions in Express, and nobody asked who is calling',
    ask: 'attach',
    codes: ['attach/session-unused'],
    installed: ['express', 'express-session', 'parley'],
    symptom: /came back as nobody/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'express-session', 'parley'], { type: 'module' }),
          'server.js': `import express from 'express'
import session from 'express-session'
import { attach } from 'parley'

const app = express()
app.use(session({ secret: 'a', resave: false, saveUninitialized: true }))
const server = app.listen(${port})
attach(server, {
  onSocket: (socket, request) => socket.on('message', (text) => socket.send(\`\${text} as \${request.session?.name ?? 'nobody'}\`)),
})
`,
        },
      }),
    ],
    see: async ({ port }) => await talksAsNobody(port),
    noClient: true,
    noFix: true,
  }),
  project({
    row: 'P9',
    title: 'on a host of functions',
    ask: 'attach',
    codes: ['attach/functions-hosting'],
    installed: ['express', 'parley'],
    symptom: /Unexpected server response: 404|socket hang up|ECONNRESET/,
    path: '/parley',
    env: { VERCEL: '1', VERCEL_ENV: 'production' },
    talk: { patienceMs: 6000 },
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'parley'], { type: 'module' }),
          'api/index.js': `import http from 'node:http'
import express from 'express'
import { attach } from 'parley'

const app = express()
app.get('/', (request, response) => response.send('hello'))
attach(http.createServer(app), { ${echo} })

export default app
`,
          // What such a host does: it loads the function for a request and gives it that, never a socket.
          'host.js': `import http from 'node:http'

http.createServer(async (request, response) => {
  const { default: answer } = await import('./api/index.js')
  answer(request, response)
}).listen(${port})
`,
        },
        command: ['node', 'host.js'],
      }),
    ],
    noClient: true,
    noFix: true,
  }),
  project({
    row: 'P10',
    title: 'a cluster, and each process knows its own sockets only',
    ask: 'attach',
    codes: ['attach/several-processes'],
    installed: ['parley'],
    symptom: /\d of 8 heard it/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['parley'], { type: 'module' }),
          'server.js': `import cluster from 'node:cluster'
import http from 'node:http'
import { attach } from 'parley'

if (cluster.isPrimary) {
  cluster.fork()
  cluster.fork()
} else {
  const server = http.createServer()
  const sockets = new Set()
  attach(server, {
    onSocket(socket) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('message', (text) => {
        for (const each of sockets) each.send(text)
      })
    },
  })
  server.listen(${port}, () => console.log('a worker is ready'))
}
`,
        },
      }),
    ],
    see: (site) => whoHears(site),
    noClient: true,
    noFix: true,
  }),
]

/** Who is signed in over HTTP is nobody to the WebSocket. */
async function talksAsNobody(port: number): Promise<string> {
  const answer = await fetch(`http://localhost:${port}/`)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const socket = new WebSocket(`ws://localhost:${port}/parley`, { headers: { cookie } })
  try {
    const came = await new Promise((resolve, reject) => {
      socket
        .on('open', () => socket.send('it came back'))
        .on('message', resolve)
        .on('error', reject)
    })
    return String(came)
  } finally {
    socket.terminate()
  }
}

/** How many of eight hear what one says, of those who are there for certain: each has had an answer. */
async function whoHears(site: Site): Promise<string> {
  const { port } = site
  await site.said(/(a worker is ready[\s\S]*){2}/)
  const sockets = Array.from({ length: 8 }, () => new WebSocket(`ws://localhost:${port}/parley`))
  try {
    const hears = (socket: WebSocket, text: string) =>
      new Promise((resolve) => socket.on('message', (data) => String(data) === text && resolve(true)))
    await Promise.all(
      sockets.map(async (socket, at) => {
        await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
        socket.send(`here ${at}`)
        await hears(socket, `here ${at}`)
      }),
    )
    let heard = 0
    for (const socket of sockets) socket.on('message', (data) => String(data) === 'hello' && heard++)
    // Whoever hears the second has had the first before.
    const settled = hears(sockets[0]!, 'bye')
    sockets[0]!.send('hello')
    sockets[0]!.send('bye')
    await settled
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (heard === sockets.length) throw new NotBroken('all heard it')
    return `${heard} of 8 heard it`
  } finally {
    for (const socket of sockets) socket.terminate()
  }
}
