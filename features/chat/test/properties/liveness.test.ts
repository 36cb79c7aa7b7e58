import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { typingForgetMs } from '../../src/client/typing.ts'
import { ChatWorld, type Device, ownerOf } from './chat-world.ts'

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const names = ['ana/1', 'ana/2', 'ben/1', 'ben/2', 'cho/1'] as const
/** For the longest time that a frame, a heartbeat and a presence message take. */
const slackMs = 3000
/** A connection that nobody hears of any more is given up after two heartbeats. */
const silenceMs = 60_000
const graceMs = 5000

type Act = readonly [number, 'type' | 'kill' | 'stall' | 'offline' | 'back' | 'post' | 'wait' | 'crash']
const act: fc.Arbitrary<Act> = fc.tuple(
  fc.nat({ max: names.length - 1 }),
  fc.constantFrom('type', 'type', 'type', 'kill', 'stall', 'offline', 'back', 'post', 'wait', 'crash'),
)

async function gather(seed: number): Promise<ChatWorld> {
  const world = new ChatWorld(seed)
  for (const name of names) world.device(name).room('general')
  await world.clock.advance(3000)
  return world
}

/** `true`: this device is as if it had never been. */
type Gone = Set<string>

async function does(world: ChatWorld, gone: Gone, [at, what]: Act): Promise<void> {
  const device = world.devices[at]!
  const { name } = device
  if (what === 'wait') return world.clock.advance(700)
  if (what === 'crash') return world.server.crash()
  if (gone.has(name)) return
  if (what === 'type') device.room('general').drafted({ text: `t${world.clock.now()}` })
  else if (what === 'post') device.post('general', 'hello')
  else if (what === 'back') {
    world.network.resume(name)
    world.network.setOnline(name, true)
  } else {
    if (what === 'stall') world.network.stall(name)
    else world.network.setOnline(name, false)
    if (what === 'kill') gone.add(name)
  }
  await world.clock.advance(20)
}

const typists = (device: Device) => device.room('general').typists.map(({ id }) => id)

describe('whoever goes, and however', { timeout: 300_000 }, () => {
  test('nobody is shown typing longer than six seconds after the last sign of it', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.array(act, { maxLength: 12, size: 'max' }), async (seed, acts) => {
        const world = await gather(seed)
        try {
          const gone: Gone = new Set()
          world.devices[0]!.room('general').drafted({ text: 'I' })
          await world.clock.advance(200)
          expect(typists(world.devices[2]!)).toEqual(['ana'])
          for (const each of acts) await does(world, gone, each)
          // Nobody types any more; what was on its way arrives late.
          for (const name of names) if (!gone.has(name)) world.network.resume(name)
          await world.clock.advance(typingForgetMs + slackMs)
          for (const device of world.devices) expect(typists(device), device.name).toEqual([])
        } finally {
          world.close()
        }
      }),
      { numRuns: Number(process.env.CHAT_RUNS ?? 100) },
    )
  })

  test('those are here who have a connection, each once, on however many devices', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.array(act, { maxLength: 12, size: 'max' }), async (seed, acts) => {
        const world = await gather(seed)
        try {
          const gone: Gone = new Set()
          for (const each of acts) await does(world, gone, each)
          for (const name of names) {
            if (gone.has(name)) continue
            world.network.resume(name)
            world.network.setOnline(name, true)
          }
          await world.clock.advance(silenceMs + graceMs + slackMs)
          const here = [...new Set(names.filter((name) => !gone.has(name)).map(ownerOf))].sort()
          for (const device of world.devices) {
            if (gone.has(device.name)) continue
            const { count, people } = device.room('general').presence
            expect([count, people.map(({ id }) => id).sort()], device.name).toEqual([here.length, here])
          }
        } finally {
          world.close()
        }
      }),
      { numRuns: Number(process.env.CHAT_RUNS ?? 100) },
    )
  })
})
