import { FakeConnection } from '../test/fake-connection.ts'

const connections: FakeConnection[] = []

/** Stands in for `@parley/client` in the demo. */
export function connect(): FakeConnection {
  const connection = new FakeConnection()
  connections.push(connection)
  return connection
}

export function lastConnection(): FakeConnection {
  return connections.at(-1) ?? connect()
}
