import type { AnyView } from './live-view.ts'
import { share } from './share.ts'
import type { SharedView, ViewFacts } from './shared-view.ts'

/** What of a state a component wants to see. `undefined`: all of it. */
export type Select = ((state: unknown) => unknown) | undefined

/** One component's eyes on a view: gives the same object as long as nothing has changed of what it shows. */
export class ViewReader {
  readonly #view: SharedView
  #last: AnyView | undefined
  #empty: AnyView | undefined

  constructor(view: SharedView) {
    this.#view = view
  }

  /** How it is now. */
  read(select: Select): AnyView {
    const { facts } = this.#view
    const state = select === undefined ? this.#view.copy : share(this.#last?.state, select(facts.state))
    this.#last = this.#shown(this.#last, facts, state)
    return this.#last
  }

  /** How it is before anything is known: on a server, and while a page takes over what one has rendered. */
  readEmpty(select: Select): AnyView {
    const { empty } = this.#view
    const state = select === undefined ? empty.state : share(this.#empty?.state, select(empty.state))
    this.#empty = this.#shown(this.#empty, empty, state)
    return this.#empty
  }

  #shown(before: AnyView | undefined, facts: ViewFacts, state: unknown): AnyView {
    const { status, error, pending } = facts
    const [presence, you] = [share(before?.presence, facts.presence), share(before?.you, facts.you)]
    const isSame =
      before !== undefined &&
      Object.is(before.state, state) &&
      before.status === status &&
      before.error === error &&
      before.presence === presence &&
      Object.is(before.you, you) &&
      before.pending === pending
    return isSame ? before : { ...this.#view.means, state, status, error, presence, you, pending }
  }
}
