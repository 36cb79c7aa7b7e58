/** What the platform knows of an event besides its data. */
export interface EventMeta {
  /** 1, 2, 3 … in its channel. */
  readonly offset: number
  /** The server's wall clock when it was decided, in milliseconds since 1970. */
  readonly at: number
}

/**
 * How a state grows from events. `state` makes the empty one; each handler in `events` changes it in place and decides
 * nothing, so that the same events give the same state anywhere. States must be plain JSON values: they are stored
 * and sent as JSON.
 */
export interface Fold<State, Events> {
  readonly state: () => State
  readonly events: {
    readonly [Type in keyof Events]: (state: State, data: Events[Type], meta: EventMeta) => void
  }
}

/** Declares a fold with its types inferred: `State` from `state()`, the events from the handlers' parameters. */
export function defineFold<State, Events>(fold: Fold<State, Events>): Fold<State, Events> {
  return fold
}

/** Applies one event. An event type the fold has no handler for changes nothing: a newer server may know more. */
export function applyEvent<State, Events>(
  fold: Fold<State, Events>,
  state: State,
  event: { readonly type: string; readonly data: unknown } & EventMeta,
): void {
  if (!Object.hasOwn(fold.events, event.type)) return
  const handler = fold.events[event.type as keyof Events]
  handler(state, event.data as Events[keyof Events], event)
}
