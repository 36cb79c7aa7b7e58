import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { Client, Stage } from '../../test/stage.ts'
import { CloseCode } from '../codes.ts'

describe('a session', () => {
  it('begins with a welcome that says who this is', () => {
    const ana = new Stage().client()
    ana.say({ type: 'hello', protocol: 1 })
    expect(ana.outlet.messages).toEqual([
      {
        type: 'welcome',
        protocol: 1,
        user: { id: 'ana', name: 'ana', guest: false },
        heartbeatMs: 25_000,
        maxMessageBytes: 65_536,
      },
    ])
  })

  it('is welcomed without a hello when another message comes first', () => {
    const ana = new Stage().client()
    ana.say({ type: 'ping' })
    expect(ana.outlet.types).toEqual(['welcome', 'pong'])
  })

  it('takes hello only once', () => {
    const ana = new Stage().client()
    ana.say({ type: 'hello', protocol: 1 })
    ana.say({ type: 'hello', protocol: 1 })
    expect(ana.outlet.of('error')).toMatchObject([{ code: 'bad-message' }])
  })

  it('of another version of the protocol is told so and closed for good', () => {
    const ana = new Stage().client()
    ana.say({ type: 'hello', protocol: 2 })
    expect(ana.outlet.of('error')).toMatchObject([{ code: 'protocol-version' }])
    expect(ana.outlet.closedWith).toBe(CloseCode.protocolVersion)
    ana.say({ type: 'ping' })
    expect(ana.outlet.types).toEqual(['error'])
  })

  it('of nobody is told so and closed for good', () => {
    const nobody = new Client(new Stage().host, 'nobody')
    nobody.open()
    expect(nobody.outlet.of('error')).toMatchObject([{ code: 'unauthenticated' }])
    expect(nobody.outlet.closedWith).toBe(CloseCode.unauthenticated)
  })

  it('answers what is not ours and lives, until there was too much of it', () => {
    const stage = new Stage(memoryStore(), { maxErrors: 3 })
    const ana = stage.client()
    ana.say('{')
    ana.session.receiveBinary()
    expect(ana.outlet.of('error').map(({ code }) => code)).toEqual(['bad-message', 'bad-message'])
    expect(ana.outlet.closedWith).toBeUndefined()
    ana.say({ type: 'nonsense' })
    expect(ana.outlet.of('error').at(-1)).toMatchObject({ code: 'unknown-type' })
    expect(ana.outlet.closedWith).toBe(CloseCode.tooManyErrors)
  })

  it('that ended leaves its views, and answers under way go nowhere', async () => {
    const stage = new Stage()
    const ana = await stage.reader()
    ana.add('1', 'one')
    ana.session.end()
    await stage.turn()
    expect(ana.outlet.types).toEqual(['welcome', 'opened'])
    const ben = await stage.reader('ben')
    await stage.clock.advance(7000)
    expect(ben.outlet.of('presence').at(-1)).toMatchObject({ count: 1, people: [{ id: 'ben' }] })
  })
})

describe('signals', () => {
  const wave = { type: 'signal', channel: 'words/en', name: 'wave', data: { hand: 'left' } }

  it('reach the others who have the channel open, and are not stored', async () => {
    const store = memoryStore()
    const stage = new Stage(store)
    const [ana, ben] = [await stage.reader('ana'), await stage.reader('ben')]
    const elsewhere = await stage.reader('cat', 'words/ko')
    ana.say(wave)
    expect(ben.outlet.of('signal')).toEqual([
      { type: 'signal', channel: 'words/en', name: 'wave', from: { id: 'ana', name: 'ana' }, data: { hand: 'left' } },
    ])
    expect([...ana.outlet.of('signal'), ...elsewhere.outlet.of('signal')]).toEqual([])
    expect(store.channels()).toEqual([])
  })

  it('reach each of them once, however many views of the channel it has open', async () => {
    const stage = new Stage()
    const [ana, ben] = [await stage.reader('ana'), await stage.reader('ben')]
    for (const each of [ana, ben]) each.open('words/en', 'lengths')
    await stage.turn()
    ana.say(wave)
    expect(ben.outlet.of('signal')).toHaveLength(1)
    expect(ana.outlet.of('signal')).toEqual([])
  })

  it('are dropped for who does not keep up', async () => {
    const stage = new Stage()
    const [ana, slow] = [await stage.reader('ana'), await stage.reader('slow')]
    slow.outlet.isBacklogged = true
    ana.say(wave)
    expect(slow.outlet.of('signal')).toEqual([])
  })

  it.each([
    ['without the view open', { channel: 'words/other' }, 'not-open'],
    ['of an unknown name', { name: 'toString' }, 'unknown-signal'],
    ['with data that does not fit', { data: { hand: 'both' } }, 'invalid-input'],
  ])('%s are answered with an error', async (_title, change, code) => {
    const stage = new Stage()
    const ana = await stage.reader()
    ana.say({ ...wave, ...change })
    expect(ana.outlet.of('error')).toMatchObject([{ code }])
  })
})

describe('presence', () => {
  it('names each person once, however many connections', async () => {
    const stage = new Stage()
    const [ana] = [await stage.reader('ana'), await stage.reader('ana'), await stage.reader('ben')]
    await stage.clock.advance(2000)
    expect(ana?.outlet.of('presence').at(-1)).toMatchObject({ count: 2, people: [{ id: 'ana' }, { id: 'ben' }] })
  })

  it('is told at most once an interval, whatever happens', async () => {
    const stage = new Stage()
    const ana = await stage.reader('ana')
    await stage.clock.advance(5000)
    const before = ana.outlet.of('presence').length
    for (let i = 0; i < 50; i++) {
      const guest = await stage.reader(`guest-${i}`)
      if (i % 2 === 0) guest.session.end()
      await stage.clock.advance(20)
    }
    await stage.clock.advance(8000)
    const messages = ana.outlet.of('presence').slice(before)
    // Two seconds of coming, and later one of leaving.
    expect(messages.length).toBeLessThanOrEqual(5)
    expect(messages.at(-1)?.count).toBe(26)
  })

  it('names people while they are few, and only counts them when they are many', async () => {
    const stage = new Stage(memoryStore(), { maxPresenceNames: 2 })
    const [a, , c] = [await stage.reader('a'), await stage.reader('b'), await stage.reader('c')]
    await stage.clock.advance(2000)
    expect(a.outlet.of('presence').at(-1)).toMatchObject({ count: 3, people: [] })
    c.session.end()
    await stage.clock.advance(7000)
    expect(a.outlet.of('presence').at(-1)).toMatchObject({ count: 2, people: [{ id: 'a' }, { id: 'b' }] })
  })

  it('does not flicker when somebody reloads', async () => {
    const stage = new Stage()
    const [ana, ben] = [await stage.reader('ana'), await stage.reader('ben')]
    await stage.clock.advance(2000)
    const before = ana.outlet.of('presence').length
    for (let reload = 0, tab = ben; reload < 5; reload++) {
      tab.session.end()
      await stage.clock.advance(4000)
      tab = await stage.reader('ben')
      await stage.clock.advance(2000)
    }
    expect(ana.outlet.of('presence')).toHaveLength(before)
  })
})
