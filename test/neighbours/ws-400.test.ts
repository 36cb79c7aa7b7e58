// Of several ws servers with a path each on one http.Server, every one answers 400 into the sockets of the others.
import { expect, it } from 'vitest'
import { until } from '../../packages/server/test/wait.ts'
import { enter, tryAllWays } from './party.ts'
import { socketIo } from './socket-io.ts'
import { orders, stand } from './stand.ts'
import { wsOnPath } from './ws.ts'

it.each(orders)('two ws servers spoil each other’s sockets and not ours, %s', async (order) => {
  await using here = await stand([wsOnPath('/one'), wsOnPath('/two')], { order, paths: ['/parley', '/second'] })
  const guests = await Promise.all(here.ours.map(enter))
  const spoil = () => Promise.allSettled(here.theirs.map(async (party) => (await enter(party)).say('hello')))
  // If this fails, ws has learned to share, and this file has lost its danger.
  expect((await spoil()).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  for (const guest of guests) expect(await guest.say('unharmed')).toBe('unharmed')
  for (const party of here.ours) await tryAllWays(party)
  await spoil()
  for (const guest of guests) await guest.leave()
  await until(() => here.ours.every(({ socketCount }) => socketCount === 0), 'ours to be gone')
})

it.each(orders)('one ws server spoils Socket.IO’s WebSockets and not ours, %s', async (order) => {
  await using here = await stand([wsOnPath('/one'), socketIo], { order })
  const [ours] = here.ours
  const guest = await enter(ours!)
  await expect(here.theirs[1]?.ways.websocket?.()).rejects.toThrow()
  await tryAllWays(ours!)
  expect(await guest.say('unharmed')).toBe('unharmed')
  await guest.leave()
})
