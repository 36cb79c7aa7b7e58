import type { Reason } from '@parley/channel/client'

/** A command without an answer yet, or one that was refused for good, as it outlives the page. */
export interface StoredCommand {
  readonly id: string
  readonly channel: string
  readonly view: string
  readonly name: string
  readonly input: unknown
  /** When it was posted, by this side's clock, in milliseconds. */
  readonly createdAt: number
  /** When it was first sent. Missing as long as it never was. */
  readonly sentAt?: number
  /** The id of who posted it. Missing when the server had not said yet who that is. */
  readonly user?: string
  /** Why it will not be sent again, unless somebody asks for it. */
  readonly failure?: Reason
}

/**
 * Where commands outlive the page: `connect(url, { outbox })` sends what it finds there, under the ids it had. One
 * connection at a time may use it, and always the same person's: once is once for each person. The functions are called
 * in the middle of work: they must be quick. What they throw is reported, and then commands live in memory only.
 */
export interface OutboxStorage {
  /**
   * Called once, by `connect`. In the order they were posted. A promise must settle: no command is sent before, so that
   * those of the earlier page come first.
   */
  load(): readonly StoredCommand[] | Promise<readonly StoredCommand[]>
  /** All of them, each time, in order. Not called before `load` has answered. */
  save(commands: readonly StoredCommand[]): void
  /** The connection is closed: what is stored is there for another. */
  release?(): void
}

const visibleAscii = /^[\x21-\x7e]{1,64}$/

/** Whether it is what we stored: others, and older versions of the page, can write to the same place. */
export function isStoredCommand(value: unknown): value is StoredCommand {
  if (!isObject(value)) return false
  const { id, channel, view, name, createdAt, sentAt, user, failure } = value
  // PROTOCOL.md: a name has at most 200 characters; a longer one would never be answered.
  const isNamed = [channel, view, name].every((text) => typeof text === 'string' && text !== '' && text.length <= 200)
  const isByOne = user === undefined || typeof user === 'string'
  const isTimed = Number.isFinite(createdAt) && (sentAt === undefined || Number.isFinite(sentAt))
  const isExplained = failure === undefined || (isObject(failure) && typeof failure.code === 'string')
  return typeof id === 'string' && visibleAscii.test(id) && isNamed && isByOne && isTimed && isExplained
}

function isObject(value: unknown): value is { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null
}
