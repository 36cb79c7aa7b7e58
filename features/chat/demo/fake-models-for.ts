import type { FakeConnection } from './fake-connection.ts'

/** Stands in for `src/client/models-for.ts` in the demo. */
export function modelsFor(connection: FakeConnection): FakeConnection['world'] {
  return connection.world
}
