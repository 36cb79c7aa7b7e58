import type { UpgradeRefusal } from './upgrade.ts'

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
