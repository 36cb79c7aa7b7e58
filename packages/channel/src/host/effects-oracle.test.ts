import { type MemoryStore, memoryStore, type SeededRandom, seededRandom, type VirtualClock } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { desk, tally } from '../../test/desk.ts'
import { Stage } from '../../test/stage.ts'

const channels = [desk, tally]
const desks = ['desk/a', 'desk/b']
const limits = { snapshotEvery: 5, maxIdleChannels: 2, maxPlansAtOnce: 3, recentEvents: 4 }

interface Happened {
  readonly type: string
  readonly at: number
  readonly data: { readonly id: string; readonly text?: string; readonly remindAt?: number; readonly until?: number }
}

/** A server that crashes, on a store that fails, loses answers and takes its time, as long as it is moody. */
class Life {
  readonly chance: SeededRandom
  stage: Stage
  isMoody = true
  #crashes = 0

  constructor(seed: number) {
    this.chance = seededRandom(seed)
    this.stage = new Stage(this.#moody(memoryStore(this.#hooks())), limits, channels)
  }

  get store(): MemoryStore {
    return this.stage.store as MemoryStore
  }

  get clock(): VirtualClock {
    return this.stage.clock
  }

  /** What was decided but not stored is gone; what the store was doing is done or not, before anybody opens it again. */
  async crash(): Promise<void> {
    const { clock, store } = this
    this.#crashes++
    await Promise.all([store.close(), clock.advance(400)])
    this.stage = new Stage(this.#moody(this.store.reopen(this.#hooks())), limits, channels, clock)
  }

  async pass(ms: number): Promise<void> {
    await this.clock.advance(ms)
    await this.stage.turn()
  }

  #hooks() {
    const crashes = this.#crashes
    return {
      onCommit: async () => {
        if (this.isMoody && this.chance.chance(0.3)) {
          await new Promise<void>((resolve) => this.clock.setTimer(resolve, this.chance.integer(1, 400)))
        }
        if (crashes !== this.#crashes && this.chance.chance(0.5)) throw new Error('the process ended')
        if (this.isMoody && this.chance.chance(0.1)) throw new Error('no disk')
      },
      onCommitted: () => {
        if (this.isMoody && this.chance.chance(0.1)) throw new Error('no answer')
      },
    }
  }

  #moody(store: MemoryStore): MemoryStore {
    const fail = () => {
      if (this.isMoody && this.chance.chance(0.1)) throw new Error('no read')
    }
    for (const method of ['load', 'duePlans', 'nextPlanAt', 'outcome'] as const) {
      const real = store[method].bind(store) as (...args: unknown[]) => Promise<never>
      Object.assign(store, {
        [method]: async (...args: unknown[]) => {
          fail()
          return real(...args)
        },
      })
    }
    return store
  }
}

function act(life: Life, step: number): void {
  const { chance, clock, stage } = life
  const client = stage.client()
  const channel = chance.pick(desks)
  const id = `n${chance.integer(0, 6)}`
  const dice = chance.next()
  // A time of its own for each, by its last two digits: one of the same id and time as one that fired is that one.
  const dueAt = Math.floor(clock.now() / 100) * 100 + chance.integer(-50, 40) * 100 + step
  if (dice < 0.5) client.command(`s${step}`, channel, 'note', { id, text: `t${step}`, remindAt: dueAt })
  else if (dice < 0.7) client.command(`s${step}`, channel, 'snooze', { id, until: dueAt })
  else client.command(`s${step}`, channel, 'drop', { id })
}

async function live(seed: number): Promise<void> {
  const life = new Life(seed)
  for (let step = 0; step < 60; step++) {
    act(life, step)
    if (life.chance.chance(0.6)) await life.stage.turn()
    if (life.chance.chance(0.4)) await life.pass(life.chance.integer(1, 900))
    if (life.chance.chance(0.08)) await life.crash()
  }
  life.isMoody = false
  for (let second = 0; second < 200; second++) await life.pass(1000)

  expect(life.store.plans(), 'all plans are sent').toEqual([])
  const counted = life.store
    .log('tally/all')
    .map(({ event }) => (JSON.parse(event) as { data: { what: string } }).data.what)
  const noted: string[] = []
  for (const channel of desks) {
    const log = life.store.log(channel).map(({ event }) => JSON.parse(event) as Happened)
    const key = channel.slice(channel.indexOf('/') + 1)
    noted.push(...log.filter(({ type }) => type === 'noted').map(({ data }) => `${key} ${data.id}`))
    expectRemindersOf(log)
    const documents = await life.store.documents(channel, 'notes', undefined, 1000)
    expect(documents.map(({ id, text }) => [id, text]).sort()).toEqual(documentsOf(log))
  }
  for (const key of ['a', 'b']) {
    const of = (all: readonly string[]) => all.filter((what) => what.startsWith(`${key} `))
    expect(counted, 'nothing else').toHaveLength(noted.length)
    expect(of(counted), 'each command to another channel had its effect once, in their order').toEqual(of(noted))
  }
}

/** Each timer that was set and neither replaced nor called off fired once, not before its time. */
function expectRemindersOf(log: readonly Happened[]): void {
  const due = new Map<string, number>()
  for (const { type, at, data } of log) {
    if (type === 'noted') due.set(data.id, data.remindAt ?? 0)
    if (type === 'snoozed') due.set(data.id, data.until ?? 0)
    if (type === 'dropped') due.delete(data.id)
    if (type !== 'reminded') continue
    expect(due.get(data.id), `${data.id} was reminded of without a timer`).toBeLessThanOrEqual(at)
    due.delete(data.id)
  }
  expect([...due.keys()], 'timers that never fired').toEqual([])
}

function documentsOf(log: readonly Happened[]): string[][] {
  const documents = new Map<string, string>()
  for (const { type, data } of log) {
    if (type === 'noted') documents.set(data.id, data.text ?? '')
    if (type === 'dropped') documents.delete(data.id)
  }
  return [...documents].sort()
}

describe('what events effect', () => {
  it('happens once and is never lost, whatever the store does and whenever the server crashes', async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), live), { numRuns: 150 })
  }, 60_000)
})
