// Mistakes in what the browser runs, and in what is sent to it.

import { manifest } from '../bases/manifest.ts'
import { came, expressEcho, page, show } from '../bases/page.ts'
import type { BrokenCase } from '../case.ts'
import { NotBroken } from '../look/talk.ts'
import { visit } from '../parts/chromium.ts'
import type { Site } from '../site/site.ts'
import { project } from './project.ts'

const needs = manifest(['express', 'ws'])

/** Looks at the page in a browser, until what is wrong shows. */
const inBrowser =
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

/** What is wrong is in the page alone. */
function inPage(
  row: string,
  title: string,
  codes: readonly string[],
  symptom: RegExp,
  pages: readonly ((port: number) => Readonly<Record<string, string>>)[],
): BrokenCase {
  return project({
    row,
    title,
    codes,
    symptom,
    installed: ['express', 'ws'],
    styles: pages.map((files) => ({ port }) => ({
      files: { 'package.json': needs, 'server.js': expressEcho(port), ...files(port) },
    })),
    see: inBrowser(symptom),
    check: pageWorks,
    noClient: true,
  })
}

const talking = `ws.onopen = () => ws.send('hello');
ws.onmessage = (event) => show(event.data);
`

export const browserCode: readonly BrokenCase[] = [
  inPage('B6', 'an address without a scheme', ['project/url-scheme-missing'], /SyntaxError|scheme/, [
    (port) => ({ 'public/index.html': page(`${show}const ws = new WebSocket('localhost:${port}');\n${talking}`) }),
    (port) => ({
      'public/index.html': page('', { head: '<script src="/main.js" defer></script>' }),
      'public/main.js': `${show}
const address = "localhost:${port}/live"
let ws = new WebSocket(address)
${talking}`,
    }),
  ]),
  inPage('B8', 'a fragment in the address', ['project/url-fragment'], /fragment/, [
    (port) => ({
      'public/index.html': page(`${show}const ws = new WebSocket('ws://localhost:${port}/#room');\n${talking}`),
    }),
    (port) => ({
      'public/index.html': page('', { head: '<script src="js/chat.js" defer></script>' }),
      'public/js/chat.js': `${show}
const host = "ws://localhost:${port}"
const ws = new WebSocket(host + "/rooms#general")
${talking}`,
    }),
  ]),
  inPage(
    'C8',
    'an Authorization header from a page',
    ['project/browser-headers'],
    /subprotocol '\[object Object\]' is invalid/,
    [
      (port) => ({
        'public/index.html': page(`${show}const token = 'abc';
const ws = new WebSocket('ws://localhost:${port}/', { headers: { Authorization: 'Bearer ' + token } });
${talking}`),
      }),
      () => ({
        'public/index.html': page('', { head: '<script src="/app.js" type="module"></script>' }),
        'public/app.js': `${show}
const authorization = \`Bearer \${localStorage.token}\`
const address = "ws://" + location.host
const ws = new WebSocket(address, {
  headers: { authorization },
})
${talking}`,
      }),
    ],
  ),
  inPage(
    'C10',
    'ws in browser code',
    ['project/ws-in-browser'],
    /Failed to resolve module specifier|require is not defined/,
    [
      (port) => ({
        'public/index.html': page('', { head: '<script type="module" src="/client.js"></script>' }),
        'public/client.js': `import WebSocket from 'ws';
${show}
const ws = new WebSocket('ws://localhost:${port}');
${talking}`,
      }),
      () => ({
        'public/index.html': page('', { head: '<script src="/scripts/live.js" defer></script>' }),
        'public/scripts/live.js': `const WebSocket = require("ws")
${show}
const ws = new WebSocket(\`ws://\${location.host}/\`)
${talking}`,
      }),
    ],
  ),
  inPage('U1', 'send before it is open', ['project/send-before-open'], /Still in CONNECTING state/, [
    () => ({
      'public/index.html': page(`${show}const ws = new WebSocket('ws://' + location.host);
ws.onmessage = (event) => show(event.data);
ws.send('hello');
`),
    }),
    (port) => ({
      'public/index.html': page('', { head: '<script src="/chat.js" defer></script>' }),
      'public/chat.js': `${show}
const live = new WebSocket("ws://localhost:${port}/live")
live.addEventListener("message", ({ data }) => show(data))
live.send("hello")
`,
    }),
    () => ({
      'public/index.html': page(`${show}
const open = (path) => {
  const made = new WebSocket("ws://" + location.host + path)
  made.onmessage = ({ data }) => show(data)
  return made
}
const peer = open("/live")
peer.send("hello")
`),
    }),
  ]),
  inPage('U5', 'an object without JSON.stringify', ['project/object-sent'], /\[object Object\]/, [
    () => ({
      'public/index.html': page(`${show}const ws = new WebSocket('ws://' + location.host);
ws.onopen = () => ws.send({ text: 'hello' });
ws.onmessage = (event) => show(event.data);
`),
    }),
    () => ({
      'public/index.html': page('', { head: '<script src="/chat.js" defer></script>' }),
      'public/chat.js': `${show}
const live = new WebSocket("ws://" + location.host + "/live")
live.addEventListener("message", ({ data }) => show(data))
live.addEventListener("open", () => {
  const message = { kind: "greeting", text: "hello" }
  live.send(message)
})
`,
    }),
  ]),
  project({
    row: 'U4',
    title: 'a Buffer is passed on, and the page gets a Blob',
    codes: ['project/buffer-relayed'],
    installed: ['express', 'ws'],
    symptom: /\[object Blob\]/,
    styles: [
      ({ port }) => ({
        files: {
          'package.json': needs,
          'server.js': expressEcho(port, {
            body: `  ws.on('message', (message) => {
    wss.clients.forEach((client) => client.send(message));
  });`,
          }),
          'public/index.html': page(`${show}const ws = new WebSocket('ws://' + location.host);
ws.onopen = () => ws.send(JSON.stringify({ text: 'hello' }));
ws.onmessage = (event) => show(JSON.parse(event.data).text);
`),
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws'], { type: 'module' }),
          'server.js': `import express from "express"
import { WebSocketServer } from "ws"
const live = new WebSocketServer({ server: express().use(express.static("public")).listen(${port}) })
live.on("connection", function (socket) {
  socket.on("error", console.error)
  socket.on("message", function (data) {
    for (const other of live.clients) {
      if (other.readyState === 1) other.send(data)
    }
  })
})
`,
          'public/index.html': page(`${show}const ws = new WebSocket("ws://" + location.host)
ws.onopen = () => ws.send(JSON.stringify({ text: "hello" }))
ws.onmessage = (event) => show(JSON.parse(event.data).text)
`),
        },
      }),
    ],
    see: inBrowser(/\[object Blob\]/),
    check: pageWorks,
    noClient: true,
  }),
]
