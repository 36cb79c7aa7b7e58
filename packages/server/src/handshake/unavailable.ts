import type { UpgradeRefusal } from './opening.ts'

/** Nobody is let in while `close()` runs. */
export const draining: UpgradeRefusal = {
  status: 503,
  code: 'draining',
  message: 'The server is going away for a moment.',
  headers: { 'Retry-After': '1' },
}

/** The store is gone until somebody restarts the process. A load balancer that sees 503 asks another one. */
export const storeUnavailable: UpgradeRefusal = {
  status: 503,
  code: 'store-unavailable',
  message: 'The server cannot store anything any more and has to be restarted.',
  headers: { 'Retry-After': '5' },
}

/** There is no room. Seats become free as others leave. */
export const tooManySockets: UpgradeRefusal = {
  status: 503,
  code: 'handshake/too-many-sockets',
  message: 'The server has as many sockets as it may. Try again later.',
  headers: { 'Retry-After': '5' },
}

/** Too many come at once. Each is told a time of his own, in whole seconds where HTTP wants those. */
export function tooManyConnects(afterMs: number): UpgradeRefusal {
  return {
    status: 503,
    code: 'handshake/too-many-connects',
    message: 'Too many connect at once. Come back after the time given.',
    retryAfterMs: afterMs,
    headers: { 'Retry-After': String(Math.ceil(afterMs / 1000)) },
  }
}

/** One address, or one IPv6 network, has its share. */
export const tooManyOfAddress: UpgradeRefusal = {
  status: 429,
  code: 'handshake/too-many-sockets-from-address',
  message: 'Your address has as many sockets as one may have. Close some first.',
  headers: { 'Retry-After': '5' },
}

export const tooManyOfUser: UpgradeRefusal = {
  status: 429,
  code: 'handshake/too-many-sockets-of-user',
  message: 'You have as many sockets as one user may have. Close some first.',
  headers: { 'Retry-After': '5' },
}

export const authenticateLate: UpgradeRefusal = {
  status: 503,
  code: 'handshake/authenticate-timeout',
  message: 'Signing in took too long. Try again.',
}

export const authenticateFailed: UpgradeRefusal = {
  status: 500,
  code: 'handshake/authenticate-failed',
  message: 'The server failed to find out who you are, and logged why.',
}

/** Whoever is gone hears nothing of it; the attempt remembers. */
export const gone: UpgradeRefusal = {
  status: 499,
  code: 'handshake/gone',
  message: 'The client left before it was answered.',
}
