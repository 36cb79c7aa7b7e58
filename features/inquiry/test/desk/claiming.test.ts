import { describe, expect, it } from 'vitest'
import { actor, inquiryId } from './people.ts'
import { DeskStage, hour } from './stage.ts'

const staff = () => ({ ana: {}, ben: {}, cho: {}, sue: { role: 'supervisor' as const } })

describe('an inquiry that waits', () => {
  it('is the first in the queue, and has its place in the line', async () => {
    const stage = new DeskStage(staff())
    await stage.enter('a')
    await stage.enter('b')
    const { counts } = await stage.desk()
    expect((await stage.queue()).rows.map(({ no, subject }) => [no, subject])).toEqual([
      [1, 'Question a'],
      [2, 'Question b'],
    ])
    expect(counts.support).toEqual({ waiting: 2, assigned: 0, pending: 0, snoozed: 0 })
    expect((await stage.line()).teams.support).toEqual({
      ...{ tickets: ['ticket-a', 'ticket-b'], waiting: 2, isOpen: true, isStaffed: false },
    })
    expect(stage.memory.reports).toEqual([])
  })

  it('is taken by who claims it, leaves the queue, and the inquiry and his own list hear of it', async () => {
    const stage = new DeskStage(staff())
    const inquiry = await stage.enter('a')
    expect(await stage.agent('ana', 'claim', { inquiry })).toBeUndefined()
    expect((await stage.queue()).rows).toEqual([])
    expect(await stage.place('a')).toBe('ana')
    expect((await stage.desk()).agents.ana).toMatchObject({ name: 'Name of ana', load: 1 })
    expect(stage.activities('a')).toEqual([
      {
        ...{ what: 'assigned', how: 'claimed', agent: { id: 'ana', name: 'Name of ana' } },
        by: { agent: { id: 'ana', name: 'Name of ana' } },
      },
    ])
    expect(stage.told('inquiry-agent/ana').map(({ command }) => command)).toEqual(['set'])
    // Who took it himself needs not be told.
    expect(stage.told('inbox/ana')).toEqual([])
    // It is his: nothing happens.
    const { length } = stage.log()
    expect(await stage.agent('ana', 'claim', { inquiry })).toBeUndefined()
    expect(stage.log()).toHaveLength(length)
  })

  it('two agents take one inquiry at once (Rocket.Chat 22206)', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `agent-${at}`)
    const stage = new DeskStage(Object.fromEntries(ids.map((id) => [id, {}])))
    const inquiry = await stage.enter('a')
    const answers = await Promise.all(ids.map((id) => stage.sent(actor(id), 'claim', { inquiry })))
    await stage.turn()
    const winners = ids.filter((_, at) => answers[at] === undefined)
    expect(winners).toHaveLength(1)
    expect(await stage.place('a')).toBe(winners[0])
    for (const answer of answers.filter((each) => each !== undefined)) {
      expect(answer.code).toBe('inquiry/taken')
      expect(answer.message).toContain(`Name of ${winners[0]}`)
    }
    expect(stage.activities('a')).toHaveLength(1)
  })

  it('is not taken beyond what an agent takes, and a supervisor can raise that', async () => {
    const stage = new DeskStage({ ana: { capacity: 1 }, sue: { role: 'supervisor' } })
    const [a, b] = [await stage.enter('a'), await stage.enter('b')]
    await stage.agent('ana', 'claim', { inquiry: a })
    const full = await stage.refusal(actor('ana'), 'claim', { inquiry: b })
    expect(full?.code).toBe('inquiry/capacity')
    expect(full?.message).toBe('Name of ana has 1 open inquiries, of 1 at most.')
    expect(await stage.agent('ana', 'setCapacity', { agent: 'ana', capacity: 9 })).toBe('not-allowed')
    expect(await stage.agent('sue', 'setCapacity', { agent: 'ana', capacity: 2 })).toBeUndefined()
    // What the app says of him does not take that back.
    expect(await stage.agent('ana', 'claim', { inquiry: b })).toBeUndefined()
    expect((await stage.desk()).agents.ana).toMatchObject({ capacity: 2, load: 2 })
  })

  it('cannot be claimed when a bot answers it, when it is snoozed, or resolved', async () => {
    const stage = new DeskStage(staff(), {}, true)
    const inquiry = await stage.enter('a')
    expect(await stage.agent('ana', 'claim', { inquiry })).toBe('inquiry/not-waiting')
    await stage.system('handOff', { inquiry, by: 'customer' })
    expect(await stage.place('a')).toBe('queue')
    await stage.agent('ana', 'claim', { inquiry })
    await stage.agent('ana', 'snooze', { inquiry, until: stage.clock.now() + 1000 })
    expect(await stage.agent('ben', 'claim', { inquiry })).toBe('inquiry/taken')
    const own = await stage.refusal(actor('ana'), 'claim', { inquiry })
    expect([own?.code, own?.message]).toEqual(['inquiry/not-waiting', 'It is yours, and snoozed: wake it.'])
    await stage.agent('ana', 'resolve', { inquiry })
    expect(await stage.agent('ben', 'claim', { inquiry })).toBe('inquiry/not-waiting')
  })
})

describe('a place in the queue', () => {
  const promising = { teams: { support: { sla: { firstMs: hour } } } }
  const tickets = async (stage: DeskStage) => (await stage.line()).teams.support?.tickets

  it('is the last one of who ended his inquiry and writes again, whatever was promised to others', async () => {
    const stage = new DeskStage(staff(), promising)
    for (const name of ['a', 'b', 'c']) {
      await stage.enter(name)
      await stage.advance(1000)
    }
    await stage.system('customerEnded', { inquiry: inquiryId('a') })
    await stage.write('a')
    expect(await tickets(stage)).toEqual(['ticket-b', 'ticket-c', 'ticket-a'])
  })

  it('stays when a colleague answers without taking it', async () => {
    const stage = new DeskStage(staff(), promising)
    for (const name of ['a', 'b']) {
      await stage.enter(name)
      await stage.advance(1000)
    }
    await stage.reply('b', 'ana')
    expect(await tickets(stage)).toEqual(['ticket-a', 'ticket-b'])
  })

  it('is behind those who wait for people when a bot hands him over', async () => {
    const stage = new DeskStage(staff(), promising, true)
    const [a, b] = [await stage.enter('a'), await stage.enter('b')]
    await stage.system('handOff', { inquiry: b, by: 'bot' })
    await stage.advance(1000)
    await stage.system('handOff', { inquiry: a, by: 'bot' })
    expect(await tickets(stage)).toEqual(['ticket-b', 'ticket-a'])
  })
})

describe('an inquiry that somebody has', () => {
  async function taken(options = {}) {
    const stage = new DeskStage(
      { ...staff(), out: { teams: ['sales'] } },
      { teams: { support: {}, sales: {} }, ...options },
    )
    const inquiry = await stage.enter('a')
    await stage.come('ana', 'ben', 'sue', 'out')
    await stage.agent('ana', 'claim', { inquiry })
    const rev = async () => (await stage.row('a')).rev
    return { stage, inquiry, rev }
  }

  it('is handed to a colleague with a note, whom his inbox tells', async () => {
    const { stage, inquiry, rev } = await taken()
    expect(
      await stage.agent('ana', 'transfer', { inquiry, rev: await rev(), agent: 'ben', note: 'Yours?' }),
    ).toBeUndefined()
    expect(await stage.place('a')).toBe('ben')
    expect(stage.activities('a').at(-1)).toMatchObject({ what: 'assigned', how: 'transferred', note: 'Yours?' })
    expect(stage.told('inquiry-agent/ana').map(({ command }) => command)).toEqual(['set', 'drop'])
    expect(stage.told('inquiry-agent/ben').map(({ command }) => command)).toEqual(['set'])
    expect(stage.told('inbox/ben').map(({ input }) => input.category)).toEqual(['inquiry/assigned'])
    expect((await stage.desk()).agents).toMatchObject({ ana: { load: 0 }, ben: { load: 1 } })
  })

  it('is not handed on by who looks at what was before', async () => {
    const { stage, inquiry, rev } = await taken()
    const old = await rev()
    await stage.agent('sue', 'transfer', { inquiry, rev: old, agent: 'ben' })
    const late = await stage.refusal(actor('sue'), 'transfer', { inquiry, rev: old, agent: 'sue' })
    expect(late?.code).toBe('inquiry/changed')
    expect(late?.message).toContain('Name of ben has it')
    expect(await stage.agent('ben', 'release', { inquiry, rev: old })).toBe('inquiry/changed')
  })

  it('is not handed to nobody: not to a stranger, another team, who is offline, or who is full', async () => {
    const { stage, inquiry, rev } = await taken()
    const to = async (more: object) => stage.agent('ana', 'transfer', { inquiry, rev: await rev(), ...more })
    expect(await to({ agent: 'nobody' })).toBe('inquiry/no-agent')
    expect(await to({ agent: 'out' })).toBe('inquiry/no-agent')
    stage.staff.ana = { teams: ['support'] }
    expect(await to({ agent: 'ana', team: 'sales' })).toBe('inquiry/no-agent')
    expect(await to({ team: 'moon' })).toBe('inquiry/no-team')
    expect(await to({})).toBe('invalid-input')
    await stage.agent('ben', 'setStatus', { status: 'offline' })
    expect(await to({ agent: 'ben' })).toBe('inquiry/no-agent')
    await stage.agent('sue', 'setCapacity', { agent: 'sue', capacity: 0 })
    expect(await to({ agent: 'sue' })).toBe('inquiry/capacity')
    expect(await stage.place('a')).toBe('ana')
    // To another team and an agent of it at once.
    expect(await to({ team: 'sales', agent: 'out' })).toBeUndefined()
    expect(await stage.row('a')).toMatchObject({ team: 'sales', agent: { id: 'out' } })
  })

  it('goes to the queue of another team, and keeps the place of when it came', async () => {
    const { stage, inquiry, rev } = await taken()
    await stage.advance(1000)
    await stage.enter('b', { team: 'sales' })
    await stage.agent('ana', 'transfer', { inquiry, rev: await rev(), team: 'sales', note: 'A sale' })
    expect((await stage.line()).teams.sales?.tickets).toEqual(['ticket-a', 'ticket-b'])
    expect(stage.activities('a').slice(-2)).toMatchObject([
      { what: 'unassigned', why: 'team' },
      { what: 'team', from: 'support', to: 'sales', note: 'A sale' },
    ])
    expect((await stage.desk()).counts).toMatchObject({
      support: { waiting: 0, assigned: 0 },
      sales: { waiting: 2, assigned: 0 },
    })
  })

  it('is given back with the note when it is handed to nobody of its team; what nobody has is not', async () => {
    const { stage, inquiry, rev } = await taken()
    const input = async () => ({ inquiry, rev: await rev(), team: 'support', note: 'Lunch' })
    expect(await stage.agent('ana', 'transfer', await input())).toBeUndefined()
    expect(await stage.place('a')).toBe('queue')
    expect(stage.activities('a').at(-1)).toMatchObject({ what: 'unassigned', why: 'released', note: 'Lunch' })
    const again = await stage.refusal(actor('sue'), 'transfer', await input())
    expect(again?.code).toBe('inquiry/no-agent')
    expect(again?.message).toContain('say for which agent')
  })

  it('is not handed to who has it; one’s own goes to another team with the note', async () => {
    const { stage, inquiry, rev } = await taken()
    const input = async (more: object) => ({ inquiry, rev: await rev(), note: 'A sale', ...more })
    expect(await stage.agent('ana', 'transfer', await input({ agent: 'ana' }))).toBe('inquiry/taken')
    await stage.agent('ana', 'transfer', await input({ agent: 'sue' }))
    expect(await stage.agent('sue', 'transfer', await input({ agent: 'sue', team: 'sales' }))).toBeUndefined()
    expect(await stage.row('a')).toMatchObject({ team: 'sales', agent: { id: 'sue' } })
    expect(stage.activities('a').at(-1)).toMatchObject({ what: 'team', to: 'sales', note: 'A sale' })
  })

  it('is not put off by who does not have it, nor is what nobody has; given back it is put off no more', async () => {
    const { stage, inquiry, rev } = await taken()
    const free = await stage.enter('b')
    const until = stage.clock.now() + 1000
    const refused = await stage.refusal(actor('sue'), 'snooze', { inquiry: free, until })
    expect([refused?.code, refused?.message]).toEqual(['inquiry/not-yours', 'Nobody has it: take it first.'])
    expect(await stage.agent('ana', 'snooze', { inquiry, until })).toBeUndefined()
    expect(await stage.agent('ana', 'release', { inquiry, rev: await rev() })).toBeUndefined()
    expect(await stage.place('a')).toBe('queue')
    expect(stage.activities('a').slice(-2)).toMatchObject([{ what: 'woken' }, { what: 'unassigned' }])
    expect((await stage.line()).teams.support?.tickets).toEqual(['ticket-a', 'ticket-b'])
  })

  it('is given back by who has it, and is nobody’s then', async () => {
    const { stage, inquiry, rev } = await taken()
    expect(await stage.agent('ben', 'release', { inquiry, rev: await rev() })).toBe('inquiry/not-yours')
    expect(await stage.agent('ana', 'release', { inquiry, rev: await rev(), note: 'Lunch' })).toBeUndefined()
    expect(await stage.place('a')).toBe('queue')
    expect(stage.activities('a').at(-1)).toMatchObject({ what: 'unassigned', why: 'released', note: 'Lunch' })
    expect(await stage.agent('ben', 'claim', { inquiry })).toBeUndefined()
  })

  it('a note of it is a text as all are: clean, no longer than the app allows, and none where nothing can be seen', async () => {
    const stage = new DeskStage({ ana: {}, ben: {} }, { limits: { maxTextLength: 20 } })
    await stage.come('ana', 'ben')
    const inquiry = await stage.enter('a')
    const rev = async () => (await stage.row('a')).rev
    await stage.agent('ana', 'claim', { inquiry })
    const long = { inquiry, rev: await rev(), note: 'x'.repeat(21) }
    const fault = await stage.refusal(actor('ana'), 'release', long)
    expect([fault?.code, JSON.stringify(fault?.issues)]).toEqual([
      'invalid-input',
      expect.stringContaining('A message has at most 20 characters.'),
    ])
    expect(await stage.agent('ana', 'transfer', { ...long, agent: 'ben' })).toBe('invalid-input')
    expect(await stage.agent('ana', 'saveReply', { id: 'hi', title: 'Hi', text: long.note })).toBe('invalid-input')
    await stage.agent('ana', 'transfer', { inquiry, rev: await rev(), agent: 'ben', note: ' One\r\ntwo\u0000 ' })
    expect(stage.activities('a').at(-1)).toMatchObject({ what: 'assigned', note: 'One\ntwo' })
    await stage.agent('ben', 'release', { inquiry, rev: await rev(), note: '\u200b' })
    expect(stage.activities('a').at(-1)).toEqual({
      ...{ what: 'unassigned', why: 'released', agent: { id: 'ben', name: 'Name of ben' } },
      by: { agent: { id: 'ben', name: 'Name of ben' } },
    })
  })
})
