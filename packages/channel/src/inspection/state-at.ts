import type { ChannelDefinition } from '../define/define-channel.ts'
import { applyEvent } from '../define/fold.ts'
import { viewIn } from '../define/view-in.ts'
import { ChannelLog } from '../host/channel-log.ts'
import type { Runtime } from '../host/runtime.ts'
import { loadState, textOfState } from '../host/stored-state.ts'
import { ViewKind } from '../host/view-kind.ts'
import type { Store } from '../store/store.ts'
import { Checkpoints } from './checkpoints.ts'

/** A state as it was, or why it cannot be told. */
export type StateAt =
  | {
      readonly kind: 'state'
      /** JSON. */
      readonly text: string
      readonly offset: number
      /** Where folding began: 0, or at a state that was stored or folded before. */
      readonly from: number
    }
  /** The log was trimmed, and what is left of it cannot tell. `first`: the oldest offset that can be asked for. */
  | { readonly kind: 'trimmed'; readonly first: number }
  | { readonly kind: 'unknown-view' }
  /** Who asked went away meanwhile. */
  | { readonly kind: 'stopped' }

const pageSize = 500
/** A state is kept each time so many events were folded. */
const checkpointEvery = 1_000
const maxKeptCharacters = 8_388_608

/** Folds logs up to any of their offsets, beside the channels that live: it reads what is stored and changes nothing. */
export class StatesAt {
  readonly #store: Store
  readonly #runtime: Runtime
  readonly #checkpoints = new Checkpoints(maxKeptCharacters)

  constructor(store: Store, runtime: Runtime) {
    this.#store = store
    this.#runtime = runtime
  }

  /**
   * The state of a channel, or one view of it, after the event at `offset`; 0: before the first, and what is beyond the end is the end.
   * `isWanted`: whether who asked is still there, asked between pages. `view` is `undefined` for the whole state. Rejects with what the store or the channel's own rules throw.
   */
  async of(
    channel: string,
    definition: ChannelDefinition,
    view: string | undefined,
    offset: number,
    isWanted?: () => boolean,
  ): Promise<StateAt> {
    const found = view === undefined ? undefined : viewIn(definition.views, view)
    if (view !== undefined && found === undefined) return { kind: 'unknown-view' }
    const folded = await this.#fold(channel, definition, offset, isWanted)
    if (folded.kind !== 'folded') return folded
    const { state, from, at } = folded
    const kind = found && new ViewKind(channel, found.ruleName, found.rule, this.#runtime)
    const text = kind === undefined ? textOfState(definition.fold, state) : kind.project(state, found?.part ?? '')
    return { kind: 'state', text, offset: at, from }
  }

  async #fold(
    channel: string,
    definition: ChannelDefinition,
    wanted: number,
    isWanted: (() => boolean) | undefined,
  ): Promise<Folded | Exclude<StateAt, { kind: 'state' }>> {
    const log = new ChannelLog(this.#store, definition)
    const { fold } = definition
    const stored = await log.load(channel)
    if (stored === undefined) return { kind: 'folded', state: fold.state(), from: 0, at: 0 }
    const { epoch, snapshot } = stored
    const to = Math.min(wanted, stored.offset)
    const kept = this.#checkpoints.before({ channel, epoch, offset: to })
    const ofStore = snapshot !== undefined && snapshot.offset <= to ? snapshot : undefined
    const base = kept !== undefined && kept.offset >= (ofStore?.offset ?? 0) ? kept : ofStore
    const text = base === undefined ? undefined : 'text' in base ? base.text : base.state
    const state = text === undefined ? fold.state() : loadState(fold, text)
    const from = base?.offset ?? 0
    for (let at = from; at < to; ) {
      if (isWanted?.() === false) return { kind: 'stopped' }
      const page = await log.readAfter(channel, at, Math.min(pageSize, to - at))
      if (page[0]?.offset !== at + 1) {
        const first = page[0]?.offset ?? stored.offset
        // A state stored later is the first that is known again.
        return { kind: 'trimmed', first: snapshot === undefined ? first : Math.min(snapshot.offset, stored.offset) }
      }
      for (const { event, offset } of page) {
        applyEvent(fold, state, JSON.parse(event))
        at = offset
        if (at % checkpointEvery === 0) this.#keep(channel, epoch, at, definition, state)
      }
    }
    this.#keep(channel, epoch, to, definition, state)
    return { kind: 'folded', state, from, at: to }
  }

  #keep(channel: string, epoch: string, offset: number, { fold }: ChannelDefinition, state: unknown): void {
    if (offset > 0) this.#checkpoints.add({ channel, epoch, offset, text: textOfState(fold, state) })
  }
}

interface Folded {
  readonly kind: 'folded'
  readonly state: unknown
  readonly from: number
  readonly at: number
}
