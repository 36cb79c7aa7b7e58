import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Stage } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { defineFold } from '../define/fold.ts'
import type { Batch } from '../store/store.ts'
import { SnapshotPace } from './snapshot-pace.ts'

describe('a state is stored anew', () => {
  it('after so many events, where they are twice as long as it was', () => {
    const pace = new SnapshotPace(0, 0)
    pace.wrote(['12345'])
    expect([pace.isDue(9, 10), pace.isDue(10, 10)]).toEqual([false, true])
    pace.stored(10, '12345')
    pace.wrote(['12', '3456789'])
    expect(pace.isDue(20, 10)).toBe(false)
    pace.wrote(['0'])
    expect([pace.isDue(19, 10), pace.isDue(20, 10)]).toEqual([false, true])
  })

  it('after sixteen times as many at the latest', () => {
    const pace = new SnapshotPace(100, 1_000_000)
    expect([pace.isDue(259, 10), pace.isDue(260, 10)]).toEqual([false, true])
  })

  it('as late as if it had been, where it could not be', () => {
    const pace = new SnapshotPace(0, 10)
    pace.wrote(['x'.repeat(30)])
    pace.stored(10, undefined)
    expect(pace.isDue(20, 10)).toBe(false)
    pace.wrote(['12345678901234567890'])
    expect(pace.isDue(20, 10)).toBe(true)
  })
})

it('small events of a channel with a large state write that state seldom, also after a restart', async () => {
  const fold = defineFold({
    state: () => ({ text: '', count: 0 }),
    events: {
      said: (state, { text }: { text: string }) => {
        if (text.length > 1) state.text = text
        state.count++
      },
    },
  })
  const big = defineChannel('big', fold, {
    commands: { say: { input: z.object({ text: z.string() }), decide: (_state, data) => [{ type: 'said', data }] } },
    views: { all: {} },
  })
  const stored: (number | undefined)[] = []
  const onCommit = (group: readonly Batch[]) => void stored.push(...group.map(({ snapshot }) => snapshot?.length))
  const store = memoryStore({ onCommit })
  const say = async (stage: Stage, from: number, to: number, text: string) => {
    const ana = stage.client()
    for (let at = from; at < to; at++) {
      ana.command(`c${at}`, 'big/a', 'say', { text })
      await stage.turn()
    }
  }
  const stage = new Stage(store, { snapshotEvery: 2 }, [big])
  await say(stage, 0, 2, 'x'.repeat(10_000))
  expect(stored.filter((length) => length !== undefined)).toHaveLength(1)
  await say(stage, 2, 20, 'y')
  expect(stored.filter((length) => length !== undefined)).toHaveLength(1)
  const again = new Stage(store.reopen({ onCommit }), { snapshotEvery: 2 }, [big])
  await say(again, 20, 33, 'y')
  expect(stored.filter((length) => length !== undefined)).toHaveLength(1)
  await say(again, 33, 34, 'y')
  expect(stored.filter((length) => length !== undefined)).toHaveLength(2)
})
