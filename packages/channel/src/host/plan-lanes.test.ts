import { type MemoryStore, memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Stage } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { sendCommand } from '../define/effects.ts'
import { defineFold } from '../define/fold.ts'
import { type Refusal, refuse } from '../define/refusal.ts'
import type { Batch } from '../store/store.ts'

type Answer = Refusal | 'nothing' | 'effect'

/** `sender/a` tells `taker/a` of numbers, one after the other; `answer` is what the taker makes of each. */
function lane(answer: (number: number, tryOf: number) => Answer, store: MemoryStore = memoryStore()) {
  const tries = new Map<number, number>()
  const asked: number[] = []
  const sender = defineChannel(
    'sender',
    defineFold({ state: () => ({}), events: { told: (_state: object, _data: { numbers: number[] }) => {} } }),
    {
      commands: {
        tell: {
          input: z.object({ numbers: z.array(z.number()) }),
          decide: (_state, data) => [{ type: 'told', data }],
        },
      },
      effects: { told: ({ data }) => data.numbers.map((number) => sendCommand('taker/a', 'take', { number })) },
      views: { all: {} },
    },
  )
  const taker = defineChannel(
    'taker',
    defineFold({ state: () => ({}), events: { took: (_state: object, _data: { number: number }) => {} } }),
    {
      commands: {
        take: {
          input: z.object({ number: z.number() }),
          decide: (_state, { number }) => {
            asked.push(number)
            tries.set(number, (tries.get(number) ?? 0) + 1)
            const given = answer(number, tries.get(number)!)
            if (given === 'nothing') return []
            return given === 'effect' ? [{ type: 'took', data: { number } }] : given
          },
        },
      },
      views: { all: {} },
    },
  )
  const stage = new Stage(store, {}, [sender, taker])
  const tell = async (numbers: number[]) => {
    stage.client().command('tell', 'sender/a', 'tell', { numbers })
    await stage.turn()
  }
  const taken = (of: MemoryStore = store) =>
    of.log('taker/a').map(({ event }) => (JSON.parse(event) as { data: { number: number } }).data.number)
  return { stage, store, tell, taken, asked, definitions: [sender, taker] }
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)

describe('commands that one channel sends another', () => {
  it('take effect in their order, many of them in one transaction', async () => {
    let commits = 0
    const onCommit = (group: readonly Batch[]) => {
      if (group.some(({ channel }) => channel === 'taker/a')) commits++
    }
    const { store, tell, taken } = lane(() => 'effect', memoryStore({ onCommit }))
    await tell(upTo(200))
    expect(taken()).toEqual(upTo(200))
    expect(store.plans()).toEqual([])
    expect(commits).toBeLessThan(12)
  })

  it('that are refused for now are not overtaken, though those behind them are sent already', async () => {
    const later = refuse('taker/busy', 'Later.', { retryAfterMs: 5_000 })
    const { stage, store, tell, taken, asked } = lane((number, tryOf) =>
      number === 3 && tryOf === 1 ? later : 'effect',
    )
    await tell(upTo(8))
    expect(taken()).toEqual([0, 1, 2])
    expect(asked).toEqual([0, 1, 2, 3])
    await stage.clock.advance(6_000)
    await stage.turn()
    expect(taken()).toEqual(upTo(8))
    expect(store.plans()).toEqual([])
  })

  it('that are refused for good, or have no effect, are forgotten before those behind them are decided', async () => {
    const stored: string[] = []
    const onCommit = (group: readonly Batch[]) => {
      for (const { channel, writes = [], events } of group) {
        for (const write of writes)
          if (write.do === 'forget') stored.push(`${channel} forgets ${write.id.split('.').at(-1)}`)
        if (channel === 'taker/a') stored.push(...events.map((text) => `takes ${JSON.parse(text).data.number}`))
      }
    }
    const no = refuse('taker/no', 'No.')
    const { tell, taken } = lane(
      (number) => (number === 1 ? 'nothing' : number === 3 ? no : 'effect'),
      memoryStore({ onCommit }),
    )
    await tell(upTo(5))
    expect(taken()).toEqual([0, 2, 4])
    expect(stored.indexOf('sender/a forgets 1')).toBeLessThan(stored.indexOf('takes 2'))
    expect(stored.indexOf('sender/a forgets 3')).toBeLessThan(stored.indexOf('takes 4'))
  })

  it('that could not be stored are sent again in their order', async () => {
    let losing = 1
    const onCommit = (group: readonly Batch[]) => {
      if (losing === 0 || !group.some(({ channel }) => channel === 'taker/a')) return
      losing--
      throw new Error('no disk')
    }
    const { stage, store, tell, taken } = lane(() => 'effect', memoryStore({ onCommit }))
    await tell(upTo(20))
    expect(taken()).toEqual([])
    await stage.clock.advance(5_000)
    await stage.turn()
    expect(taken()).toEqual(upTo(20))
    expect(store.plans()).toEqual([])
  })

  it('keep their order when the process ends in between', async () => {
    const store = memoryStore()
    const { tell, taken, definitions } = lane(
      (number) => (number === 5 ? refuse('taker/busy', 'Later.', { retryAfterMs: 5_000 }) : 'effect'),
      store,
    )
    await tell(upTo(9))
    expect(taken()).toEqual(upTo(5))
    const again = store.reopen()
    const stage = new Stage(again, {}, definitions)
    await stage.turn()
    expect(taken(again)).toEqual(upTo(5))
    expect(again.plans()).toHaveLength(4)
  })
})
