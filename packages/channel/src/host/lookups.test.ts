import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { type CardEvents, cards } from '../../test/cards.ts'
import { gate, Stage } from '../../test/stage.ts'
import type { HostLimits } from './limits.ts'

function table(options: Parameters<typeof memoryStore>[0] = {}, limits: Partial<HostLimits> = {}) {
  const store = memoryStore(options)
  /** Reads of documents: held back while somebody holds them. */
  const reads = { waiting: [] as (() => void)[], isHeld: false, asked: 0, error: undefined as Error | undefined }
  const document = store.document.bind(store)
  store.document = async (...place) => {
    reads.asked++
    if (reads.isHeld) await new Promise<void>((resolve) => reads.waiting.push(resolve))
    if (reads.error !== undefined) throw reads.error
    return document(...place)
  }
  const stage = new Stage(store, limits, [cards])
  const ana = stage.client('ana')
  const say = (id: string, name: string, input: object) => ana.command(id, 'cards/a', name, input)
  const log = () => store.log('cards/a').map(({ event }) => JSON.parse(event) as { type: string; data: never })
  const seen = () => log().flatMap(({ type, data }) => (type === 'seen' ? [(data as CardEvents['seen']).texts] : []))
  return { store, stage, ana, say, log, seen, reads }
}

describe('a decision that looks documents up', () => {
  it('gets them from the store in its order, and undefined for what is not there', async () => {
    const { stage, say, seen } = table()
    say('1', 'put', { id: 'a', text: 'one' })
    say('2', 'put', { id: 'b', text: 'two' })
    await stage.turn()
    say('3', 'see', { ids: ['b', 'x', 'a'] })
    await stage.turn()
    expect(seen()).toEqual([['two', null, 'one']])
  })

  it('sees a document as its id, order and body', async () => {
    const { stage, ana, say } = table()
    say('1', 'put', { id: 'a', text: 'one' })
    await stage.turn()
    say('2', 'claim', { id: 'a' })
    say('3', 'claim', { id: 'b' })
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '2', code: 'cards/taken', message: 'a 1 one' }])
    expect(ana.outlet.of('done')).toMatchObject([{ id: '1' }, { id: '3', offset: 1 }])
  })

  it('sees what the same turn put, changed and removed, without asking the store', async () => {
    const { stage, say, seen, reads } = table()
    say('0', 'put', { id: 'a', text: 'old' })
    await stage.turn()
    say('1', 'put', { id: 'a', text: 'new' })
    say('2', 'see', { ids: ['a'] })
    say('3', 'remove', { id: 'a' })
    say('4', 'see', { ids: ['a'] })
    await stage.turn()
    expect(seen()).toEqual([['new'], [null]])
    expect(reads.asked).toBe(0)
  })

  it('sees what a transaction under way writes, and newer what came behind it', async () => {
    const held = gate()
    const { stage, say, seen } = table({ onCommit: held.hook })
    say('1', 'put', { id: 'a', text: 'first' })
    say('2', 'put', { id: 'b', text: 'first' })
    await stage.turn()
    expect(held.held).toBe(1)
    say('3', 'put', { id: 'b', text: 'second' })
    say('4', 'see', { ids: ['a', 'b'] })
    await stage.turn()
    held.release()
    await stage.turn()
    held.release()
    await stage.turn()
    expect(seen()).toEqual([['first', 'second']])
  })

  it('holds back the later commands of its channel and nobody else', async () => {
    const { stage, ana, say, log, reads } = table()
    await stage.turn()
    reads.isHeld = true
    say('1', 'see', { ids: ['a'], step: 1 })
    say('2', 'put', { id: 'a', text: 'late', step: 2 })
    say('3', 'see', { ids: ['a'], step: 3 })
    ana.command('4', 'cards/b', 'put', { id: 'a', text: 'other' })
    ana.open('cards/a')
    await stage.turn()
    expect(ana.outlet.of('opened')).toHaveLength(1)
    expect(ana.outlet.of('done')).toEqual([{ type: 'done', id: '4', offset: 1 }])
    reads.isHeld = false
    reads.waiting.shift()?.()
    await stage.turn()
    expect(log()).toMatchObject([
      { type: 'seen', data: { texts: [null], step: 1 } },
      { type: 'put', data: { step: 2 } },
      { type: 'seen', data: { texts: ['late'], step: 3 } },
    ])
  })

  it('does not wait for an empty list', async () => {
    const { stage, say, log } = table()
    say('0', 'put', { id: 'a', text: 'x' })
    await stage.turn()
    // Both are decided before anything else can happen: they share one transaction.
    const groups: number[] = []
    const commit = stage.store.commit.bind(stage.store)
    stage.store.commit = (group) => {
      groups.push(group.flatMap(({ events }) => events).length)
      return commit(group)
    }
    say('1', 'see', { ids: [] })
    say('2', 'put', { id: 'b', text: 'x' })
    await stage.turn()
    expect(log().map(({ type }) => type)).toEqual(['put', 'seen', 'put'])
    expect(groups).toEqual([2])
  })

  it('whose id comes again meanwhile is answered twice and takes effect once', async () => {
    const { stage, ana, say, seen, reads } = table()
    await stage.turn()
    reads.isHeld = true
    say('1', 'see', { ids: ['a'] })
    say('1', 'see', { ids: ['a'] })
    await stage.turn()
    reads.isHeld = false
    reads.waiting.shift()?.()
    await stage.turn()
    say('1', 'see', { ids: ['a'] })
    await stage.turn()
    expect(ana.outlet.of('done').map(({ id, offset }) => [id, offset])).toEqual([
      ['1', 1],
      ['1', 1],
      ['1', 1],
    ])
    expect(seen()).toHaveLength(1)
  })

  it('is refused as retryable when the store cannot read, and those behind it go on', async () => {
    const { stage, ana, say, log, reads } = table()
    reads.error = new Error('no read')
    say('1', 'see', { ids: ['a'] })
    say('2', 'put', { id: 'a', text: 'x' })
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '1', code: 'store-unavailable', retryable: true }])
    expect(log().map(({ type }) => type)).toEqual(['put'])
    expect(stage.reports).toEqual(['cards/a: looking up documents for "see": no read'])
    reads.error = undefined
    say('1', 'see', { ids: ['a'] })
    await stage.turn()
    expect(ana.outlet.of('done').map(({ id }) => id)).toEqual(['2', '1'])
  })

  it('looks again when a commit was refused because somebody else wrote', async () => {
    const { store, stage, say, seen, reads } = table()
    say('1', 'put', { id: 'a', text: 'ours' })
    await stage.turn()
    reads.isHeld = true
    say('2', 'put', { id: 'b', text: 'ours' })
    say('3', 'see', { ids: ['a'] })
    // The other owner's batch comes before ours.
    const put = { collection: 'cards', id: 'a', order: 2, body: '"theirs"', text: '' }
    const event = '{"offset":2,"type":"put","at":0,"data":{"id":"a","text":"theirs","step":0}}'
    const batch = { channel: 'cards/a', epoch: 'epoch-1', after: 1, events: [event], outcomes: [], at: 0 }
    await store.commit([{ ...batch, writes: [{ do: 'put', document: put }] }])
    await stage.turn()
    reads.isHeld = false
    for (const release of reads.waiting.splice(0)) release()
    await stage.turn()
    expect(seen()).toEqual([['theirs']])
  })

  it('waits for an erasure that begins meanwhile, and looks again', async () => {
    const { stage, ana, say, seen, reads } = table()
    say('1', 'put', { id: 'a', text: 'one' })
    await stage.turn()
    reads.isHeld = true
    say('2', 'see', { ids: ['a'] })
    const erased = stage.host.erasePerson('nobody')
    await stage.turn()
    reads.isHeld = false
    for (const release of reads.waiting.splice(0)) release()
    await stage.turn()
    await erased
    expect(seen()).toEqual([['one']])
    expect(ana.outlet.of('done')).toHaveLength(2)
  })

  it('is waited for by drain, and keeps its channel in memory', async () => {
    const { stage, ana, say, reads } = table({}, { maxIdleChannels: 1 })
    await stage.turn()
    reads.isHeld = true
    say('1', 'see', { ids: ['a'] })
    await stage.turn()
    ana.command('2', 'cards/b', 'put', { id: 'a', text: 'x' })
    say('3', 'put', { id: 'a', text: 'x' })
    await stage.turn()
    let isDrained = false
    void stage.host.drain().then(() => {
      isDrained = true
    })
    await stage.turn()
    expect(isDrained).toBe(false)
    reads.isHeld = false
    reads.waiting.shift()?.()
    await stage.turn()
    expect(isDrained).toBe(true)
    expect(ana.outlet.of('done').map(({ id }) => id)).toEqual(['2', '1', '3'])
  })

  it.each([
    ['throw', 'bad luck'],
    ['promise', 'it must return a list of { collection, id } at once'],
    ['nine', 'it may ask for 8 documents, not 9'],
    ['shape', 'it must ask for { collection, id }, both strings, not {"collection":"cards"}'],
  ])('that asks as it may not (%s) is a fault of the rule', async (how, what) => {
    const { stage, ana, say } = table()
    say('1', 'odd', { how })
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '1', code: 'internal', retryable: false }])
    expect(stage.reports).toEqual([`cards/a: the lookup of "odd" threw: ${what}`])
  })
})
