import { type Batch, type Store, StoreError, StoreErrorCode } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { memoryStore } from './memory-store.ts'
import { storeSuite, suiteOnceWindowMs } from './store-suite.ts'

storeSuite('the memory store', async () => {
  let store = memoryStore({ onceWindowMs: suiteOnceWindowMs })
  return {
    store,
    async reopen(): Promise<Store> {
      store = store.reopen({ onceWindowMs: suiteOnceWindowMs })
      return store
    },
    cleanup: () => store.close(),
  }
})

const batch: Batch = { channel: 'a', epoch: 'e', after: 0, events: ['1'], outcomes: [], at: 0 }

describe('the hooks of the memory store', () => {
  it('delays a commit and every request behind it until the hook is done', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const store = memoryStore({ onCommit: () => gate })
    const settled: string[] = []
    const commit = store.commit([batch]).then(() => settled.push('commit'))
    const load = store.load('a').then((stored) => settled.push(`load ${stored?.offset}`))
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    expect(settled).toEqual([])
    release()
    await Promise.all([commit, load])
    expect(settled).toEqual(['commit', 'load 1'])
  })

  it('stores nothing of a group that its hook throws for, and goes on', async () => {
    let isFull = true
    const store = memoryStore({
      onCommit() {
        if (isFull) throw new StoreError(StoreErrorCode.full, 'The disk is full.')
      },
    })
    await expect(store.commit([batch])).rejects.toMatchObject({ code: 'ERR_STORE_FULL' })
    expect(store.channels()).toEqual([])
    isFull = false
    expect(await store.commit([batch])).toEqual([{ ok: true }])
  })

  it('stores the group and loses the answer if the later hook throws', async () => {
    const store = memoryStore({
      onCommitted() {
        throw new StoreError(StoreErrorCode.failed, 'The answer was lost.')
      },
    })
    await expect(store.commit([batch])).rejects.toMatchObject({ code: 'ERR_STORE_FAILED' })
    expect(store.log('a')).toEqual([{ offset: 1, event: '1' }])
  })

  it('rejects with a StoreError whatever a hook throws', async () => {
    const store = memoryStore({ onCommit: () => Promise.reject(new Error('odd')) })
    await expect(store.commit([batch])).rejects.toMatchObject({ name: 'StoreError', code: 'ERR_STORE_FAILED' })
  })

  it('shows what is stored', async () => {
    const store = memoryStore()
    await store.commit([{ ...batch, channel: 'b' }, batch])
    expect(store.channels()).toEqual(['b', 'a'])
    expect(store.log('nowhere')).toEqual([])
  })
})
