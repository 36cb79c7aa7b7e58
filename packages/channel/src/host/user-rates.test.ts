import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Client, Stage, wordsFold } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import type { Rate } from '../define/rules.ts'

function rated(rate: Rate) {
  return defineChannel('slow', wordsFold, {
    commands: {
      add: { input: z.object({}), decide: () => [{ type: 'added', data: { word: 'x' } }], rate },
      clear: { input: z.object({}), decide: () => [{ type: 'cleared', data: { by: 'x' } }] },
    },
    signals: { wave: { data: z.object({}), rate: { perSecond: 0.1, burst: 1 } } },
    views: { all: {} },
  })
}

const command = (id: string, channel = 'slow/a', name = 'add') => ({ type: 'command', id, channel, name, input: {} })

describe('how fast one may send', () => {
  it('is counted for a user over all his sessions, not for each', async () => {
    const stage = new Stage(memoryStore(), { commandBurst: 4, commandsPerSecond: 1 })
    const tabs = [stage.client(), stage.client(), stage.client()]
    tabs.forEach((tab, i) => {
      for (let n = 0; n < 2; n++) tab.add(`${i}.${n}`, 'x')
    })
    const ben = stage.client('ben')
    ben.add('b', 'x')
    await stage.turn()
    expect(tabs.flatMap(({ outlet }) => outlet.of('done'))).toHaveLength(4)
    expect(tabs.flatMap(({ outlet }) => outlet.of('refused'))).toMatchObject([
      { code: 'too-fast', retryable: true },
      { code: 'too-fast', retryable: true },
    ])
    expect(ben.outlet.of('done')).toHaveLength(1)
  })

  it('is not won back by coming again', async () => {
    const stage = new Stage(memoryStore(), { commandBurst: 2, commandsPerSecond: 1 })
    const answers: string[] = []
    for (let visit = 0; visit < 4; visit++) {
      const ana = stage.client()
      ana.add(`${visit}`, 'x')
      await stage.turn()
      answers.push(
        ...ana.outlet.messages.map(({ type }) => type).filter((type) => type === 'done' || type === 'refused'),
      )
      ana.session.end()
      ana.session.end()
    }
    expect(answers).toEqual(['done', 'done', 'refused', 'refused'])
  })

  it('is forgotten of those who are gone, once it makes no difference', async () => {
    const stage = new Stage(memoryStore(), { commandBurst: 10, commandsPerSecond: 10 })
    for (let i = 0; i < 1000; i++) {
      const guest = stage.client(`guest-${i}`)
      guest.add('1', 'x')
      guest.session.end()
      await stage.clock.advance(10)
    }
    // A hundred milliseconds fill what one command took: ten guests' worth, and as many again on their way out.
    expect(stage.host.rates.size).toBeLessThan(40)
  })

  it('is told with the time after which the same command is taken', async () => {
    const stage = new Stage(memoryStore(), { commandBurst: 30, commandsPerSecond: 10 })
    const ana = stage.client()
    for (let i = 0; i <= 30; i++) ana.add(`${i}`, 'x')
    const [refused] = ana.outlet.of('refused')
    // Three of them by then: who has much to send does not come back for each single one.
    expect(refused).toMatchObject({ id: '30', retryAfterMs: 301 })
    await stage.clock.advance(301)
    for (const id of ['30', '31', '32']) ana.add(id, 'x')
    await stage.turn()
    expect(ana.outlet.of('refused')).toHaveLength(1)
    expect(ana.outlet.of('done')).toHaveLength(33)
  })
})

describe('a command with a rate of its own', () => {
  it('is refused beyond it, in all channels of its kind; other commands are not', async () => {
    const stage = new Stage(memoryStore(), {}, [rated({ perSecond: 0.5, burst: 2 })])
    const [ana, ben] = [stage.client(), stage.client('ben')]
    for (const [id, channel] of [
      ['1', 'slow/a'],
      ['2', 'slow/b'],
      ['3', 'slow/c'],
    ] as const) {
      ana.say(command(id, channel))
    }
    ana.say(command('4', 'slow/a', 'clear'))
    ben.say(command('1'))
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '3', code: 'too-fast', retryAfterMs: 2001 }])
    expect(
      ana.outlet
        .of('done')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['1', '2', '4'])
    expect(ben.outlet.of('done')).toHaveLength(1)
    await stage.clock.advance(2001)
    ana.say(command('3', 'slow/c'))
    await stage.turn()
    expect(ana.outlet.of('done').map(({ id }) => id)).toContain('3')
  })

  it('takes of what all commands share also when it is refused: a flood of such is bounded', async () => {
    const limits = { commandBurst: 6, commandsPerSecond: 1 }
    const stage = new Stage(memoryStore(), limits, [rated({ perSecond: 0.001, burst: 1 })])
    const ana = stage.client()
    for (let i = 0; i < 4; i++) ana.say(command(`${i}`))
    for (const id of ['c1', 'c2', 'c3']) ana.say(command(id, 'slow/a', 'clear'))
    await stage.turn()
    expect(ana.outlet.of('done').map(({ id }) => id)).toEqual(['0', 'c1', 'c2'])
    // Its own rate was asked of the first four, that of all commands of the last.
    const waits = ana.outlet.of('refused').map(({ id, retryAfterMs }) => [id, retryAfterMs])
    expect(waits.sort()).toEqual([...['1', '2', '3'].map((id) => [id, 1_000_001]), ['c3', 1001]])
  })

  it.each([
    { perSecond: 0, burst: 1 },
    { perSecond: 1, burst: 0 },
    { perSecond: 1, burst: 1.5 },
    { perSecond: Number.NaN, burst: 1 },
  ])('that cannot be one is refused where the host is made: %j', (rate) => {
    expect(() => new Stage(memoryStore(), {}, [rated(rate)])).toThrow(
      expect.objectContaining({ code: 'ERR_RATE', message: expect.stringContaining('"add" in "slow"') }),
    )
  })
})

it('a signal with a rate of its own is dropped beyond it', async () => {
  const stage = new Stage(memoryStore(), {}, [rated({ perSecond: 1, burst: 1 })])
  const [ana, ben] = [await stage.reader('ana', 'slow/a'), await stage.reader('ben', 'slow/a')]
  for (let i = 0; i < 5; i++) ana.say({ type: 'signal', channel: 'slow/a', name: 'wave', data: {} })
  expect(ben.outlet.of('signal')).toHaveLength(1)
  expect(ana.outlet.of('error')).toEqual([])
})

it('a command that meets the end of the server is told when to come back with it', async () => {
  const stage = new Stage()
  const ana = await stage.reader()
  ana.session.sayGoodbye(740)
  await stage.host.drain()
  ana.add('1', 'late')
  expect(ana.outlet.of('refused')).toMatchObject([{ id: '1', code: 'draining', retryable: true, retryAfterMs: 740 }])
  const silent = new Client(stage.host, 'ben')
  silent.add('1', 'late')
  expect(silent.outlet.of('refused')[0]).not.toHaveProperty('retryAfterMs')
})
