import { memoryStore } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Client, Stage, wordsFold } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import type { SignalRule } from '../define/rules.ts'

type Rule = Partial<SignalRule<z.ZodUnknown, { words: string[] }, 'all' | 'quiet' | 'loud'>>

/** A desk: visitors read `all`, and who works there `quiet` or `loud`. */
function deskWith(rule: Rule) {
  return defineChannel('desk', wordsFold, {
    commands: {
      add: {
        input: z.object({ word: z.string() }),
        decide: (_state, { word }) => [{ type: 'added', data: { word } }],
      },
    },
    signals: { typing: { data: z.unknown(), ...rule } },
    views: { all: {}, quiet: {}, loud: {} },
  })
}

function stageWith(rule: Rule) {
  const stage = new Stage(memoryStore(), { signalBurst: 100 }, [deskWith(rule)])
  const reader = (id: string, view: string) => stage.reader(id, 'desk/a', view)
  return { stage, reader }
}

const type = (client: Client, data: unknown = {}) =>
  client.say({ type: 'signal', channel: 'desk/a', name: 'typing', data })
const heardBy = (client: Client) => client.outlet.of('signal').map(({ from }) => from)

describe('a signal for some views', () => {
  it('is heard where one of them is open, once for each session, and nowhere else', async () => {
    const { stage, reader } = stageWith({ views: ['quiet', 'loud'] })
    const visitor = await reader('vic', 'all')
    const other = await reader('ben', 'all')
    const agent = await reader('ana', 'quiet')
    agent.open('desk/a', 'loud')
    agent.open('desk/a', 'all')
    await stage.turn()
    type(visitor)
    type(agent)
    expect(heardBy(agent)).toEqual([{ id: 'vic', name: 'vic' }])
    expect([...heardBy(visitor), ...heardBy(other)]).toEqual([])
  })

  it('reaches exactly those sessions that have such a view open, whatever is open where', () => {
    const views = ['all', 'quiet', 'loud'] as const
    return fc.assert(
      fc.asyncProperty(
        fc.subarray([...views]),
        fc.array(fc.subarray([...views]), { maxLength: 5 }),
        async (to, open) => {
          const { stage, reader } = stageWith({ views: to })
          const sender = await reader('vic', 'all')
          const others = open.map((_, i) => stage.client(`u${i}`))
          for (const [i, other] of others.entries()) for (const view of open[i]!) other.open('desk/a', view)
          await stage.turn()
          type(sender)
          const expected = open.map((of) => (of.some((view) => to.includes(view)) ? 1 : 0))
          expect(others.map((other) => heardBy(other).length)).toEqual(expected)
          expect(heardBy(sender)).toEqual([])
        },
      ),
      { numRuns: 30 },
    )
  })

  it('in a view that is not there is refused where it is defined', () => {
    expect(() => deskWith({ views: ['quiet', 'none' as 'loud'] })).toThrow(
      expect.objectContaining({
        code: 'ERR_CHANNEL_SIGNAL',
        message: 'The signal "typing" of "desk" is heard in views of that channel: all, quiet, loud; "none" is none.',
      }),
    )
  })
})

describe('a signal for some senders', () => {
  const allow: Rule['allow'] = ({ words }, { id }, key) => key === 'a' && words.includes(id)

  it('is passed on from those who may by the state, and dropped from others, who are told nothing', async () => {
    const { stage, reader } = stageWith({ allow })
    const [ana, ben, cho] = [await reader('ana', 'all'), await reader('ben', 'all'), await reader('cho', 'all')]
    ana.command('1', 'desk/a', 'add', { word: 'ben' })
    await stage.turn()
    for (const client of [ana, ben]) for (let i = 0; i < 30; i++) type(client)
    expect(new Set(heardBy(cho).map(({ id }) => id))).toEqual(new Set(['ben']))
    expect(heardBy(ana)).toHaveLength(30)
    expect([...ana.outlet.of('error'), ...stage.reports]).toEqual([])
  })

  it('is dropped, and its data not looked at, from one who may not send it', async () => {
    const looks: unknown[] = []
    const data = z.unknown().refine((value) => looks.push(value) > 0)
    const stage = new Stage(memoryStore(), {}, [
      defineChannel('desk', wordsFold, {
        commands: {},
        signals: { typing: { data, allow: () => false } },
        views: { all: {} },
      }),
    ])
    const ana = await stage.reader('ana', 'desk/a')
    type(ana)
    expect([looks, ana.outlet.of('error')]).toEqual([[], []])
  })

  it.each([
    ['throws', () => JSON.parse('not so')],
    ['answers a promise', () => Promise.resolve(true) as unknown as boolean],
  ])('is dropped where the rule %s, which is reported', async (_what, broken) => {
    const { stage, reader } = stageWith({ allow: broken })
    const [ana, ben] = [await reader('ana', 'all'), await reader('ben', 'all')]
    type(ana)
    expect([...heardBy(ben), ...ana.outlet.of('error')]).toEqual([])
    expect(stage.reports).toEqual([expect.stringContaining('desk/a: "allow" of the signal "typing" threw')])
  })
})

describe('a signal whose sender is shown as another', () => {
  it('says nothing of him but that', async () => {
    const desk = { id: 'desk', name: 'Support', secret: 'Ana of the night shift' }
    const { reader } = stageWith({ as: ({ id }) => (id === 'ana' ? desk : { id, name: id, guest: true }) })
    const [ana, vic] = [await reader('ana', 'all'), await reader('vic', 'all')]
    type(ana)
    type(vic)
    expect(heardBy(vic)).toEqual([{ id: 'desk', name: 'Support' }])
    expect(heardBy(ana)).toEqual([{ id: 'vic', name: 'vic', guest: true }])
  })

  it.each([
    ['throws', () => JSON.parse('not so')],
    ['gives nobody', () => undefined as never],
    ['gives a promise', () => Promise.resolve({ id: 'desk', name: 'Support' }) as never],
  ])('is not passed on where the rule %s, which is reported', async (_what, as) => {
    const { stage, reader } = stageWith({ as })
    const [ana, ben] = [await reader('ana', 'all'), await reader('ben', 'all')]
    type(ana)
    expect(heardBy(ben)).toEqual([])
    expect(ana.outlet.of('error')).toMatchObject([{ code: 'internal' }])
    expect(stage.reports).toEqual([expect.stringContaining('desk/a: "as" of the signal "typing" threw')])
  })
})
