// The server is right, and its address is not.

import { codesIn } from '../ask/said.ts'
import { manifest } from '../bases/manifest.ts'
import { writeParley } from '../bases/parley-server.ts'
import type { BrokenCase } from '../case.ts'
import { writeCertificate } from '../parts/certificate.ts'
import { visit } from '../parts/chromium.ts'
import type { Site } from '../site/site.ts'
import { address, printedAddress } from './address.ts'
import { notStarted } from './behind.ts'

const start = (site: Site) => site.start(['node', 'server.js'])
const usePrinted = (_: Site, named: Parameters<typeof printedAddress>[0]) => printedAddress(named)

export const addresses: readonly BrokenCase[] = [
  address({
    row: 'B1',
    title: 'the wrong path of a Parley server',
    codes: ['probe/wrong-path', 'handshake/path', 'handshake/left-to-others'],
    build: (site) => writeParley(site),
    start,
    url: ({ port }) => `ws://localhost:${port}/socket`,
    symptom: /Unexpected server response: \d+|socket hang up|nothing came back/,
    fix: usePrinted,
  }),
  address({
    row: 'B1',
    title: 'the wrong path of a ws server',
    codes: ['probe/wrong-path'],
    build(site) {
      site.write({
        'package.json': manifest(['ws']),
        'server.js': `const http = require('http');
const { WebSocketServer } = require('ws');
const server = http.createServer((req, res) => res.end('hello'));
const wss = new WebSocketServer({ server, path: '/ws' });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (m) => ws.send(m.toString()));
});
server.listen(${site.port});
`,
      })
      site.install(['ws'])
    },
    start,
    url: ({ port }) => `ws://localhost:${port}/chat`,
    symptom: /Unexpected server response: 400/,
    fix: usePrinted,
  }),
  address({
    row: 'B2',
    title: 'a port where nobody listens',
    codes: ['probe/other-port', 'connect/refused'],
    build: (site) => writeParley(site),
    start,
    url: ({ front }) => `ws://localhost:${front}/parley`,
    symptom: /ECONNREFUSED/,
  }),
  address({
    row: 'B2',
    title: 'the server was not started',
    ask: 'page',
    codes: ['page/no-server', 'connect/refused', 'client/unreachable'],
    build: (site) => writeParley(site),
    ...notStarted(),
    url: ({ port }) => `ws://localhost:${port}/parley`,
    symptom: /ECONNREFUSED/,
  }),
  address({
    row: 'B3',
    title: 'localhost is ::1, and the server listens on 127.0.0.1 only',
    codes: ['probe/other-family'],
    build: (site) => writeParley(site, { listen: ", '127.0.0.1'" }),
    start,
    url: ({ port }) => `ws://[::1]:${port}/parley`,
    symptom: /ECONNREFUSED/,
    fix: usePrinted,
  }),
  address({
    row: 'B9',
    title: 'the address of the WebSocket in the address bar',
    ask: 'page',
    codes: ['handshake/upgrade'],
    build: (site) => writeParley(site),
    start,
    url: ({ port }) => `ws://localhost:${port}/parley`,
    symptom: /426|WebSocket/,
    see: ({ port }) => visit(`http://localhost:${port}/parley`, /WebSocket/),
    name: async ({ port }) => {
      const text = await visit(`http://localhost:${port}/parley`, /handshake\//)
      return { codes: codesIn(text), text, lines: [], fix: text }
    },
    fix: (_, named) => printedAddress(named),
    noClient: true,
  }),
  address({
    row: 'C4',
    title: 'a certificate that nobody vouches for',
    codes: ['connect/certificate-untrusted'],
    build(site) {
      writeCertificate(site)
      writeParley(site, { secure: true })
    },
    start,
    url: ({ port }) => `wss://localhost:${port}/parley`,
    symptom: /self-signed certificate|DEPTH_ZERO/,
    noClient: false,
  }),
  address({
    row: 'C4',
    title: 'a certificate of another name',
    codes: ['connect/certificate-name', 'connect/certificate-untrusted'],
    build(site) {
      writeCertificate(site, { name: 'example.test' })
      writeParley(site, { secure: true })
    },
    start: (site) => site.start(['node', 'server.js'], site.port),
    url: ({ port }) => `wss://localhost:${port}/parley`,
    symptom: /self-signed certificate|altnames/,
  }),
  address({
    row: 'C5',
    title: 'wss:// to a port without TLS',
    codes: ['connect/not-tls'],
    build: (site) => writeParley(site),
    start,
    url: ({ port }) => `wss://localhost:${port}/parley`,
    symptom: /wrong version number|EPROTO|SSL/,
    fix: usePrinted,
  }),
  address({
    row: 'C6',
    title: 'ws:// to a port with TLS',
    codes: ['connect/speaks-tls'],
    build(site) {
      writeCertificate(site)
      writeParley(site, { secure: true })
    },
    start,
    url: ({ port }) => `ws://localhost:${port}/parley`,
    symptom: /socket hang up|ECONNRESET/,
    talk: { trusting: true },
    fix: usePrinted,
  }),
  address({
    row: 'C7',
    title: 'a subprotocol that the server does not speak',
    ask: 'attach',
    codes: ['handshake/no-common-protocol'],
    build: (site) => writeParley(site, { options: "\n  protocols: ['chat.v2']," }),
    start,
    url: ({ port }) => `ws://localhost:${port}/parley`,
    symptom: /Server sent no subprotocol|Unexpected server response: 400/,
    talk: { protocols: ['chat.v1'] },
    fix: (site, { fix = '', lines }) => {
      const found = /protocols: ?(\[[^\]]*\])/.exec([...lines, fix].join('\n'))
      if (found === null) throw new Error(`no protocols are printed: ${fix}`)
      site.write({ 'server.js': site.read('server.js').replace("['chat.v2']", found[1]!) })
    },
    noClient: true,
  }),
  address({
    row: 'C9',
    title: 'a redirect to the path with a slash',
    codes: ['connect/redirected'],
    build(site) {
      site.write({
        'package.json': manifest(['ws']),
        'server.js': `const http = require('http');
const { WebSocketServer } = require('ws');

const server = http.createServer();
const wss = new WebSocketServer({ noServer: true });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (message) => ws.send(message.toString()));
});
server.on('upgrade', (request, socket, head) => {
  if (request.url === '/live/') wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
  else socket.end('HTTP/1.1 308 Permanent Redirect\\r\\nLocation: /live/\\r\\nConnection: close\\r\\n\\r\\n');
});
server.listen(${site.port});
`,
      })
      site.install(['ws'])
    },
    start,
    url: ({ port }) => `ws://localhost:${port}/live`,
    symptom: /Unexpected server response: 308/,
    fix: usePrinted,
  }),
  address({
    row: 'C5',
    title: 'a port where no HTTP is spoken',
    codes: ['connect/not-http'],
    build(site) {
      site.write({
        'package.json': manifest([]),
        'server.js': `require('net').createServer((socket) => socket.on('error', () => {}).end('220 mail ready\\r\\n')).listen(${site.port});\n`,
      })
    },
    start,
    url: ({ port }) => `ws://localhost:${port}/`,
    symptom: /Parse Error|Expected HTTP/,
  }),
]
