import { describe, expect, it } from 'vitest'
import { FakeDeskStage } from './fake-desk.ts'
import { user } from './stage.ts'

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
