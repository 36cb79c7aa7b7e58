import type { Site } from '../site/site.ts'
import { manifest } from './manifest.ts'

export interface ParleyServer {
  /** Further options of attach, as written. */
  readonly options?: string
  readonly path?: string
  /** Between `path` and the sockets: what the app itself answers. @default a short text, with 404 for all but `/` */
  readonly app?: string
  readonly secure?: boolean
  /** Arguments of listen after the port. */
  readonly listen?: string
  /** Below attach. */
  readonly more?: string
  readonly imports?: string
}

/** Writes `server.js`: Parley's plain sockets on an ordinary server, which echo. */
export function writeParley(site: Site, it: ParleyServer = {}): void {
  const { options = '', path = '/parley', secure = false, listen = '', more = '', imports = '', app = usualApp } = it
  site.write({
    'package.json': manifest(['parley'], { type: 'module', scripts: { start: 'node server.js' } }),
    'server.js': `import { readFileSync } from 'node:fs'
import { createServer } from 'node:${secure ? 'https' : 'http'}'
import { attach } from 'parley'
${imports}
const server = createServer(${secure ? "{ key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }, " : ''}app)

function app(request, response) {
${app}
}

attach(server, {
  path: '${path}',${options}
  onSocket: (socket) => socket.on('message', (text) => socket.send(text)),
})
${more}
server.listen(${site.port}${listen})
`,
  })
  site.install(['parley'])
}

const usualApp = `  const { pathname } = new URL(request.url, 'http://localhost')
  response.statusCode = pathname === '/' ? 200 : 404
  response.setHeader('content-type', 'text/html')
  response.end('<!doctype html><title>app</title><p>hello from the app')`
