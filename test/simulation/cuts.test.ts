import { expect, it } from 'vitest'
import { World } from './world.ts'

const seeds = Array.from({ length: 200 }, (_, i) => i + 1)

/** People post while their connections break and the server crashes; after each cut all comes to rest and must agree. */
async function live(seed: number): Promise<number> {
  const world = new World(seed, ['ana', 'ben', 'cat'])
  const { chance, clock, network, people } = world
  await clock.advance(1_000)
  let cuts = 0
  for (let round = 0; round < 3; round++) {
    for (let step = chance.integer(1, 12); step > 0; step--) {
      const person = chance.pick(people)
      person.post(`${seed}.${round}.${step} of ${person.room.channel}`)
      if (chance.chance(0.3)) person.room.signals.typing({ typing: true })
      if (chance.chance(0.7)) await clock.advance(chance.integer(0, 60))
    }
    const victim = chance.chance(0.5) ? undefined : chance.pick(['ana', 'ben', 'cat'])
    const dice = chance.next()
    if (dice < 0.3) network.cut(victim)
    else if (dice < 0.7) network.cutMidFlight(victim)
    else if (dice < 0.85) world.crash()
    else network.stall(victim)
    cuts++
    for (let step = chance.integer(0, 6); step > 0; step--) {
      chance.pick(people).post(`${seed}.${round}.after.${step}`)
      await clock.advance(chance.integer(0, 400))
    }
    if (dice >= 0.85) {
      await clock.advance(chance.integer(0, 90_000))
      network.resume(victim)
    }
    await world.calm()

    const truth = await world.truth()
    for (const person of people) {
      expect(person.room.state, `the state of ${person.connection.user?.name}`).toEqual(truth)
      expect(person.room.pending).toEqual([])
      expect(person.failures).toEqual([])
      expect([...person.acknowledged].sort()).toEqual([...person.posted].sort())
      // Everything is stored, once, and what one person posted in the order it was posted.
      expect(world.stored.filter((text) => person.posted.includes(text))).toEqual(person.posted)
    }
    expect(world.stored).toHaveLength(people.flatMap(({ posted }) => posted).length)
  }
  expect(world.reports).toEqual([])
  expect(network.reports).toEqual([])
  return cuts
}

it('after each of 600 cuts from 200 seeds every client has what the server has, once and in order', async () => {
  let cuts = 0
  for (const seed of seeds) {
    try {
      cuts += await live(seed)
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error })
    }
  }
  expect(cuts).toBe(600)
}, 300_000)
