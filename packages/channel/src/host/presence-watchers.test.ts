import { type MemoryFeatureOptions, memoryFeature, recordingPeer } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { words } from '../../test/stage.ts'

const graceMs = 5000

function stage(limits: MemoryFeatureOptions['limits'] = {}) {
  const memory = memoryFeature(
    { name: 'words', channels: [words] },
    { limits: { presenceGraceMs: graceMs, ...limits } },
  )
  const { server, host, clock } = memory
  /** Somebody who has opened the view. */
  const reader = async (id: string, channel = 'words/en', name = id, guest = false) => {
    const peer = recordingPeer(host, { id, name, guest })
    peer.say({ type: 'open', channel, view: 'all' })
    await clock.settle()
    return peer
  }
  /** What a watch hears, as lines. */
  const watch = (channel = 'words/en') => {
    const heard: string[] = []
    const end = server.watchPresence(channel, 'all', {
      onHere: ({ name, guest }) => heard.push(`${guest ? 'guest ' : ''}${name} is here`),
      onGone: ({ name }) => heard.push(`${name} is gone`),
    })
    return { heard, end }
  }
  /** Others come and go until no channel without readers is left in memory but their own. */
  const crowdOut = async () => {
    for (let i = 0; i < 40; i++) (await reader('passer-by', `words/other-${i}`)).leave()
  }
  return { ...memory, reader, watch, crowdOut }
}

describe('a watch of who has a view open', () => {
  it('hears each at once as he comes, and when the grace period is over that he is gone', async () => {
    const { watch, reader, clock } = stage({ presenceIntervalMs: 60_000 })
    const { heard } = watch()
    const ana = await reader('ana')
    const ben = await reader('ben', 'words/en', 'Ben', true)
    expect(heard).toEqual(['ana is here', 'guest Ben is here'])
    ana.leave()
    await clock.advance(1000)
    ben.leave()
    await clock.advance(graceMs - 1001)
    expect(heard).toHaveLength(2)
    await clock.advance(1)
    expect(heard.slice(2)).toEqual(['ana is gone'])
    await clock.advance(1000)
    expect(heard.slice(3)).toEqual(['Ben is gone'])
  })

  it('hears of a person once, however many tabs he has, and nothing of a reload', async () => {
    const { watch, reader, clock } = stage()
    const { heard } = watch()
    const tabs = [await reader('ana'), await reader('ana')]
    for (const tab of tabs) tab.leave()
    await clock.advance(graceMs - 1)
    const again = await reader('ana', 'words/en', 'Anna')
    await clock.advance(60_000)
    expect(heard).toEqual(['ana is here'])
    again.leave()
    await clock.advance(graceMs)
    expect(heard).toEqual(['ana is here', 'Anna is gone'])
    await reader('ana')
    expect(heard.at(-1)).toBe('ana is here')
  })

  it('begins with those who are here, who has just left among them, and names all however many', async () => {
    const { watch, reader, clock } = stage({ maxPresenceNames: 1 })
    const peers = [await reader('ana'), await reader('ben'), await reader('cho')]
    peers[1]?.leave()
    await clock.advance(1000)
    const { heard } = watch()
    expect(heard).toEqual(['ana is here', 'ben is here', 'cho is here'])
    await clock.advance(graceMs)
    expect(heard.slice(3)).toEqual(['ben is gone'])
  })

  it('does not count those who look once, nor the server itself', async () => {
    const { watch, server, context, clock } = stage()
    const { heard } = watch()
    server.watch('words/en', 'all', { onState: () => {}, onEvents: () => {} })
    await context(undefined).open({ id: 'ana', name: 'Ana', guest: false }, 'words/en', 'all')
    await clock.advance(60_000)
    expect(heard).toEqual([])
  })

  it('hears that he is gone who has closed it', async () => {
    const { watch, reader, clock } = stage()
    const { heard } = watch()
    const ana = await reader('ana')
    ana.say({ type: 'close', channel: 'words/en', view: 'all' })
    await clock.advance(graceMs)
    expect(heard).toEqual(['ana is here', 'ana is gone'])
  })

  it('needs no channel in memory, and hears of the next who opens it', async () => {
    const { watch, reader, clock, crowdOut } = stage({ maxIdleChannels: 1 })
    const { heard } = watch()
    await crowdOut()
    const ana = await reader('ana')
    ana.leave()
    await clock.advance(graceMs)
    await crowdOut()
    await reader('ana')
    expect(heard).toEqual(['ana is here', 'ana is gone', 'ana is here'])
  })

  it('is told once of who comes back while his channel would have left memory', async () => {
    const { watch, reader, clock, crowdOut } = stage({ maxIdleChannels: 1 })
    const { heard } = watch()
    const ana = await reader('ana')
    ana.leave()
    await crowdOut()
    const again = await reader('ana')
    await clock.advance(60_000)
    expect(heard).toEqual(['ana is here'])
    again.leave()
    await clock.advance(graceMs)
    expect(heard).toEqual(['ana is here', 'ana is gone'])
  })

  it('lets its channel leave memory when the last person is gone', async () => {
    const { watch, reader, clock, store } = stage({ maxIdleChannels: 0 })
    const loads: string[] = []
    const load = store.load.bind(store)
    store.load = (channel) => {
      loads.push(channel)
      return load(channel)
    }
    watch()
    await reader('ben', 'words/one')
    await reader('ben', 'words/two')
    const ana = await reader('ana')
    ana.leave()
    await clock.advance(graceMs - 1)
    const again = await reader('ana')
    again.leave()
    await clock.advance(graceMs)
    await reader('ana')
    expect(loads.filter((channel) => channel === 'words/en')).toHaveLength(2)
  })

  it('ends when it is told to, and with the server, and then says of nobody that he is gone', async () => {
    const { watch, reader, clock, close } = stage()
    const [one, other] = [watch(), watch()]
    const ana = await reader('ana')
    one.end()
    one.end()
    await reader('ben')
    expect([one.heard, other.heard]).toEqual([['ana is here'], ['ana is here', 'ben is here']])
    await close()
    ana.leave()
    await clock.advance(60_000)
    expect(other.heard).toEqual(['ana is here', 'ben is here'])
  })

  it('reports what its listener throws, and goes on; others hear all the same', async () => {
    const { server, watch, reader, reports, clock } = stage()
    let gone = 0
    server.watchPresence('words/en', 'all', {
      onHere: () => {
        throw new Error('no room')
      },
      onGone: async () => {
        gone++
        throw new Error('no way')
      },
    })
    const { heard } = watch()
    const ana = await reader('ana')
    ana.leave()
    await clock.advance(graceMs)
    expect([heard, gone]).toEqual([['ana is here', 'ana is gone'], 1])
    const where = 'words/en: what watches who has "all" open threw'
    expect(reports).toEqual([`${where}: no room`, `${where}: no way`])
  })

  it('may be begun and ended by what it hears', async () => {
    const { server, reader, clock } = stage()
    const heard: string[] = []
    const end = server.watchPresence('words/en', 'all', {
      onHere: ({ id }) => {
        end()
        server.watchPresence('words/en', 'all', {
          onHere: (person) => heard.push(`${person.id} is here, for ${id}`),
          onGone: (person) => heard.push(`${person.id} is gone, for ${id}`),
        })
      },
      onGone: () => heard.push('too late'),
    })
    const ana = await reader('ana')
    await reader('ben')
    ana.leave()
    await clock.advance(graceMs)
    expect(heard).toEqual(['ana is here, for ana', 'ben is here, for ana', 'ana is gone, for ana'])
  })

  it.each([
    ['words/en', 'lengths'],
    ['words/en', 'none'],
    ['none/en', 'all'],
    ['words', 'all'],
  ])('of what has no presence is refused: %s, %s', (channel, view) => {
    const listener = { onHere: () => {}, onGone: () => {} }
    expect(() => stage().server.watchPresence(channel, view, listener)).toThrow(
      expect.objectContaining({ code: 'ERR_PRESENCE', message: expect.stringContaining(`"${view}"`) }),
    )
  })

  it('knows at every time exactly who is here, each here and gone in turn', () => {
    const people = ['ana', 'ben', 'cho']
    const step = fc.oneof(
      fc.record({ do: fc.constant('come' as const), who: fc.constantFrom(...people) }),
      fc.record({ do: fc.constant('go' as const), who: fc.constantFrom(...people) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 1000, graceMs - 1, graceMs) }),
      fc.record({ do: fc.constant('crowd' as const) }),
      fc.record({ do: fc.constant('watch' as const) }),
    )
    return fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { server, clock, reader, reports, crowdOut } = stage({ maxIdleChannels: 1, maxPresenceNames: 0 })
        const watches: Set<string>[] = []
        const wrong: string[] = []
        const watch = () => {
          const here = new Set<string>()
          server.watchPresence('words/en', 'all', {
            onHere: ({ id }) => void (here.has(id) ? wrong.push(`${id} is here twice`) : here.add(id)),
            onGone: ({ id }) => void (here.delete(id) || wrong.push(`${id} is gone twice`)),
          })
          watches.push(here)
        }
        watch()
        const tabs = new Map(people.map((id) => [id, [] as { leave(): void }[]]))
        const hereUntil = new Map<string, number>()
        for (const one of steps) {
          if (one.do === 'wait') await clock.advance(one.ms)
          else if (one.do === 'crowd') await crowdOut()
          else if (one.do === 'watch') watch()
          else {
            const open = tabs.get(one.who)!
            const wasOpen = open.length > 0
            if (one.do === 'come') open.push(await reader(one.who))
            else open.pop()?.leave()
            if (open.length > 0) hereUntil.set(one.who, Number.POSITIVE_INFINITY)
            else if (wasOpen) hereUntil.set(one.who, clock.now() + graceMs)
          }
          const expected = people.filter((id) => (hereUntil.get(id) ?? 0) > clock.now())
          for (const here of watches) expect([...here].sort()).toEqual(expected)
        }
        expect([wrong, reports]).toEqual([[], []])
      }),
      { numRuns: 60 },
    )
  })
})
