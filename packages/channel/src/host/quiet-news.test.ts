import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { type Client, logOf, Stage } from '../../test/stage.ts'

const news = (client: Client) =>
  client.outlet.of('events').map(({ after, offset, events }) => [after, offset, events.length])

async function quietStage(store = memoryStore()) {
  const stage = new Stage(store)
  const reader = await stage.reader('ben', 'words/en', 'lengths')
  const writer = await stage.reader('ana', 'words/en', 'lengths')
  let count = 0
  const add = async (...words: string[]) => {
    for (const word of words) {
      stage.client('eve').add(`c${++count}`, word)
      await stage.turn()
    }
  }
  return { stage, store, reader, writer, add }
}

describe('of events that a view does not show, its readers', () => {
  it('hear the first at once and the rest in one message a quarter of a second later', async () => {
    const { stage, reader, add } = await quietStage()
    await add('_a', '_b', '_c')
    expect(news(reader)).toEqual([[0, 1, 0]])
    await stage.clock.advance(249)
    expect(news(reader)).toHaveLength(1)
    await stage.clock.advance(1)
    expect(news(reader).slice(1)).toEqual([[1, 3, 0]])
  })

  it('hear with the next that it shows, which joins on to where each of them is', async () => {
    const { stage, reader, add } = await quietStage()
    await add('_a', '_b')
    const late = await stage.reader('cho', 'words/en', 'lengths')
    await add('_c', 'shown')
    expect(news(reader)).toEqual([
      [0, 1, 0],
      [1, 4, 1],
    ])
    expect(news(late)).toEqual([[2, 4, 1]])
    await stage.clock.advance(1_000)
    expect(news(reader)).toHaveLength(2)
  })

  it('hear at once if it was their own command', async () => {
    const { stage, reader, writer, add } = await quietStage()
    await add('_a', '_b')
    writer.add('mine', '_c')
    await stage.turn()
    expect(news(writer)).toEqual([
      [0, 1, 0],
      [1, 3, 0],
    ])
    expect(writer.outlet.of('done')).toMatchObject([{ offset: 3 }])
    expect(news(reader)).toHaveLength(1)
  })

  it('have missed nothing by them when they return, however many they were', async () => {
    const { stage, reader, add } = await quietStage()
    await add(...Array.from({ length: 600 }, (_, at) => `_${at}`))
    const back = stage.client('ben')
    back.open('words/en', 'lengths', { epoch: 'epoch-1', offset: 1 })
    await stage.turn()
    expect(back.outlet.of('opened')).toMatchObject([{ after: 1, position: { offset: 600 }, events: [] }])
    expect(reader.outlet.of('opened')).toHaveLength(1)
  })

  it('who had no room are levelled when they have', async () => {
    const { stage, reader, add } = await quietStage()
    await add('_a', '_b')
    reader.outlet.isBacklogged = true
    await stage.clock.advance(250)
    reader.outlet.isBacklogged = false
    reader.session.drained()
    await add('shown')
    expect(reader.outlet.of('opened').at(-1)).toMatchObject({ after: 1, position: { offset: 2 }, events: [] })
    expect(news(reader).at(-1)).toEqual([2, 3, 1])
  })

  it('hear nothing of a log by what was noted of the one before it', async () => {
    const { stage, store, reader, add } = await quietStage()
    await add('_a', '_b')
    await store.rewrite('words/en', 'epoch-9', [], undefined)
    await add('_c')
    await stage.clock.advance(1_000)
    await stage.turn()
    expect(logOf(store)).toEqual(['_a', '_b', '_c'])
    expect(reader.outlet.of('opened').at(-1)).toMatchObject({ position: { epoch: 'epoch-9' } })
    for (const { after, offset } of reader.outlet.of('events')) expect(after).toBeLessThan(offset)
  })
})
