import type { Store } from '@parley/channel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendFacts } from './suite/append-facts.ts'
import { documentFacts } from './suite/document-facts.ts'
import { lifeFacts } from './suite/life-facts.ts'
import { modelFacts } from './suite/model-facts.ts'
import { onceFacts } from './suite/once-facts.ts'
import { planFacts } from './suite/plan-facts.ts'
import { readFacts } from './suite/read-facts.ts'
import { searchFacts } from './suite/search-facts.ts'
import { textFacts } from './suite/text-facts.ts'

/** An open store with a once-window of 1 000 ms, over data that is empty at first. */
export interface StoreUnderTest {
  readonly store: Store
  /** Closes the store that is open and opens another on the same data. */
  reopen(): Promise<Store>
  /** Closes what is open and removes the data. */
  cleanup(): Promise<void>
}

/** The once-window that `storeSuite` expects the store to be opened with. */
export const suiteOnceWindowMs = 1000

/** What every implementation of `Store` must do, as a suite of Vitest. Call it at the top of a test file. */
export function storeSuite(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let current: StoreUnderTest
    beforeEach(async () => {
      current = await open()
    })
    afterEach(() => current.cleanup())
    const store = (): Store => current.store
    const reopen = (): Promise<Store> => current.reopen()

    appendFacts(store)
    onceFacts(store, reopen)
    readFacts(store)
    textFacts(store, reopen)
    documentFacts(store, reopen)
    searchFacts(store, reopen, open)
    planFacts(store, reopen)
    lifeFacts(store, reopen)
    modelFacts(open)

    describe('closing', () => {
      it('finishes what was asked before', async () => {
        const commit = store().commit([{ channel: 'a', epoch: 'e', after: 0, events: ['1'], outcomes: [], at: 0 }])
        const load = store().load('a')
        await store().close()
        expect(await commit).toEqual([{ ok: true }])
        expect((await load)?.offset).toBe(1)
      })

      it('refuses every later request', async () => {
        const closing = store().close()
        const requests = [
          store().commit([]),
          store().load('a'),
          store().readAfter('a', 0, 1),
          store().readBefore('a', 1, 1),
          store().outcome('a', 'b', 'c'),
          store().document('a', 'b', 'c'),
          store().documents('a', 'b', undefined, 1),
          store().search('a', 'b', 'c', undefined, 1),
          store().duePlans(0, 1),
          store().nextPlanAt(0),
          store().trim('a', 1),
          store().channelNames('', '', 1),
          store().documentsOf('a', 1),
          store().rewrite('a', 'e', [], undefined),
          store().purge(),
        ]
        for (const request of requests) {
          await expect(request).rejects.toMatchObject({ name: 'StoreError', code: 'ERR_STORE_CLOSED' })
        }
        await closing
      })

      it('may be asked for twice', async () => {
        await Promise.all([store().close(), store().close()])
        await store().close()
      })
    })
  })
}
