import type { Connection, ConnectOptions } from '@parley/client'
import { UsageError } from '@parley/client'
import { createContext, createElement, type ReactElement, type ReactNode, useContext, useEffect } from 'react'
import { type SharedConnection, sharedOf, sharedTo } from './shared/shared-connection.ts'

export interface ParleyProviderProps {
  /** Where the server is, as `connect` takes it. @default the page's own host, at `/parley` */
  readonly url?: string | URL
  /**
   * As `connect` takes them. They are read when the connection is made; to make another one, change `url`, the guest's key or a token that is a text, or
   * give the provider another `key`.
   */
  readonly options?: ConnectOptions
  /** A connection that the page has made and closes itself, in place of the two above. */
  readonly connection?: Connection
  readonly children?: ReactNode
}

const SharedContext = createContext<SharedConnection | undefined>(undefined)

/**
 * The connection of all that is inside. It is made when the page shows it, never while a server renders, and closed two seconds after the last that uses
 * it has gone: StrictMode and moves in the tree do not cut it. Providers with the same address and person share one.
 */
export function ParleyProvider({ url, options = {}, connection, children }: ParleyProviderProps): ReactElement {
  const shared = sharedFor(url, options, connection)
  useEffect(() => shared.retain(), [shared])
  return createElement(SharedContext.Provider, { value: shared }, children)
}

function sharedFor(url: ParleyProviderProps['url'], options: ConnectOptions, connection?: Connection) {
  // Looked up each time: what is kept in a component is thrown away with it, if it suspends before it is first shown.
  return connection === undefined ? sharedTo(url, options) : sharedOf(connection)
}

/** Throws a `UsageError` where there is no provider. */
export function useShared(hook: string): SharedConnection {
  const shared = useContext(SharedContext)
  if (shared === undefined) {
    throw new UsageError('ERR_PARLEY_PROVIDER', `${hook}() needs <ParleyProvider> around the component that calls it`)
  }
  return shared
}
