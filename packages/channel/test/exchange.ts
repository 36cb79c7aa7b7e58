import { z } from 'zod'
import { defineChannel } from '../src/define/define-channel.ts'
import type { Delivery } from '../src/define/delivery.ts'
import { events as everyEvent } from '../src/define/delivery.ts'
import { putDocument } from '../src/define/effects.ts'
import { defineFold } from '../src/define/fold.ts'

interface Trade {
  market: string
  price: number
  buyer: string
  seller: string
}

export interface Exchange {
  last: Map<string, number>
  balances: Map<string, number>
  banned: Set<string>
  isHalted: boolean
}

/** A state of maps, which is no JSON. */
export const exchangeFold = defineFold({
  state: (): Exchange => ({ last: new Map(), balances: new Map(), banned: new Set(), isHalted: false }),
  events: {
    listed: ({ last }, { market }: { market: string }) => {
      last.set(market, 0)
    },
    traded: ({ last, balances }, { market, price, buyer, seller }: Trade) => {
      last.set(market, price)
      balances.set(buyer, (balances.get(buyer) ?? 0) - price)
      balances.set(seller, (balances.get(seller) ?? 0) + price)
    },
    banned: ({ banned }, { user }: { user: string }) => {
      banned.add(user)
    },
    halted: (state, _data: object) => {
      state.isHalted = true
    },
  },
  saved: {
    save: ({ last, balances, banned, isHalted }) => ({
      last: [...last],
      balances: [...balances],
      banned: [...banned],
      isHalted,
    }),
    load: ({ last, balances, banned, isHalted }) => ({
      last: new Map(last),
      balances: new Map(balances),
      banned: new Set(banned),
      isHalted,
    }),
  },
})

export interface Book {
  last: number
  isHalted: boolean
}

export const bookFold = defineFold({
  state: (): Book => ({ last: 0, isHalted: false }),
  events: {
    priced: (state, { price }: { price: number }) => {
      state.last = price
    },
    halted: (state, _data: object) => {
      state.isHalted = true
    },
  },
})

type BookEvent = { type: 'priced'; data: { price: number } } | { type: 'halted'; data: object }

export const accountFold = defineFold({
  state: () => ({ balance: 0 }),
  events: {
    moved: (state, { by }: { by: number }) => {
      state.balance += by
    },
  },
})

/** What the rules were asked, so that tests see who was not. */
export interface Asked {
  allow: string[]
  show: string[]
}

export function exchangeChannel({
  asked = { allow: [], show: [] },
  delivery = everyEvent(),
}: {
  asked?: Asked
  delivery?: Delivery<BookEvent>
} = {}) {
  const text = z.string()
  return defineChannel('exchange', exchangeFold, {
    commands: {
      list: { input: z.object({ market: text }), decide: (_state, data) => [{ type: 'listed', data }] },
      trade: {
        input: z.object({ market: text, price: z.number(), buyer: text, seller: text }),
        decide: (_state, data) => [{ type: 'traded', data }],
      },
      ban: { input: z.object({ user: text }), decide: (_state, data) => [{ type: 'banned', data }] },
      halt: { input: z.object({}), decide: () => [{ type: 'halted', data: {} }] },
    },
    signals: { wave: { data: z.object({}), views: ['account/*'] }, shout: { data: z.object({}) } },
    effects: {
      traded: ({ offset, data }) => [putDocument('trades', String(offset), { order: offset, body: data })],
    },
    erase: ({ type, data }, person) => {
      if (type !== 'traded' || (data.buyer !== person && data.seller !== person)) return undefined
      const name = (user: string) => (user === person ? 'erased' : user)
      return { type, data: { ...data, buyer: name(data.buyer), seller: name(data.seller) } }
    },
    eraseState: (state, person) => {
      state.balances.delete(person)
      return state
    },
    views: {
      'book/*': {
        parts: ({ type, data }) => {
          if (type === 'halted') return ['*']
          return type === 'banned' ? [] : [data.market]
        },
        acceptsPart: ({ last }, market) => last.has(market),
        delivery,
        projection: {
          fold: bookFold,
          project: ({ last, isHalted }, { part }) => ({ last: last.get(part) ?? 0, isHalted }),
          show: (event, { part }) => {
            asked.show.push(`book/${part}`)
            if (event.type === 'traded') return { type: 'priced', data: { price: event.data.price } }
            return event.type === 'halted' ? { type: 'halted', data: {} } : undefined
          },
        },
      },
      'account/*': {
        presence: true,
        parts: ({ type, data }) => {
          if (type === 'traded') return [data.buyer, data.seller]
          return type === 'banned' ? [data.user] : []
        },
        allow: ({ banned }, { id }, _key, part) => {
          asked.allow.push(part)
          return id === part && !banned.has(part)
        },
        you: (_actor, key, part) => `${key} ${part}`,
        documents: {
          trades: ({ body }, _actor, _key, part) => {
            const { buyer, seller, price } = body as Trade
            return buyer === part || seller === part ? { price } : undefined
          },
        },
        projection: {
          fold: accountFold,
          project: ({ balances }, { part }) => ({ balance: balances.get(part) ?? 0 }),
          show: ({ type, data }, { part }) => {
            asked.show.push(`account/${part}`)
            if (type !== 'traded') return undefined
            const by = (data.seller === part ? data.price : 0) - (data.buyer === part ? data.price : 0)
            return { type: 'moved', data: { by } }
          },
        },
      },
    },
  })
}
