import { type MemoryStore, memoryStore } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Client, gate, Stage, wordsFold } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { refuse } from '../define/refusal.ts'
import type { Rate } from '../define/rules.ts'
import { TokenBucket } from '../session/token-bucket.ts'

const home = '203.0.113.7'
const inputs = { ok: { word: 'yes' }, refused: { word: 'no' }, idle: { word: 'nothing' }, invalid: { word: 7 } }

function stageWith(rate: Rate | readonly Rate[], store: MemoryStore = memoryStore(), limits = {}): Stage {
  const slow = defineChannel('slow', wordsFold, {
    commands: {
      add: {
        input: z.object({ word: z.string() }),
        rate,
        decide: (_state, { word }) => {
          if (word === 'no') return refuse('slow/no', 'No.')
          return word === 'nothing' ? [] : [{ type: 'added', data: { word } }]
        },
      },
    },
    views: { all: {} },
  })
  return new Stage(store, limits, [slow])
}

const send = (client: Client, id: string, input: unknown = inputs.ok) => client.command(id, 'slow/a', 'add', input)

/** What came of each, by its id, in the order in which it was answered. */
function answers(client: Client): string[] {
  return client.outlet.messages.flatMap((message) => {
    if (message.type === 'done') return [`${message.id} done ${message.offset}`]
    return message.type === 'refused' && 'id' in message ? [`${message.id} ${message.code}`] : []
  })
}

const one = { perSecond: 0.001, burst: 1 }

describe('a command sent again under its id', () => {
  it('is answered with its first outcome when its rate is spent: from memory, under way, and from the store alone', async () => {
    const { hook, release } = gate()
    const store = memoryStore({ onCommit: hook })
    const stage = stageWith(one, store)
    const [ana, again, late] = [stage.client(), stage.client(), stage.client()]
    send(ana, 'a')
    await stage.turn()
    send(again, 'a')
    release()
    await stage.turn()
    send(late, 'a')
    send(late, 'b')
    await stage.turn()
    expect([ana, again, late].map(answers)).toEqual([['a done 1'], ['a done 1'], ['a done 1', 'b too-fast']])

    // Of the process that comes next, only the store knows; the rate is spent by another command.
    const next = stageWith(one, store)
    const back = next.client()
    send(back, 'c')
    await next.turn()
    release()
    await next.turn()
    send(back, 'a')
    send(back, 'd')
    await next.turn()
    expect(answers(back)).toEqual(['c done 2', 'a done 1', 'd too-fast'])
  })

  it('takes nothing of its rate, even where only the store knows it', async () => {
    const store = memoryStore()
    const before = stageWith(one, store)
    send(before.client(), 'a')
    await before.turn()
    const stage = stageWith(one, store)
    const ana = stage.client()
    for (let more = 0; more < 5; more++) {
      send(ana, 'a')
      await stage.turn()
    }
    send(ana, 'b')
    await stage.turn()
    expect(answers(ana)).toEqual([...Array(5).fill('a done 1'), 'b done 2'])
  })

  it('is never given up for what all commands share: it is to be sent again, however long that takes', async () => {
    const stage = stageWith({ perSecond: 1, burst: 9 }, memoryStore(), { commandsPerSecond: 0.001, commandBurst: 1 })
    const ana = stage.client()
    send(ana, 'a')
    await stage.turn()
    send(ana, 'a')
    expect(ana.outlet.of('refused')).toMatchObject([{ code: 'too-fast', retryable: true, retryAfterMs: 1_000_001 }])
  })
})

describe('a rate', () => {
  it.each(['refused', 'idle', 'invalid'] as const)(
    'counts what took effect: what was %s takes nothing of it',
    async (kind) => {
      const stage = stageWith([one, { ...one, per: 'address' }])
      const ana = stage.client('ana', home)
      for (let i = 0; i < 5; i++) send(ana, `${i}`, inputs[kind])
      await stage.turn()
      send(ana, 'good')
      send(ana, 'more')
      await stage.turn()
      expect(answers(ana).slice(5)).toEqual(['good done 1', 'more too-fast'])
    },
  )

  it('is given back what could not be stored', async () => {
    let fails = true
    const store = memoryStore({
      onCommit: () => {
        if (fails) throw new Error('no disk')
      },
    })
    const stage = stageWith({ ...one, per: 'address' }, store)
    const ana = stage.client('ana', home)
    send(ana, 'a')
    await stage.turn()
    fails = false
    send(ana, 'a')
    await stage.turn()
    expect(answers(ana)).toEqual(['a store-unavailable', 'a done 1'])
  })

  it('is held while a command is under way: no more get through together than one by one', async () => {
    const { hook, release } = gate()
    const stage = stageWith({ ...one, per: 'address' }, memoryStore({ onCommit: hook }))
    const [ana, ben] = [stage.client('ana', home), stage.client('ben', home)]
    send(ana, 'a')
    send(ben, 'b')
    await stage.turn()
    release()
    await stage.turn()
    expect([ana, ben].map(answers)).toEqual([['a done 1'], ['b too-fast']])
  })

  it('is still spent when the session ended before its command took effect', async () => {
    const stage = stageWith(one)
    for (const id of ['a', 'b']) {
      const ana = stage.client()
      send(ana, id)
      ana.session.end()
      await stage.turn()
    }
    expect((stage.store as MemoryStore).log('slow/a')).toHaveLength(1)
  })

  it('that counts attempts counts what was refused, and says no more of it once it is spent', async () => {
    const stage = stageWith({ perSecond: 0.001, burst: 3, counts: 'attempts' })
    const ana = stage.client()
    send(ana, 'bad', inputs.invalid)
    await stage.turn()
    for (const id of ['1', '2']) send(ana, id, inputs.refused)
    send(ana, 'right')
    await stage.turn()
    send(ana, 'right')
    send(ana, 'guess', inputs.refused)
    send(ana, 'hit')
    await stage.turn()
    expect(answers(ana).sort()).toEqual([
      '1 slow/no',
      '2 slow/no',
      'bad invalid-input',
      'guess too-fast',
      'hit too-fast',
      'right done 1',
      'right done 1',
    ])
  })

  it.each(['effects', 'attempts'] as const)('lets through what a bucket would that sees only %s', async (counts) => {
    const kind = fc.constantFrom('ok', 'refused', 'idle', 'invalid', 'again')
    const step = fc.record({ kind, user: fc.nat(2), afterMs: fc.nat(1500) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const rate = { perSecond: 1, burst: 2, per: 'address', counts } as const
        const stage = stageWith(rate)
        const bucket = new TokenBucket(rate.perSecond, rate.burst, stage.clock.now())
        const clients = ['u0', 'u1', 'u2'].map((id) => stage.client(id, home))
        const done = new Map<number, { id: string; answer: string }>()
        let offset = 0
        for (const [i, { kind, user, afterMs }] of steps.entries()) {
          await stage.clock.advance(afterMs)
          const client = clients[user]!
          const first = kind === 'again' ? done.get(user) : undefined
          const what = kind === 'again' ? 'ok' : kind
          const id = first?.id ?? `${i}`
          send(client, id, inputs[what])
          await stage.turn()
          const isCounted = what === 'ok' || (counts === 'attempts' && what !== 'invalid')
          let expected = {
            ok: `done ${offset + 1}`,
            refused: 'slow/no',
            idle: `done ${offset}`,
            invalid: 'invalid-input',
          }[what]
          if (first !== undefined) expected = first.answer
          else if (isCounted && !bucket.take(stage.clock.now())) expected = 'too-fast'
          else if (what === 'ok') done.set(user, { id, answer: `done ${++offset}` })
          expect(answers(client).at(-1)).toBe(`${id} ${expected}`)
        }
      }),
    )
  })
})
