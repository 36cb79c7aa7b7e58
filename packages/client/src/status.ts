/** How a connection is. `attempt` counts from 1 and starts again once a connection has held for a while. */
export type Status =
  | { readonly state: 'connecting'; readonly attempt: number }
  /** `outdated`: the server has newer versions of some channels than this page, and refuses those. Told once a session. */
  | { readonly state: 'live'; readonly outdated?: StatusReason }
  /** The next attempt comes at `until` (of `Environment.now`); `reason` says what went wrong. */
  | { readonly state: 'waiting'; readonly attempt: number; readonly until: number; readonly reason: StatusReason }
  /** The browser says that there is no network: no attempts until it returns. */
  | { readonly state: 'offline' }
  /** The server will not have us. Final: make a new connection once the cause is mended. */
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  /** By `close()`. */
  | { readonly state: 'closed' }

export interface StatusReason {
  readonly code: string
  readonly message: string
}
