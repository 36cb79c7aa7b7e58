// Every neighbour alone with us on one http.Server, whoever came first.
import type { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { RawPeer, upgradeRequest } from '../../packages/server/test/raw-peer.ts'
import { until, within } from '../../packages/server/test/wait.ts'
import { attachOurs } from './ours.ts'
import { enter, type MoveIn, tryAllWays } from './party.ts'
import { get, shapeOf } from './place.ts'
import { socketIo } from './socket-io.ts'
import { orders, stand } from './stand.ts'
import { vite } from './vite.ts'
import { wsNoServer, wsOnPath } from './ws.ts'

const neighbours: Readonly<Record<string, MoveIn>> = {
  'Socket.IO': socketIo,
  'ws with a path': wsOnPath('/theirs'),
  'ws without a server': wsNoServer('/theirs'),
  Vite: vite,
}

const cases = Object.entries(neighbours).flatMap(([name, moveIn]) =>
  orders.map((order) => [name, order, moveIn] as const),
)

describe.each(cases)('%s on our server, %s', (_name, order, moveIn) => {
  it('works, and so do we, at the same time, and neither has the other’s sockets', async () => {
    await using here = await stand([moveIn], { order })
    const [[ours], [theirs]] = [here.ours as [(typeof here.ours)[0]], here.theirs as [(typeof here.theirs)[0]]]
    const ourGuest = await enter(ours)
    await tryAllWays(theirs)
    const theirGuest = await enter(theirs)
    await tryAllWays(ours)
    await until(() => ours.socketCount === 1 && theirs.socketCount === 1, 'one socket each')
    expect(await ourGuest.say('still ours')).toBe('still ours')
    expect(await theirGuest.say('still theirs')).toBe('still theirs')
    await ourGuest.leave()
    await until(() => ours.socketCount === 0, 'ours to be gone')
    expect(theirs.socketCount).toBe(1)
    await theirGuest.leave()
    await until(() => theirs.socketCount === 0, 'theirs to be gone')
  })

  it('leaves the app its routes, as we do', async () => {
    await using here = await stand([moveIn], { order })
    expect(await get(here.place, '/hello')).toBe('app /hello')
  })

  it('goes on when we leave, and the server is as if we had never been there', async () => {
    await using here = await stand([moveIn], { order })
    await using without = await stand([moveIn], { paths: [] })
    const [ours] = here.ours as [(typeof here.ours)[0]]
    const [theirs] = here.theirs as [(typeof here.theirs)[0]]
    const theirGuest = await enter(theirs)
    await ours.close()
    expect(shapeOf(here.place.server)).toEqual(shapeOf(without.place.server))
    expect(await theirGuest.say('nothing happened')).toBe('nothing happened')
    await theirGuest.leave()
    await tryAllWays(theirs)
    expect(await get(here.place, '/parley')).toBe('app /parley')

    const again = attachOurs(here.place)
    await tryAllWays(again)
    await tryAllWays(theirs)
    await again.close()
  })

  it('does not take us along when it leaves', async () => {
    await using here = await stand([moveIn], { order })
    const [ours] = here.ours as [(typeof here.ours)[0]]
    const ourGuest = await enter(ours)
    await here.theirs[0]?.close()
    expect(await ourGuest.say('still here')).toBe('still here')
    await ourGuest.leave()
    await tryAllWays(ours)
  })

  it('leaves no upgrade to an unknown path without an end', async () => {
    await using here = await stand([moveIn], { order, settings: { handshakeTimeoutMs: 500 } })
    using peer = await RawPeer.connect(here.place.port)
    peer.write(upgradeRequest({}, 'GET /nobody HTTP/1.1'))
    await within(peer.end(), 'an answer or an end', 5_000)
  })

  it('outlives the reset of an upgrade to an unknown path', async () => {
    await using here = await stand([moveIn], { order })
    const upgraded = new Promise<Duplex>((resolve) => {
      here.place.server.on('upgrade', (_request, stream) => resolve(stream))
    })
    const peer = await RawPeer.connect(here.place.port)
    peer.write(upgradeRequest({}, 'GET /nobody HTTP/1.1'))
    const stream = await upgraded
    peer.reset()
    await until(() => stream.destroyed, 'the end')
    expect(await get(here.place, '/hello')).toBe('app /hello')
  })
})
