import { describe, expect, it } from 'vitest'
import { FakeDeskStage } from './fake-desk.ts'
import { guest, inquiryId, user } from './stage.ts'

const ana = user('ana')
const ben = user('ben')

async function asked(options: ConstructorParameters<typeof FakeDeskStage>[0] = {}): Promise<FakeDeskStage> {
  const stage = new FakeDeskStage(options)
  expect(await stage.start(ana, 'a')).toBeUndefined()
  return stage
}

describe('a guest', () => {
  const visitor = guest('guest-7')
  const code = 'x'.repeat(24)
  const offer = (stage: FakeDeskStage) => stage.command(visitor, `inquiry-customer/${visitor.id}`, 'offer', { code })
  const adopt = (stage: FakeDeskStage, who: typeof ana, given = code) =>
    stage.command(who, `inquiry-customer/${visitor.id}`, 'adopt', { code: given })

  it('goes on as a verified person by a code that works once, within ten minutes', async () => {
    const stage = new FakeDeskStage()
    await stage.start(visitor, 'g', { answers: { name: 'Vic' } })
    await stage.assign('g', 'alice')
    await stage.reply('alice', 'g', 'Hello')
    expect(await adopt(stage, ana)).toBe('inquiry/bad-code')
    await offer(stage)
    expect(await adopt(stage, ana, `${code}x`)).toBe('inquiry/bad-code')
    expect(await adopt(stage, ana)).toBeUndefined()
    expect(await adopt(stage, ben)).toBe('inquiry/bad-code')
    expect(await stage.list(visitor)).toEqual([])
    expect(await stage.list(ana)).toMatchObject([{ id: inquiryId('g'), unread: 1, status: 'answered' }])
    await expect(stage.asCustomer(visitor, 'g')).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await stage.asCustomer(ana, 'g')).recent).toHaveLength(3)
    expect(await stage.asAgent('alice', 'g')).toMatchObject({
      info: { customer: { id: 'ana', verified: true } },
      recent: [
        {},
        { by: { id: 'guest-7', name: 'Vic', verified: false } },
        {},
        {},
        { activity: { what: 'identified' } },
      ],
    })
    expect((await stage.mine('alice'))[inquiryId('g')]?.row.customer.id).toBe('ana')
    await stage.say(ana, 'g', 'write', { text: 'It is me' })
    expect(await stage.list(ana)).toMatchObject([{ lastText: 'It is me' }])
    expect(await stage.list(visitor)).toEqual([])
  })

  it('has nothing taken from him after ten minutes, nor by another guest or himself', async () => {
    const stage = new FakeDeskStage()
    await stage.start(visitor, 'g')
    await offer(stage)
    expect(await adopt(stage, guest('guest-8'))).toBe('not-allowed')
    expect(await adopt(stage, visitor)).toBe('not-allowed')
    await stage.advance(600_000)
    expect(await adopt(stage, ana)).toBe('inquiry/bad-code')
    expect(await stage.list(visitor)).toHaveLength(1)
  })

  it('is the only one who offers: a verified person keeps what is his', async () => {
    const stage = await asked()
    expect(await stage.command(ana, 'inquiry-customer/ana', 'offer', { code })).toBe('not-allowed')
  })

  it('is not guessed: a person tries few codes', async () => {
    const stage = new FakeDeskStage()
    await offer(stage)
    const codes: (string | undefined)[] = []
    for (let n = 0; n < 6; n++) codes.push(await adopt(stage, ana, `${n}`))
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('inquiry/bad-code'))
    expect(codes[5]).toBe('too-fast')
  })

  it('hands over nothing that is another’s by asking under its id', async () => {
    const stage = await asked()
    await offer(stage)
    // The id is Ana's; while nobody has said so yet, the list already has it.
    const starting = stage.memory.context(visitor).command(visitor, `inquiry-customer/${visitor.id}`, 'start', {
      inquiry: inquiryId('a'),
      ticket: 'ticketno9',
      text: 'x',
    })
    const taking = stage.memory.context(ben).command(ben, `inquiry-customer/${visitor.id}`, 'adopt', { code })
    await Promise.all([starting, taking])
    await stage.turn()
    expect(await stage.list(ben)).toEqual([])
    expect((await stage.asCustomer(ana, 'a')).recent).toHaveLength(1)
  })
})
