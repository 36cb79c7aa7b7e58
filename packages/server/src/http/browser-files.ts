import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import type { Feature } from '@parley/channel'
import { pathOf } from './route-table.ts'

/** The files a page loads from `<path>/`: `elements.js` (all features' elements), `client.js`, and what these import. */
export class BrowserFiles {
  readonly #path: string
  readonly #folders = new Map<string, string>()
  readonly #elements: string

  constructor(path: string, features: readonly Feature[], clientFiles: string | undefined) {
    this.#path = path
    if (clientFiles !== undefined) this.#folders.set('', clientFiles)
    const withElements = features.filter((feature) => feature.browserFiles !== undefined)
    for (const { name, browserFiles } of withElements) this.#folders.set(name, browserFiles ?? '')
    this.#elements = withElements.map(({ name }) => `import './${name}/elements.js'\n`).join('')
  }

  /** `false`: no such file here. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const name = pathOf(request).slice(this.#path.length + 1)
    if (name === 'elements.js' && this.#elements !== '') {
      response.writeHead(200, headers('text/javascript', name)).end(this.#elements)
      return true
    }
    // One folder deep, plain names only: nothing in here can lead out of the folder.
    const match = /^(?:([a-z0-9_-]+)\/)?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(js|css|map))$/.exec(name)
    const folder = this.#folders.get(match?.[1] ?? '')
    if (match?.[2] === undefined || folder === undefined) return false
    void this.#send(new URL(match[2], folder), match[3] ?? '', request, response)
    return true
  }

  async #send(file: URL, extension: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { size, mtimeMs } = await stat(file)
      const etag = `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304, { etag }).end()
        return
      }
      const type = extension === 'css' ? 'text/css' : extension === 'js' ? 'text/javascript' : 'application/json'
      response.writeHead(200, { ...headers(type, file.pathname), etag, 'content-length': size })
      if (request.method === 'HEAD') response.end()
      // Closes the file whoever ends first, and tears the answer if it cannot be finished: it said how long it would be.
      else pipeline(createReadStream(file), response, () => {})
    } catch {
      response.writeHead(404, headers('text/plain', '')).end(missing(file.pathname.split('/').at(-1) ?? ''))
    }
  }
}

/** The entry points are always there once they are built; any other name is a mistake in the page. */
function missing(name: string): string {
  if (name === 'elements.js' || name === 'client.js') return `${name} has not been built. Run: npm run build\n`
  return `There is no ${name} here.\n`
}

/** A name with a hash of what is in the file, which bundlers write: `panel.0123456789abcdef.js`. */
const hashed = /\.[0-9a-f]{16}\.(js|css)$/

function headers(type: string, name: string): Record<string, string> {
  return {
    'content-type': `${type}; charset=utf-8`,
    // Others are asked for again each time, answered by 304: an update of the server reaches pages at their next load.
    'cache-control': hashed.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    // The same for everybody, and no secret: a page of another host (`origins`), or one that was opened from disk, then hears why it may not connect.
    'access-control-allow-origin': '*',
  }
}
