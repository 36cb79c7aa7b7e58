import { memoryStore, seededRandom } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Client, lengthsFold, Stage, wordsFold } from '../../test/stage.ts'
import type { Fold } from '../define/fold.ts'
import { Subscription } from '../subscription/subscription.ts'

/** A reader as PROTOCOL.md describes one: folds what it is told, opens again where something is missing. */
class Follower {
  readonly client: Client
  readonly subscription: Subscription<unknown, unknown>
  #read = 0

  constructor(client: Client, view: string, fold: Fold<unknown, unknown>) {
    this.client = client
    this.subscription = new Subscription('words/en', view, fold)
    client.say(this.subscription.openMessage())
  }

  catchUp(): void {
    const { messages } = this.client.outlet
    for (const message of messages.slice(this.#read)) {
      if (message.type === 'opened') this.subscription.receiveOpened(structuredClone(message))
      if (message.type === 'events') this.subscription.receiveEvents(structuredClone(message))
    }
    this.#read = messages.length
  }
}

const folds = { all: wordsFold, lengths: lengthsFold } as unknown as Record<string, Fold<unknown, unknown>>

describe('apply(state at t0, events from t0 to t1) is the state at t1', () => {
  it('for every view, whenever it was opened, whoever was slow, whatever the store did', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const chance = seededRandom(seed)
        const store = memoryStore({
          onCommit: () => {
            if (chance.next() < 0.1) throw new Error('no disk')
          },
          onCommitted: () => {
            if (chance.next() < 0.05) throw new Error('no answer')
          },
        })
        const stage = new Stage(store, { recentEvents: 4, maxReplay: 8, snapshotEvery: 5 })
        const followers: Follower[] = []
        for (let step = 0; step < 60; step++) {
          const dice = chance.next()
          if (dice < 0.15) {
            const view = chance.pick(['all', 'lengths'])
            followers.push(new Follower(stage.client(`f${step}`), view, folds[view] as Fold<unknown, unknown>))
          } else if (dice < 0.25 && followers.length > 0) {
            chance.pick(followers).client.outlet.isBacklogged = true
          } else if (dice < 0.35 && followers.length > 0) {
            const follower = chance.pick(followers)
            follower.client.outlet.isBacklogged = false
            follower.client.session.drained()
          } else if (dice < 0.4) {
            stage.client().say({ type: 'command', id: `c${step}`, channel: 'words/en', name: 'clear', input: {} })
          } else {
            stage.client().add(`a${step}`, chance.pick(['_', 'x']) + 'y'.repeat(chance.integer(0, 9)))
          }
          if (chance.next() < 0.6) await stage.turn()
        }
        for (const { client } of followers) {
          client.outlet.isBacklogged = false
          client.session.drained()
        }
        await stage.turn()
        for (const [view, fold] of Object.entries(folds)) {
          const truth = new Follower(stage.client('truth'), view, fold)
          await stage.turn()
          // The store may have failed at the last step: then the channel wakes for this very open.
          truth.catchUp()
          for (const follower of followers.filter(({ subscription }) => subscription.view === view)) {
            follower.catchUp()
            expect(follower.subscription.position).toEqual(truth.subscription.position)
            expect(follower.subscription.state).toEqual(truth.subscription.state)
          }
        }
      }),
      // The first: a levelled reader was given an event beyond the position it was told.
      { numRuns: 300, examples: [[-1519857380]] },
    )
  })
})
