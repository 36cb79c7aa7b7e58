import type net from 'node:net'

/** The names that express-session, cookie-session and passport give to what they put into an Express app. */
const sessions: ReadonlySet<string> = new Set(['session', '_session', '_cookieSession', 'authenticate', 'initialize'])

/** Whether the app of a server is one of Express with sessions in it, which upgrades never pass. */
export function hasSessionMiddleware(server: net.Server): boolean {
  return server.listeners('request').some((app) => namesIn(app).some((name) => sessions.has(name)))
}

/** How the middleware of an Express app is called, outermost only. Empty for anything else. */
function namesIn(app: unknown): string[] {
  try {
    // Express 4 has `_router`, and a `router` that throws.
    const { _router, router } = lazily(app)
    const stack: unknown = (_router() ?? router())?.stack
    return Array.isArray(stack) ? stack.map((layer: { readonly name?: unknown }) => String(layer?.name)) : []
  } catch {
    return []
  }
}

interface Router {
  readonly stack?: unknown
}

function lazily(app: unknown): Record<'_router' | 'router', () => Router | undefined> {
  const express = app as { readonly _router?: Router; readonly router?: Router }
  return { _router: () => express._router, router: () => express.router }
}
