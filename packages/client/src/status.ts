/** How a connection is. `attempt` counts from 1 and starts again once a connection has held for a while. */
export type Status =
  | { readonly state: 'connecting'; readonly attempt: number }
  /** `outdated`: the server has newer versions of some channels than this page, and refuses those. Told once a session. */
  | { readonly state: 'live'; readonly outdated?: StatusReason }
  /** The next attempt comes at `until` (of `Environment.now`); `reason` says what went wrong, and is told anew when more is known. */
  | { readonly state: 'waiting'; readonly attempt: number; readonly until: number; readonly reason: StatusReason }
  /** The browser says that there is no network: no attempts until it returns. */
  | { readonly state: 'offline' }
  /** The server will not have us. Final: make a new connection once the cause is mended. */
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  /** By `close()`. */
  | { readonly state: 'closed' }

export interface StatusReason {
  /** The server's (PROTOCOL.md#codes), the client's own (`client/…`), or what the page found out (`page/…`). */
  readonly code: string
  readonly message: string
  /** What to do about it, in one sentence for whoever builds the page. */
  readonly fix?: string
  /** Where more of it stands, from the root of Parley's repository. */
  readonly docs?: string
  /** Of a `page/…` code: what its words name, for saying them in another language. */
  readonly values?: Readonly<Record<string, string>>
}
