import { describe, expect, it } from 'vitest'
import { FakeDeskStage } from './fake-desk.ts'
import { guest, inquiryId, Stage, user } from './stage.ts'

const [ana, ben] = [user('ana'), user('ben')]

/** Everything that is stored anywhere, the desk's own aside. */
function everything(stage: FakeDeskStage): string {
  const { store } = stage.memory
  const names = ['a', 'b', 'g'].map((name) => `inquiry/${inquiryId(name)}`)
  const people = ['ana', 'ben', 'guest-7'].map((id) => `inquiry-customer/${id}`)
  const agents = ['alice', 'bob'].map((id) => `inquiry-agent/${id}`)
  return JSON.stringify([...names, ...people, ...agents].map((channel) => store.log(channel)))
}

async function lived(): Promise<FakeDeskStage> {
  const stage = new FakeDeskStage({ options: { fields: [{ name: 'order', label: 'Order' }] } })
  await stage.start(ana, 'a', {
    text: 'WORDS of Ana',
    answers: { order: 'WORDS 17' },
    page: { url: 'https://a/WORDS' },
  })
  await stage.assign('a', 'alice')
  const file = { id: '1'.repeat(32), name: 'WORDS.png', type: 'image/png', size: 3 }
  await stage.system('a', 'uploaded', { by: { id: 'ana', name: 'WORDS' }, file })
  await stage.say(ana, 'a', 'write', { text: 'WORDS again', files: [file.id] })
  await stage.reply('alice', 'a', 'SPEECH of Alice')
  await stage.say(user('alice'), 'a', 'note', { text: 'SPEECH in a note', mentions: ['bob'] })
  await stage.desk('a', 'release', { by: { id: 'alice', name: 'Alice' }, note: 'SPEECH on release' })
  await stage.assign('a', 'bob')
  await stage.reply('bob', 'a', 'Bob was here')
  await stage.say(user('bob'), 'a', 'note', { text: 'For her', mentions: ['alice'] })
  await stage.say(ana, 'a', 'end')
  await stage.say(ana, 'a', 'rate', { score: 2, comment: 'WORDS at last' })
  await stage.start(ben, 'b', { text: 'Of Ben' })
  await stage.assign('b', 'alice')
  await stage.reply('alice', 'b', 'SPEECH to Ben')
  return stage
}

describe('a customer who is erased', () => {
  it('leaves nothing that was said, by him or to him, nor who he was', async () => {
    const stage = await lived()
    const { events, documents } = await stage.memory.host.exportPerson('ana')
    expect(JSON.stringify(events)).toContain('WORDS of Ana')
    expect(JSON.stringify(documents)).toContain('WORDS again')
    const { left } = await stage.memory.host.erasePerson('ana')
    expect(left).toEqual([])
    expect(everything(stage).match(/WORDS|"ana"|Name of ana/g)).toBeNull()
    expect(await stage.memory.store.documentsOf('ana', 100)).toEqual([])
    const inquiry = await stage.asAgent('sue', 'a')
    expect(JSON.stringify(inquiry)).not.toMatch(/WORDS|SPEECH in|SPEECH on|ana/)
    expect(inquiry.recent.filter(({ kind }) => kind !== 'activity')).toHaveLength(6)
    for (const collection of ['entries', 'notes', 'files'])
      expect(JSON.stringify(await stage.find(user('sue'), 'a', 'agent', collection)), collection).not.toMatch(
        /WORDS|SPEECH|ana/,
      )
    expect(await stage.list(ana)).toEqual([])
    await expect(stage.asCustomer(ana, 'a')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(stage.asCustomer(user('erased'), 'a')).rejects.toMatchObject({ code: 'not-allowed' })
    // That of others is as it was.
    expect((await stage.asCustomer(ben, 'b')).recent).toMatchObject([{ text: 'Of Ben' }, {}, { text: 'SPEECH to Ben' }])
    expect((await stage.memory.host.exportPerson('ana')).events).toEqual([])
  })

  it('may come again', async () => {
    const stage = await lived()
    await stage.memory.host.erasePerson('ana')
    await stage.advance(3_600_000)
    expect(await stage.start(ana, 'new')).toBeUndefined()
    expect(await stage.list(ana)).toHaveLength(1)
  })
})

describe('an agent who is erased', () => {
  it('leaves nothing that he said; what others said stays', async () => {
    const stage = await lived()
    expect(JSON.stringify(await stage.memory.host.exportPerson('alice')).match(/SPEECH in a note/)).not.toBeNull()
    await stage.memory.host.erasePerson('alice')
    expect(everything(stage).match(/SPEECH|"alice"|"Alice"/g)).toBeNull()
    const { recent } = await stage.asCustomer(ana, 'a')
    expect(recent.filter(({ kind }) => kind === 'agent')).toMatchObject([
      { text: '', by: { name: '' }, erased: true },
      { text: 'Bob was here', by: { name: 'Bob' } },
    ])
    expect(recent[0]).toMatchObject({ text: 'WORDS of Ana' })
    expect(JSON.stringify(await stage.asAgent('bob', 'a'))).not.toMatch(/SPEECH|alice/)
    expect(JSON.stringify(await stage.find(user('bob'), 'a', 'agent', 'notes'))).not.toMatch(/SPEECH|alice/)
    const [left] = await stage.list(ben)
    expect(left).toMatchObject({ lastText: '', status: 'waiting' })
    expect(left).not.toHaveProperty('agent')
    expect(stage.memory.reports).toEqual([])
  })
})

describe('a guest who is erased', () => {
  it('is gone also from what he handed over', async () => {
    const stage = new FakeDeskStage()
    const visitor = guest('guest-7')
    const code = 'x'.repeat(24)
    await stage.start(visitor, 'g', { text: 'WORDS', answers: { name: 'Vic' } })
    await stage.command(visitor, 'inquiry-customer/guest-7', 'offer', { code })
    await stage.command(ana, 'inquiry-customer/guest-7', 'adopt', { code })
    await stage.say(ana, 'g', 'write', { text: 'Of Ana' })
    await stage.memory.host.erasePerson('guest-7')
    expect(everything(stage).match(/guest-7|WORDS|Vic/g)).toBeNull()
    expect((await stage.asCustomer(ana, 'g')).recent).toMatchObject([{ text: '', erased: true }, { text: 'Of Ana' }])
  })

  it('goes with the verified person that he became', async () => {
    const stage = new FakeDeskStage()
    const visitor = guest('guest-7')
    const code = 'x'.repeat(24)
    await stage.start(visitor, 'g', { text: 'WORDS', answers: { name: 'Vic', email: 'vic@example.com' } })
    await stage.assign('g', 'alice')
    await stage.reply('alice', 'g', 'SPEECH')
    await stage.command(visitor, 'inquiry-customer/guest-7', 'offer', { code })
    await stage.command(ana, 'inquiry-customer/guest-7', 'adopt', { code })
    await stage.say(ana, 'g', 'write', { text: 'WORDS of Ana' })
    const { events, documents } = await stage.memory.host.exportPerson('ana')
    expect(JSON.stringify(events)).toContain('vic@example.com')
    expect(JSON.stringify(documents)).toContain('WORDS')
    expect(await stage.memory.host.erasePerson('ana')).toMatchObject({ left: [] })
    expect(everything(stage).match(/guest-7|WORDS|Vic|vic@|"ana"|SPEECH/g)).toBeNull()
    expect(JSON.stringify(await stage.find(user('sue'), 'g', 'agent', 'entries')).match(/WORDS|Vic|SPEECH/)).toBeNull()
    for (const id of ['ana', 'guest-7']) expect(await stage.memory.store.documentsOf(id, 100)).toEqual([])
  })
})

describe('the whole house', () => {
  const code = 'x'.repeat(24)
  const visitor = guest('guest-7')

  async function house(): Promise<Stage> {
    const sla = { firstMs: 1_000, nextMs: 60_000, resolveMs: 120_000 }
    const stage = new Stage({ options: { teams: { support: { sla }, billing: {} } } })
    for (const agent of ['alice', 'bob']) await stage.arrive(agent)
    await stage.start(visitor, 'g', { text: 'WORDS', answers: { name: 'Vic' } })
    await stage.atDesk('alice', 'g', 'claim')
    await stage.reply('alice', 'g', 'SPEECH')
    await stage.command(visitor, 'inquiry-customer/guest-7', 'offer', { code })
    await stage.command(ana, 'inquiry-customer/guest-7', 'adopt', { code })
    await stage.say(user('alice'), 'g', 'note', { text: 'SPEECH in a note' })
    const move = { rev: await stage.rev('g'), agent: 'bob', note: 'SPEECH on handing over' }
    await stage.atDesk('alice', 'g', 'transfer', move)
    await stage.say(ana, 'g', 'write', { text: 'WORDS of Ana' })
    await stage.reply('alice', 'g', 'SPEECH at last', { join: true })
    await stage.say(user('alice'), 'g', 'note', { text: 'SPEECH of her', mentions: ['bob', 'sue'] })
    await stage.advance(3_600_000)
    return stage
  }

  /** What people were told in their notification inboxes. The stage's keeps nothing that has the id of who is erased. */
  const inboxes = ['ana', 'guest-7', 'alice', 'bob', 'sue'].map((person) => `heard/${person}`)

  async function stored(stage: Stage, pattern: RegExp): Promise<string[]> {
    const { store } = stage.memory
    const names = [`inquiry/${inquiryId('g')}`, 'inquiry-desk/main', 'inquiry-customer/ana', 'inquiry-customer/guest-7']
    const lists = ['inquiry-agent/alice', 'inquiry-agent/bob', 'inquiry-queue/support', ...inboxes]
    const all = [...names, ...lists].map((name) => JSON.stringify(store.log(name)))
    return all.join().match(pattern) ?? []
  }

  it('forgets a customer with the guest that he was', async () => {
    const stage = await house()
    expect(await stored(stage, /WORDS/)).not.toEqual([])
    expect(await stage.memory.host.erasePerson('ana')).toMatchObject({ left: [] })
    expect(await stored(stage, /WORDS|Vic|guest-7|"ana"|Name of ana|SPEECH/g)).toEqual([])
    expect(stage.memory.reports).toEqual([])
  })

  it('forgets what an agent said, also on handing over', async () => {
    const stage = await house()
    await stage.memory.host.erasePerson('alice')
    expect(await stored(stage, /SPEECH|"alice"|"Alice"/g)).toEqual([])
    expect(await stored(stage, /WORDS of Ana/)).not.toEqual([])
    expect(stage.memory.reports).toEqual([])
  })
})
