import { memoryStore } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Client, Stage, wordsFold } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import type { Rate } from '../define/rules.ts'
import { TokenBucket } from '../session/token-bucket.ts'
import { DirectCalls } from './direct-calls.ts'
import type { HostLimits } from './limits.ts'
import { NetworkRates } from './network-rates.ts'

const home = '203.0.113.7'
const school = '2001:db8:0:1::/64'

function stageWith(rate: Rate | readonly Rate[], limits: Partial<HostLimits> = {}, store = memoryStore()) {
  const slow = defineChannel('slow', wordsFold, {
    commands: { add: { input: z.object({}), decide: () => [{ type: 'added', data: { word: 'x' } }], rate } },
    signals: { wave: { data: z.object({}), rate } },
    views: { all: {} },
  })
  return new Stage(store, limits, [slow])
}

let ids = 0
const send = (client: Client, channel = 'slow/a') => client.command(`${++ids}`, channel, 'add', {})
const answers = (client: Client) => client.outlet.types.filter((type) => type === 'done' || type === 'refused')

describe('a rate per address', () => {
  it('is one count for all users who come from there, over all channels of the kind', async () => {
    const stage = stageWith({ perSecond: 1, burst: 2, per: 'address' })
    const guests = ['g1', 'g2', 'g3'].map((id) => stage.client(id, home))
    for (const [i, guest] of guests.entries()) send(guest, `slow/${i}`)
    const neighbour = stage.client('g4', school)
    send(neighbour)
    await stage.turn()
    expect(guests.map(answers)).toEqual([['done'], ['done'], ['refused']])
    expect(guests[2]?.outlet.of('refused')).toMatchObject([{ code: 'too-fast', retryable: true, retryAfterMs: 1001 }])
    expect(answers(neighbour)).toEqual(['done'])
    await stage.clock.advance(1001)
    send(guests[0]!)
    await stage.turn()
    expect(answers(guests[0]!)).toEqual(['done', 'done'])
  })

  it('does not count those of whom no network is known', async () => {
    const stage = stageWith({ perSecond: 0.001, burst: 1, per: 'address' })
    const ana = stage.client('ana')
    for (let i = 0; i < 5; i++) send(ana)
    await stage.turn()
    expect(answers(ana)).toEqual(Array(5).fill('done'))
    expect(stage.host.rates.networks).toBe(0)
  })

  it('counts sessions and calls without one alike', async () => {
    const stage = stageWith({ perSecond: 0.001, burst: 1, per: 'address' })
    send(stage.client('g1', home))
    await stage.turn()
    const guest = { id: 'g2', name: 'Guest', guest: true }
    const refused = new DirectCalls(stage.host, home).command(guest, 'slow/a', 'add', {})
    await expect(refused).rejects.toMatchObject({
      code: 'too-fast',
      // Nobody is kept waiting for so long without a word.
      retryable: false,
      retryAfterMs: 1_000_001,
    })
    const done = new DirectCalls(stage.host, school).command(guest, 'slow/a', 'add', {})
    await stage.turn()
    expect(await done).toMatchObject({ offset: 2 })
  })

  it('may stand beside one per user; what either refuses takes nothing of the other', async () => {
    const stage = stageWith([
      { perSecond: 0.001, burst: 2 },
      { perSecond: 0.001, burst: 3, per: 'address' },
    ])
    const [ana, ben, cho] = ['ana', 'ben', 'cho'].map((id) => stage.client(id, home)) as [Client, Client, Client]
    for (let i = 0; i < 9; i++) send(ana)
    send(ben)
    send(cho)
    const away = stage.client('cho', school)
    send(away)
    send(away)
    send(away)
    await stage.turn()
    const done = [ana, ben, cho, away].map((client) => client.outlet.of('done').length)
    expect(done).toEqual([2, 1, 0, 2])
  })

  it('drops signals beyond it', async () => {
    const stage = stageWith({ perSecond: 0.001, burst: 1, per: 'address' })
    const reader = await stage.reader('ana', 'slow/a')
    for (const id of ['g1', 'g2']) {
      const guest = stage.client(id, home)
      guest.open('slow/a')
      await stage.turn()
      guest.say({ type: 'signal', channel: 'slow/a', name: 'wave', data: {} })
    }
    expect(reader.outlet.of('signal').map(({ from }) => from.id)).toEqual(['g1'])
  })

  it('leaves no word of the network in what is stored, said or logged', async () => {
    const store = memoryStore()
    const stage = stageWith({ perSecond: 0.001, burst: 1, per: 'address' }, {}, store)
    const guest = stage.client('g1', home)
    guest.open('slow/a')
    send(guest)
    send(guest)
    await stage.turn()
    expect(answers(guest)).toContain('refused')
    expect(JSON.stringify([store.log('slow/a'), guest.outlet.messages, stage.reports])).not.toContain(home)
  })

  it.each([
    { perSecond: 1, burst: 1, per: 'planet' as never },
    [
      { perSecond: 1, burst: 1 },
      { perSecond: 0, burst: 1, per: 'address' as const },
    ],
    [null as never],
  ])('that cannot be one is refused where the host is made: %j', (rate) => {
    expect(() => stageWith(rate)).toThrow(
      expect.objectContaining({ code: 'ERR_RATE', message: expect.stringContaining('"add" in "slow"') }),
    )
  })
})

describe('what is remembered of networks', () => {
  it('is forgotten when it makes no difference any more', async () => {
    const stage = stageWith({ perSecond: 10, burst: 1, per: 'address' })
    for (let i = 0; i < 500; i++) {
      send(stage.client('g', `net-${i}`))
      await stage.clock.advance(10)
    }
    expect(stage.host.rates.networks).toBeLessThan(20)
  })

  it('is that of maxRatedAddresses at most: who sent longest ago is forgotten', async () => {
    const stage = stageWith({ perSecond: 0.001, burst: 1, per: 'address' }, { maxRatedAddresses: 3 })
    const from = (network: string) => {
      const client = stage.client(network, network)
      send(client)
      return client
    }
    for (const network of ['a', 'b', 'c', 'a', 'd']) from(network)
    await stage.turn()
    expect(stage.host.rates.networks).toBe(3)
    const [c, a, b] = [from('c'), from('a'), from('b')]
    await stage.turn()
    expect([c, a, b].map(answers)).toEqual([['refused'], ['refused'], ['done']])
  })

  it('lets through exactly what buckets that are never forgotten would', () => {
    const rates: readonly Rate[] = [
      { perSecond: 1, burst: 3, per: 'address' },
      { perSecond: 0.1, burst: 1, per: 'address' },
    ]
    const step = fc.record({ network: fc.nat(5), rate: fc.nat(1), afterMs: fc.nat(6000) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const networks = new NetworkRates(6)
        const model = new Map<string, TokenBucket>()
        let now = 1_000_000
        for (const { network, rate, afterMs } of steps) {
          now += afterMs
          const rule = rates[rate]!
          const key = `${network} ${rate}`
          const bucket = model.get(key) ?? new TokenBucket(rule.perSecond, rule.burst, now)
          model.set(key, bucket)
          expect(networks.bucketOf(`net-${network}`, rule, now).take(now)).toBe(bucket.take(now))
        }
      }),
    )
  })
})
