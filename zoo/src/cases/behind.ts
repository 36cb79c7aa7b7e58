import { WebSocket } from 'ws'
import { manifest } from '../bases/manifest.ts'
import { type ParleyServer, writeParley } from '../bases/parley-server.ts'
import type { Named } from '../case.ts'
import { NotBroken } from '../look/talk.ts'
import type { Program } from '../site/program.ts'
import type { Site } from '../site/site.ts'

/** A server on `site.port`, Parley's if nothing else is said, and what `front` starts before it. */
export function behind(
  front: (site: Site) => Promise<Program>,
  files: (site: Site) => Readonly<Record<string, string>>,
  app: ParleyServer | ((site: Site) => void) = {},
) {
  return {
    build(site: Site): void {
      if (typeof app === 'function') app(site)
      else writeParley(site, app)
      site.write(files(site))
    },
    start: (site: Site) => Promise.all([site.start(['node', 'server.js']), front(site)]),
  }
}

/** The same, the app not started until somebody is told to. */
export function whoseAppIsDown(
  front: (site: Site) => Promise<Program>,
  files: (site: Site) => Readonly<Record<string, string>>,
) {
  return { ...behind(front, files), ...notStarted((site) => front(site)) }
}

/** Started only once it was said to start it; `others` is what runs besides. */
export function notStarted(others: (site: Site) => Promise<unknown> = async () => {}) {
  const isTold = new WeakSet<Site>()
  return {
    start: (site: Site) =>
      Promise.all([isTold.has(site) ? site.start(['node', 'server.js']) : undefined, others(site)]),
    fix(site: Site, { fix = '', text }: Named): void {
      if (!/\bstart\b/i.test(`${fix} ${text}`)) throw new Error(`nobody says to start it: ${fix}`)
      isTold.add(site)
    },
  }
}

/** A server of `ws`, which sends no pings by itself. */
export function writeWs(site: Site): void {
  site.write({
    'package.json': manifest(['ws']),
    'server.js': `const { WebSocketServer } = require('ws');

const wss = new WebSocketServer({ port: ${site.port} });
wss.on('connection', (ws) => {
  ws.on('error', console.error);
  ws.on('message', (message) => ws.send(message.toString()));
});
`,
  })
  site.install(['ws'])
}

/** Opens a socket, says nothing, and tells when it was cut. */
export async function silence(url: string, patienceMs: number): Promise<string> {
  const cutAfter = await silentFor(url, patienceMs)
  if (cutAfter === undefined) throw new NotBroken(`it was not cut in ${patienceMs} ms`)
  return `cut after ${(cutAfter / 1000).toFixed(1)} s`
}

/** Rejects if a silent socket is cut before. */
export async function keepsSilence(url: string, patienceMs: number): Promise<void> {
  const cutAfter = await silentFor(url, patienceMs)
  if (cutAfter !== undefined) throw new Error(`it was cut after ${cutAfter} ms`)
}

function silentFor(url: string, patienceMs: number): Promise<number | undefined> {
  const socket = new WebSocket(url)
  return new Promise<number | undefined>((resolve, reject) => {
    let opened = 0
    socket.once('error', reject)
    socket.once('open', () => {
      opened = performance.now()
      setTimeout(() => resolve(undefined), patienceMs)
    })
    socket.once('close', () => resolve(performance.now() - opened))
  }).finally(() => socket.terminate())
}
