// All of them on one server at once: an app, Socket.IO, ws, Vite and three of ours.
import { describe, expect, it } from 'vitest'
import { until } from '../../packages/server/test/wait.ts'
import { enter, tryAllWays } from './party.ts'
import { apps, get, shapeOf } from './place.ts'
import { socketIo } from './socket-io.ts'
import { orders, type Stand, type StandOptions, stand } from './stand.ts'
import { vite } from './vite.ts'
import { wsNoServer } from './ws.ts'

// Not ws with a path: it answers 400 to Socket.IO's and Vite's upgrades, with us or without.
const neighbours = [socketIo, wsNoServer('/theirs'), vite]
const paths = ['/parley', '/parley/second', '/third']

const houses: readonly (readonly [name: string, options: StandOptions])[] = [
  ...Object.entries(apps).map(([name, app]) => [`http with ${name}`, { app }] as const),
  ['https with plain Node', { isSecure: true }],
  ['https with Express', { isSecure: true, app: apps.Express! }],
]

const cases = houses.flatMap(([name, options]) => orders.map((order) => [name, order, { ...options, order }] as const))

const parties = ({ ours, theirs }: Stand) => [...ours, ...theirs]

async function allWork(here: Stand): Promise<void> {
  for (const party of parties(here)) await tryAllWays(party)
  expect(await get(here.place, '/hello?x=1')).toBe('app /hello?x=1')
}

describe.each(cases)('%s, %s', (_name, _order, options) => {
  it('all work at once, each with its own sockets only', async () => {
    await using here = await stand(neighbours, { ...options, paths })
    await allWork(here)
    const guests = await Promise.all(parties(here).map(enter))
    await allWork(here)
    await until(() => parties(here).every(({ socketCount }) => socketCount === 1), 'one socket each')
    for (const guest of guests) {
      expect(await guest.say('hello')).toBe('hello')
      await guest.leave()
    }
    await until(() => parties(here).every(({ socketCount }) => socketCount === 0), 'all to be gone')
  })

  it('ours leave one by one, nobody else’s socket ends, and the server is as if we had never been there', async () => {
    await using here = await stand(neighbours, { ...options, paths })
    await using without = await stand(neighbours, { ...options, paths: [] })
    const guests = await Promise.all(parties(here).map(enter))
    for (const [at, party] of here.ours.entries()) {
      await party.close()
      for (const guest of guests.slice(at + 1)) expect(await guest.say('still here')).toBe('still here')
      expect(await get(here.place, paths[at]!)).toBe(`app ${paths[at]}`)
    }
    expect(shapeOf(here.place.server)).toEqual(shapeOf(without.place.server))
    for (const party of here.theirs) await tryAllWays(party)
  })
})
