import { describe, expect, it } from 'vitest'
import { inquiryId, type Staff } from './people.ts'
import { DeskStage, minute } from './stage.ts'

const least = { support: { assign: 'least-loaded' as const } }
const inTurn = { support: { assign: 'round-robin' as const } }

describe('routing', () => {
  it('gives four chats to A, B, C and A again', async () => {
    const stage = new DeskStage({ c: {}, a: {}, b: {} }, { teams: least })
    await stage.come('b', 'c', 'a')
    for (const name of ['p', 'q', 'r', 's']) await stage.enter(name)
    expect(await stage.places('p', 'q', 'r', 's')).toEqual(['a', 'b', 'c', 'a'])
    expect(stage.activities('p')).toMatchObject([{ what: 'assigned', how: 'routed', by: { system: true } }])
    expect(stage.told('inbox/a').map(({ input }) => input.category)).toEqual(['inquiry/assigned', 'inquiry/assigned'])
    expect(stage.memory.reports).toEqual([])
  })

  it('in turn goes to whom something was given longest ago, whatever he has done of it', async () => {
    const stage = new DeskStage({ a: {}, b: {}, c: {} }, { teams: inTurn })
    await stage.come('a', 'b', 'c')
    for (const name of ['p', 'q']) await stage.enter(name)
    await stage.agent('a', 'resolve', { inquiry: inquiryId('p') })
    for (const name of ['r', 's']) await stage.enter(name)
    expect(await stage.places('q', 'r', 's')).toEqual(['b', 'c', 'a'])
  })

  it('gives a customer who comes back to who answered him last, if that one has room and is there', async () => {
    const stage = new DeskStage({ a: {}, b: { capacity: 2 } }, { teams: least })
    const customer = { id: 'kim', name: 'Kim', verified: true }
    await stage.come('b')
    await stage.enter('p', { customer })
    await stage.reply('p', 'b')
    await stage.agent('b', 'resolve', { inquiry: inquiryId('p') })
    await stage.come('a')
    await stage.enter('q', { customer })
    await stage.enter('r')
    expect(await stage.places('q', 'r')).toEqual(['b', 'a'])
    await stage.agent('b', 'resolve', { inquiry: inquiryId('q') })
    await stage.agent('b', 'setStatus', { status: 'away' })
    await stage.enter('s', { customer })
    expect(await stage.place('s')).toBe('a')
  })

  it('gives what needs a skill to who has it, and lets others pass while nobody has', async () => {
    const stage = new DeskStage({ a: {}, b: { skills: ['fr'], capacity: 1 } }, { teams: least })
    await stage.enter('p', { skills: ['fr'] })
    await stage.enter('q')
    await stage.come('a')
    expect(await stage.places('p', 'q')).toEqual(['queue', 'a'])
    await stage.come('b')
    expect(await stage.place('p')).toBe('b')
    await stage.enter('r', { skills: ['fr'] })
    expect(await stage.place('r')).toBe('queue')
    // On every change of {status, capacity, queue}.
    await stage.agent('b', 'resolve', { inquiry: inquiryId('p') })
    expect(await stage.place('r')).toBe('b')
  })

  it('goes on when a status, a capacity or the queue changes', async () => {
    const stage = new DeskStage({ a: { capacity: 1 }, sue: { role: 'supervisor' } }, { teams: least })
    await stage.system('present', { agent: 'a' })
    await stage.agent('a', 'setStatus', { status: 'away' })
    const [p] = [await stage.enter('p'), await stage.enter('q'), await stage.enter('r'), await stage.enter('s')]
    await stage.agent('a', 'setStatus', { status: 'available' })
    expect(await stage.places('p', 'q', 'r', 's')).toEqual(['a', 'queue', 'queue', 'queue'])
    await stage.agent('sue', 'setCapacity', { agent: 'a', capacity: 2 })
    expect(await stage.places('p', 'q', 'r', 's')).toEqual(['a', 'a', 'queue', 'queue'])
    await stage.agent('a', 'snooze', { inquiry: p, until: stage.clock.now() + 60 * minute })
    expect(await stage.places('p', 'q', 'r', 's')).toEqual(['snoozed', 'a', 'a', 'queue'])
    await stage.system('customerEnded', { inquiry: inquiryId('q') })
    expect(await stage.place('s')).toBe('a')
  })

  it('gives as much as there is, more than one command may', async () => {
    const stage = new DeskStage({ a: { capacity: 500 } }, { teams: least })
    const names = Array.from({ length: 230 }, (_, at) => `n${at}x`)
    for (const name of names) await stage.enter(name)
    await stage.come('a')
    expect((await stage.desk()).counts.support).toEqual({ waiting: 0, assigned: 230, pending: 0, snoozed: 0 })
    expect((await stage.desk()).agents.a?.load).toBe(230)
  })

  it('in a team that assigns by hand gives nothing', async () => {
    const stage = new DeskStage({ a: {} })
    await stage.come('a')
    await stage.enter('p')
    expect(await stage.place('p')).toBe('queue')
  })
})

describe('an agent who is not there', () => {
  async function desk(staff: Staff = { a: {}, b: {}, sue: { role: 'supervisor' } }, options = {}) {
    const stage = new DeskStage(staff, { teams: least, graceMs: 2 * minute, ...options })
    await stage.come('a')
    await stage.enter('p')
    await stage.come('b')
    return stage
  }

  it('chats rot with an absent agent (Chatwoot 7204, 4158, 9587): they do not, they go to who is there', async () => {
    const stage = await desk()
    expect(await stage.place('p')).toBe('a')
    await stage.system('gone', { agent: 'a' })
    await stage.advance(2 * minute - 1)
    expect(await stage.place('p')).toBe('a')
    await stage.advance(1)
    expect(await stage.place('p')).toBe('b')
    expect(stage.activities('p').slice(-2)).toMatchObject([
      { what: 'unassigned', why: 'gone', by: { system: true } },
      { what: 'assigned', how: 'routed', agent: { id: 'b' } },
    ])
  })

  it('who comes back within the grace keeps what he has (Chatwoot 5436)', async () => {
    const stage = await desk()
    await stage.system('gone', { agent: 'a' })
    await stage.advance(minute)
    await stage.system('present', { agent: 'a' })
    await stage.advance(60 * minute)
    expect(await stage.place('p')).toBe('a')
  })

  it('the grace goes on through a restart of the server', async () => {
    const stage = await desk()
    await stage.system('gone', { agent: 'a' })
    await stage.restart(minute)
    expect(await stage.place('p')).toBe('a')
    await stage.restart(minute)
    expect(await stage.place('p')).toBe('b')
  })

  it('what he answered stays his until its customer writes, and then goes to who is there', async () => {
    const stage = await desk()
    await stage.reply('p', 'a')
    await stage.agent('a', 'setStatus', { status: 'offline' })
    expect(await stage.place('p')).toBe('a')
    await stage.write('p')
    expect(await stage.place('p')).toBe('b')
  })

  it('offline: those who wait for him wait for all at once', async () => {
    const stage = await desk()
    await stage.agent('a', 'setStatus', { status: 'offline' })
    expect(await stage.place('p')).toBe('b')
    // And he takes none while he says that he is not there.
    await stage.agent('b', 'setStatus', { status: 'offline' })
    expect(await stage.place('p')).toBe('queue')
    expect(await stage.agent('a', 'claim', { inquiry: inquiryId('p') })).toBe('inquiry/no-agent')
  })

  it('away: he is given nothing new, and what he has stays, whoever writes (Intercom)', async () => {
    const stage = await desk()
    await stage.agent('a', 'setStatus', { status: 'away' })
    await stage.agent('b', 'setStatus', { status: 'offline' })
    await stage.enter('q')
    await stage.write('p')
    expect(await stage.places('p', 'q')).toEqual(['a', 'queue'])
  })

  it('away and handing back: a customer who writes goes back to the queue of the team (Intercom)', async () => {
    const stage = await desk()
    await stage.agent('a', 'setStatus', { status: 'away', handBack: true })
    expect(await stage.place('p')).toBe('a')
    await stage.write('p')
    expect(await stage.place('p')).toBe('b')
    expect(stage.activities('p').at(-2)).toMatchObject({ what: 'unassigned', why: 'away' })
  })

  it('away and handing back: what he put off goes back, too, when its customer writes', async () => {
    const stage = await desk()
    await stage.agent('a', 'setStatus', { status: 'away', handBack: true })
    await stage.agent('a', 'snooze', { inquiry: inquiryId('p'), until: stage.clock.now() + 60 * minute })
    await stage.write('p')
    expect(await stage.place('p')).toBe('b')
    expect(stage.activities('p').slice(-3)).toMatchObject([
      { what: 'woken', by: { customer: true } },
      { what: 'unassigned', why: 'away' },
      { what: 'assigned', how: 'routed' },
    ])
  })

  it('who is no agent any more has nothing as soon as the desk learns it', async () => {
    const stage = await desk()
    const q = await stage.enter('q')
    await stage.agent('a', 'claim', { inquiry: q })
    await stage.agent('sue', 'transfer', { inquiry: q, rev: (await stage.row('q')).rev, agent: 'a' })
    expect(await stage.places('p', 'q')).toEqual(['a', 'a'])
    delete stage.staff.a
    expect(await stage.agent('a', 'claim', { inquiry: inquiryId('p') })).toBe('not-allowed')
    // What he has of others goes back with the one whose customer wrote.
    await stage.write('p')
    expect(await stage.places('p', 'q')).toEqual(['b', 'b'])
    delete stage.staff.b
    await stage.system('gone', { agent: 'b' })
    expect(await stage.place('p')).toBe('queue')
    expect(Object.keys((await stage.desk()).agents)).toEqual(['sue'])
    await stage.system('present', { agent: 'a' })
    expect(Object.keys((await stage.desk()).agents)).toEqual(['sue'])
  })

  it('who was never seen with the desk open is not there either, once the grace is over', async () => {
    const stage = await desk()
    await stage.agent('a', 'setStatus', { status: 'offline' })
    await stage.agent('b', 'setStatus', { status: 'offline' })
    // A program of hers, without a page.
    await stage.agent('sue', 'setStatus', { status: 'available' })
    expect(await stage.agent('sue', 'claim', { inquiry: inquiryId('p') })).toBeUndefined()
    await stage.advance(2 * minute - 1)
    expect(await stage.place('p')).toBe('sue')
    await stage.advance(1)
    expect(await stage.place('p')).toBe('queue')
  })

  it('is given nothing by the app either', async () => {
    const stage = await desk()
    const assign = (agent: string) => stage.system('assign', { inquiry: inquiryId('p'), agent })
    await stage.agent('b', 'setStatus', { status: 'offline' })
    expect(await assign('b')).toBe('inquiry/no-agent')
    await stage.agent('b', 'setStatus', { status: 'away' })
    expect(await assign('b')).toBeUndefined()
    await stage.system('gone', { agent: 'a' })
    await stage.advance(2 * minute)
    expect(await assign('a')).toBe('inquiry/no-agent')
    expect(await stage.place('p')).toBe('b')
  })

  it('with what he took while no page of his was known to be open he is not left alone', async () => {
    const stage = await desk()
    await stage.system('gone', { agent: 'b' })
    await stage.advance(5 * minute)
    await stage.agent('a', 'setStatus', { status: 'offline' })
    expect(await stage.place('p')).toBe('queue')
    // He acts, so he is there: for the grace at least.
    await stage.agent('b', 'claim', { inquiry: inquiryId('p') })
    await stage.advance(minute)
    await stage.write('p')
    expect(await stage.place('p')).toBe('b')
    await stage.advance(minute)
    expect(await stage.place('p')).toBe('queue')
  })
})
