import type { Connection, ConnectOptions } from './connection.ts'
import type { Environment } from './environment.ts'
import { ParleyConnection } from './parley-connection.ts'
import { UsageError } from './parley-error.ts'
import { resolveUrl } from './resolve-url.ts'

/** `connect` for any environment; `base` is the page's address, where there is a page. */
export function createConnection(
  url: string | URL | undefined,
  options: ConnectOptions,
  environment: Environment,
  base?: string,
): Connection {
  const { guest, token, maxPending = 1, maxInFlight = 1 } = options
  if (guest !== undefined && !(guest.key.length >= 16 && guest.key.length <= 128)) {
    throw new UsageError('ERR_PARLEY_GUEST', `guest.key must have 16 to 128 characters, got ${guest.key.length}`)
  }
  if (token === '') {
    throw new UsageError('ERR_PARLEY_TOKEN', 'token must not be empty; leave it out for a guest')
  }
  if (!(maxPending >= 1 && maxInFlight >= 1)) {
    throw new UsageError('ERR_PARLEY_LIMIT', 'maxPending and maxInFlight must be at least 1')
  }
  return new ParleyConnection(resolveUrl(url, base), options, environment)
}
