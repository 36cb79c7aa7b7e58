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
  /** Commands a user may send over all his sessions, on average, whatever becomes of them. Beyond the burst: `too-fast`. @default 100 */
  readonly commandsPerSecond: number
  /** Commands a user may send at once. @default 1000 */
  readonly commandBurst: number
  /** Signals a user may send over all his sessions, on average. Beyond the burst they are dropped. @default 10 */
  readonly signalsPerSecond: number
  /** Signals a user may send at once. @default 20 */
  readonly signalBurst: number
  /**
   * Network addresses whose rates (`per: 'address'`) are remembered while they have spent any of it; beyond, the one that sent longest ago is forgotten.
   * @default 100000
   */
  readonly maxRatedAddresses: number
  /** Messages that are not ours before a session is closed with 4503; one is forgiven every 10 seconds. @default 20 */
  readonly maxErrors: number
  /** Missed events sent one by one; who missed more gets the state. @default 500 */
  readonly maxReplay: number
  /** Bytes of events in one message to a reader, one event at least; who missed more gets the state. @default 1048576 */
  readonly maxNewsBytes: number
  /** Newest events a channel keeps in memory to level returning readers without asking the store. @default 256 */
  readonly recentEvents: number
  /** Events between two stored states of a channel, at least; up to 16 times as many while they are shorter than two states. @default 1000 */
  readonly snapshotEvery: number
  /** Channels without readers kept in memory. @default 1000 */
  readonly maxIdleChannels: number
  /** Up to so many people a presence message names them; of more it gives the count alone. @default 50 */
  readonly maxPresenceNames: number
  /** How long a person whose last connection has gone is still counted as present. @default 5000 */
  readonly presenceGraceMs: number
  /** The shortest time between two presence messages of a view. @default 1000 */
  readonly presenceIntervalMs: number
  /** Timers and commands between channels under way at one time; more wait their turn in the store. @default 256 */
  readonly maxPlansAtOnce: number
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
  maxRatedAddresses: 100_000,
  maxErrors: 20,
  maxReplay: 500,
  maxNewsBytes: 1_048_576,
  recentEvents: 256,
  snapshotEvery: 1000,
  maxIdleChannels: 1000,
  maxPresenceNames: 50,
  presenceGraceMs: 5000,
  presenceIntervalMs: 1000,
  maxPlansAtOnce: 256,
}
