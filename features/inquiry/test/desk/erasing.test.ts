import { describe, expect, it } from 'vitest'
import { inquiryId } from './people.ts'
import { DeskStage, desk, hour } from './stage.ts'

const kim = { id: 'kim', name: 'Kim Minsu', verified: true }

async function lived() {
  const stage = new DeskStage({ ana: {}, ben: {} }, { teams: { support: { sla: { firstMs: hour } } } })
  await stage.come('ana', 'ben')
  for (const name of ['a', 'b']) await stage.enter(name, { customer: kim, subject: `Secret of ${name}` })
  await stage.enter('c')
  await stage.agent('ana', 'claim', { inquiry: inquiryId('a') })
  await stage.write('a', 'More secrets')
  await stage.reply('a', 'ana', 'An answer')
  await stage.agent('ana', 'resolve', { inquiry: inquiryId('a') })
  await stage.system('rated', { inquiry: inquiryId('a'), rating: { score: 5, comment: 'Secretly good', at: 1 } })
  await stage.agent('ana', 'claim', { inquiry: inquiryId('c') })
  const { rev } = await stage.row('c')
  await stage.agent('ana', 'transfer', { inquiry: inquiryId('c'), rev, agent: 'ben', note: 'A note of Ana' })
  return stage
}

const everything = async (stage: DeskStage) => {
  const lists = ['inquiries', 'list/open', 'list/resolved', 'customer/kim', 'customer/erased']
  const found = await Promise.all(lists.map((list) => stage.find(list)))
  const queue = [await stage.queue(), stage.memory.store.log('inquiry-queue/support')]
  return JSON.stringify([stage.log(), found, await stage.desk(), await stage.board(), queue])
}

describe('erasing at the desk', () => {
  it('of a customer nothing is left but that somebody asked: he keeps his place, without a name or a word', async () => {
    const stage = await lived()
    const erased = await stage.memory.host.erasePerson('kim')
    expect(erased.left).toEqual([])
    expect(await everything(stage)).not.toMatch(/kim|Kim|[Ss]ecret/)
    expect((await stage.queue()).rows).toMatchObject([{ no: 2, subject: '', customer: { id: 'erased', name: '' } }])
    const days = (await stage.board()).days['2026-12-02']!.support!
    expect([days.opened, days.ratings]).toEqual([3, [0, 0, 0, 0, 1]])
    await stage.restart()
    expect((await stage.queue()).rows).toHaveLength(1)
    // It can still be answered and ended.
    expect(await stage.agent('ben', 'claim', { inquiry: inquiryId('b') })).toBeUndefined()
    expect(await stage.agent('ben', 'resolve', { inquiry: inquiryId('b') })).toBeUndefined()
    // The conversation may not have been erased yet: it is to tell nobody of him.
    expect(stage.told(`inquiry/${inquiryId('b')}`).at(-1)?.input).toMatchObject({ ofNobody: true })
    expect(stage.told(`inquiry/${inquiryId('c')}`).at(-1)?.input).not.toHaveProperty('ofNobody')
    expect(stage.log().length).toBeGreaterThan(0)
    expect(stage.memory.store.log(desk).length).toBe(stage.log().length)
  })

  it('an agent who is erased has nothing any more: what he had waits for the others', async () => {
    const stage = await lived()
    delete stage.staff.ben
    await stage.memory.host.erasePerson('ben')
    expect(await everything(stage)).not.toMatch(/"ben"|Name of ben/)
    expect(await stage.place('c')).toBe('queue')
    expect((await stage.queue()).rows.map(({ no }) => no)).toEqual([2, 3])
    expect(Object.keys((await stage.desk()).agents)).toEqual(['ana'])
    await stage.memory.host.erasePerson('ana')
    expect(await everything(stage)).not.toMatch(/"ana"|Name of ana|A note of|An answer/)
    expect((await stage.desk()).counts.support).toEqual({ waiting: 2, assigned: 0, pending: 0, snoozed: 0 })
  })
})
