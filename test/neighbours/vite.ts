import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { WebSocket } from 'ws'
import { until, within } from '../../packages/server/test/wait.ts'
import type { Guest, Party } from './party.ts'
import { get, type Place } from './place.ts'

interface Update {
  readonly type: string
  readonly updates?: readonly { readonly path: string; readonly timestamp: number }[]
}

/** Vite's dev server, in middleware mode on the place's server, with a project whose one module takes updates. */
export interface ViteParty extends Party {
  /** Changes the project's module to one that puts this text into the page. */
  write(text: string): void
}

export async function vite(place: Place): Promise<ViteParty> {
  const root = mkdtempSync(path.join(tmpdir(), 'parley-vite-'))
  const write = (text: string) => writeFileSync(path.join(root, 'main.js'), moduleSaying(text))
  write('')
  const dev = await startVite(place, root)
  return {
    ways: { 'hot updates': () => viteGuest(place, write) },
    write,
    get socketCount() {
      return dev.ws.clients.size
    },
    close: async () => {
      await dev.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function moduleSaying(text: string): string {
  return `export const text = ${JSON.stringify(text)}
if (globalThis.document) document.body.dataset.text = text
import.meta.hot.accept()
`
}

async function startVite({ server }: Place, root: string): Promise<ViteDevServer> {
  const dev = await createServer({
    configFile: false,
    root,
    cacheDir: path.join(root, '.vite'),
    appType: 'custom',
    logLevel: 'error',
    // Not `hmr: { server }`: the same, and Vite 8 warns of it.
    server: { middlewareMode: true, ws: { server } },
    optimizeDeps: { noDiscovery: true },
  })
  const apps = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    dev.middlewares(request, response, () => {
      for (const app of apps) app.call(server, request, response)
    })
  })
  await until(() => dev.watcher.getWatched()[root]?.includes('main.js') === true, 'Vite to watch the project')
  return dev
}

/** A page, as far as Vite can tell: it has the token that only pages of this server can read, and sends an Origin. */
async function viteGuest(place: Place, write: (text: string) => void): Promise<Guest> {
  const [, token = ''] = /wsToken = "([^"]+)"/.exec(await get(place, '/@vite/client')) ?? []
  const options = { ...place.trust, origin: place.url }
  const socket = new WebSocket(`${place.socketUrl}/?token=${token}`, 'vite-hmr', options)
  const messages: Update[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as Update))
  await within(
    new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject)),
    'Vite to open a socket',
  )
  await until(() => messages.some(({ type }) => type === 'connected'), 'Vite to greet')
  // Only what was loaded once gets updates.
  await get(place, '/main.js')
  const newest = () => messages.flatMap(({ updates = [] }) => updates).findLast((update) => update.path === '/main.js')
  return {
    say: async (text) => {
      messages.length = 0
      write(text)
      // Vite's watcher passes over a change less than 50 ms after another: saved again, like by an impatient hand.
      const again = setInterval(() => write(text), 200)
      await until(() => newest() !== undefined, 'an update').finally(() => clearInterval(again))
      const [, heard = ''] = /text = "([^"]*)"/.exec(await get(place, `/main.js?t=${newest()?.timestamp}`)) ?? []
      return heard
    },
    leave: async () => {
      const gone = new Promise((resolve) => socket.once('close', resolve))
      socket.close()
      await within(gone, 'Vite to say goodbye')
    },
  }
}
