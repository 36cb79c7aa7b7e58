import type { Connection, Status } from '@parley/client'
import { useSyncExternalStore } from 'react'
import { useShared } from '../provider.ts'
import { initialStatus } from '../shared/shared-connection.ts'

/** The connection, for what no hook does. `undefined` on a server, and until the page has shown its first component. */
export function useConnection(): Connection | undefined {
  const shared = useShared('useConnection')
  return useSyncExternalStore(
    shared.subscribe,
    () => shared.connection,
    () => undefined,
  )
}

/** How the connection is: `live`, or `waiting` with the reason, and so on. On a server `connecting`. */
export function useStatus(): Status {
  const shared = useShared('useStatus')
  return useSyncExternalStore(
    shared.subscribe,
    () => shared.status,
    () => initialStatus,
  )
}
