/** What one session and one channel may take. Options of `attach` under `limits`. */
export interface HostLimits {
  /** Views one session may have open. Beyond: `too-many-views`. @default 128 */
  readonly maxViews: number
  /** Commands and reads of one session that wait for their answer. Beyond: `too-many-pending`. @default 1024 */
  readonly maxPending: number
  /** Reads of one session at the store at one time; more wait their turn in the session. @default 4 */
  readonly maxReadsAtOnce: number
  /** Bytes of events in one page, one event at least. @default 262144 */
  readonly maxPageBytes: number
  /** Commands a session may send, on average. Beyond the burst: `too-fast`. @default 100 */
  readonly commandsPerSecond: number
  /** Commands a session may send at once. @default 1000 */
  readonly commandBurst: number
  /** Signals a session may send, on average. Beyond the burst they are dropped. @default 10 */
  readonly signalsPerSecond: number
  /** Signals a session may send at once. @default 20 */
  readonly signalBurst: number
  /** Messages that are not ours before a session is closed with 4503; one is forgiven every 10 seconds. @default 20 */
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
  maxReadsAtOnce: 4,
  maxPageBytes: 262_144,
  commandsPerSecond: 100,
  commandBurst: 1000,
  signalsPerSecond: 10,
  signalBurst: 20,
  maxErrors: 20,
  maxReplay: 500,
  recentEvents: 256,
  snapshotEvery: 1000,
  maxIdleChannels: 1000,
  maxPresenceNames: 50,
  presenceIntervalMs: 1000,
}
