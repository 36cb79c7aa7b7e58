import { FakeConnection } from './fake-connection.ts'

const connections: FakeConnection[] = []

/** Stands in for `@parley/client` in the demo. */
export function connect(_url?: string, options: FakeConnection['options'] = {}): FakeConnection {
  const connection = new FakeConnection()
  connection.options = options
  connections.push(connection)
  return connection
}

export function indexedDbOutbox(key: string): { readonly key: string } {
  return { key }
}

export function lastConnection(): FakeConnection {
  return connections.at(-1) ?? connect()
}
