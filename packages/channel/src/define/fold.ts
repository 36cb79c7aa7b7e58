/** What the platform knows of an event besides its data. */
export interface EventMeta {
  /** 1, 2, 3 … in its channel. */
  readonly offset: number
  /** The server's wall clock when it was decided, in milliseconds since 1970. */
  readonly at: number
}

/**
 * How a state grows from events. `state` makes the empty one; each handler in `events` changes it in place and decides
 * nothing, so that the same events give the same state anywhere. States are plain JSON values, as they are stored
 * and sent as JSON, unless the fold of a channel says how its state is `saved`.
 */
export interface Fold<State, Events, Saved = State> {
  readonly state: () => State
  readonly events: {
    readonly [Type in keyof Events]: (state: State, data: Events[Type], meta: EventMeta) => void
  }
  /**
   * How a state that is no JSON is stored, as one of maps and linked lists. Views of such a channel need projections: what readers fold is
   * JSON.
   */
  readonly saved?: SavedState<State, Saved>
}

/** Both ways between a state in memory and the JSON that is stored of it: what was loaded must go on as what was saved would have. */
export interface SavedState<State, Saved> {
  /** Gives JSON, and changes nothing. */
  readonly save: (state: State) => Saved
  /** Gets what `save` gave, or `upcastState`, after it has been text. What it throws keeps the channel closed, and is reported. */
  readonly load: (saved: Saved) => State
}

/** Declares a fold with its types inferred: `State` from `state()`, the events from the handlers' parameters, `Saved` from `save`. */
export function defineFold<State, Events, Saved = State>(fold: Fold<State, Events, Saved>): Fold<State, Events, Saved> {
  return fold
}

/** Applies one event. An event type the fold has no handler for changes nothing: a newer server may know more. */
export function applyEvent<State, Events>(
  fold: Pick<Fold<State, Events>, 'events'>,
  state: State,
  event: { readonly type: string; readonly data: unknown } & EventMeta,
): void {
  if (!Object.hasOwn(fold.events, event.type)) return
  const handler = fold.events[event.type as keyof Events]
  handler(state, event.data as Events[keyof Events], event)
}
