import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeDeskStage } from './fake-desk.ts'
import { agents, inquiryId, user } from './stage.ts'

const ana = user('ana')

async function asked(options: ConstructorParameters<typeof FakeDeskStage>[0] = {}): Promise<FakeDeskStage> {
  const stage = new FakeDeskStage(options)
  expect(await stage.start(ana, 'a')).toBeUndefined()
  return stage
}

async function answered(): Promise<FakeDeskStage> {
  const stage = await asked()
  await stage.assign('a', 'alice')
  return stage
}

describe('what waits to be read', () => {
  it('is counted for the customer, and announced until he has read it', async () => {
    const stage = await answered()
    await stage.reply('alice', 'a', 'One')
    await stage.reply('alice', 'a', 'Two')
    expect(await stage.list(ana)).toMatchObject([{ unread: 2, lastText: 'Two', agent: { name: 'Alice' } }])
    expect(stage.announced('ana')).toMatchObject([
      { what: 'announced', data: { category: 'inquiry/reply', title: { en: 'Your inquiry #1 has an answer' } } },
      { what: 'announced', data: { category: 'inquiry/reply', private: true } },
    ])
    expect(JSON.stringify(stage.announced('ana'))).not.toMatch(/alice|Alice|One|Two/)
    const { n } = (await stage.asCustomer(ana, 'a')).recent.at(-1)!
    await stage.say(ana, 'a', 'mark', { read: n - 1 })
    expect(await stage.list(ana)).toMatchObject([{ unread: 1 }])
    expect(stage.announced('ana')).toHaveLength(2)
    await stage.say(ana, 'a', 'mark', { read: n })
    expect(await stage.list(ana)).toMatchObject([{ unread: 0 }])
    expect(stage.announced('ana').at(-1)).toMatchObject({ what: 'withdrawn' })
  })

  it('comes to the list of its agent with its row, in one event', async () => {
    const stage = await answered()
    const log = () => stage.memory.store.log('inquiry-agent/alice').map(({ event }) => JSON.parse(event))
    const before = log().length
    await stage.say(ana, 'a', 'write', { text: 'One' })
    expect(log().slice(before)).toMatchObject([{ type: 'rowSet', data: { unread: 2, row: { last: { text: 'One' } } } }])
  })

  it('is counted for the agent who has it, until he reads or answers', async () => {
    const stage = await answered()
    const unread = async () => (await stage.mine('alice'))[inquiryId('a')]?.unread
    expect(await unread()).toBe(1)
    await stage.reply('alice', 'a', 'Hello')
    expect(await unread()).toBe(0)
    await stage.say(ana, 'a', 'write', { text: 'One' })
    await stage.say(ana, 'a', 'write', { text: 'Two' })
    expect(await unread()).toBe(2)
    expect(stage.announced('alice').at(-1)).toMatchObject({ data: { category: 'inquiry/message', body: 'Two' } })
    await stage.say(user('alice'), 'a', 'mark', { read: 99 })
    expect(await unread()).toBe(0)
    expect(stage.announced('alice').at(-1)).toMatchObject({ what: 'withdrawn' })
    await stage.say(ana, 'a', 'write', { text: 'Three' })
    await stage.command(user('alice'), 'inquiry-agent/alice', 'read', { inquiry: inquiryId('a') })
    expect(await unread()).toBe(0)
    expect((await stage.asCustomer(ana, 'a')).marks.agent.read).toBeGreaterThan(6)
    await stage.say(ana, 'a', 'write', { text: 'Four' })
    expect(await unread()).toBe(1)
  })

  it('is read by nobody who is not there any more: who has joined and left the team', async () => {
    const left = new Set<string>()
    const agentOf: typeof agents = (who) => (left.has(who.id) ? undefined : agents(who))
    const stage = await asked({ options: { agentOf } })
    await stage.assign('a', 'alice')
    await stage.reply('bob', 'a', 'I help', { join: true })
    await stage.say(ana, 'a', 'write', { text: 'Thanks' })
    left.add('bob')
    await stage.system('a', 'readBy', { agent: 'bob', read: 99 })
    expect((await stage.asCustomer(ana, 'a')).marks.agent.read).toBe(0)
  })

  it('goes with the inquiry to the next agent', async () => {
    const stage = await answered()
    await stage.say(ana, 'a', 'write', { text: 'Anybody?' })
    await stage.assign('a', 'bob')
    expect(await stage.mine('alice')).toEqual({})
    expect((await stage.mine('bob'))[inquiryId('a')]).toMatchObject({ unread: 2, row: { agent: { id: 'bob' } } })
    expect(stage.announced('alice').at(-1)).toMatchObject({ what: 'withdrawn' })
  })
})

describe('how far each side has read', () => {
  it('never goes back, is never beyond what there is, and what is read has been received', async () => {
    const mark = fc.record({
      by: fc.constantFrom('ana', 'alice'),
      read: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
      received: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(mark, { maxLength: 12 }), async (all) => {
        const stage = await answered()
        await stage.reply('alice', 'a', 'Hello')
        let before = (await stage.asCustomer(ana, 'a')).marks
        for (const { by, ...upTo } of all) {
          await stage.say(user(by), 'a', 'mark', upTo)
          const { marks } = await stage.asCustomer(ana, 'a')
          for (const side of ['customer', 'agent'] as const) {
            const isHis = side === (by === 'ana' ? 'customer' : 'agent')
            if (!isHis) expect(marks[side]).toEqual(before[side])
            expect(marks[side].read).toBeGreaterThanOrEqual(before[side].read)
            expect(marks[side].received).toBeGreaterThanOrEqual(Math.max(before[side].received, marks[side].read))
            expect(marks[side].received).toBeLessThanOrEqual(stage.log(`inquiry/${inquiryId('a')}`).length)
          }
          before = marks
        }
        expect((await stage.asAgent('alice', 'a')).marks).toEqual(before)
      }),
      { numRuns: 30 },
    )
  })
})
