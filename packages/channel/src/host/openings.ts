import type { Reason } from '../messages/down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { Position } from '../position.ts'
import type { Awake } from './channel-memory.ts'
import type { ChannelReaders } from './channel-readers.ts'
import type { Draft, WaitingOpen } from './draft.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'
import type { Uncommitted } from './uncommitted.ts'

interface OpeningServices {
  readonly readers: ChannelReaders
  readonly uncommitted: Uncommitted
  readonly runtime: Runtime
}

/** Opens views of one channel that is in memory: memory may be ahead of the disk, and a reader must not be. */
export class Openings {
  readonly #channel: string
  readonly #services: OpeningServices

  constructor(channel: string, services: OpeningServices) {
    this.#channel = channel
    this.#services = services
  }

  /** For a reader that may see its view, from its position if it has one. */
  open(reader: Reader, position: Position | undefined, refused: (reason: Reason) => void, awake: Awake): void {
    const open: WaitingOpen = { reader, refused, encoded: undefined, position }
    if (position === undefined) this.#openFresh(open, awake)
    else if (!this.#waitToLevel(open)) this.#services.readers.level(reader, position, refused)
  }

  /** The draft is sealed: here the state ends exactly where it does. */
  encode(draft: Draft, awake: Awake): void {
    for (const open of draft.opens) open.encoded = this.#encode(open, draft, awake)
  }

  /** The draft is durable. */
  deliver({ opens, offset }: Draft): void {
    const { readers } = this.#services
    for (const { reader, encoded, position, refused } of opens) {
      if (encoded !== undefined) readers.deliver(reader, encoded, offset)
      else if (position !== undefined && !reader.hasLeft) readers.level(reader, position, refused)
    }
  }

  /** For a reader that cannot be shown what it missed by the state as it is now. */
  levelLater(reader: Reader, position: Position, refused: (reason: Reason) => void): boolean {
    const { newest } = this.#services.uncommitted
    newest?.opens.push({ reader, refused, encoded: undefined, position })
    return newest !== undefined
  }

  /** What says that a reader may see its view may not be durable yet: then it is levelled once that is. */
  #waitToLevel(open: WaitingOpen): boolean {
    const { uncommitted, readers } = this.#services
    const { newest } = uncommitted
    if (newest === undefined || readers.feeds.kindOf(open.reader.view)?.rule.allow === undefined) return false
    newest.opens.push(open)
    return true
  }

  /** The state as it is now goes out when the transaction that makes it durable is done. */
  #openFresh(open: WaitingOpen, awake: Awake): void {
    const { uncommitted, readers } = this.#services
    const { draft, inFlight } = uncommitted
    if (draft !== undefined) {
      draft.opens.push(open)
      return
    }
    const encoded = this.#encodeFresh(open, awake)
    if (encoded === undefined) return
    if (inFlight === undefined) readers.deliver(open.reader, encoded, awake.head)
    else inFlight.opens.push({ ...open, encoded })
  }

  /** `undefined`: it is levelled when the draft is durable. */
  #encode(open: WaitingOpen, draft: Draft, awake: Awake): Encoded | undefined {
    const { readers } = this.#services
    const { reader, position } = open
    if (position === undefined) return this.#encodeFresh(open, awake)
    // The state may be ahead again by then.
    if (!readers.feeds.kindOf(reader.view)?.usesState) return undefined
    return readers.encodeLevelled(reader, position, draft, awake) ?? this.#encodeFresh(open, awake)
  }

  #encodeFresh({ reader, refused }: WaitingOpen, { epoch, head, state }: Awake): Encoded | undefined {
    try {
      return this.#services.readers.feeds.for(reader.view)?.opened.fresh(epoch, head, state)
    } catch (error) {
      const { name } = this.#services.readers.feeds.kindOf(reader.view) ?? {}
      this.#services.runtime.report(error, `${this.#channel}: the view "${name}" could not be projected`)
      refused(reasons.internal)
      return undefined
    }
  }
}
