import type { AccountModel } from '../../client/account-model.ts'
import type { TicketWorld } from '../../client/ticket/check-draft.ts'
import type { Draft } from '../../client/ticket/draft.ts'
import { requestOf } from '../../client/ticket/request-of.ts'
import type { Words } from '../orders/locale/words.ts'
import { orderText, outcomeText } from './outcome-text.ts'

/** Orders what a ticket without faults says, and says what became of it. Rejects with a `Failing`. */
export async function sendDraft(
  draft: Draft,
  account: AccountModel,
  { market: { info, quoteDecimals } }: TicketWorld,
  words: Words,
): Promise<string> {
  const request = requestOf(draft, info.symbol)
  const name = account.newName()
  if (request.kind === 'order') return outcomeText(await account.place(request.order, name), words, info, quoteDecimals)
  const [limit] = await account.placeOco(request.oco, name)
  return words.text.placedPair(orderText(limit, words, info, quoteDecimals))
}
