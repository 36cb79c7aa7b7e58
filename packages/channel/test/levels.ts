import { z } from 'zod'
import { defineChannel } from '../src/define/define-channel.ts'
import { conflate } from '../src/define/delivery.ts'
import { defineFold } from '../src/define/fold.ts'
import type { EventsOf, NewEvent } from '../src/define/rules.ts'

export interface Levels {
  sizes: Record<string, number>
  /** How many changes there were, merged or not. */
  changes: number
}

/** Sizes by price, which changes add up to. */
export const levelsFold = defineFold({
  state: (): Levels => ({ sizes: {}, changes: 0 }),
  events: {
    changed: (state, { sizes, changes }: { sizes: Record<string, number>; changes: number }) => {
      for (const [price, by] of Object.entries(sizes)) state.sizes[price] = (state.sizes[price] ?? 0) + by
      state.changes += changes
    },
  },
})

type LevelsEvent = NewEvent<EventsOf<typeof levelsFold>>

export function mergeLevels(events: readonly LevelsEvent[]): LevelsEvent {
  const sizes: Record<string, number> = {}
  let changes = 0
  for (const { data } of events) {
    for (const [price, by] of Object.entries(data.sizes)) sizes[price] = (sizes[price] ?? 0) + by
    changes += data.changes
  }
  return { type: 'changed', data: { sizes, changes } }
}

const wholeFold = defineFold({
  state: (): { levels: Record<string, Levels>; secret: string } => ({ levels: {}, secret: '' }),
  events: {
    changed: (state, { market, price, by }: { market: string; price: string; by: number }) => {
      const levels = state.levels[market] ?? { sizes: {}, changes: 0 }
      state.levels[market] = levels
      levels.sizes[price] = (levels.sizes[price] ?? 0) + by
      levels.changes++
    },
  },
})

interface Options {
  readonly maxKept?: number
  readonly merge?: (events: readonly LevelsEvent[]) => LevelsEvent
}

/** One view in conflated parts, `book/*`; `state/*` is the same but that it looks at the state to show it. */
export function levelsChannel({ maxKept = 1000, merge = mergeLevels }: Options = {}) {
  const view = (usesState: boolean) => ({
    parts: ({ data }: { readonly data: { readonly market: string } }) => [data.market],
    delivery: conflate(250, merge, { maxKept }),
    projection: {
      fold: levelsFold,
      project: ({ levels }: { levels: Record<string, Levels> }, { part }: { readonly part: string }) =>
        levels[part] ?? { sizes: {}, changes: 0 },
      show: (
        { data: { price, by } }: { readonly data: { readonly price: string; readonly by: number } },
        context: { readonly state: { readonly secret: string } },
      ) => {
        // What has no size is hidden, though it happened.
        if (price === 'hidden' || (usesState && context.state.secret !== '')) return undefined
        return { type: 'changed' as const, data: { sizes: { [price]: by }, changes: 1 } }
      },
    },
  })
  return defineChannel('levels', wholeFold, {
    commands: {
      change: {
        input: z.object({
          changes: z.array(z.object({ market: z.string(), price: z.string(), by: z.number() })),
        }),
        decide: (_state, { changes }) => changes.map((data) => ({ type: 'changed' as const, data })),
      },
    },
    views: { 'book/*': view(false), 'state/*': view(true) },
  })
}
