import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { desk, tally } from '../../test/desk.ts'
import { gate, logOf, Stage } from '../../test/stage.ts'

describe('a command', () => {
  it('is answered with the offset of its last event', async () => {
    const stage = new Stage()
    const ana = stage.client()
    ana.add('1', 'one', { times: 3 })
    ana.add('2', 'two')
    await stage.turn()
    expect(ana.outlet.of('done')).toEqual([
      { type: 'done', id: '1', offset: 3 },
      { type: 'done', id: '2', offset: 4 },
    ])
  })

  it('that is refused for a while is told for how long', async () => {
    const stage = new Stage(memoryStore(), {}, [desk, tally])
    const ana = stage.client()
    ana.command('1', 'tally/all', 'count', { what: 'a not-yet' })
    await stage.turn()
    const refused = {
      type: 'refused',
      id: '1',
      code: 'tally/later',
      message: 'Later.',
      retryable: true,
      retryAfterMs: 5000,
    }
    expect(ana.outlet.of('refused')).toEqual([refused])
  })

  it('is not answered before its transaction is durable', async () => {
    const held = gate()
    const stage = new Stage(memoryStore({ onCommit: held.hook }))
    const ana = stage.client()
    ana.add('1', 'one')
    await stage.turn()
    expect(held.held).toBe(1)
    expect(ana.outlet.types).toEqual(['welcome'])
    held.release()
    await stage.turn()
    expect(ana.outlet.types).toEqual(['welcome', 'done'])
  })

  it('whose id comes again gets the first outcome, from memory, from the open batch and from the one under way', async () => {
    const held = gate()
    const store = memoryStore({ onCommit: held.hook })
    const stage = new Stage(store)
    const ana = stage.client()
    ana.add('1', 'one')
    ana.add('1', 'one')
    await stage.turn()
    ana.add('1', 'another')
    held.release()
    await stage.turn()
    ana.add('1', 'one')
    await stage.turn()
    expect(ana.outlet.of('done').map(({ offset }) => offset)).toEqual([1, 1, 1, 1])
    expect(logOf(store)).toEqual(['one'])
  })

  it('whose id comes again after a restart gets the first outcome from the store', async () => {
    const store = memoryStore()
    const before = new Stage(store)
    before.client().add('1', 'one')
    await before.turn()
    const restarted = store.reopen()
    const after = new Stage(restarted)
    const ana = after.client()
    ana.add('1', 'one')
    ana.add('2', 'two')
    await after.turn()
    expect(ana.outlet.of('done')).toEqual([
      { type: 'done', id: '1', offset: 1 },
      { type: 'done', id: '2', offset: 2 },
    ])
    expect(logOf(restarted)).toEqual(['one', 'two'])
  })

  it('that would be refused now still gets its first outcome after a restart', async () => {
    const store = memoryStore()
    const before = new Stage(store)
    before.client().add('1', 'full')
    await before.turn()
    const after = new Stage(store.reopen())
    const ana = after.client()
    ana.add('1', 'full')
    ana.add('2', 'more')
    await after.turn()
    expect(ana.outlet.of('done')).toEqual([{ type: 'done', id: '1', offset: 1 }])
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '2', code: 'words/full' }])
  })

  it('of another person with the same id is another command', async () => {
    const store = memoryStore()
    const stage = new Stage(store)
    stage.client('ana').add('1', 'from ana')
    stage.client('ben').add('1', 'from ben')
    await stage.turn()
    expect(logOf(store)).toEqual(['from ana', 'from ben'])
  })

  it('that changes nothing is done at the end of what it saw, once that is durable', async () => {
    const held = gate()
    const stage = new Stage(memoryStore({ onCommit: held.hook }))
    const ana = stage.client()
    ana.add('1', 'one')
    await stage.turn()
    ana.add('2', 'none', { times: 0 })
    await stage.turn()
    expect(ana.outlet.of('done')).toEqual([])
    held.release()
    await stage.turn()
    expect(ana.outlet.of('done')).toEqual([
      { type: 'done', id: '1', offset: 1 },
      { type: 'done', id: '2', offset: 1 },
    ])
  })

  it('whose decision throws is refused, reported, and harms no other', async () => {
    const stage = new Stage()
    const ana = stage.client()
    ana.add('1', 'throw')
    ana.add('2', 'fine')
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '1', code: 'internal', retryable: false }])
    expect(ana.outlet.of('done')).toMatchObject([{ id: '2', offset: 1 }])
    expect(stage.reports).toEqual(['words/en: the decision on "add" threw: the decision broke'])
  })

  it('whose event cannot be folded is refused; those beside it are decided again', async () => {
    const store = memoryStore()
    const stage = new Stage(store)
    const ana = await stage.reader()
    ana.add('1', 'before')
    ana.add('2', 'break-fold')
    ana.add('3', 'after')
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '2', code: 'internal' }])
    expect(ana.outlet.of('done').map(({ id }) => id)).toEqual(['1', '3'])
    expect(logOf(store)).toEqual(['before', 'after'])
  })

  it.each([
    ['of an unknown feature', { channel: 'nope/x' }, 'unknown-channel'],
    ['on a name that is no channel', { channel: '__proto__' }, 'unknown-channel'],
    ['on a key that cannot be', { channel: 'words/constructor toString' }, 'not-allowed'],
    ['of an unknown name', { name: 'constructor' }, 'unknown-command'],
    ['with an input that does not fit', { input: { word: 7 } }, 'invalid-input'],
    ['without an input', { input: undefined }, 'invalid-input'],
  ])('%s is refused with the reason', async (_title, change, code) => {
    const stage = new Stage()
    const ana = stage.client()
    ana.say({ type: 'command', id: '1', channel: 'words/en', name: 'add', input: { word: 'x' }, ...change })
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '1', code }])
  })

  it('with a wrong input is told which field and why', async () => {
    const stage = new Stage()
    const ana = stage.client()
    ana.say({ type: 'command', id: '1', channel: 'words/en', name: 'add', input: { word: '', times: 9 } })
    await stage.turn()
    const [refused] = ana.outlet.of('refused')
    expect(refused?.issues?.map(({ path }) => path)).toEqual(['word', 'times'])
    expect(refused?.message).toMatch(/^The input of "add" is not valid\. "word": /)
  })

  it('beyond the unanswered ones a session may have is refused, and welcome again later', async () => {
    const stage = new Stage(memoryStore(), { maxPending: 2 })
    const ana = stage.client()
    for (const id of ['1', '2', '3']) ana.add(id, id)
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '3', code: 'too-many-pending', retryable: true }])
    ana.add('3', '3')
    await stage.turn()
    expect(ana.outlet.of('done').map(({ id }) => id)).toEqual(['1', '2', '3'])
  })

  it('after the drain has begun is refused; those before it are answered', async () => {
    const held = gate()
    const stage = new Stage(memoryStore({ onCommit: held.hook }))
    const ana = stage.client()
    ana.add('1', 'one')
    await stage.turn()
    let isDrained = false
    void stage.host.drain().then(() => {
      isDrained = true
    })
    ana.add('2', 'two')
    await stage.turn()
    expect(isDrained).toBe(false)
    held.release()
    await stage.turn()
    expect(isDrained).toBe(true)
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '2', code: 'draining', retryable: true }])
    expect(ana.outlet.of('done')).toMatchObject([{ id: '1' }])
  })
})
