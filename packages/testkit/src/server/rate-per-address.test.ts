import { defineChannel, defineFold, type Feature } from '@parley/channel'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { virtualClock } from '../clock/virtual-clock.ts'
import { memoryNetwork } from '../network/memory-network.ts'
import { recordingPeer } from '../peer/recording-peer.ts'
import { memoryFeature } from './memory-feature.ts'
import { memoryServer } from './memory-server.ts'

const fold = defineFold({
  state: () => ({ asked: 0 }),
  events: { asked: (state, _data: object) => void state.asked++ },
})
const desk = defineChannel('desk', fold, {
  commands: {
    ask: {
      input: z.object({}),
      decide: () => [{ type: 'asked', data: {} }],
      rate: { perSecond: 0.001, burst: 1, per: 'address' },
    },
  },
  views: { all: {} },
})
const feature: Feature = {
  name: 'desk',
  channels: [desk],
  fetch: async (_request, { command }) => {
    const refused = await command(ana, 'desk/a', 'ask', {}).catch(({ code }) => code)
    return new Response(typeof refused === 'string' ? refused : 'done')
  },
}
const ana = { id: 'ana', name: 'Ana', guest: false }
const ask = { type: 'command', id: 'a.1', channel: 'desk/a', name: 'ask', input: {} } as const

it('rates per address count those of whom a test says where they come from, and no others', async () => {
  const memory = memoryFeature(feature)
  const request = new Request('http://localhost/parley/desk/ask')
  const fetched = async (network?: string) => (await memory.fetch(request, ana, network))?.text()
  const near = recordingPeer(memory.host, { ...ana, id: 'ben' }, 'near')
  near.say(ask)
  await memory.clock.settle()
  expect(near.of('done')).toHaveLength(1)
  expect([await fetched('near'), await fetched('far'), await fetched()]).toEqual(['too-fast', 'done', 'done'])
})

it('a memory server counts its clients by the network that they are said to come from', async () => {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, seed: 1 })
  const networkOf = (name: string) => (name === 'cho' ? undefined : 'near')
  memoryServer({ channels: [desk], clock, network, networkOf })
  const answers: string[] = []
  for (const name of ['ana', 'ben', 'cho']) {
    const socket = network.environment(name).openSocket('ws://server', {
      opened: () => socket.send(JSON.stringify(ask)),
      message: (text) => {
        const { type } = JSON.parse(text)
        if (type === 'done' || type === 'refused') answers.push(`${name}: ${type}`)
      },
      closed: () => {},
    })
    await clock.advance(1000)
  }
  expect(answers).toEqual(['ana: done', 'ben: refused', 'cho: done'])
})
