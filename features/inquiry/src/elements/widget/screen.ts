import type { OwnInquiriesModel } from '../../client/customer/own-model.ts'
import { isOver } from '../../client/customer/own-model.ts'

/** What the panel shows: the list, the form, or a conversation. */
export type Screen = { readonly is: 'list' } | { readonly is: 'form' } | { readonly is: 'thread'; readonly id: string }

type Own = Pick<OwnInquiriesModel, 'all' | 'open' | 'starting' | 'get'>

/**
 * What is shown: what was chosen, where that can be; else the conversation that is not over, so that nobody begins a second one; else the list, or the
 * form for who has asked nothing yet.
 */
export function screenFor(own: Own, chosen: Screen | undefined): Screen {
  const { open, starting, all } = own
  const going = open?.id ?? (starting && starting.failure === undefined ? starting.inquiry : undefined)
  if (chosen?.is === 'list' && all.length > 0) return chosen
  if (chosen?.is === 'form' && going === undefined) return chosen
  if (chosen?.is === 'thread' && (own.get(chosen.id) !== undefined || chosen.id === going)) return chosen
  if (going !== undefined) return { is: 'thread', id: going }
  // What was refused is mended where it was written.
  if (starting?.failure !== undefined || all.length === 0) return { is: 'form' }
  const [last] = all
  return last !== undefined && all.length === 1 && isOver(last) && chosen?.is !== 'list'
    ? { is: 'thread', id: last.id }
    : { is: 'list' }
}
