// The log of an exchange without a person: PROTOCOL.md#trading. What he had, and what he ordered, is that of `erased` from then on, who is nobody: so money
// is conserved and each trade has two sides. The names of his orders become the exchange's numbers, which are unique among all who were erased.
import type { NewEvent } from '@parley/channel'
import type { Fact, Traded } from '../contract/index.ts'
import { erasedId } from '../names.ts'
import type { ExchangeEvents, StoredEvent } from './events.ts'

/** `undefined`: it has nothing of him. */
export function eraseFromEvent(event: StoredEvent, person: string): NewEvent<ExchangeEvents> | undefined {
  switch (event.type) {
    case 'executed': {
      const { facts, admin } = event.data
      const clean = facts.map((fact) => withoutPerson(fact, person))
      const isAdmin = admin === person
      if (!isAdmin && clean.every((fact, at) => fact === facts[at])) return undefined
      return { type: 'executed', data: { ...event.data, facts: clean, ...(isAdmin && { admin: erasedId }) } }
    }
    case 'pastMade':
      return undefined
    case 'presenceSet':
      return event.data.account === person
        ? { type: 'presenceSet', data: { ...event.data, account: erasedId } }
        : undefined
    case 'livingSet':
      return event.data.admin === person ? { type: 'livingSet', data: { ...event.data, admin: erasedId } } : undefined
  }
}

export function erasedName(order: number): string {
  return `erased-${order}`
}

function withoutPerson(fact: Fact, person: string): Fact {
  if (fact.type === 'accepted') {
    const { order } = fact
    if (order.account !== person) return fact
    return { ...fact, order: { ...order, account: erasedId, client: erasedName(order.id) } }
  }
  if (fact.type === 'traded') return tradeWithoutPerson(fact, person)
  if (!('account' in fact) || fact.account !== person) return fact
  if (fact.type === 'ended') return { ...fact, account: erasedId, client: erasedName(fact.order) }
  // What the person called an order that never was, or a command; a message may say either again.
  if (fact.type === 'replace-refused') return { ...fact, account: erasedId, client: '', message: '' }
  if (fact.type === 'item-refused') return { ...fact, account: erasedId, batch: '', message: '' }
  return { ...fact, account: erasedId }
}

function tradeWithoutPerson(fact: Traded, person: string): Traded {
  const isMaker = fact.makerAccount === person
  const isTaker = fact.takerAccount === person
  if (!isMaker && !isTaker) return fact
  return {
    ...fact,
    ...(isMaker && { makerAccount: erasedId, makerClient: erasedName(fact.maker) }),
    ...(isTaker && { takerAccount: erasedId, takerClient: erasedName(fact.taker) }),
  }
}
