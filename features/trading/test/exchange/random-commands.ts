// Commands of several people, by chance.
import { type Actor, systemActor } from '@parley/channel'
import type { SeededRandom } from '@parley/testkit'
import { user } from './desk.ts'

export const people = ['ana', 'ben', 'carl', 'dora']

export function anOrder(random: SeededRandom, client: string, now: number): object {
  const side = random.pick(['buy', 'sell'])
  const type = random.pick([
    'limit',
    'limit',
    'limit',
    'limit',
    'market',
    'stop',
    'stop-limit',
    'take-profit',
    'trailing',
  ])
  const price = `${95 + random.integer(0, 10)}.${random.pick(['00', '50'])}`
  const isLimit = type === 'limit' || type === 'stop-limit'
  const tif = type === 'limit' ? random.pick(['gtc', 'gtc', 'ioc', 'fok', 'gtd']) : undefined
  return {
    ...{ client, market: random.pick(['BTC-USD', 'BTC-USD', 'ETH-USD']), side, type },
    ...(type === 'market' && random.chance(0.3)
      ? { amount: `${1 + random.integer(0, 299)}` }
      : { quantity: `0.${1 + random.integer(0, 98)}` }),
    ...(isLimit && { price }),
    ...(type.startsWith('stop') || type === 'take-profit' ? { stop: price } : {}),
    ...(type === 'trailing' && { trail: `${1 + random.integer(0, 3)}` }),
    ...(tif !== undefined && { tif }),
    ...(tif === 'gtd' && { until: now + 1 + random.integer(0, 19999) }),
    ...(type === 'limit' && tif === 'gtc' && random.chance(0.2) && { postOnly: true }),
    ...(type === 'limit' && tif === 'gtc' && random.chance(0.1) && { display: '0.01' }),
    selfTrade: random.pick(['none', 'expire-taker', 'expire-maker', 'expire-both', 'decrement']),
    cancelOnDisconnect: random.chance(0.2),
  }
}

/** `input` is as a client writes it at `now`, right or wrong. */
export function aCommand(random: SeededRandom, now: number): readonly [actor: Actor, name: string, input: object] {
  const id = random.pick(people)
  const actor = user(id)
  const client = `${id}-${random.integer(0, 299)}`
  const ref = random.chance(0.8) ? { client } : { order: 1 + random.integer(0, 399) }
  const sent = { sentAt: now - random.integer(0, 1) * random.integer(0, 6999) }
  const kind = random.integer(0, 99)
  if (kind < 55) return [actor, 'place', { ...anOrder(random, client, now), ...sent }]
  if (kind < 65) return [actor, 'cancel', { ref }]
  if (kind < 73)
    return [
      actor,
      'amend',
      {
        ref,
        ...sent,
        quantity: `0.${1 + random.integer(0, 98)}`,
        ...(random.chance(0.4) && { price: `${95 + random.integer(0, 10)}` }),
      },
    ]
  if (kind < 78)
    return [
      actor,
      'replace',
      { ref, mode: random.pick(['stop-on-failure', 'allow-failure']), place: anOrder(random, client, now), ...sent },
    ]
  if (kind < 84) {
    const items = Array.from({ length: 1 + random.integer(0, 5) }, (_, n) =>
      random.chance(0.7) ? { do: 'place', ...anOrder(random, `${client}-${n}`, now) } : { do: 'cancel', ref },
    )
    return [actor, 'batch', { items, ...sent }]
  }
  if (kind < 87) {
    const pair = { limit: { client: `${client}l`, price: '106' }, stop: { client: `${client}s`, stop: '94' } }
    return [actor, 'placeOco', { market: 'BTC-USD', side: 'sell', quantity: '0.2', ...pair, ...sent }]
  }
  if (kind < 89) return [actor, 'cancelAll', random.chance(0.5) ? {} : { market: 'BTC-USD', side: 'buy' }]
  if (kind < 91) return [actor, 'deadMan', { afterMs: random.pick([0, 1_000, 30_000]) }]
  if (kind < 93) return [systemActor, random.pick(['present', 'gone']), { account: id }]
  if (kind < 94) return [systemActor, 'halt', { market: 'ETH-USD' }]
  if (kind < 95) return [systemActor, 'auction', { market: 'ETH-USD', forMs: 3_000 }]
  if (kind < 96) return [systemActor, 'resume', { market: 'ETH-USD' }]
  if (kind < 97)
    return [
      systemActor,
      'fees',
      { market: 'BTC-USD', makerPpm: random.integer(0, 1999), takerPpm: random.integer(0, 1999) },
    ]
  if (kind < 98)
    return [systemActor, 'deposit', { account: id, asset: random.pick(['BTC', 'ETH', 'USD']), amount: '1' }]
  return [systemActor, 'clock', { dueAt: now }]
}
