import { describe, expect, it } from 'vitest'
import { actor, inquiryId } from './people.ts'
import { DeskStage, desk, hour, minute, start } from './stage.ts'

const staff = () => ({ ana: {}, ben: {}, sue: { role: 'supervisor' as const } })
const kim = { id: 'kim', name: 'Kim', verified: true }

it('counts all its teams from the beginning: a page that was open before anybody came shows what a later one shows', async () => {
  const stage = new DeskStage(staff())
  const { counts } = await stage.desk()
  expect(counts.support).toEqual({ waiting: 0, assigned: 0, pending: 0, snoozed: 0 })
  await stage.come('ana', 'ben')
  expect((await stage.desk()).counts).toEqual(counts)
})

describe('a resolved inquiry', () => {
  async function resolved(options = {}) {
    const stage = new DeskStage(staff(), options)
    const inquiry = await stage.enter('a')
    await stage.come('ana', 'ben')
    await stage.agent('ana', 'claim', { inquiry })
    await stage.reply('a', 'ana')
    await stage.advance(hour)
    await stage.agent('ana', 'resolve', { inquiry })
    return { stage, inquiry }
  }

  it('leaves the state, and stays as a row of its lists', async () => {
    const { stage } = await resolved()
    expect((await stage.desk()).counts.support).toEqual({ waiting: 0, assigned: 0, pending: 0, snoozed: 0 })
    expect((await stage.find('list/resolved')).map(({ body }) => body)).toMatchObject([
      { no: 1, resolvedAt: start + hour },
    ])
    expect(await stage.find('list/open')).toEqual([])
    expect(stage.told('inquiry-agent/ana').at(-1)?.command).toBe('drop')
    expect((await stage.desk()).agents.ana?.load).toBe(0)
  })

  it('is opened again by its customer, and is his who had it if he is there and has room', async () => {
    const { stage } = await resolved()
    await stage.restart()
    await stage.write('a', 'Once more')
    expect(await stage.row('a')).toMatchObject({
      no: 1,
      status: 'open',
      agent: { id: 'ana' },
      waitingSince: start + hour,
    })
    expect(stage.activities('a').at(-1)).toEqual({ what: 'reopened', by: { customer: true } })
    expect((await stage.desk()).agents.ana?.load).toBe(1)
  })

  it('waits for all if who had it is away', async () => {
    const { stage } = await resolved()
    await stage.agent('ana', 'setStatus', { status: 'away' })
    await stage.write('a', 'Once more')
    expect(await stage.place('a')).toBe('queue')
    expect(stage.activities('a').slice(-2)).toMatchObject([
      { what: 'reopened' },
      { what: 'unassigned', agent: { id: 'ana' }, why: 'reopened' },
    ])
  })

  it('is opened again by an agent, and not if it is not resolved', async () => {
    const { stage, inquiry } = await resolved()
    expect(await stage.agent('ana', 'resolve', { inquiry })).toBe('inquiry/resolved')
    expect(await stage.agent('ben', 'reopen', { inquiry })).toBeUndefined()
    expect(await stage.agent('ben', 'reopen', { inquiry })).toBe('inquiry/not-resolved')
    expect(await stage.row('a')).toMatchObject({ status: 'open', agent: { id: 'ana' } })
    expect((await stage.row('a')).waitingSince).toBeUndefined()
  })

  it('is rated once, and reports count it with the rest of the day', async () => {
    const { stage, inquiry } = await resolved()
    const rating = { score: 4, comment: 'Fine', at: stage.clock.now() }
    await stage.system('rated', { inquiry, rating })
    await stage.system('rated', { inquiry, rating: { ...rating, score: 1 } })
    expect((await stage.row('a')).rating).toEqual(rating)
    const { days } = await stage.board()
    expect(days).toMatchObject({
      '2026-12-02': { support: { opened: 1, resolved: 1, ratings: [0, 0, 0, 1, 0], breaches: 0 } },
    })
    const { firstReply, resolution } = days['2026-12-02']!.support!
    expect([firstReply.count, resolution.count, resolution.sumMs]).toEqual([1, 1, hour])
    expect(resolution.buckets.indexOf(1)).toBe(9)
  })

  it('is ended by its customer, too', async () => {
    const stage = new DeskStage(staff())
    const inquiry = await stage.enter('a')
    await stage.system('customerEnded', { inquiry })
    expect(stage.activities('a').at(-1)).toEqual({ what: 'resolved', by: { customer: true } })
    expect((await stage.queue()).rows).toEqual([])
  })
})

describe('the desk', () => {
  it('lets older news go, and takes what comes twice once', async () => {
    const stage = new DeskStage(staff())
    const inquiry = await stage.enter('a', { n: 10 })
    await stage.enter('a', { n: 10 })
    expect((await stage.queue()).rows).toHaveLength(1)
    await stage.system('customerWrote', { inquiry, text: 'new', n: 12 })
    await stage.system('customerWrote', { inquiry, text: 'old', n: 11 })
    await stage.system('customerWrote', { inquiry, text: 'new again', n: 12 })
    expect((await stage.row('a')).last.text).toBe('new')
  })

  it('tells agents of all teams which inquiry changed and nothing of it, and nothing of words between a customer and his agent', async () => {
    const stage = new DeskStage(staff(), { teams: { support: {} } })
    const inquiry = await stage.enter('a')
    const shown: string[] = []
    stage.memory.server.watch('inquiry-desk/main', 'desk', {
      onState: () => undefined,
      onEvents: (events) => {
        shown.push(
          ...events.flatMap(({ type, data }) => (type === 'touched' ? Object.keys(data as object).join() : [])),
        )
      },
    })
    await stage.turn()
    await stage.write('a', 'one')
    await stage.agent('ana', 'claim', { inquiry })
    await stage.write('a', 'two')
    await stage.reply('a', 'ana', 'three')
    await stage.agent('ana', 'label', { inquiry, add: ['vip'] })
    expect(shown).toEqual(['id,team', 'id,team,counts,agents', 'id,team,labels'])
    // Who has it hears of everything.
    expect(
      stage
        .told('inquiry-agent/ana')
        .map(({ input }) => (input.row as unknown as { last: { text: string } }).last.text),
    ).toEqual([...['one', 'two', 'three', 'three']])
  })

  it('tells of a snooze that is moved, and of a merge of what was resolved before', async () => {
    const stage = new DeskStage(staff())
    await stage.come('ana')
    const customer = { id: 'kim', name: 'Kim', verified: false }
    const [inquiry, into] = [await stage.enter('a', { customer }), await stage.enter('b', { customer })]
    await stage.agent('ana', 'claim', { inquiry })
    await stage.agent('ana', 'snooze', { inquiry, until: stage.clock.now() + hour })
    const shown: unknown[] = []
    stage.memory.server.watch(desk, 'desk', {
      onState: () => undefined,
      onEvents: (events) => void shown.push(...events.flatMap(({ type, data }) => (type === 'touched' ? [data] : []))),
    })
    await stage.turn()
    await stage.agent('ana', 'snooze', { inquiry, until: stage.clock.now() + 2 * hour })
    expect(shown.splice(0)).toEqual([{ id: inquiry, team: 'support' }])
    await stage.agent('ana', 'resolve', { inquiry })
    shown.splice(0)
    await stage.agent('ana', 'merge', { inquiry, into })
    expect(shown[0]).toEqual({ id: inquiry, team: 'support' })
  })

  it('tells the first 50 who wait of a team where they are, and how fast it goes once it is known', async () => {
    const stage = new DeskStage({ ana: { capacity: 100 } })
    await stage.come('ana')
    for (let at = 0; at < 60; at++) await stage.enter(`n${at}x`)
    const line = async () => (await stage.line()).teams.support!
    expect(await line()).toMatchObject({ waiting: 60, isStaffed: true, isOpen: true })
    expect((await line()).tickets).toHaveLength(50)
    for (let at = 0; at < 4; at++) {
      await stage.advance(2 * minute)
      await stage.agent('ana', 'claim', { inquiry: inquiryId(`n${at}x`) })
    }
    expect((await line()).paceMs).toBeUndefined()
    await stage.advance(2 * minute)
    await stage.agent('ana', 'claim', { inquiry: inquiryId('n4x') })
    expect((await line()).paceMs).toBe(2 * minute)
    // Nobody leaves for a while: it takes longer.
    await stage.advance(8 * minute)
    await stage.enter('late')
    expect((await line()).paceMs).toBe(4 * minute)
    // Where nobody is, nothing can be said.
    await stage.system('gone', { agent: 'ana' })
    expect(await line()).toMatchObject({ isStaffed: false })
    expect((await line()).paceMs).toBeUndefined()
  })

  it('merges two of one customer: the one is over, the other takes in who waits', async () => {
    const stage = new DeskStage(staff())
    const [a, b] = [await stage.enter('a', { customer: kim }), await stage.enter('b', { customer: kim })]
    const other = await stage.enter('c')
    expect((await stage.refusal(actor('ana'), 'merge', { inquiry: a, into: other }))?.message).toContain(
      'another customer',
    )
    expect(await stage.agent('ana', 'merge', { inquiry: a, into: a })).toBe('invalid-input')
    await stage.agent('ana', 'claim', { inquiry: b })
    await stage.reply('b', 'ana')
    expect(await stage.agent('ana', 'merge', { inquiry: a, into: b })).toBeUndefined()
    expect(await stage.row('a')).toMatchObject({ status: 'resolved', mergedInto: { id: b, no: 2 } })
    expect(await stage.row('b')).toMatchObject({ status: 'open', waitingSince: start })
    expect(stage.activities('b').at(-1)).toMatchObject({ what: 'took-in', from: { id: a, no: 1 } })
    for (const name of ['reopen', 'resolve', 'claim'])
      expect(await stage.agent('ana', name, { inquiry: a })).toBe('inquiry/merged')
    await stage.write('a', 'to the old one')
    expect((await stage.row('a')).status).toBe('resolved')
  })

  it('keeps labels and canned replies within their limits', async () => {
    const limits = { maxLabels: 2, maxCannedReplies: 1 }
    const stage = new DeskStage(staff(), { limits })
    const inquiry = await stage.enter('a')
    await stage.agent('ana', 'label', { inquiry, add: ['vip', 'vip', ' bug '] })
    expect((await stage.row('a')).labels).toEqual(['vip', 'bug'])
    expect((await stage.desk()).labels).toEqual(['bug', 'vip'])
    expect(await stage.agent('ana', 'label', { inquiry, add: ['more'] })).toBe('inquiry/too-many')
    await stage.agent('ana', 'label', { inquiry, remove: ['vip'], add: ['more'] })
    expect((await stage.row('a')).labels).toEqual(['bug', 'more'])
    expect(await stage.agent('ana', 'saveReply', { id: 'hi', title: 'Hi', text: 'Hello {customer}' })).toBeUndefined()
    expect(await stage.agent('ben', 'saveReply', { id: 'hi', title: 'Hi', text: 'Hello!' })).toBeUndefined()
    expect(await stage.agent('ana', 'saveReply', { id: 'two', title: 'x', text: 'x' })).toBe('inquiry/too-many')
    expect((await stage.desk()).replies).toEqual({ hi: { id: 'hi', title: 'Hi', text: 'Hello!' } })
    expect(await stage.agent('ana', 'removeReply', { id: 'two' })).toBe('inquiry/no-canned-reply')
    expect(await stage.agent('ana', 'removeReply', { id: 'hi' })).toBeUndefined()
    expect((await stage.desk()).replies).toEqual({})
  })

  it('refuses times that are over or too far ahead', async () => {
    const stage = new DeskStage(staff(), { limits: { maxSnoozeDays: 2 } })
    const inquiry = await stage.enter('a')
    await stage.agent('ana', 'claim', { inquiry })
    expect(await stage.agent('ana', 'snooze', { inquiry, until: start })).toBe('inquiry/bad-time')
    expect(await stage.agent('ana', 'snooze', { inquiry, until: start + 49 * hour })).toBe('inquiry/bad-time')
    expect(await stage.agent('ana', 'snooze', { inquiry, until: start + 48 * hour })).toBeUndefined()
  })

  it('that is full loses nothing: what was asked comes in when there is room', async () => {
    const stage = new DeskStage(staff(), { limits: { maxOpen: 1 } })
    const inquiry = await stage.enter('a')
    const full = await stage.memory.server
      .command('inquiry-desk/main', 'enter', {
        ...{ inquiry: inquiryId('b'), customer: kim, subject: '', team: 'support', ticket: 'tb', n: 1 },
      })
      .catch((error: unknown) => error)
    expect(full).toMatchObject({ code: 'inquiry/too-many', retryable: true })
    await stage.system('customerEnded', { inquiry })
    await stage.enter('b')
    expect((await stage.queue()).rows.map(({ no }) => no)).toEqual([2])
  })

  it('knows the customer who has said who he is', async () => {
    const stage = new DeskStage(staff())
    const inquiry = await stage.enter('a')
    await stage.system('identified', { inquiry, customer: kim })
    expect((await stage.row('a')).customer).toEqual(kim)
    expect(await stage.find('customer/customer-a')).toEqual([])
    expect(await stage.find('customer/kim')).toHaveLength(1)
  })

  it('takes the app’s word of an agent anew with each of his commands', async () => {
    const stage = new DeskStage(staff())
    await stage.come('ana')
    stage.staff.ana = { name: 'Ana of support', capacity: 9, skills: ['fr'] }
    await stage.agent('ana', 'setStatus', { status: 'away' })
    expect((await stage.desk()).agents.ana).toMatchObject({
      ...{ name: 'Ana of support', capacity: 9, skills: ['fr'], status: 'away', isPresent: true },
    })
  })

  it('moves all of a team that is none any more, more than one command does', async () => {
    const stage = new DeskStage({ ana: {} }, { teams: { support: {}, sales: {} } })
    for (let at = 0; at < 130; at++) await stage.enter(`n${at}x`, { team: 'sales' })
    const teams = stage.config.teams as Map<string, unknown>
    teams.delete('sales')
    await stage.system('sweep', {})
    const { counts } = await stage.desk()
    expect([counts.sales?.waiting, counts.support?.waiting]).toEqual([0, 130])
    const { length } = stage.log()
    await stage.system('sweep', {})
    expect(stage.log()).toHaveLength(length)
  })
})
