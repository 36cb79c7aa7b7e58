import type { Connection, ConnectOptions } from '../connection.ts'
import { createConnection } from '../create-connection.ts'
import { nodeEnvironment } from './node-environment.ts'

/**
 * Connects to a Parley server and stays connected: `connect('http://localhost:3000')`. Never waits and never fails
 * because of the network; `status` says how it goes. Throws a `UsageError` for a URL that can never work.
 */
export function connect(url?: string | URL, options: ConnectOptions = {}): Connection {
  return createConnection(url, options, options.environment ?? nodeEnvironment())
}
