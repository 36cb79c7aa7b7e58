/** What one session and one channel may take. Each has an option of the same name on `attach`. */
export interface HostLimits {
  /** Views one session may have open. Beyond: `too-many-views`. @default 128 */
  readonly maxViews: number
  /** Commands and reads of one session that wait for their answer. Beyond: `too-many-pending`. @default 1024 */
  readonly maxPending: number
  /** Messages that are not ours before a session is closed with 4503. @default 20 */
  readonly maxErrors: number
  /** Missed events sent one by one; who missed more gets the state. @default 500 */
  readonly maxReplay: number
  /** Newest events a channel keeps in memory to level returning readers without asking the store. @default 256 */
  readonly recentEvents: number
  /** Events between two stored states of a channel. @default 1000 */
  readonly snapshotEvery: number
  /** Channels without readers kept in memory. @default 1000 */
  readonly maxIdleChannels: number
  /** People named in a presence message; the count goes on. @default 50 */
  readonly maxPresenceNames: number
  /** The shortest time between two presence messages of a view. @default 1000 */
  readonly presenceIntervalMs: number
}

export const defaultHostLimits: HostLimits = {
  maxViews: 128,
  maxPending: 1024,
  maxErrors: 20,
  maxReplay: 500,
  recentEvents: 256,
  snapshotEvery: 1000,
  maxIdleChannels: 1000,
  maxPresenceNames: 50,
  presenceIntervalMs: 1000,
}
