import { MessageChannel, Worker } from 'node:worker_threads'
import { StoreError } from '@parley/channel/store'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../src/index.ts'
import { WorkerStore } from '../src/worker-store.ts'
import { newPath, startWriter } from './with-folder.ts'

const batch = { channel: 'a', epoch: 'e', after: 0, events: ['1'], outcomes: [], at: 0 }

describe('a full disk', () => {
  it('rolls the whole group back, goes on reading, and takes commits again once there is room', async () => {
    const path = newPath()
    const small = openSqlite(path, { maxBytes: 200_000 })
    await small.commit([batch])
    const big = { ...batch, channel: 'big', events: [`"${'x'.repeat(1_000_000)}"`] }
    const tooMuch = [{ ...batch, after: 1, events: ['2'], outcomes: [{ actor: 'ana', command: 'c', offset: 2 }] }, big]
    const error = await small.commit(tooMuch).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ code: 'ERR_STORE_FULL' })
    expect((error as StoreError).message).toContain(path)
    expect(await small.load('a')).toMatchObject({ offset: 1 })
    expect(await small.load('big')).toBeUndefined()
    expect(await small.outcome('a', 'ana', 'c')).toBeUndefined()
    expect(await small.commit([{ ...batch, after: 1, events: ['2'] }])).toEqual([{ ok: true }])
    await small.close()
    const roomy = openSqlite(path)
    expect(await roomy.commit([{ ...big }])).toEqual([{ ok: true }])
    expect(await roomy.load('a')).toMatchObject({ offset: 2 })
    await roomy.close()
  })
})

describe('a group that fails', () => {
  it('leaves no trace of its documents and plans, and of what was kept in memory of them', async () => {
    const store = openSqlite(newPath(), { maxBytes: 300_000 })
    const document = (id: string, order: number, text = 'word') =>
      ({ do: 'put', document: { collection: 'messages', id, order, body: '{}', text } }) as const
    const plan = { do: 'plan', plan: { id: 'p', dueAt: 1, to: 'a', command: 'c', input: '{}' } } as const
    const big = document('big', 9, `${'x'.repeat(100)} `.repeat(10_000))
    const writes = [document('m1', 100), plan, big]
    await expect(store.commit([{ ...batch, writes }])).rejects.toMatchObject({ code: 'ERR_STORE_FULL' })
    expect(await store.documents('a', 'messages', undefined, 9)).toEqual([])
    expect(await store.nextPlanAt(0)).toBeUndefined()
    await store.commit([{ ...batch, writes: [document('m1', 1), document('m2', 2)] }])
    const unwhole = [document('m3', 3), document('m4', 1.5)]
    const refused = store.commit([{ ...batch, after: 1, writes: unwhole }])
    await expect(refused).rejects.toMatchObject({ code: 'ERR_STORE_FAILED' })
    const found = await store.search('a', 'messages', 'word', undefined, 9)
    expect(found.map(({ id }) => id)).toEqual(['m2', 'm1'])
    await store.close()
  })
})

describe('a log that was trimmed', () => {
  it('cannot be rewritten without the snapshot that stands for what is gone', async () => {
    const store = openSqlite(newPath())
    await store.commit([{ ...batch, events: ['1', '2', '3'], snapshot: '{"at":3}' }])
    expect(await store.trim('a', 2)).toBe(2)
    for (const snapshot of [undefined, { offset: 1, state: '' }, { offset: 4, state: '' }]) {
      await expect(store.rewrite('a', 'e2', [], snapshot)).rejects.toThrow(/snapshot must be at an offset from 2 to 3/)
    }
    await store.rewrite('a', 'e2', [], { offset: 2, state: '{"at":2}' })
    expect(await store.load('a')).toMatchObject({ epoch: 'e2', snapshot: { offset: 2 }, events: [{ offset: 3 }] })
    await store.close()
  })
})

describe('kill -9 of a writing process', () => {
  it('loses nothing that was acknowledged', async () => {
    const path = newPath()
    let stored = 0
    for (let round = 0; round < 5; round++) {
      const writer = startWriter(path, 'write')
      await writer.printed(20 + round * 30)
      await writer.kill()
      const [opened, ...acknowledged] = writer.lines()
      expect(opened).toBe(`opened ${stored}`)
      const store = openSqlite(path)
      const log = await store.load('log')
      stored = log?.offset ?? 0
      expect(stored).toBeGreaterThanOrEqual(Number(acknowledged.at(-1)))
      expect(log?.events.map((each) => JSON.parse(each.event).offset)).toEqual(
        Array.from({ length: stored }, (_, i) => i + 1),
      )
      for (const offset of acknowledged) expect(await store.outcome('log', 'ana', `c.${offset}`)).toBe(Number(offset))
      expect(await store.outcome('log', 'ana', `c.${stored + 1}`)).toBeUndefined()
      await store.close()
    }
  })
})

describe('a request that cannot be sent to the thread', () => {
  it('is rejected, and what was asked in the same turn is answered', async () => {
    const store = openSqlite(newPath())
    const wrong = (() => {}) as unknown as string
    const answers = await Promise.allSettled([store.load('a'), store.load(wrong), store.commit([batch])])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(answers[1]).toMatchObject({ reason: { code: 'ERR_STORE_FAILED' } })
    await store.close()
  })
})

describe('a worker thread that dies', () => {
  it('rejects what is under way and what comes later, and says why', async () => {
    const { port1, port2 } = new MessageChannel()
    const source = `const { workerData } = require('node:worker_threads')
      workerData.on('message', () => { throw new Error('out of luck') })`
    const worker = new Worker(source, { eval: true, workerData: port2, transferList: [port2] })
    const store = new WorkerStore('/data/parley.db', worker, port1)
    const requests = [store.commit([batch]), store.load('a'), store.close()]
    for (const result of await Promise.allSettled(requests)) {
      expect(result).toMatchObject({ reason: { name: 'StoreError', code: 'ERR_STORE_GONE' } })
      expect(String((result as PromiseRejectedResult).reason)).toMatch(/worker thread failed: out of luck/)
    }
    await expect(store.load('a')).rejects.toMatchObject({ name: 'StoreError' })
  })

  it('is noticed by a store that is idle', async () => {
    const { port1, port2 } = new MessageChannel()
    const worker = new Worker('process.exit(3)', { eval: true, workerData: port2, transferList: [port2] })
    const store = new WorkerStore('/data/parley.db', worker, port1)
    await new Promise((resolve) => worker.once('exit', resolve))
    await expect(store.commit([batch])).rejects.toThrow(/ended with code 3/)
    await expect(store.close()).rejects.toMatchObject({ code: 'ERR_STORE_GONE' })
  })
})

describe('purging', () => {
  it('removes outcomes that are older than the window from the file', async () => {
    const path = newPath()
    const store = openSqlite(path, { onceWindowMs: 1000 })
    const add = (at: number) => {
      const outcomes = Array.from({ length: 300 }, (_, i) => ({ actor: 'ana', command: `${at}.${i}`, offset: 1 }))
      return store.commit([{ ...batch, events: [], outcomes, at }])
    }
    for (let at = 0; at < 20_000; at += 500) await add(at)
    await store.close()
    const db = new Database(path)
    const [count, oldest] = db.prepare('SELECT count(*), min(at) FROM outcomes').raw().get() as [number, number]
    db.close()
    // The walk through the table lags behind the clock, by a few seconds here; what it must not do is let it grow.
    expect(oldest).toBeGreaterThan(12)
    expect(count).toBeLessThan(300 * 10)
  })
})
