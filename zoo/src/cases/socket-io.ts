// Two protocols taken for one.
import { manifest } from '../bases/manifest.ts'
import { writeParley } from '../bases/parley-server.ts'
import type { BrokenCase, Named } from '../case.ts'
import { NotBroken } from '../look/talk.ts'
import type { Site } from '../site/site.ts'
import { address } from './address.ts'

const start = (site: Site) => site.start(['node', 'server.js'])

/** A client program of the folder; what it says. */
async function client(site: Site): Promise<string> {
  const program = site.run(['node', 'client.js'])
  await program.ended
  if (/works/.test(program.output)) throw new NotBroken(program.output)
  return program.output
}

/** A Socket.IO client as a program: one connection, no second try, and what became of it. */
const socketIoClient = (port: number) => `const { io } = require('socket.io-client');
const socket = io('http://localhost:${port}', { reconnection: false, timeout: 1500 });
const end = (text) => { console.log(text); process.exit(); };
socket.on('connect_error', (error) => end('connect_error ' + error.message));
socket.on('connect', () => end('works'));
setTimeout(() => end('nothing happens'), 2500);
`

function writeSocketIo(site: Site, options = '{}'): void {
  site.write({
    'package.json': manifest(['socket.io', 'ws'], { scripts: { start: 'node server.js' } }),
    'server.js': `const http = require('http');
const { Server } = require('socket.io');
const server = http.createServer((q, r) => r.end('hello'));
const io = new Server(server, ${options});
io.on('connection', (socket) => socket.on('say', (text) => socket.emit('said', text)));
server.listen(${site.port});
`,
  })
  site.install(['socket.io', 'ws'])
}

/** What was printed is to call `io()` of its own client. */
const withItsClient = {
  fix(site: Site, { lines, fix = '' }: Named): void {
    if (!/\bio\(|socket\.io-client/.test([...lines, fix].join('\n'))) throw new Error(`its client is not named: ${fix}`)
    site.install(['socket.io-client'])
    site.write({ 'client.js': socketIoClient(site.port) })
  },
  async check(site: Site): Promise<void> {
    const program = site.run(['node', 'client.js'])
    await program.ended
    if (!/works/.test(program.output)) throw new Error(program.output)
  },
}

export const socketIo: readonly BrokenCase[] = [
  address({
    row: 'D1',
    title: 'a Socket.IO client calls Parley',
    ask: 'attach',
    codes: ['handshake/socket-io', 'attach/socket-io-client'],
    build(site) {
      writeParley(site)
      site.install(['socket.io-client'])
      site.write({ 'client.js': `import './c.cjs'`, 'c.cjs': socketIoClient(site.port) })
    },
    start,
    url: ({ port }) => `ws://localhost:${port}/parley`,
    symptom: /connect_error (xhr poll error|websocket error|timeout)|nothing happens/,
    see: client,
    fix: ({ port }, { text }) => {
      const [, path] = /\bpath (\/[\w/-]*)/.exec(text) ?? []
      if (path === undefined) throw new Error(`no path is printed: ${text}`)
      return `ws://localhost:${port}${path}`
    },
    noClient: true,
  }),
  address({
    row: 'D1',
    title: 'a Socket.IO client that begins with a WebSocket calls Parley',
    ask: 'attach',
    codes: ['handshake/socket-io', 'attach/socket-io-client'],
    build(site) {
      writeParley(site)
      site.install(['socket.io-client'])
      site.write({
        'client.js': `import './c.cjs'`,
        'c.cjs': socketIoClient(site.port).replace('timeout: 1500', "timeout: 1500, transports: ['websocket']"),
      })
    },
    start,
    url: ({ port }) => `ws://localhost:${port}/parley`,
    symptom: /connect_error (xhr poll error|websocket error|timeout)|nothing happens/,
    see: client,
    fix: ({ port }, { text }) => {
      const [, path] = /\bpath (\/[\w/-]*)/.exec(text) ?? []
      if (path === undefined) throw new Error(`no path is printed: ${text}`)
      return `ws://localhost:${port}${path}`
    },
    noClient: true,
  }),
  address({
    row: 'D2',
    title: 'a plain client calls Socket.IO',
    codes: ['probe/socketio-server'],
    build: writeSocketIo,
    start,
    url: ({ port }) => `ws://localhost:${port}/`,
    symptom: /socket hang up|Unexpected server response: 400/,
    ...withItsClient,
  }),
  address({
    row: 'D2',
    title: "a plain client calls Socket.IO's own path",
    codes: ['probe/socketio-server'],
    build: writeSocketIo,
    start,
    url: ({ port }) => `ws://localhost:${port}/socket.io/`,
    symptom: /Unexpected server response: 400/,
    ...withItsClient,
  }),
  address({
    row: 'D3',
    title: 'a Socket.IO client of version 2 calls Parley',
    ask: 'attach',
    codes: ['handshake/socket-io', 'attach/socket-io-client'],
    build(site) {
      writeParley(site)
      site.install(['socket.io-client=socket.io-client-2'])
      site.write({
        'client.js': `import './c.cjs'`,
        'c.cjs': socketIoClient(site.port).replace(
          "const { io } = require('socket.io-client')",
          "const io = require('socket.io-client')",
        ),
      })
    },
    start,
    url: ({ port }) => `ws://localhost:${port}/parley`,
    symptom: /connect_error|nothing happens/,
    see: client,
    fix: ({ port }, { text }) => {
      const [, path] = /\bpath (\/[\w/-]*)/.exec(text) ?? []
      if (path === undefined) throw new Error(`no path is printed: ${text}`)
      return `ws://localhost:${port}${path}`
    },
    noClient: true,
  }),
]
