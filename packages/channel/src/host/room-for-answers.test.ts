import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { NarrowReader } from '../../test/narrow-reader.ts'
import { Stage, wordsFold } from '../../test/stage.ts'

const maxBacklogBytes = 2000

/** Channels whose states are 1 000 bytes each, and whose logs hold 20 events of 50. */
async function bigChannels(count: number, limits = {}) {
  const stage = new Stage(memoryStore(), { maxReplay: 0, ...limits })
  const eve = stage.client('eve')
  for (let channel = 0; channel < count; channel++) {
    for (let i = 0; i < 20; i++) eve.add(`${channel}.${i}`, 'x'.repeat(45), { channel: `words/c${channel}` })
  }
  await stage.turn()
  return stage
}

describe('one who asks for much and takes little', () => {
  it('has its views opened as it takes them, however many it asks for at once', async () => {
    const stage = await bigChannels(50)
    const reader = new NarrowReader(
      stage.host,
      { id: 'ana', channel: 'words/c0', view: 'all' },
      wordsFold,
      maxBacklogBytes,
    )
    for (let i = 1; i < 50; i++)
      reader.session.receive(JSON.stringify({ type: 'open', channel: `words/c${i}`, view: 'all' }))
    await stage.turn()
    for (let turn = 0; turn < 60; turn++) {
      reader.outlet.take(Number.POSITIVE_INFINITY)
      await stage.turn()
    }
    expect(
      reader
        .of('opened')
        .map(({ channel }) => channel)
        .sort(),
    ).toEqual(Array.from({ length: 50 }, (_, i) => `words/c${i}`).sort())
    expect(reader.outlet.mostBytes).toBeLessThan(maxBacklogBytes + 2000)
  })

  it('is given pages as it takes them', async () => {
    const stage = await bigChannels(1)
    const reader = new NarrowReader(
      stage.host,
      { id: 'ana', channel: 'words/c0', view: 'all' },
      wordsFold,
      maxBacklogBytes,
    )
    await stage.turn()
    for (let i = 0; i < 100; i++) {
      reader.session.receive(
        JSON.stringify({ type: 'read', id: `r${i}`, channel: 'words/c0', view: 'all', before: 99, limit: 200 }),
      )
    }
    for (let turn = 0; turn < 100; turn++) {
      await stage.turn()
      reader.outlet.take(Number.POSITIVE_INFINITY)
    }
    expect(reader.of('page')).toHaveLength(100)
    // Those that were under way at the store come all the same.
    expect(reader.outlet.mostBytes).toBeLessThan(maxBacklogBytes + 4 * 3000)
  })

  it('is not opened for when it has closed the view meanwhile', async () => {
    const stage = await bigChannels(3)
    const reader = new NarrowReader(stage.host, { id: 'ana', channel: 'words/c0', view: 'all' }, wordsFold, 100)
    reader.session.receive(JSON.stringify({ type: 'open', channel: 'words/c1', view: 'all' }))
    await stage.turn()
    reader.session.receive(JSON.stringify({ type: 'close', channel: 'words/c1', view: 'all' }))
    for (let turn = 0; turn < 4; turn++) {
      reader.outlet.take(Number.POSITIVE_INFINITY)
      await stage.turn()
    }
    expect(reader.of('opened').map(({ channel }) => channel)).toEqual(['words/c0'])
  })

  it('gets the state where what it missed is more than one message may hold', async () => {
    const stage = await bigChannels(1, { maxReplay: 500, maxNewsBytes: 500 })
    const eve = await stage.reader('eve', 'words/c0')
    const epoch = eve.outlet.of('opened')[0]?.position.epoch ?? ''
    const ana = stage.client('ana')
    ana.open('words/c0', 'all', { epoch, offset: 1 })
    await stage.turn()
    expect(ana.outlet.of('opened')).toMatchObject([{ position: { offset: 20 }, state: { words: { length: 20 } } }])
    ana.open('words/c0', 'all', { epoch, offset: 17 })
    await stage.turn()
    expect(ana.outlet.of('opened').at(-1)).toMatchObject({ after: 17, position: { offset: 20 } })
  })
})

it('a thousand who return from the same place are levelled by one and the same message', async () => {
  const stage = await bigChannels(1, { maxReplay: 500 })
  const first = await stage.reader('first', 'words/c0')
  const epoch = first.outlet.of('opened')[0]?.position.epoch ?? ''
  const messages = new Set<unknown>()
  for (let i = 0; i < 1000; i++) {
    const back = stage.client(`p${i}`)
    back.session.receive(
      `{"type":"open","channel":"words/c0","view":"lengths","position":{"epoch":"${epoch}","offset":3}}`,
    )
    const [, opened] = back.outlet.sent
    messages.add(opened)
  }
  expect(messages.size).toBe(1)
  expect([...messages][0]).toHaveProperty('text', expect.stringContaining('"after":3'))
})
