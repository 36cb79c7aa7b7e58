// What Vite decides for itself, it still decides with us on the server: who may hear of updates.
import { expect, it } from 'vitest'
import { RawPeer, upgradeRequest } from '../../packages/server/test/raw-peer.ts'
import { tryAllWays } from './party.ts'
import { get } from './place.ts'
import { orders, type Stand, stand } from './stand.ts'
import { vite } from './vite.ts'

async function ask({ place }: Stand, query: string, headers: Readonly<Record<string, string>>): Promise<number> {
  using peer = await RawPeer.connect(place.port)
  const host = `127.0.0.1:${place.port}`
  peer.write(upgradeRequest({ Host: host, 'Sec-WebSocket-Protocol': 'vite-hmr', ...headers }, `GET /${query} HTTP/1.1`))
  return (await peer.answer()).status
}

it.each(orders)(
  'a page with the token hears of updates, one without or with a wrong one does not, %s',
  async (order) => {
    await using here = await stand([vite], { order })
    const [, token] = /wsToken = "([^"]+)"/.exec(await get(here.place, '/@vite/client')) ?? []
    const page = { Origin: here.place.url }
    expect(await ask(here, `?token=${token}`, page)).toBe(101)
    expect(await ask(here, '?token=wrong', page)).toBe(400)
    expect(await ask(here, '', page)).toBe(400)
    // A program, which no page can make send this.
    expect(await ask(here, '', {})).toBe(101)
    await tryAllWays(here.ours[0]!)
  },
)

it.each(orders)('Vite’s ping, by which pages learn that the server is back, is answered by Vite, %s', async (order) => {
  await using here = await stand([vite], { order })
  expect(await ask(here, '', { 'Sec-WebSocket-Protocol': 'vite-ping' })).toBe(101)
  expect(here.ours[0]?.socketCount).toBe(0)
})

it.each(orders)('Vite’s subprotocol at our path is ours to judge, %s', async (order) => {
  await using here = await stand([vite], { order })
  using peer = await RawPeer.connect(here.place.port)
  peer.write(upgradeRequest({ 'Sec-WebSocket-Protocol': 'vite-hmr' }))
  const { status, headers } = await peer.answer()
  expect([status, headers.get('sec-websocket-protocol')]).toEqual([101, undefined])
  expect(here.theirs[0]?.socketCount).toBe(0)
  await peer.leave()
})
