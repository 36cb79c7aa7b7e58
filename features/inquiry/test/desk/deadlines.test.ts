import { describe, expect, it } from 'vitest'
import { inquiryId } from './people.ts'
import { DeskStage, hour, minute, start } from './stage.ts'

const day = 24 * hour
const staff = () => ({ ana: {}, sue: { role: 'supervisor' as const } })
const withSla = (sla: object) => ({ teams: { support: { sla } } })

/** Of an inquiry: what it missed, by the entries it got. */
const missed = (stage: DeskStage, name: string) =>
  stage.activities(name).flatMap((each) => (each.what === 'breached' ? [each.target] : []))

describe('deadlines (the cases of Chatwoot)', () => {
  it('a first answer that does not come within its time is missed', async () => {
    const stage = new DeskStage(staff(), withSla({ firstMs: hour }))
    await stage.enter('a')
    expect((await stage.row('a')).due).toEqual({ first: start + hour })
    await stage.advance(6 * hour)
    expect(missed(stage, 'a')).toEqual(['first'])
    expect((await stage.row('a')).breached).toEqual(['first'])
    // Said again, it is not missed again.
    await stage.system('breach', { inquiry: inquiryId('a'), target: 'first', due: start + hour })
    expect(missed(stage, 'a')).toEqual(['first'])
  })

  it('a first answer in time is not, and nothing is missed afterwards', async () => {
    const stage = new DeskStage(staff(), withSla({ firstMs: hour }))
    await stage.enter('a')
    await stage.advance(hour - 1)
    await stage.reply('a', 'ana')
    await stage.advance(6 * hour)
    expect(missed(stage, 'a')).toEqual([])
    expect((await stage.row('a')).due).toBeUndefined()
  })

  it('a next answer counts from when the customer wrote, only after the first one', async () => {
    const stage = new DeskStage(staff(), withSla({ nextMs: hour }))
    await stage.enter('a')
    await stage.write('a')
    await stage.advance(2 * hour)
    expect(missed(stage, 'a')).toEqual([])
    await stage.reply('a', 'ana')
    await stage.advance(minute)
    await stage.write('a')
    const { due, waitingSince } = await stage.row('a')
    expect(due).toEqual({ next: start + 2 * hour + minute + hour })
    expect(waitingSince).toBe(start + 2 * hour + minute)
    // Whoever writes again waits no shorter.
    await stage.advance(30 * minute)
    await stage.write('a', 'Well?')
    expect((await stage.row('a')).due).toEqual(due)
    await stage.advance(5 * hour)
    expect(missed(stage, 'a')).toEqual(['next'])
  })

  it('an answer of a bot is none', async () => {
    const stage = new DeskStage(staff(), withSla({ firstMs: hour }), true)
    const inquiry = await stage.enter('a')
    await stage.reply('a', 'bot', 'I am a bot', true)
    expect(await stage.row('a')).toMatchObject({ status: 'pending', last: { by: 'bot' } })
    expect((await stage.row('a')).due).toBeUndefined()
    await stage.advance(5 * minute)
    await stage.system('handOff', { inquiry, by: 'bot', reason: 'refund' })
    expect(await stage.row('a')).toMatchObject({ status: 'open', due: { first: start + 5 * minute + hour } })
    await stage.reply('a', 'bot', 'Wait', true)
    expect((await stage.row('a')).firstReplyAt).toBeUndefined()
  })

  it('what is not resolved in its time is missed, what was resolved before is not', async () => {
    const stage = new DeskStage(staff(), withSla({ resolveMs: hour }))
    const [, b] = [await stage.enter('a'), await stage.enter('b')]
    await stage.advance(30 * minute)
    await stage.agent('ana', 'resolve', { inquiry: b })
    await stage.advance(6 * hour)
    expect([missed(stage, 'a'), missed(stage, 'b')]).toEqual([['resolve'], []])
  })

  it('resolving stops the next answer (Chatwoot 10178)', async () => {
    const stage = new DeskStage(staff(), withSla({ nextMs: hour }))
    const inquiry = await stage.enter('a')
    await stage.reply('a', 'ana')
    await stage.write('a')
    await stage.agent('ana', 'resolve', { inquiry })
    await stage.advance(day)
    expect(missed(stage, 'a')).toEqual([])
    const { waitingSince, due } = await stage.row('a')
    expect([waitingSince, due]).toEqual([undefined, undefined])
  })

  it('opening again does not begin the first answer again, but the next and the end', async () => {
    const stage = new DeskStage(staff(), withSla({ firstMs: hour, nextMs: 2 * hour, resolveMs: 9 * hour }))
    const inquiry = await stage.enter('a')
    await stage.reply('a', 'ana')
    const { firstReplyAt } = await stage.row('a')
    await stage.agent('ana', 'resolve', { inquiry })
    await stage.advance(day)
    await stage.write('a', 'It is broken again')
    expect(await stage.row('a')).toMatchObject({
      ...{ status: 'open', firstReplyAt, enteredAt: start + day },
      due: { next: start + day + 2 * hour, resolve: start + day + 9 * hour },
    })
    await stage.reply('a', 'ana')
    expect((await stage.row('a')).firstReplyAt).toBe(firstReplyAt)
    const { days } = await stage.board()
    expect(days['2026-12-02']?.support?.firstReply.count).toBe(1)
    expect(days['2026-12-03']?.support?.firstReply.count ?? 0).toBe(0)
  })

  it('each is missed once, also when the server begins again, and a restart moves none', async () => {
    const stage = new DeskStage(staff(), withSla({ firstMs: hour, resolveMs: 3 * hour }))
    await stage.enter('a')
    const { due } = await stage.row('a')
    await stage.restart(30 * minute)
    expect((await stage.row('a')).due).toEqual(due)
    // It was down when the first one came.
    await stage.restart(90 * minute)
    expect(missed(stage, 'a')).toEqual(['first'])
    await stage.restart(minute)
    await stage.advance(5 * hour)
    await stage.restart(hour)
    expect(missed(stage, 'a')).toEqual(['first', 'resolve'])
    expect((await stage.row('a')).due).toEqual(due)
    const { days } = await stage.board()
    expect(days['2026-12-02']?.support?.breaches).toBe(2)
  })

  it('what was missed is told to who has it, else to supervisors', async () => {
    const stage = new DeskStage(staff(), withSla({ firstMs: hour, resolveMs: 3 * hour }))
    await stage.come('ana')
    await stage.system('present', { agent: 'sue' })
    const inquiry = await stage.enter('a')
    await stage.advance(hour)
    await stage.agent('ana', 'claim', { inquiry })
    await stage.advance(2 * hour)
    const about = (who: string) =>
      stage.told(`inbox/${who}`).filter(({ input }) => !String(input.key).startsWith('inquiry-waiting/'))
    const told = (who: string) => about(who).map(({ command, input }) => [command, input.category])
    expect(told('sue')).toEqual([['notify', 'inquiry/breach']])
    expect(told('ana')).toEqual([['notify', 'inquiry/breach']])
    expect(about('ana')[0]?.input.title).toEqual({
      en: '#1 should be resolved by now',
      ko: '문의 #1의 해결 기한이 지났습니다',
    })
    await stage.agent('ana', 'resolve', { inquiry })
    expect(told('ana').slice(1)).toEqual([
      ['withdraw', undefined],
      ['withdraw', undefined],
    ])
  })

  it('snoozed, they wait, and go on with what was left; nobody is snoozed into being resolved (Chatwoot 10241)', async () => {
    const stage = new DeskStage(staff(), withSla({ firstMs: hour, resolveMs: 2 * hour }))
    await stage.come('ana')
    const inquiry = await stage.enter('a')
    await stage.agent('ana', 'claim', { inquiry })
    await stage.advance(20 * minute)
    const until = stage.clock.now() + 10 * day
    await stage.agent('ana', 'snooze', { inquiry, until })
    expect((await stage.row('a')).due).toBeUndefined()
    await stage.restart(5 * day)
    await stage.advance(5 * day - 1)
    expect(await stage.row('a')).toMatchObject({ status: 'snoozed', breached: [] })
    await stage.advance(1)
    expect(await stage.row('a')).toMatchObject({
      ...{ status: 'open', agent: { id: 'ana' } },
      due: { first: until + 40 * minute, resolve: until + 100 * minute },
    })
    expect(stage.activities('a').at(-1)).toEqual({ what: 'woken', by: { system: true } })
  })

  it('a customer who writes wakes what is snoozed', async () => {
    const stage = new DeskStage(staff(), withSla({ nextMs: hour }))
    const inquiry = await stage.enter('a')
    await stage.agent('ana', 'claim', { inquiry })
    await stage.reply('a', 'ana')
    await stage.agent('ana', 'snooze', { inquiry, until: start + day })
    await stage.advance(hour)
    await stage.write('a')
    expect(await stage.row('a')).toMatchObject({ status: 'open', due: { next: start + 2 * hour } })
    expect((await stage.row('a')).snoozedUntil).toBeUndefined()
    // The timer it had is gone: snoozed again until the same moment it wakes once.
    await stage.advance(2 * day)
    expect(stage.activities('a').filter(({ what }) => what === 'woken')).toHaveLength(1)
  })

  it('another priority promises otherwise, and the time that was used counts', async () => {
    const stage = new DeskStage(staff(), withSla({ firstMs: hour, urgent: { firstMs: 30 * minute } }))
    const inquiry = await stage.enter('a')
    await stage.advance(20 * minute)
    await stage.agent('ana', 'setPriority', { inquiry, priority: 'urgent' })
    expect((await stage.row('a')).due).toEqual({ first: start + 30 * minute })
    await stage.advance(10 * minute)
    expect(missed(stage, 'a')).toEqual(['first'])
  })

  it('a team that promises nothing, and back again, gives no new time', async () => {
    const stage = new DeskStage(staff(), { teams: { support: { sla: { firstMs: hour } }, other: {} } })
    const inquiry = await stage.enter('a')
    const move = async (team: string) =>
      stage.agent('sue', 'transfer', { inquiry, rev: (await stage.row('a')).rev, team })
    await stage.advance(50 * minute)
    await move('other')
    expect((await stage.row('a')).due).toBeUndefined()
    await stage.advance(minute)
    await move('support')
    expect((await stage.row('a')).due).toEqual({ first: start + 61 * minute })
    await stage.reply('a', 'ana')
    expect(stage.log().at(-2)?.data.own).not.toHaveProperty('used')
  })

  it('a first answer is not measured by the time in which it was resolved', async () => {
    const stage = new DeskStage(staff())
    await stage.enter('a')
    await stage.advance(10 * minute)
    for (const pause of [hour, 20 * hour]) {
      await stage.system('customerEnded', { inquiry: inquiryId('a') })
      await stage.advance(pause)
      await stage.write('a')
      await stage.advance(minute)
    }
    await stage.reply('a', 'ana')
    const { days } = await stage.board()
    const measured = Object.values(days).map(({ support }) => support?.firstReply.sumMs ?? 0)
    expect(measured.reduce((sum, each) => sum + each)).toBe(12 * minute)
  })

  it('are counted in the hours of the team, and the line says whether it is open', async () => {
    const week = Object.fromEntries([1, 2, 3, 4, 5].map((each) => [each, [['09:00', '17:00'] as const]]))
    const hours = { zone: 'UTC', week }
    // A Friday, 16:30.
    const friday = Date.parse('2026-12-04T16:30:00Z')
    const stage = new DeskStage(staff(), { teams: { support: { sla: { firstMs: hour }, hours } } }, false, friday)
    await stage.system('hours', { team: 'support', at: friday })
    await stage.enter('a')
    expect((await stage.row('a')).due).toEqual({ first: Date.parse('2026-12-07T09:30:00Z') })
    const line = async () => (await stage.line()).teams.support
    expect(await line()).toMatchObject({ isOpen: true, changesAt: Date.parse('2026-12-04T17:00:00Z') })
    await stage.advance(30 * minute)
    expect(await line()).toMatchObject({ isOpen: false, changesAt: Date.parse('2026-12-07T09:00:00Z') })
    await stage.restart(64 * hour)
    expect(await line()).toMatchObject({ isOpen: true, changesAt: Date.parse('2026-12-07T17:00:00Z') })
    expect(missed(stage, 'a')).toEqual([])
    await stage.advance(30 * minute)
    expect(missed(stage, 'a')).toEqual(['first'])
  })
})
