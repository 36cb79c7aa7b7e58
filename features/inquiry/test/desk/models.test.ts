import { describe, expect, test } from 'vitest'
import { FakeClock } from '../../../../packages/elements/src/testing/fake-clock.ts'
import { AllModel } from '../../src/client/desk/all-model.ts'
import { ConversationModel } from '../../src/client/desk/conversation-model.ts'
import { canTake, DeskModel } from '../../src/client/desk/desk-model.ts'
import { MineModel } from '../../src/client/desk/mine-model.ts'
import { InquiryCode, type Row } from '../../src/contract/index.ts'
import { ana, ben, guest, mina, openDesk } from './cast.ts'
import type { FakeDesk } from './fake-desk.ts'
import { refusal } from './fake-handle.ts'

const deskOf = (fake: FakeDesk) => new DeskModel(fake.desk, (team) => fake.queue(team))

describe('the desk', () => {
  test('a claim that another was faster with says who has it, and what was taken leaves the queue', async () => {
    const fake = openDesk()
    const desk = deskOf(fake)
    const id = fake.ask({ customer: ana, text: 'Where is my order?' })
    expect(desk.queue.map(({ id }) => id)).toEqual([id])
    const claimed = desk.decide.claim({ inquiry: id })
    fake.set({ ...fake.rows.get(id)!, agent: ben })
    await expect(claimed).rejects.toMatchObject({ code: InquiryCode.taken, message: 'Ben Okafor has it.' })
    expect([desk.queue, fake.desk.pending]).toEqual([[], []])
  })

  test('shows an agent the queue of his teams, and a supervisor all', () => {
    const fake = openDesk()
    const desk = deskOf(fake)
    fake.ask({ customer: ana, text: 'One' })
    fake.ask({ customer: guest, text: 'Two', team: 'billing' })
    expect(desk.totals).toEqual({ waiting: 2, assigned: 0 })
    fake.desk.open({ id: 'mina', role: 'agent', teams: ['billing'] })
    expect([desk.queue.map(({ team }) => team), desk.totals.waiting]).toEqual([['billing'], 1])
    expect(fake.queue('support').isClosed).toBe(true)
    fake.desk.open({ id: 'mina', role: 'supervisor', teams: [] })
    expect([desk.queue.length, desk.totals.waiting]).toEqual([2, 2])
  })

  test('merges the queues of our teams in their order, each inquiry once', () => {
    const fake = openDesk()
    const desk = deskOf(fake)
    const late = fake.ask({ customer: ana, text: 'Late', ago: 1 })
    const early = fake.ask({ customer: guest, text: 'Early', team: 'billing', ago: 9 })
    const urgent = fake.ask({ customer: ana, text: 'Urgent', team: 'billing', priority: 'urgent' })
    expect(desk.queue.map(({ id }) => id)).toEqual([urgent, early, late])
    // The one team's word comes before the other's.
    fake.queue('support').happen('rowSet', { row: { ...fake.rows.get(early)!, team: 'support', rev: 2 }, waiting: 2 })
    expect(desk.queue.map(({ id, team }) => [id, team])).toEqual([
      [urgent, 'billing'],
      [early, 'support'],
      [late, 'support'],
    ])
    desk.close()
    expect([...fake.queues.values()].map(({ isClosed }) => isClosed)).toEqual([true, true])
  })

  test('is ready when it is known who waits, and shows nothing of a queue that was refused until we may see it again', () => {
    const fake = openDesk()
    const id = fake.ask({ customer: ana, text: 'One' })
    const queue = fake.queue('support')
    queue.position = undefined
    const desk = deskOf(fake)
    expect(desk.isReady).toBe(false)
    queue.open()
    expect([desk.isReady, desk.queue.length]).toEqual([true, 1])
    queue.refuse(refusal('not-allowed'))
    expect([desk.isReady, desk.queue]).toEqual([true, []])
    fake.queues.delete('support')
    fake.queue('support').happen('rowSet', { row: fake.rows.get(id)!, waiting: 1 })
    fake.open()
    expect(desk.queue.map((row) => row.id)).toEqual([id])
  })

  test('lists colleagues by who has room', async () => {
    const fake = openDesk()
    const desk = deskOf(fake)
    fake.agent({ id: 'cho', name: 'Chloé', teams: ['billing'] })
    fake.agent({ ...ben, capacity: 1 })
    fake.ask({ customer: ana, text: 'One', agent: ben })
    fake.agent({ id: 'abe', name: 'Abe', isPresent: false })
    expect(desk.agentsOf(undefined).map(({ id }) => id)).toEqual(['cho', 'mina', 'ben', 'abe'])
    expect(desk.agentsOf('support').map((agent) => [agent.id, canTake(agent)])).toEqual([
      ['mina', true],
      ['ben', false],
      ['abe', false],
    ])
  })
})

describe('mine', () => {
  test('stands by what is due and how long customers wait; answered and snoozed ones below', () => {
    const fake = openDesk()
    const mine = new MineModel(fake.mine)
    const answered = fake.ask({ customer: ana, text: 'A', agent: mina, ago: 50 })
    fake.say(answered, { kind: 'agent', id: 'x', text: 'B', by: mina })
    const long = fake.ask({ customer: ana, text: 'C', agent: mina, ago: 40 })
    const due = fake.ask({ customer: ana, text: 'D', agent: mina, ago: 2, due: { first: fake.now() + 60_000 } })
    const asleep = fake.ask({ customer: ana, text: 'E', agent: mina, status: 'snoozed', ago: 90 })
    fake.ask({ customer: ana, text: 'F', agent: ben })
    expect(mine.rows.map(({ row }) => row.id)).toEqual([due, long, answered, asleep])
  })

  test('says whether it is there, why it is not, and that it changed', () => {
    const fake = openDesk()
    const mine = new MineModel(fake.mine)
    let changes = 0
    mine.onChange(() => changes++)
    expect([mine.isReady, mine.status, mine.refusal]).toEqual([true, 'open', undefined])
    fake.mine.refuse(refusal('not-allowed'))
    expect([mine.status, mine.refusal?.code, changes]).toEqual(['refused', 'not-allowed', 1])
    mine.close()
    expect(fake.mine.isClosed).toBe(true)
  })

  test('is read once, however often it is shown', async () => {
    const fake = openDesk()
    const mine = new MineModel(fake.mine)
    const id = fake.ask({ customer: ana, text: 'A', agent: mina })
    expect([mine.unread, mine.unreadOf(id)]).toEqual([1, 1])
    mine.read(id)
    mine.read(id)
    await Promise.resolve()
    await expect.poll(() => mine.unread).toBe(0)
    mine.read(id)
    expect(fake.mine.asked).toEqual([{ name: 'read', input: { inquiry: id } }])
  })
})

describe('all', () => {
  function living() {
    const fake = openDesk()
    const clock = new FakeClock()
    const all = new AllModel(deskOf(fake), clock)
    const found: (string | undefined)[] = []
    const { find } = fake.desk
    fake.desk.find = (collection, query: { readonly id?: string } = {}) => {
      found.push(query.id)
      return find.call(fake.desk, collection, query)
    }
    return { fake, all, clock, finds: () => found }
  }

  test('comes in pages, looks further for what fits, and says when it is at the end', async () => {
    const fake = openDesk()
    const desk = deskOf(fake)
    const all = new AllModel(desk)
    for (let index = 0; index < 120; index++)
      fake.ask({ customer: ana, text: `Q${index} please`, priority: index === 3 ? 'urgent' : 'normal' })
    await all.show({})
    expect([all.rows.length, all.more, all.rows[0]?.subject]).toEqual([50, 'more', 'Q119 please'])
    await all.loadMore()
    await all.loadMore()
    expect([all.rows.length, all.more]).toEqual([120, 'end'])
    await all.show({ priority: 'urgent' })
    expect([all.rows.map(({ subject }) => subject), all.more]).toEqual([['Q3 please'], 'end'])
    await all.show({ search: 'q77', status: 'resolved' })
    expect([all.rows, all.more]).toEqual([[], 'end'])
    await all.show({ search: 'q77', status: 'open' })
    expect(all.rows.map(({ subject }) => subject)).toEqual(['Q77 please'])
    all.close()
  })

  test('asks for nothing until somebody looks at it, and at once for all that changes together', async () => {
    const { fake, all, clock, finds } = living()
    const one = fake.ask({ customer: ana, text: 'One' })
    clock.advance(1_000)
    expect(finds()).toEqual([])
    await all.show({})
    for (const text of ['And?', 'Well?']) fake.say(one, { kind: 'customer', id: text, text, by: ana })
    const two = fake.ask({ customer: ana, text: 'Two' })
    expect([clock.waiting, finds().length]).toEqual([1, 1])
    clock.advance(300)
    expect(finds().slice(1)).toEqual([one, two])
    await expect
      .poll(() => all.rows.map(({ id, last }) => [id, last.text]))
      .toEqual([
        [two, 'Two'],
        [one, 'Well?'],
      ])
    all.close()
    fake.say(one, { kind: 'customer', id: 'x', text: 'Late', by: ana })
    expect(clock.waiting).toBe(0)
  })

  test('asks for nothing of other teams, and lets go what went to one', async () => {
    const { fake, all, clock, finds } = living()
    fake.desk.open({ id: 'mina', role: 'agent', teams: ['support'] })
    const one = fake.ask({ customer: ana, text: 'One' })
    await all.show({})
    const foreign = fake.ask({ customer: guest, text: 'Two', team: 'billing' })
    expect(clock.waiting).toBe(0)
    const { documents } = fake.desk
    fake.desk.documents = (name) => documents(name).filter(({ body }) => (body as Row).team === 'support')
    fake.set({ ...fake.rows.get(one)!, team: 'billing' })
    clock.advance(300)
    await expect.poll(() => all.rows).toEqual([])
    expect(finds()).not.toContain(foreign)
  })

  test('asks again for what could not be asked for', async () => {
    const { fake, all, clock } = living()
    await all.show({})
    fake.desk.findFailure = { ...refusal('store-unavailable'), retryable: true }
    const one = fake.ask({ customer: ana, text: 'One' })
    clock.advance(300)
    await expect.poll(() => clock.waiting).toBe(1)
    fake.desk.findFailure = undefined
    clock.advance(5_000)
    await expect.poll(() => all.rows.map(({ id }) => id)).toEqual([one])
  })

  test('goes on living: what changes moves up, what fits no more goes, what is new and fits comes', async () => {
    const { fake, all, clock } = living()
    const one = fake.ask({ customer: ana, text: 'One' })
    const two = fake.ask({ customer: ana, text: 'Two' })
    await all.show({ status: 'open' })
    const ids = () => {
      clock.advance(300)
      return expect.poll(() => all.rows.map(({ id }) => id))
    }
    await ids().toEqual([two, one])
    fake.say(one, { kind: 'customer', id: 'x', text: 'And?', by: ana })
    await ids().toEqual([one, two])
    fake.set({ ...fake.rows.get(two)!, status: 'resolved' })
    await ids().toEqual([one])
    const three = fake.ask({ customer: guest, text: 'Three' })
    await ids().toEqual([three, one])
  })

  test('a page of an earlier filter is let go, and a failure can be tried again', async () => {
    const fake = openDesk()
    const all = new AllModel(deskOf(fake))
    fake.ask({ customer: ana, text: 'One', priority: 'low' })
    const first = all.show({})
    await all.show({ priority: 'high' })
    await first
    expect(all.rows).toEqual([])
    fake.desk.findFailure = refusal('internal')
    await all.show({ priority: 'low' })
    expect([all.more, all.failing?.code]).toEqual(['failed', 'internal'])
    fake.desk.findFailure = undefined
    await all.loadMore()
    expect([all.rows.length, all.more]).toEqual([1, 'end'])
  })
})

describe('a conversation', () => {
  function opened() {
    const fake = openDesk()
    const id = fake.ask({ customer: ana, text: 'Where is my order?', agent: mina })
    const clock = new FakeClock()
    const handle = fake.inquiry(id)
    return { fake, id, clock, handle, conversation: new ConversationModel(id, handle, 'mina', clock) }
  }

  test('loads what is older, and keeps what leaves the state', async () => {
    const { fake, id, conversation } = opened()
    for (let index = 0; index < 130; index++)
      fake.say(id, { kind: 'customer', id: `m${index}`, text: `${index}`, by: ana })
    expect([conversation.entries.length, conversation.more]).toEqual([50, 'more'])
    await conversation.loadOlder()
    expect([conversation.entries.length, conversation.more]).toEqual([100, 'more'])
    for (let index = 130; index < 200; index++)
      fake.say(id, { kind: 'customer', id: `m${index}`, text: `${index}`, by: ana })
    await conversation.loadOlder()
    await conversation.loadOlder()
    expect(conversation.more).toBe('end')
    const ns = conversation.entries.map(({ n }) => n)
    expect(ns).toEqual([...ns].sort((one, other) => one - other))
    expect(conversation.entries).toEqual(fake.entries.get(id))
  })

  test('a colleague’s newer reply stops an answer, and the answer goes when it was looked at', async () => {
    const { fake, id, conversation } = opened()
    const after = conversation.newest
    fake.say(id, { kind: 'agent', id: 'b', text: 'On its way', by: ben })
    expect(conversation.newerReply(after)?.text).toBe('On its way')
    await expect(conversation.reply({ text: 'Let me look' }, after)).rejects.toMatchObject({
      code: InquiryCode.newerReply,
    })
    expect(conversation.unsent).toEqual([])
    await conversation.reply({ text: 'Let me look' }, conversation.newest)
    expect(conversation.entries.at(-1)).toMatchObject({ kind: 'agent', text: 'Let me look', by: mina })
  })

  test('what is on its way is shown as not sent yet', async () => {
    const { conversation } = opened()
    const replied = conversation.reply({ text: 'Hello' }, conversation.newest)
    expect(conversation.unsent).toMatchObject([{ kind: 'agent', text: 'Hello', failure: undefined }])
    await replied
    expect(conversation.unsent).toEqual([])
  })

  test('the customer hears that a reply is written, and nothing of a note', () => {
    const { handle, conversation, clock } = opened()
    conversation.writes('note')
    conversation.stopsWriting()
    expect(handle.signalled).toEqual([
      { name: 'working', data: { on: 'note' } },
      { name: 'working', data: { on: 'nothing' } },
    ])
    conversation.writes('reply')
    conversation.writes('reply')
    clock.advance(3000)
    conversation.writes('reply')
    conversation.stopsWriting()
    expect(handle.signalled.slice(2)).toEqual([
      { name: 'typing', data: { typing: true } },
      { name: 'working', data: { on: 'reply' } },
      { name: 'typing', data: { typing: true } },
      { name: 'working', data: { on: 'reply' } },
      { name: 'typing', data: { typing: false } },
      { name: 'working', data: { on: 'nothing' } },
    ])
  })

  test('who does not have the inquiry writes unseen by the customer', () => {
    const { fake, id, handle, conversation } = opened()
    fake.set({ ...fake.rows.get(id)!, agent: ben })
    conversation.writes('reply')
    conversation.stopsWriting()
    expect(handle.signalled.map(({ name }) => name)).toEqual(['working', 'working'])
  })

  test('says who else is here and what they do, and forgets it', () => {
    const { handle, conversation, clock } = opened()
    handle.here(mina, ben)
    handle.signal('working', { on: 'note' }, ben)
    handle.signal('typing', { typing: true }, ana)
    handle.signal('typing', { typing: true }, ben)
    expect(conversation.viewers).toEqual([{ ...ben, on: 'note' }])
    expect(conversation.isCustomerTyping).toBe(true)
    clock.advance(6000)
    expect([conversation.viewers, conversation.isCustomerTyping]).toEqual([[{ ...ben, on: 'nothing' }], false])
  })

  test('what came is marked as received at once, and as read once when it is on the screen', async () => {
    const { fake, id, handle, conversation } = opened()
    conversation.markRead()
    conversation.markRead()
    await expect.poll(() => conversation.marks.agent.read).toBe(conversation.newest)
    const { n } = fake.say(id, { kind: 'customer', id: 'x', text: 'Hello?', by: ana })
    await expect.poll(() => conversation.marks.agent).toMatchObject({ received: n })
    expect(handle.asked.filter(({ name, input }) => name === 'mark' && 'read' in (input as object))).toHaveLength(1)
    conversation.close()
    expect(handle.isClosed).toBe(true)
  })

  test('who looks in without answering does not mark it as read', () => {
    const { fake, id, handle, conversation } = opened()
    fake.set({ ...fake.rows.get(id)!, agent: ben })
    conversation.markRead()
    expect(conversation.isOurs).toBe(false)
    fake.set({ ...fake.rows.get(id)!, agent: mina })
    conversation.markRead()
    const reads = handle.asked.flatMap(({ input }) => ('read' in (input as object) ? [input] : []))
    expect([conversation.isOurs, reads]).toEqual([true, [{ read: conversation.newest }]])
  })
})
