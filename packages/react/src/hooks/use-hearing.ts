import type { Person } from '@parley/channel/client'
import { useEffect, useRef } from 'react'

/** What of a view signals are heard by. */
export interface HearsSignals<Signals> {
  /** Tells which there are. */
  readonly signals: { readonly [Name in keyof Signals]: (data: Signals[Name]) => void }
  readonly onSignal: <Name extends keyof Signals & string>(
    name: Name,
    listener: (data: Signals[Name], from: Person) => void,
  ) => () => void
}

/** What of a view events are heard by. */
export interface HearsEvents<Event> {
  readonly onEvent: (listener: (event: Event) => void) => () => void
}

/** Calls `listener` with each signal of that name, for as long as the component is there; always the newest `listener`. */
export function useSignal<Signals, Name extends keyof Signals & string>(
  { onSignal }: HearsSignals<Signals>,
  name: Name,
  listener: (data: Signals[Name], from: Person) => void,
): void {
  const latest = useLatest(listener)
  useEffect(() => onSignal(name, (data, from) => latest.current(data, from)), [onSignal, name, latest])
}

/** Calls `listener` with each event of the view as it has been folded, for as long as the component is there. */
export function useEvents<Event>({ onEvent }: HearsEvents<Event>, listener: (event: Event) => void): void {
  const latest = useLatest(listener)
  useEffect(() => onEvent((event) => latest.current(event)), [onEvent, latest])
}

function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
