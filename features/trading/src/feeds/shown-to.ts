// What of the log an account may see: its own facts, and of a trade its own side. Who the others are is nobody's business, nor are their orders and fees.
import type { Executed, Fact, Traded } from '../contract/index.ts'

/** Whom a fact concerns: nobody, one, or both sides of a trade (once, if they are the same). */
export function accountsOf(fact: Fact): readonly string[] {
  switch (fact.type) {
    case 'accepted':
      return [fact.order.account]
    case 'traded':
      return fact.makerAccount === fact.takerAccount ? [fact.makerAccount] : [fact.makerAccount, fact.takerAccount]
    default:
      return 'account' in fact ? [fact.account] : []
  }
}

/** The fact as this account sees it; `undefined` if it does not concern it. A market that is listed concerns everybody: it says what its trades mean. */
export function shownTo(account: string, fact: Fact): Fact | undefined {
  if (fact.type === 'listed') return fact
  if (fact.type === 'traded') return tradeShownTo(account, fact)
  return accountsOf(fact).includes(account) ? fact : undefined
}

/** The facts of one command for one account; `undefined`: there are none. Which admin did it is not said. */
export function factsFor(account: string, { facts }: Executed): Executed | undefined {
  const shown = facts.flatMap((fact) => shownTo(account, fact) ?? [])
  return shown.length === 0 ? undefined : { facts: shown }
}

function tradeShownTo(account: string, fact: Traded): Traded | undefined {
  const isMaker = fact.makerAccount === account
  const isTaker = fact.takerAccount === account
  if (isMaker && isTaker) return fact
  if (!isMaker && !isTaker) return undefined
  // Where the other order stood is his.
  const { cross: _, ...trade } = fact
  return { ...trade, ...(isMaker ? noTaker : noMaker) }
}

const noMaker = {
  maker: 0,
  makerAccount: '',
  makerClient: '',
  makerFee: 0,
  makerUnlocked: 0,
  makerLeaves: 0,
  makerShown: 0,
}
const noTaker = { taker: 0, takerAccount: '', takerClient: '', takerFee: 0, takerUnlocked: 0, takerLeaves: 0 }
