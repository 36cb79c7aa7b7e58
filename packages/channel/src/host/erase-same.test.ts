import { memoryFeature } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../define/actor.ts'
import { defineChannel } from '../define/define-channel.ts'
import { putDocument, setTimer } from '../define/effects.ts'
import { defineFold } from '../define/fold.ts'

const fold = defineFold({
  state: () => ({}),
  events: {
    said: (_state, _data: { by: string; text: string }) => {},
    signedIn: (_state, _data: { guest: string; as: string }) => {},
  },
})
const diary = defineChannel('diary', fold, {
  commands: {
    say: {
      input: z.object({ text: z.string() }),
      decide: (_state, { text }, { actor }) => [{ type: 'said', data: { by: actor.id, text } }],
    },
    signIn: {
      input: z.object({ as: z.string() }),
      decide: (_state, { as }, { actor }) => [{ type: 'signedIn', data: { guest: actor.id, as } }],
    },
  },
  effects: {
    signedIn: ({ data: { guest }, at }) => [setTimer('greet', at + 3_600_000, 'say', { text: guest })],
    said: ({ data: { by, text }, offset }) => [
      putDocument('texts', String(offset), { order: offset, body: text, ...(by === 'gone' ? {} : { person: by }) }),
    ],
  },
  erase: ({ type, data }, person) => {
    if (type === 'said') return data.by === person ? { type, data: { by: 'gone', text: '' } } : undefined
    const { guest, as } = data
    if (guest !== person && as !== person) return undefined
    return { type, data: { guest: guest === person ? 'gone' : guest, as: as === person ? 'gone' : as } }
  },
  sameAs: ({ type, data }, person) => (type === 'signedIn' && data.as === person ? data.guest : undefined),
  views: { all: {} },
})

async function lived() {
  const memory = memoryFeature({ name: 'diary', channels: [diary] })
  const guest = (id: string): Actor => ({ id, name: id, guest: true })
  const say = (who: Actor, channel: string, text: string) => memory.context(who).command(who, channel, 'say', { text })
  await say(guest('g1'), 'diary/one', 'of the first guest')
  await say(guest('g2'), 'diary/two', 'of the second guest')
  await say(guest('g3'), 'diary/two', 'of a stranger')
  // The first became the second, in a window of his, and that one signed in: told in two other channels.
  await memory.context(guest('g1')).command(guest('g1'), 'diary/three', 'signIn', { as: 'g2' })
  await memory.context(guest('g2')).command(guest('g2'), 'diary/four', 'signIn', { as: 'ana' })
  await say({ id: 'ana', name: 'Ana', guest: false }, 'diary/one', 'of Ana')
  const texts = () =>
    ['one', 'two'].flatMap((key) => memory.store.log(`diary/${key}`).map(({ event }) => JSON.parse(event).data.text))
  return { memory, texts }
}

describe('a person who had other ids before', () => {
  it('is erased under all of them, in all channels', async () => {
    const { memory, texts } = await lived()
    const erased = await memory.host.erasePerson('ana')
    // One sign-in names two of his ids.
    expect(erased).toMatchObject({ events: 7, left: [] })
    expect(texts()).toEqual(['', '', '', 'of a stranger'])
    for (const id of ['ana', 'g1', 'g2']) expect(await memory.store.documentsOf(id, 9)).toEqual([])
    expect(await memory.store.documentsOf('g3', 9)).toHaveLength(1)
  })

  it('is erased under all of them by a second call, wherever the first was interrupted', async () => {
    for (let interruptedAt = 1; ; interruptedAt++) {
      const { memory, texts } = await lived()
      const { store } = memory
      const guest: Actor = { id: 'g1', name: 'g1', guest: true }
      // In a channel that stands behind the one that tells who this was.
      await memory.context(guest).command(guest, 'diary/two', 'say', { text: 'of the first guest, too' })
      const [commit, rewrite] = [store.commit.bind(store), store.rewrite.bind(store)]
      let writes = 0
      const count = () => {
        if (++writes === interruptedAt) throw new Error('the disk is gone')
      }
      store.commit = async (batches) => {
        count()
        return commit(batches)
      }
      store.rewrite = async (...what) => {
        count()
        return rewrite(...what)
      }
      const first = await memory.host.erasePerson('ana').catch(() => undefined)
      Object.assign(store, { commit, rewrite })
      await memory.host.erasePerson('ana')
      expect([interruptedAt, ...texts()]).toEqual([interruptedAt, '', '', '', 'of a stranger', ''])
      for (const id of ['ana', 'g1', 'g2']) expect(await store.documentsOf(id, 9)).toEqual([])
      if (first !== undefined) break
    }
  })

  it('is not named any more by what a channel that tells who he was has planned, once others are rewritten', async () => {
    const { memory } = await lived()
    const { store } = memory
    const rewrite = store.rewrite.bind(store)
    const named: Record<string, string[]> = {}
    store.rewrite = async (channel, ...what) => {
      const plans = await store.duePlans(Number.MAX_SAFE_INTEGER, 9)
      named[channel] ??= plans.map(({ input }) => JSON.parse(input).text).sort()
      await rewrite(channel, ...what)
    }
    expect(await memory.host.erasePerson('ana')).toMatchObject({ plans: 2 })
    // Of the first guest, and of the second.
    expect(named).toMatchObject({ 'diary/one': ['g2', 'gone'], 'diary/two': ['gone', 'gone'] })
  })

  it('is exported under all of them', async () => {
    const { memory } = await lived()
    const { events, documents } = await memory.host.exportPerson('ana')
    expect(events).toHaveLength(5)
    expect(documents.map(({ body }) => body)).toEqual(['of Ana', 'of the second guest', 'of the first guest'])
  })

  it('of whom one id is erased alone keeps the others', async () => {
    const { memory, texts } = await lived()
    await memory.host.erasePerson('g1')
    expect(texts()).toEqual(['', 'of Ana', 'of the second guest', 'of a stranger'])
  })
})
