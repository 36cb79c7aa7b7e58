import { memoryStore } from '@parley/testkit'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { Stage } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { sendAhead, sendCommand } from '../define/effects.ts'
import { defineFold } from '../define/fold.ts'
import { refuse } from '../define/refusal.ts'

const what = z.object({ what: z.string() })
const fold = defineFold({ state: () => ({}), events: { asked: (_state, _data: { what: string }) => {} } })
const office = defineChannel('office', fold, {
  commands: { ask: { input: what, decide: (_state, data) => [{ type: 'asked', data }] } },
  effects: {
    asked: ({ data }) => [
      data.what === 'stop' ? sendAhead('shop/all', 'take', data) : sendCommand('shop/all', 'take', data),
    ],
  },
  views: { all: {} },
})

it('what is sent ahead waits for nothing that was sent before and was refused for now', async () => {
  let isBusy = true
  const shop = defineChannel('shop', fold, {
    commands: {
      take: {
        input: what,
        decide: (_state, data) =>
          isBusy && data.what !== 'stop'
            ? refuse('shop/busy', 'Later.', { retryAfterMs: 60_000 })
            : [{ type: 'asked', data }],
      },
    },
    views: { all: {} },
  })
  const store = memoryStore()
  const stage = new Stage(store, {}, [office, shop])
  const taken = () =>
    store.log('shop/all').map(({ event }) => (JSON.parse(event) as { data: { what: string } }).data.what)
  for (const each of ['one', 'two', 'stop']) stage.client().command(each, 'office/a', 'ask', { what: each })
  await stage.turn()
  expect(taken()).toEqual(['stop'])
  isBusy = false
  await stage.clock.advance(61_000)
  await stage.turn()
  await stage.clock.advance(1_000)
  await stage.turn()
  expect(taken()).toEqual(['stop', 'one', 'two'])
})
