import { type MemoryStore, memoryStore, type SeededRandom, seededRandom } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CardEvents, cards } from '../../test/cards.ts'
import { Stage } from '../../test/stage.ts'

const channels = ['cards/a', 'cards/b']

type Logged = { readonly [Type in keyof CardEvents]: { readonly type: Type; readonly data: CardEvents[Type] } }[
  | 'put'
  | 'removed'
  | 'seen']

/** A store that fails, loses its answers and takes its time, as long as it is `moody`. */
function moodyStore(chance: SeededRandom, mood: { isMoody: boolean; wait(ms: number): Promise<void> }): MemoryStore {
  const store = memoryStore({
    onCommit: async () => {
      if (mood.isMoody && chance.chance(0.3)) await mood.wait(chance.integer(1, 60))
      if (mood.isMoody && chance.chance(0.1)) throw new Error('no disk')
    },
    onCommitted: () => {
      if (mood.isMoody && chance.chance(0.05)) throw new Error('no answer')
    },
  })
  const document = store.document.bind(store)
  store.document = async (...place) => {
    if (mood.isMoody && chance.chance(0.5)) await mood.wait(chance.integer(1, 60))
    if (mood.isMoody && chance.chance(0.1)) throw new Error('no read')
    const found = await document(...place)
    if (mood.isMoody && chance.chance(0.3)) await mood.wait(chance.integer(1, 60))
    return found
  }
  return store
}

/** What the cards say by the log alone; each `seen` must have seen that. */
function expectSeen(log: readonly Logged[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const { type, data } of log) {
    if (type === 'put') texts.set(data.id, data.text)
    else if (type === 'removed') texts.delete(data.id)
    else expect(data.texts).toEqual(data.ids.map((id) => texts.get(id) ?? null))
  }
  return texts
}

async function live(seed: number): Promise<void> {
  const chance = seededRandom(seed)
  const mood = { isMoody: true, wait: (_ms: number) => Promise.resolve() }
  const store = moodyStore(chance, mood)
  const stage = new Stage(store, { snapshotEvery: 5, maxIdleChannels: 1, recentEvents: 4 }, [cards])
  mood.wait = (ms) => new Promise<void>((resolve) => stage.clock.setTimer(resolve, ms))
  const ana = stage.client('ana')
  const erasures: Promise<unknown>[] = []
  const sent: { id: string; channel: string; name: string; input: object }[] = []
  const card = () => `c${chance.integer(0, 3)}`
  const say = (id: string, name: string, input: object) => {
    const command = { id, channel: chance.pick(channels), name, input }
    sent.push(command)
    ana.command(command.id, command.channel, command.name, command.input)
  }
  for (let step = 1; step <= 60; step++) {
    const dice = chance.next()
    if (dice < 0.35) say(`s${step}`, 'put', { id: card(), text: `t${step}`, step })
    else if (dice < 0.5) say(`s${step}`, 'remove', { id: card(), step })
    else if (dice < 0.9) say(`s${step}`, 'see', { ids: Array.from({ length: chance.integer(0, 4) }, card), step })
    else if (dice < 0.94) erasures.push(stage.host.erasePerson('nobody').catch(() => {}))
    else {
      const again = sent[chance.integer(0, sent.length)]
      if (again !== undefined) ana.command(again.id, again.channel, again.name, again.input)
    }
    if (chance.chance(0.5)) await stage.turn()
    if (chance.chance(0.3)) await stage.clock.advance(chance.integer(1, 50))
  }
  mood.isMoody = false
  for (let round = 0; round < 40; round++) {
    await stage.turn()
    await stage.clock.advance(100)
  }
  await Promise.all([...erasures, stage.host.drain()])

  for (const { id } of sent) {
    const answers = ana.outlet.messages.filter((message) => 'id' in message && message.id === id)
    expect(answers.length, `${id} is answered`).toBeGreaterThan(0)
  }
  for (const channel of channels) {
    const log = store.log(channel).map(({ event }) => JSON.parse(event) as Logged)
    const texts = expectSeen(log)
    const steps = log.map(({ data }) => data.step)
    expect(new Set(steps).size, 'each takes effect once').toBe(steps.length)
    const stored = await store.documents(channel, 'cards', undefined, 100)
    expect(new Map(stored.map(({ id, body }) => [id, JSON.parse(body)]))).toEqual(new Map(texts))
  }
}

/** Nobody fails and nothing is sent twice: then nothing overtakes anything. */
async function liveInOrder(seed: number): Promise<void> {
  const chance = seededRandom(seed)
  const waits: { wait(ms: number): Promise<void> } = { wait: () => Promise.resolve() }
  const pause = () => (chance.chance(0.5) ? waits.wait(chance.integer(1, 40)) : undefined)
  const store = memoryStore({ onCommit: async () => pause() })
  const document = store.document.bind(store)
  store.document = async (...place) => {
    await pause()
    return document(...place)
  }
  const stage = new Stage(store, {}, [cards])
  waits.wait = (ms) => new Promise<void>((resolve) => stage.clock.setTimer(resolve, ms))
  const clients = [stage.client('ana'), stage.client('ben')]
  const ids = ['x', 'y', 'z']
  for (let step = 1; step <= 40; step++) {
    const client = chance.pick(clients)
    const id = chance.pick(ids)
    const name = chance.pick(['put', 'remove', 'see', 'see'])
    const input = name === 'see' ? { ids: [id], step } : { id, text: `t${step}`, step }
    client.command(`s${step}`, 'cards/a', name, input)
    if (chance.chance(0.5)) await stage.turn()
    if (chance.chance(0.5)) await stage.clock.advance(chance.integer(1, 30))
  }
  for (let round = 0; round < 60; round++) {
    await stage.turn()
    await stage.clock.advance(100)
  }
  const log = store.log('cards/a').map(({ event }) => JSON.parse(event) as Logged)
  expect(log.map(({ data }) => data.step)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  expectSeen(log)
}

describe('what a decision looks up', () => {
  it('is what the log before it says, whatever the store does, and each command takes effect once', async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), live), { numRuns: 60 })
  })

  it('lets no command overtake another', async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), liveInOrder), { numRuns: 40 })
  })
})
