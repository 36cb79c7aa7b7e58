// Vite's dev server before a server of one's own, as `npm create vite` and its guide to proxies leave it.
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { project } from './project.ts'

/** Both in one program, so that the case starts them together. */
const servers = (vite: number, own: number, path: string) => `import { createServer } from 'vite'
import { WebSocketServer } from 'ws'

const wss = new WebSocketServer({ port: ${own}, path: '${path}' })
wss.on('connection', (ws) => {
  ws.on('error', console.error)
  ws.on('message', (m) => ws.send(m.toString()))
})
const vite = await createServer({ logLevel: 'error', server: { port: ${vite}, strictPort: true } })
await vite.listen()
`

export const vite: readonly BrokenCase[] = [
  project({
    row: 'P11',
    title: "Vite's proxy without ws: true",
    codes: ['project/proxy-without-ws'],
    installed: ['vite', 'ws'],
    // Vite lets the upgrade wait, or cuts it, as its version and the moment will.
    symptom: /nothing came back in|ECONNRESET/,
    path: '/live',
    styles: [
      ({ port, front }) => ({
        files: {
          'package.json': manifest(['vite', 'ws'], { type: 'module' }),
          'index.html': '<!doctype html><title>app</title><script type="module" src="/src/main.js"></script>',
          'src/main.js':
            "const socket = new WebSocket('ws://' + location.host + '/live')\nsocket.onopen = () => socket.send('hello')\n",
          'vite.config.js': `import { defineConfig } from 'vite'

export default defineConfig({
  server: {
    proxy: {
      '/live': 'http://localhost:${front}',
    },
  },
})
`,
          'server.js': servers(port, front, '/live'),
        },
      }),
      ({ port, front }) => ({
        files: {
          'package.json': manifest(['vite', 'ws'], { type: 'module' }),
          'index.html': '<!doctype html><title>app</title><script type="module" src="/src/main.ts"></script>',
          'src/main.ts': 'import { open } from "./live"\nopen().onopen = () => console.log("open")\n',
          'src/live.ts': `export const open = () => new WebSocket(\`ws://\${location.host}/api/live\`)\n`,
          'vite.config.ts': `const backend = "http://localhost:${front}"
export default () => ({
  server: { proxy: { "^/api/.*": { target: backend, changeOrigin: true } } }
})
`,
          'server.js': servers(port, front, '/api/live'),
        },
        path: '/api/live',
      }),
    ],
    noClient: true,
  }),
]
