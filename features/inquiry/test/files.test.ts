import { describe, expect, it } from 'vitest'
import { FakeDeskStage } from './fake-desk.ts'
import { guest, inquiryId, user } from './stage.ts'

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

describe('the files of an inquiry', () => {
  const file = (id: string) => ({ id: id.repeat(32).slice(0, 32), name: 'a.png', type: 'image/png', size: 3 })
  const found = async (stage: FakeDeskStage, who: typeof ana, view: string, id: string) =>
    (await stage.find(who, 'a', view, 'files', { id: file(id).id })).documents.length

  it('are named by who uploaded them, and by nobody else', async () => {
    const stage = await answered()
    expect(await stage.system('a', 'uploaded', { by: { id: 'ana', name: 'Ana' }, file: file('1') })).toBeUndefined()
    expect(await stage.reply('alice', 'a', '', { files: [file('1').id] })).toBe('inquiry/no-file')
    expect(await stage.say(ana, 'a', 'write', { text: '', files: [file('2').id] })).toBe('inquiry/no-file')
    expect(await stage.say(ana, 'a', 'write', { text: '', files: [file('1').id] })).toBeUndefined()
    expect((await stage.asAgent('alice', 'a')).recent.at(-1)).toMatchObject({ files: [file('1')] })
    expect(await stage.say(ana, 'a', 'write', { text: '', files: [file('1').id] })).toBe('inquiry/no-file')
    for (const by of ['ben', 'carol'])
      expect(await stage.system('a', 'uploaded', { by: { id: by, name: by }, file: file('3') })).toBe('not-allowed')
  })

  it('have a hundred places for each who uploads, and push out nobody else’s', async () => {
    const stage = await answered()
    const [of, its] = [(id: string) => ({ by: { id, name: id } }), (n: number) => file(String(n + 1_000))]
    await stage.system('a', 'uploaded', { ...of('alice'), file: file('f') })
    for (let n = 0; n < 102; n++) await stage.system('a', 'uploaded', { ...of('ana'), file: its(n) })
    expect(await stage.reply('alice', 'a', 'See', { files: [file('f').id] })).toBeUndefined()
    expect(await stage.say(ana, 'a', 'write', { text: 'See', files: [its(1).id] })).toBe('inquiry/no-file')
    expect(await stage.say(ana, 'a', 'write', { text: 'See', files: [its(2).id, its(101).id] })).toBeUndefined()
  })

  it('are found by whom they were sent to; those of notes not by the customer', async () => {
    const stage = await answered()
    await stage.system('a', 'uploaded', { by: { id: 'alice', name: '' }, file: file('1') })
    await stage.system('a', 'uploaded', { by: { id: 'alice', name: '' }, file: file('2') })
    expect(await found(stage, ana, 'customer', '1')).toBe(0)
    expect(await found(stage, user('bob'), 'agent', '1')).toBe(0)
    expect(await found(stage, user('alice'), 'agent', '1')).toBe(1)
    await stage.reply('alice', 'a', 'See', { files: [file('1').id] })
    await stage.say(user('alice'), 'a', 'note', { text: 'See', files: [file('2').id] })
    expect(await found(stage, ana, 'customer', '1')).toBe(1)
    expect(await found(stage, ana, 'customer', '2')).toBe(0)
    expect(await found(stage, user('bob'), 'agent', '2')).toBe(1)
  })
})

describe('files of the first message', () => {
  const file = (id: string) => ({ id: id.repeat(32).slice(0, 32), name: 'SECRET.png', type: 'image/png', size: 3 })
  const upload = (stage: FakeDeskStage, id: string, by = 'ana') =>
    stage.system('a', 'uploaded', { by: { id: by, name: by }, file: file(id) })

  async function prepared(): Promise<FakeDeskStage> {
    const stage = new FakeDeskStage({})
    expect(await upload(stage, '1')).toBe('not-allowed')
    expect(await stage.say(ana, 'a', 'prepare')).toBeUndefined()
    expect(await upload(stage, '1')).toBeUndefined()
    return stage
  }

  it('are uploaded before it begins, and stand in it', async () => {
    const stage = await prepared()
    expect(await stage.asCustomer(ana, 'a')).toEqual({
      ...{ status: 'waiting', recent: [], hasOlder: false },
      marks: { customer: { received: 0, read: 0 }, agent: { received: 0, read: 0 } },
    })
    const files = [file('1').id, file('1').id, file('9').id]
    expect(await stage.start(ana, 'a', { text: 'See', files })).toBeUndefined()
    const said = { kind: 'customer', text: 'See', files: [file('1')] }
    expect((await stage.asCustomer(ana, 'a')).recent).toMatchObject([said])
    expect((await stage.asAgent('alice', 'a')).recent.at(-1)).toMatchObject(said)
    expect(await stage.find(user('alice'), 'a', 'agent', 'files', { id: file('1').id })).toMatchObject({
      documents: [{ body: file('1') }],
    })
    // What is named is no upload any more.
    expect(await stage.say(ana, 'a', 'write', { text: '', files: [file('1').id] })).toBe('inquiry/no-file')
  })

  it('are nobody else’s: nobody sees, uploads to or begins what another has prepared', async () => {
    const stage = await prepared()
    for (const who of [user('ben'), guest('guest-7'), user('alice'), user('sue')]) {
      await expect(stage.asCustomer(who, 'a'), who.id).rejects.toMatchObject({ code: 'not-allowed' })
      await expect(stage.open(who, `inquiry/${inquiryId('a')}`, 'agent')).rejects.toMatchObject({ code: 'not-allowed' })
      expect(await stage.say(who, 'a', 'prepare'), who.id).toBe('not-allowed')
      expect(await upload(stage, '2', who.id), who.id).toBe('not-allowed')
      expect(await stage.say(who, 'a', 'write', { text: 'x' }), who.id).toBe('not-allowed')
    }
    await stage.start(user('ben'), 'a', { text: 'Mine', files: [file('1').id] })
    expect(await stage.list(user('ben'))).toEqual([])
    expect(await stage.start(ana, 'a', { text: 'See', files: [file('1').id] })).toBeUndefined()
    expect((await stage.asCustomer(ana, 'a')).recent).toMatchObject([{ files: [file('1')] }])
    expect(await stage.say(ana, 'a', 'prepare')).toBe('not-allowed')
  })

  it('need a text beside them, and are as many as a message has', async () => {
    const stage = await prepared()
    expect(await stage.start(ana, 'a', { text: ' ', files: [file('1').id] })).toBe('inquiry/empty')
    const many = Array.from({ length: 16 }, (_, n) => file(String(n)).id)
    expect(await stage.start(ana, 'a', { text: 'See', files: many })).toBe('invalid-input')
  })

  it('are prepared as fast as inquiries are begun, and not where a program begins them', async () => {
    const stage = new FakeDeskStage({})
    for (let n = 0; n < 6; n++) expect(await stage.say(ana, `b${n}`, 'prepare')).toBeUndefined()
    expect(await stage.say(ana, 'c', 'prepare')).toBe('too-fast')
    const ofPrograms = `inquiry/${'0'.repeat(40)}`
    expect(await stage.command(user('ben'), ofPrograms, 'prepare', {})).toBe('not-allowed')
  })

  it.each(['before', 'after'])('go with a customer who is erased %s he asked', async (when) => {
    const stage = await prepared()
    if (when === 'after') await stage.start(ana, 'a', { text: 'See', files: [file('1').id] })
    const { left } = await stage.memory.host.erasePerson('ana')
    expect(left).toEqual([])
    const log = JSON.stringify(stage.memory.store.log(`inquiry/${inquiryId('a')}`))
    expect(log).not.toMatch(/SECRET|"ana"/)
    expect(await stage.memory.store.documentsOf('ana', 100)).toEqual([])
    if (when === 'before') expect(await stage.say(user('ben'), 'a', 'prepare')).toBeUndefined()
    else expect(await found(stage)).toEqual([])
  })

  async function found(stage: FakeDeskStage) {
    return (await stage.find(user('sue'), 'a', 'agent', 'files', { id: file('1').id })).documents
  }

  it('are given up by the sweep like others', async () => {
    const stage = await prepared()
    await stage.system('a', 'uploadsGone', { ids: [file('1').id] })
    await stage.start(ana, 'a', { text: 'See', files: [file('1').id] })
    expect((await stage.asCustomer(ana, 'a')).recent).toMatchObject([{ text: 'See' }])
    expect((await stage.asCustomer(ana, 'a')).recent[0]).not.toHaveProperty('files')
  })
})
