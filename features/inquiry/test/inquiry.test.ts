import { describe, expect, it } from 'vitest'
import { FakeDeskStage } from './fake-desk.ts'
import { inquiryId, user } from './stage.ts'

const ana = user('ana')
const ben = user('ben')

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

describe('an inquiry', () => {
  it('begins with what its customer asked, and is at the desk', async () => {
    const stage = await asked()
    expect(await stage.asCustomer(ana, 'a')).toMatchObject({
      status: 'waiting',
      info: { team: 'support', ticket: 'ticketnoa', no: 1 },
      recent: [{ n: 2, kind: 'customer', text: 'Question a' }],
      hasOlder: false,
    })
    expect(await stage.story('alice', 'a')).toEqual(['opened', 'customer: Question a'])
    expect(await stage.list(ana)).toMatchObject([{ id: inquiryId('a'), no: 1, status: 'waiting', unread: 0 }])
    expect((await stage.list(ana))[0]).not.toHaveProperty('starting')
    expect(stage.memory.reports).toEqual([])
  })

  it('is one, however often the same command asks for it', async () => {
    const stage = await asked()
    expect(await stage.start(ana, 'b', {}, 'same')).toBe('inquiry/already-open')
    await stage.say(ana, 'a', 'end')
    expect(await stage.start(ana, 'c', {}, 'once')).toBeUndefined()
    expect(await stage.start(ana, 'c', {}, 'once')).toBeUndefined()
    expect((await stage.list(ana)).length).toBe(2)
    expect(stage.log(`inquiry/${inquiryId('c')}`).filter(({ type }) => type === 'began')).toHaveLength(1)
  })

  it('of an id that is taken does not begin, and changes nothing of the other', async () => {
    const stage = await asked()
    const before = await stage.asAgent('alice', 'a')
    expect(await stage.start(ben, 'a', { text: 'Mine now' })).toBeUndefined()
    expect(await stage.list(ben)).toEqual([])
    expect(await stage.asAgent('alice', 'a')).toEqual(before)
    await expect(stage.asCustomer(ben, 'a')).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await stage.list(ana)).toHaveLength(1)
  })

  it('shows both sides what is said, by the public name, and each what the other has read', async () => {
    const stage = await answered()
    expect(await stage.reply('alice', 'a', 'Hello')).toBeUndefined()
    expect(await stage.say(ana, 'a', 'write', { text: 'Thanks' })).toBeUndefined()
    const { recent, agent, status } = await stage.asCustomer(ana, 'a')
    expect({ agent, status }).toEqual({ agent: { name: 'Alice' }, status: 'answered' })
    expect(recent.map((entry) => ('text' in entry ? entry.text : entry.line))).toEqual([
      'Question a',
      { what: 'joined', agent: { name: 'Alice' } },
      'Hello',
      'Thanks',
    ])
    expect(await stage.say(user('alice'), 'a', 'mark', { received: 6, read: 2 })).toBeUndefined()
    expect((await stage.asCustomer(ana, 'a')).marks.agent).toEqual({ received: 6, read: 2 })
    await stage.say(user('alice'), 'a', 'mark', { read: 1 })
    expect((await stage.asCustomer(ana, 'a')).marks.agent).toEqual({ received: 6, read: 2 })
  })

  it('is read by those who answer it, not by who only looks', async () => {
    const stage = await answered()
    const before = stage.log(`inquiry/${inquiryId('a')}`).length
    expect(await stage.say(user('bob'), 'a', 'mark', { read: 2 })).toBeUndefined()
    expect(stage.log(`inquiry/${inquiryId('a')}`)).toHaveLength(before)
  })

  it.each(['', ' \n ', '\u200b'])('takes no message without text or file: %j', async (text) => {
    const stage = await answered()
    expect(await stage.say(ana, 'a', 'write', { text })).toBe('inquiry/empty')
    expect(await stage.reply('alice', 'a', text)).toBe('inquiry/empty')
    expect(await stage.say(user('alice'), 'a', 'note', { text })).toBe('inquiry/empty')
    expect(await stage.start(ben, 'b', { text })).toBe('inquiry/empty')
  })

  it('takes no text that is longer than the app allows', async () => {
    const stage = await asked({ options: { limits: { maxTextLength: 10 } } })
    expect(await stage.say(ana, 'a', 'write', { text: '12345678901' })).toBe('invalid-input')
    expect(await stage.say(ana, 'a', 'write', { text: '1234567890' })).toBeUndefined()
  })

  it('that was merged into another takes nothing more but notes', async () => {
    const stage = await answered()
    await stage.desk('a', 'merge', { into: { id: inquiryId('b'), no: 7 } })
    expect(await stage.asCustomer(ana, 'a')).toMatchObject({ status: 'merged', mergedInto: { no: 7 } })
    for (const [who, command, input] of [
      [ana, 'write', { text: 'x' }],
      [ana, 'end', {}],
      [ana, 'rate', { score: 5 }],
      [user('alice'), 'reply', { text: 'x', after: 99 }],
    ] as const)
      expect(await stage.say(who, 'a', command, input), command).toBe('inquiry/merged')
    expect(await stage.say(user('alice'), 'a', 'note', { text: 'why' })).toBeUndefined()
  })

  it('takes news of the desk in its order only', async () => {
    const stage = await answered()
    const facts = (await stage.asAgent('alice', 'a')).facts!
    const { length } = stage.log(`inquiry/${inquiryId('a')}`)
    await stage.system('a', 'routed', { facts: { ...facts, team: 'billing' }, no: 1, seq: 1 })
    expect(stage.log(`inquiry/${inquiryId('a')}`)).toHaveLength(length)
    await stage.system('a', 'routed', { facts: { ...facts, team: 'billing' }, no: 1, seq: 99 })
    expect((await stage.asAgent('alice', 'a')).facts?.team).toBe('billing')
  })

  it('is rated once, when it is resolved', async () => {
    const stage = await answered()
    expect(await stage.say(ana, 'a', 'rate', { score: 5 })).toBe('inquiry/not-resolved')
    await stage.say(ana, 'a', 'end')
    expect(await stage.say(ana, 'a', 'rate', { score: 6 })).toBe('invalid-input')
    expect(await stage.say(ana, 'a', 'rate', { score: 4, comment: 'Fine' })).toBeUndefined()
    expect(await stage.say(ana, 'a', 'rate', { score: 5 })).toBe('inquiry/already-rated')
    expect((await stage.asAgent('alice', 'a')).rating).toMatchObject({ score: 4, comment: 'Fine' })
  })

  it('that was resolved is open again when its customer writes', async () => {
    const stage = await answered()
    await stage.say(ana, 'a', 'end')
    expect((await stage.asCustomer(ana, 'a')).status).toBe('resolved')
    await stage.say(ana, 'a', 'write', { text: 'One more thing' })
    expect((await stage.asCustomer(ana, 'a')).status).toBe('answered')
    expect((await stage.story('alice', 'a')).slice(-2)).toEqual(['customer: One more thing', 'reopened'])
  })

  it('is handed to a person when its customer asks a bot for one', async () => {
    const stage = await asked({ hasBot: true })
    await stage.desk('a', 'giveToBot')
    expect((await stage.asCustomer(ana, 'a')).status).toBe('pending')
    expect(
      await stage.system('a', 'say', { as: 'bot', by: { id: 'bot-7', name: 'Robo' }, text: 'Beep' }),
    ).toBeUndefined()
    expect((await stage.asCustomer(ana, 'a')).recent.at(-1)).toMatchObject({ kind: 'bot', by: { name: 'Robo' } })
    expect(await stage.say(ana, 'a', 'askForPerson')).toBeUndefined()
    expect(await stage.story('alice', 'a')).toContain('handed-off')
  })
})

describe('an agent', () => {
  it('does not answer over a colleague’s reply he has not seen (Chatwoot 14934)', async () => {
    const stage = await answered()
    const after = (await stage.asAgent('alice', 'a')).recent.at(-1)!.n
    expect(await stage.reply('bob', 'a', 'I know this', { after, join: true })).toBeUndefined()
    expect(
      await stage.refusal(user('alice'), `inquiry/${inquiryId('a')}`, 'reply', { text: 'Me too', after }),
    ).toMatchObject({
      code: 'inquiry/newer-reply',
      message: expect.stringContaining('Bob'),
    })
    const seen = (await stage.asAgent('alice', 'a')).recent.at(-1)!.n
    expect(await stage.reply('alice', 'a', 'Me too', { after: seen })).toBeUndefined()
    // His own reply from another window does not keep him back, the older one of the colleague does.
    expect(await stage.reply('alice', 'a', 'And', { after: seen })).toBeUndefined()
    expect(await stage.reply('alice', 'a', 'And', { after })).toBe('inquiry/newer-reply')
  })

  it('answers what is another’s only by joining', async () => {
    const stage = await answered()
    const refused = await stage.refusal(user('bob'), `inquiry/${inquiryId('a')}`, 'reply', { text: 'x', after: 9 })
    expect(refused).toMatchObject({ code: 'inquiry/not-yours', message: expect.stringContaining('Alice') })
    expect(await stage.reply('bob', 'a', 'Hi', { join: true })).toBeUndefined()
    const { participants, facts } = await stage.asAgent('bob', 'a')
    expect(participants).toEqual([{ id: 'bob', name: 'Bob' }])
    expect(facts?.agent?.id).toBe('alice')
    expect((await stage.story('bob', 'a')).slice(-2)).toEqual(['joined', 'agent: Hi'])
    expect(await stage.reply('bob', 'a', 'Hi again')).toBeUndefined()
    expect((await stage.asCustomer(ana, 'a')).recent.at(-3)).toMatchObject({
      kind: 'line',
      line: { what: 'joined', agent: { name: 'Bob' } },
    })
  })

  it('of another team sees nothing, unless it is his or he is a supervisor', async () => {
    const stage = await answered()
    await expect(stage.asAgent('carol', 'a')).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await stage.reply('carol', 'a', 'x', { join: true })).toBe('not-allowed')
    expect((await stage.asAgent('sue', 'a')).recent).toHaveLength(3)
    await stage.assign('a', 'carol')
    expect((await stage.asAgent('carol', 'a')).recent[0]?.n).toBe(1)
  })

  it('is nobody who is called as those are who were erased', async () => {
    const stage = new FakeDeskStage({ options: { agentOf: () => ({ name: 'Anybody' }) } })
    expect(await stage.start(user('erased'), 'e')).toBe('not-allowed')
    await stage.start(ana, 'a')
    expect(await stage.say(user('erased'), 'a', 'note', { text: 'x' })).toBe('not-allowed')
    expect(await stage.say(user('bob'), 'a', 'note', { text: 'x' })).toBeUndefined()
  })

  it('is an agent nowhere in what he asks himself', async () => {
    const stage = new FakeDeskStage()
    await stage.start(user('bob'), 'a')
    await stage.assign('a', 'alice')
    await stage.say(user('alice'), 'a', 'note', { text: 'About Bob', mentions: ['bob'] })
    await expect(stage.asAgent('bob', 'a')).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await stage.reply('bob', 'a', 'x', { join: true })).toBe('not-allowed')
    expect(JSON.stringify([await stage.asCustomer(user('bob'), 'a'), stage.announced('bob')])).not.toContain('mention')
    expect(await stage.say(user('bob'), 'a', 'write', { text: 'Well?' })).toBeUndefined()
  })

  it('who has joined hears what the customer writes, until he or the one who has it has read it', async () => {
    const stage = await answered()
    await stage.reply('bob', 'a', 'I help', { join: true })
    await stage.say(ana, 'a', 'write', { text: 'Thanks' })
    for (const agent of ['alice', 'bob'])
      expect(stage.announced(agent).at(-1)).toMatchObject({ data: { category: 'inquiry/message', body: 'Thanks' } })
    await stage.say(user('alice'), 'a', 'mark', { read: 99 })
    expect(stage.announced('bob').at(-1)).toMatchObject({ what: 'withdrawn' })
  })

  it('who may not see an inquiry hears nothing of a note that mentions him', async () => {
    const stage = await answered()
    const mentions = ['bob', 'carol', 'ana', 'nobody', 'alice', 'bob']
    await stage.say(user('alice'), 'a', 'note', { text: 'Look at this', mentions })
    expect((await stage.asAgent('bob', 'a')).recent.at(-1)).toMatchObject({ kind: 'note', mentions: ['bob'] })
    expect(stage.announced('bob')).toMatchObject([{ data: { category: 'inquiry/mention', private: true } }])
    for (const other of ['carol', 'ana', 'nobody', 'alice'])
      expect(JSON.stringify(stage.announced(other)), other).not.toContain('mention')
  })
})
