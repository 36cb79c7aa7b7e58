import { z } from 'zod'
import { defineChannel } from '../src/define/define-channel.ts'
import { events, latest, sample } from '../src/define/delivery.ts'
import { defineFold } from '../src/define/fold.ts'

export interface Board {
  prices: Record<string, number>
}

/** Prices by symbol: each replaces the one before it, so that a slow reader may be spared those between. */
export const boardFold = defineFold({
  state: (): Board => ({ prices: {} }),
  events: {
    priced: (state, data: { symbol: string; price: number; note: string }) => {
      state.prices[data.symbol] = data.price
    },
  },
})

/** The same without the notes, and without the symbols that begin with a low line. */
export const tickerFold = defineFold({
  state: (): Board => ({ prices: {} }),
  events: {
    ticked: (state, data: { symbol: string; price: number }) => {
      state.prices[data.symbol] = data.price
    },
  },
})

export interface Meter {
  reading: number
}

export const meterFold = defineFold({
  state: (): Meter => ({ reading: 0 }),
  events: {
    read: (state, data: { reading: number }) => {
      state.reading = data.reading
    },
  },
})

const symbolOf = (event: { readonly data: { readonly symbol: string } }) => event.data.symbol

const tick = z.object({ symbol: z.string(), price: z.number(), note: z.string().default('') })

/** `maxKeys`: of the thinned views. */
export function pricesChannel(maxKeys = 1000) {
  return defineChannel('prices', boardFold, {
    commands: {
      set: {
        input: z.object({ ticks: z.array(tick) }),
        decide: (_state, { ticks }) => ticks.map((data) => ({ type: 'priced' as const, data })),
      },
    },
    views: {
      every: { delivery: events() },
      newest: { delivery: latest(symbolOf, { maxKeys }) },
      ticker: {
        delivery: latest(symbolOf, { maxKeys }),
        projection: {
          fold: tickerFold,
          project: (state) => ({ prices: visible(state.prices) }),
          show: ({ data: { symbol, price } }) =>
            symbol.startsWith('_') ? undefined : { type: 'ticked', data: { symbol, price } },
        },
      },
      meter: {
        presence: true,
        delivery: sample(250),
        projection: {
          fold: meterFold,
          project: (state) => ({ reading: Math.max(0, ...Object.values(state.prices)) }),
          // Prices only rise in the tests, so the newest is the highest.
          show: ({ data: { price } }) => ({ type: 'read', data: { reading: price } }),
        },
      },
      broken: {
        delivery: latest(() => {
          throw new Error('the key broke')
        }),
      },
    },
  })
}

function visible(prices: Board['prices']): Board['prices'] {
  return Object.fromEntries(Object.entries(prices).filter(([symbol]) => !symbol.startsWith('_')))
}
