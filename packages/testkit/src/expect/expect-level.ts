import { firstDifference } from './first-difference.ts'
import { lastConcerning, stateAt, type Truth } from './state-at.ts'

/** A view as its reader has it: a handle of `@parley/client` is one. */
export interface ReadView {
  readonly channel: string
  readonly view: string
  readonly state: unknown
  readonly position: { readonly offset: number } | undefined
}

/** The view is what the stored log says it is at its position, however far that is. Throws an `Error` that says what differs. */
export function expectFaithful(view: ReadView, server: Truth): void {
  const { position } = view
  const name = `${view.channel} ${view.view}`
  if (position === undefined) throw new Error(`${name}: it was never opened`)
  const end = server.store.log(view.channel).at(-1)?.offset ?? 0
  if (position.offset > end) throw new Error(`${name}: it is at ${position.offset}, but the log ends at ${end}`)
  const difference = firstDifference(view.state, stateAt(server, view.channel, view.view, position.offset))
  if (difference === undefined) return
  const { path, one, other } = difference
  const where = path === '' ? '' : `${path}: `
  throw new Error(`${name}: at ${position.offset} it shows\n  ${where}${one}\nwhere the log says\n  ${where}${other}`)
}

/**
 * The view has all that is stored of its channel, a part all that concerns it, and is what the log says. Throws an `Error` that says what is
 * missing.
 */
export function expectLevel(view: ReadView, server: Truth): void {
  expectFaithful(view, server)
  const end = lastConcerning(server, view.channel, view.view)
  const at = view.position?.offset
  if (at === undefined || at < end) {
    throw new Error(`${view.channel} ${view.view}: it is at ${at}, and the log ends at ${end}`)
  }
}
