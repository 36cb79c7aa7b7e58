/** A command without an answer yet, as it outlives the page. All of it can be written as JSON. */
export interface StoredCommand {
  readonly id: string
  readonly channel: string
  readonly view: string
  readonly name: string
  readonly input: unknown
  /** When it was posted, by this side's clock, in milliseconds. */
  readonly createdAt: number
  /** The id of who posted it. Missing when the server had not said yet who that is. */
  readonly user?: string
}

/**
 * Where unanswered commands outlive the page: `connect(url, { outbox })` sends what it finds there, under the ids it had.
 * One connection at a time may use it, and always the same person's: once is once for each person. Both functions are
 * called in the middle of work: they must be quick. What they throw is reported, and then commands live in memory only.
 */
export interface OutboxStorage {
  /** Called once, by `connect`. In the order they were posted. */
  load(): readonly StoredCommand[]
  /** All of them, each time, in order. */
  save(commands: readonly StoredCommand[]): void
}

const visibleAscii = /^[\x21-\x7e]{1,64}$/

/** Whether it is what we stored: others, and older versions of the page, can write to the same place. */
export function isStoredCommand(value: unknown): value is StoredCommand {
  if (typeof value !== 'object' || value === null) return false
  const { id, channel, view, name, createdAt, user } = value as { readonly [field: string]: unknown }
  // PROTOCOL.md: a name has at most 200 characters; a longer one would never be answered.
  const isNamed = [channel, view, name].every((text) => typeof text === 'string' && text !== '' && text.length <= 200)
  const isByOne = user === undefined || typeof user === 'string'
  return typeof id === 'string' && visibleAscii.test(id) && isNamed && isByOne && Number.isFinite(createdAt)
}
