import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Client, gate, Stage } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { defineFold } from '../define/fold.ts'
import { Host } from './host.ts'

/** A feature with a view whose `show` breaks at the number 13. */
const counted = defineFold({
  state: () => ({ sum: 0 }),
  events: {
    counted: (state, data: { by: number }) => {
      state.sum += data.by
    },
  },
})
const fragile = defineChannel('fragile', counted, {
  commands: {
    count: { input: z.object({ by: z.number() }), decide: (_s, { by }) => [{ type: 'counted', data: { by } }] },
  },
  views: {
    plain: {},
    broken: {
      projection: {
        fold: counted,
        project: (state) => state,
        show: (event) => {
          if (event.data.by === 13) throw new Error('bad luck')
          return event
        },
      },
    },
  },
})

async function fragileStage() {
  const stage = new Stage()
  const host = new Host({ channels: [fragile], store: stage.store, runtime: stage.host.runtime })
  const client = (id: string) => new Client(host, id)
  const count = (who: Client, id: string, by: number) =>
    who.say({ type: 'command', id, channel: 'fragile/x', name: 'count', input: { by } })
  return { stage, client, count }
}

describe('a view that cannot show an event', () => {
  it('ends for its readers, with a reason; other views and the sender do not notice', async () => {
    const { stage, client, count } = await fragileStage()
    const [ana, ben, cat] = [client('ana'), client('ben'), client('cat')]
    ben.open('fragile/x', 'broken')
    cat.open('fragile/x', 'plain')
    await stage.turn()
    count(ana, '1', 13)
    await stage.turn()
    expect(ana.outlet.of('done')).toMatchObject([{ id: '1', offset: 1 }])
    expect(ben.outlet.of('closed')).toMatchObject([{ view: 'broken', code: 'internal' }])
    expect(cat.outlet.of('events')).toMatchObject([{ offset: 1 }])
    expect(stage.reports).toEqual(['fragile/x: "show" of the view "broken" threw: bad luck'])
  })

  it('ends for one who returns with a position, and those who wait behind him are served', async () => {
    const { stage, client, count } = await fragileStage()
    const ana = client('ana')
    ana.open('fragile/x', 'plain')
    count(ana, '1', 13)
    await stage.turn()
    const epoch = ana.outlet.of('opened')[0]?.position.epoch ?? ''
    const again = await fragileStageOn(stage)
    const [ben, cat] = [again.client('ben'), again.client('cat')]
    ben.open('fragile/x', 'broken', { epoch, offset: 0 })
    cat.open('fragile/x', 'plain')
    await stage.turn()
    expect(ben.outlet.of('refused')).toMatchObject([{ view: 'broken', code: 'internal' }])
    expect(cat.outlet.of('opened')).toMatchObject([{ state: { sum: 13 } }])
  })

  it('refuses to page', async () => {
    const { stage, client, count } = await fragileStage()
    const ana = client('ana')
    count(ana, '1', 13)
    await stage.turn()
    ana.open('fragile/x', 'broken')
    await stage.turn()
    ana.say({ type: 'read', id: 'r', channel: 'fragile/x', view: 'broken', before: 9, limit: 9 })
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: 'r' }])
  })
})

async function fragileStageOn(stage: Stage) {
  const host = new Host({ channels: [fragile], store: stage.store, runtime: stage.host.runtime })
  return { client: (id: string) => new Client(host, id) }
}

describe('a peer that nests deeply', () => {
  it('gets an answer, and nothing throws', () => {
    const ana = new Stage().client()
    ana.say(`{"type":"signal","channel":"words/en","name":"wave","data":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)
    expect(ana.outlet.of('error')).toMatchObject([{ code: 'bad-message' }])
  })
})

describe('a drain', () => {
  it('waits for commands whose channel is still loading', async () => {
    const held = gate()
    const store = memoryStore()
    const load = store.load.bind(store)
    store.load = async (name) => {
      await held.hook()
      return load(name)
    }
    const stage = new Stage(store)
    const ana = stage.client()
    ana.add('1', 'one')
    await stage.turn()
    let isDrained = false
    void stage.host.drain().then(() => {
      isDrained = true
    })
    await stage.turn()
    expect(isDrained).toBe(false)
    held.release()
    await stage.turn()
    expect(isDrained).toBe(true)
    expect(ana.outlet.of('done')).toMatchObject([{ id: '1' }])
  })
})

describe('presence', () => {
  it('that changed while a reader did not keep up is told when it has drained', async () => {
    const stage = new Stage()
    const slow = await stage.reader('slow')
    await stage.clock.advance(5000)
    slow.outlet.isBacklogged = true
    await stage.reader('ben')
    await stage.clock.advance(5000)
    expect(slow.outlet.of('presence').at(-1)).toMatchObject({ count: 1 })
    slow.outlet.isBacklogged = false
    slow.session.drained()
    expect(slow.outlet.of('presence').at(-1)).toMatchObject({ count: 2 })
  })
})
