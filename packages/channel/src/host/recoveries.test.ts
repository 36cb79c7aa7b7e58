import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { type Client, gate, Stage, type Words, wordsFold } from '../../test/stage.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'
import { Subscription } from '../subscription/subscription.ts'

const day = 86_400_000

/** A page: what it has of a view outlives its connections. */
class Page {
  readonly subscription = new Subscription<Words, unknown>('words/en', 'all', wordsFold as never)
  readonly #stage: Stage
  client: Client
  #read = 0

  constructor(stage: Stage) {
    this.#stage = stage
    this.client = stage.client('page')
    this.client.say(this.subscription.openMessage())
  }

  /** Takes what came. `false`: something was missing and was asked for. `isLost`: for a message that never arrives. */
  take(isLost: (type: string) => boolean = () => false): boolean {
    const { messages } = this.client.outlet
    let isWhole = true
    for (const message of messages.slice(this.#read)) {
      if (isLost(message.type)) continue
      if (message.type === 'opened' && this.subscription.receiveOpened(structuredClone(message)) === 'hole')
        isWhole = false
      if (message.type === 'events' && this.subscription.receiveEvents(structuredClone(message)) === 'hole')
        isWhole = false
    }
    this.#read = messages.length
    if (!isWhole) this.client.say(this.subscription.openMessage())
    return isWhole
  }

  /** Its connection breaks, and it comes back on another. */
  async cut(meanwhile: () => void = () => {}): Promise<void> {
    this.client.session.end()
    meanwhile()
    await this.#stage.turn()
    this.client = this.#stage.client('page')
    this.#read = 0
    this.client.say(this.subscription.openMessage())
    await this.#stage.turn()
    this.take()
  }

  get words(): readonly string[] {
    return this.subscription.state.words
  }

  /** What the last `opened` was: what was missed, or the whole. */
  get recovered(): boolean {
    return this.client.outlet.of('opened').at(-1)?.events !== undefined
  }
}

async function pageOn(stage = new Stage()) {
  const page = new Page(stage)
  await stage.turn()
  page.take()
  const ana = stage.client('ana')
  let ids = 0
  const add = (word: string) => ana.add(`${++ids}`, word)
  return { stage, page, add }
}

describe('a recovery', () => {
  it('works for one that was never sent an event (socket.io#5538)', async () => {
    const { page, add } = await pageOn()
    await page.cut(() => add('one'))
    expect(page.recovered).toBe(true)
    expect(page.words).toEqual(['one'])
  })

  it('works where there never was an event at all (socket.io#5538)', async () => {
    const { stage, page, add } = await pageOn()
    await page.cut()
    expect(page.recovered).toBe(true)
    expect(page.words).toEqual([])
    add('one')
    await stage.turn()
    expect(page.take()).toBe(true)
    expect(page.words).toEqual(['one'])
  })

  it('works a second time, with and without events between (socket.io#4880)', async () => {
    const { page, add } = await pageOn()
    await page.cut(() => add('one'))
    await page.cut(() => add('two'))
    await page.cut()
    expect(page.recovered).toBe(true)
    expect(page.words).toEqual(['one', 'two'])
  })

  it('works ten times, each time with what happened meanwhile and nothing twice (socket.io#4880)', async () => {
    const { page, add } = await pageOn()
    const words: string[] = []
    for (let time = 0; time < 10; time++) {
      await page.cut(() => {
        for (let i = 0; i < time; i++) {
          words.push(`${time}.${i}`)
          add(`${time}.${i}`)
        }
      })
      expect(page.recovered, `time ${time}`).toBe(true)
      expect(page.words).toEqual(words)
    }
  })

  it('works after a connection that lived for weeks (socket.io#5282)', async () => {
    const { stage, page, add } = await pageOn()
    const words: string[] = []
    for (let at = 0; at < 21; at++) {
      words.push(`day ${at}`)
      add(`day ${at}`)
      await stage.turn()
      await stage.clock.advance(day)
      page.take()
    }
    await page.cut(() => add('after'))
    expect(page.recovered).toBe(true)
    expect(page.words).toEqual([...words, 'after'])
  })

  it('works after weeks in which nothing happened, and after an absence of weeks (socket.io#5282)', async () => {
    const { stage, page, add } = await pageOn()
    add('one')
    await stage.turn()
    page.take()
    await stage.clock.advance(21 * day)
    page.client.session.end()
    await stage.clock.advance(21 * day)
    await page.cut(() => add('two'))
    expect(page.recovered).toBe(true)
    expect(page.words).toEqual(['one', 'two'])
  })

  it('over a restart of the server gives what was missed; where nothing was ever written, the state', async () => {
    const store = memoryStore()
    const { stage, page, add } = await pageOn(new Stage(store))
    add('one')
    await stage.turn()
    page.take()
    const position = page.subscription.position
    const after = new Stage(store.reopen())
    const back = after.client('page')
    back.open('words/en', 'all', position)
    back.open('words/ko', 'all', { epoch: 'of-the-dead-server', offset: 0 })
    await after.turn()
    expect(back.outlet.of('opened')).toMatchObject([
      { channel: 'words/en', after: 1, events: [] },
      { channel: 'words/ko', state: { words: [] } },
    ])
  })
})

describe('a hole noticed while connected', () => {
  it('heals itself: what is missing is asked for and comes, and news goes on', async () => {
    const { stage, page, add } = await pageOn()
    add('one')
    await stage.turn()
    page.take((type) => type === 'events')
    add('two')
    await stage.turn()
    expect(page.take()).toBe(false)
    expect(page.words, 'nothing is folded over a hole').toEqual([])
    add('three')
    await stage.turn()
    expect(page.take()).toBe(true)
    expect(page.recovered).toBe(true)
    expect(page.words).toEqual(['one', 'two', 'three'])
    add('four')
    await stage.turn()
    expect(page.take()).toBe(true)
    expect(page.words).toEqual(['one', 'two', 'three', 'four'])
  })

  it('heals also where the answer that would heal it is lost', async () => {
    const { stage, page, add } = await pageOn()
    for (const word of ['one', 'two']) {
      add(word)
      await stage.turn()
      page.take((type) => word === 'one' && type === 'events')
    }
    await stage.turn()
    page.take((type) => type === 'opened')
    // A client asks again where its answer does not come: with its connection, which that has shown to be broken.
    await page.cut(() => add('three'))
    expect(page.words).toEqual(['one', 'two', 'three'])
  })
})

describe('a reader that is levelled from the store', () => {
  it('gets nothing that was stored meanwhile without an answer', async () => {
    let losesAnswers = false
    const store = memoryStore({
      onCommitted: () => {
        if (losesAnswers) throw new StoreError(StoreErrorCode.failed, 'What was written was not confirmed.')
      },
    })
    const { readAfter } = store
    const slow = gate()
    store.readAfter = async (...args) => {
      await slow.hook()
      return readAfter.apply(store, args)
    }
    const stage = new Stage(store, { recentEvents: 1 })
    const ana = await stage.reader('ana')
    const epoch = ana.outlet.of('opened')[0]?.position.epoch ?? ''
    for (const word of ['one', 'two', 'three']) {
      ana.add(word, word)
      await stage.turn()
    }
    const ben = stage.client('ben')
    ben.open('words/en', 'lengths', { epoch, offset: 0 })
    await stage.turn()
    losesAnswers = true
    ana.add('four', 'four')
    await stage.turn()
    expect(store.log('words/en')).toHaveLength(4)
    slow.release()
    await stage.turn()
    expect(ben.outlet.of('opened')).toMatchObject([
      { position: { offset: 3 }, after: 0, events: [{ offset: 1 }, { offset: 2 }, { offset: 3 }] },
    ])
  })
})

describe('a read', () => {
  it('that waits for the channel while its memory is dropped once more is answered, and the view stays', async () => {
    let fails = false
    const store = memoryStore({
      onCommit: () => {
        if (fails) throw new StoreError(StoreErrorCode.failed, 'The disk could not write.')
      },
    })
    const stage = new Stage(store)
    const ana = await stage.reader('ana', 'words/en', 'lengths')
    ana.add('1', 'one')
    await stage.turn()
    fails = true
    ana.add('2', 'two')
    await stage.turn()
    fails = false
    // The channel is out of memory. It is loaded for both; the second makes it forget again.
    ana.say({ type: 'read', id: 'r', channel: 'words/en', view: 'lengths', before: 10, limit: 10 })
    ana.add('3', 'break-fold')
    await stage.turn()
    expect(ana.outlet.of('page')).toMatchObject([{ id: 'r', events: [{ offset: 1 }] }])
    expect(ana.outlet.of('closed')).toEqual([])
  })
})

describe('a channel whose people have all left', () => {
  it('leaves memory with the grace of its presence still running, and comes back whole', async () => {
    const stage = new Stage(memoryStore(), { maxIdleChannels: 1 })
    const [ana, ben] = [await stage.reader('ana'), await stage.reader('ben')]
    ana.add('1', 'one')
    await stage.turn()
    for (const each of [ana, ben]) each.session.end()
    const others = await stage.reader('cat', 'words/other')
    const more = await stage.reader('cat', 'words/more')
    for (const each of [others, more]) each.session.end()
    await stage.clock.advance(20_000)
    expect(stage.clock.timers).toBe(0)
    const back = await stage.reader('ben')
    await stage.clock.advance(2000)
    expect(back.outlet.of('opened')).toMatchObject([{ state: { words: ['one'] } }])
    expect(back.outlet.of('presence').at(-1)).toMatchObject({ count: 1, people: [{ id: 'ben' }] })
    expect(stage.reports).toEqual([])
  })
})
