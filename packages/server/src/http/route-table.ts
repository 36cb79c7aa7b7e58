import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Opening, UpgradeRefusal } from '../handshake/opening.ts'

/** What happens at one path of a server. */
export interface Route {
  /** How long connections of the whole server may take to finish the head of a request. */
  readonly handshakeTimeoutMs: number
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

  /** What a WebSocket for another path is told, if nobody else on the server would answer it. */
  unknown(path: string): UpgradeRefusal {
    return {
      status: 404,
      code: 'handshake/path',
      message: `Nothing answers WebSocket at ${path}. This server listens at ${[...this.#routes.keys()].join(' and ')}.`,
    }
  }
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
