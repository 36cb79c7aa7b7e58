import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Envelope } from './messages.ts'
import { RequestQueue } from './request-queue.ts'

const commit = (id: number): Envelope => ({
  id,
  request: { do: 'commit', group: { numbers: new Float64Array(1), text: '' } },
})
const read = (id: number): Envelope => ({ id, request: { do: 'load', channel: 'a' } })

function drain(queue: RequestQueue): number[] {
  const ids: number[] = []
  for (let next = queue.take(); next !== undefined; next = queue.take()) ids.push(next.id)
  return ids
}

describe('a request queue', () => {
  it('lets a commit overtake the reads before it', () => {
    const queue = new RequestQueue()
    for (const id of [1, 2, 3]) queue.add(read(id))
    queue.add(commit(4))
    expect(queue.take()?.id).toBe(4)
    queue.add(commit(5))
    expect(drain(queue)).toEqual([1, 5, 2, 3])
  })

  it('never lets a read go before a commit that was asked for first', () => {
    const queue = new RequestQueue()
    for (const envelope of [commit(1), commit(2), read(3), commit(4)]) queue.add(envelope)
    expect(drain(queue)).toEqual([1, 2, 3, 4])
  })

  it('keeps trimming and rewriting in their place among the commits', () => {
    const queue = new RequestQueue()
    queue.add(commit(1))
    queue.add({ id: 2, request: { do: 'rewrite', channel: 'a', epoch: 'e', events: [], snapshot: undefined } })
    queue.add(commit(3))
    queue.add({ id: 4, request: { do: 'trim', channel: 'a', upTo: 1 } })
    queue.add(commit(5))
    expect(drain(queue)).toEqual([1, 2, 3, 4, 5])
  })

  it('answers everything once, commits in order, each read after the commits before it', () => {
    const property = fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(3))), (steps) => {
      const queue = new RequestQueue()
      const taken: number[] = []
      const kinds = steps.map(([isCommit]) => isCommit)
      steps.forEach(([isCommit, takes], id) => {
        queue.add(isCommit ? commit(id) : read(id))
        for (let i = 0; i < takes; i++) {
          const next = queue.take()
          if (next !== undefined) taken.push(next.id)
        }
      })
      taken.push(...drain(queue))
      expect([...taken].sort((a, b) => a - b)).toEqual(kinds.map((_, id) => id))
      const commits = taken.filter((id) => kinds[id])
      expect(commits).toEqual([...commits].sort((a, b) => a - b))
      for (const [at, id] of taken.entries()) {
        if (kinds[id]) continue
        const before = kinds.flatMap((isCommit, other) => (isCommit && other < id ? [other] : []))
        for (const earlier of before) expect(taken.indexOf(earlier)).toBeLessThan(at)
      }
    })
    fc.assert(property)
  })
})
