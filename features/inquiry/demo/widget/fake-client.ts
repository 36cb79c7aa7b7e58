import { FakeSupport } from '../../test/widget/fake-support.ts'

const connections: FakeSupport[] = []

/** Stands in for `@parley/client` in the demo. */
export function connect(): FakeSupport {
  const connection = new FakeSupport()
  connections.push(connection)
  return connection
}

export function indexedDbOutbox(key: string): { readonly key: string } {
  return { key }
}

export function lastConnection(): FakeSupport {
  return connections.at(-1) ?? connect()
}
