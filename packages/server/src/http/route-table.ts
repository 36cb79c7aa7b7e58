import type { IncomingMessage, ServerResponse } from 'node:http'
import { render } from '@parley/diagnosis'
import { isPath } from '../check-options.ts'
import type { Attaching } from '../diagnosis/announcement.ts'
import { socketIoVersion } from '../diagnosis/stray-request.ts'
import type { Voice } from '../diagnosis/voice.ts'
import type { Opening, UpgradeRefusal } from '../handshake/opening.ts'

/** What happens at one path of a server. */
export interface Route {
  /** How long connections of the whole server may take to finish the head of a request. */
  readonly handshakeTimeoutMs: number
  readonly voice: Voice
  /** What is said of it once it is reached. */
  readonly attaching: Attaching
  open(opening: Opening): void
  /** `false`: not ours after all, the app answers. */
  request(request: IncomingMessage, response: ServerResponse): boolean
}

/** The path of whoever takes upgrades to all paths that nobody else has. */
export const anyPath = '*'

/** The paths of one server that are taken. */
export class RouteTable {
  readonly #routes = new Map<string, Route>()

  get isEmpty(): boolean {
    return this.#routes.size === 0
  }

  has(path: string): boolean {
    return this.#routes.has(path)
  }

  add(path: string, route: Route): void {
    this.#routes.set(path, route)
  }

  delete(path: string): void {
    this.#routes.delete(path)
  }

  /** Who takes WebSockets there. */
  at(path: string): Route | undefined {
    return this.#routes.get(path) ?? this.#routes.get(anyPath)
  }

  /** Whether a request for that URL is worth a look. */
  isUnder(url: string): boolean {
    for (const path of this.#routes.keys()) {
      if (path !== anyPath && isUnder(url, path)) return true
    }
    return false
  }

  /** `false`: not ours, the app answers. */
  request(request: IncomingMessage, response: ServerResponse): boolean {
    for (const [path, route] of this.#routes) {
      if (path !== anyPath && isUnder(request.url ?? '', path) && route.request(request, response)) return true
    }
    return false
  }

  /** What a WebSocket for another path is told, if nobody else on the server would answer it. `url`: what it asked for. */
  unknown(url: string): UpgradeRefusal {
    return refusalAt(url, this.paths)
  }

  get paths(): readonly string[] {
    return [...this.#routes.keys()]
  }

  /** Speaks for the server as a whole: one that may say what it notices, if there is one. `undefined`: nobody is attached. */
  get voice(): Voice | undefined {
    const voices = [...this.#routes.values()].map(({ voice }) => voice)
    return voices.find(({ speaks }) => speaks) ?? voices.find(({ isOn }) => isOn) ?? voices[0]
  }
}

function refusalAt(url: string, taken: readonly string[]): UpgradeRefusal {
  const paths = taken.join(' and ')
  const asked = pathOf({ url })
  const version = socketIoVersion(url)
  const [code, values, short] =
    version === undefined
      ? [
          'handshake/path',
          { asked, paths, ...(isPath(asked) ? { path: asked } : {}) },
          'Nothing answers WebSocket at this path.',
        ]
      : ['handshake/socket-io', { version, paths }, 'This server has no Socket.IO.']
  return { status: 404, code, message: render({ code, values }, 'en').what, short, values }
}

/** The path of a URL, without its query. */
export function pathOf({ url = '' }: { readonly url?: string | undefined }): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}

function isUnder(url: string, path: string): boolean {
  if (!url.startsWith(path)) return false
  const next = url[path.length]
  return next === undefined || next === '/' || next === '?'
}
