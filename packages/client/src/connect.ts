import { browserEnvironment } from './browser-environment.ts'
import type { Connection, ConnectOptions } from './connection.ts'
import { createConnection } from './create-connection.ts'
import { resolveUrl } from './resolve-url.ts'
import { livingOfThisPage, watchForTwins } from './why/twins.ts'

/**
 * Connects a page to a Parley server and keeps it connected. Without a URL: the page's own host, at `/parley`. Never
 * waits and never fails because of the network; `status` says how it goes. Throws a `UsageError` for a URL that can
 * never work.
 */
export function connect(url?: string | URL, options: ConnectOptions = {}): Connection {
  const base = typeof location === 'undefined' ? undefined : location.href
  if (options.environment !== undefined) return createConnection(url, options, options.environment, base)
  const environment = browserEnvironment()
  const connection = createConnection(url, options, environment, base)
  watchForTwins(connection, resolveUrl(url, base), options, livingOfThisPage(), (line) => environment.say?.(line))
  return connection
}
