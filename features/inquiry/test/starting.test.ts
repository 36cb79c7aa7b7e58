import { describe, expect, it } from 'vitest'
import { FakeDeskStage } from './fake-desk.ts'
import { guest, inquiryId, Stage, user } from './stage.ts'

const ana = user('ana')

describe('a customer who asks', () => {
  it('is told which field of the form is wrong', async () => {
    const stage = new FakeDeskStage()
    const start = (answers: object) =>
      stage.refusal(guest('vic'), 'inquiry-customer/vic', 'start', {
        ...{ inquiry: inquiryId('a'), ticket: 'ticketnoa', text: 'Hi' },
        answers,
      })
    expect(await start({ email: 'no' })).toMatchObject({
      code: 'inquiry/bad-form',
      message: expect.stringContaining('"email"'),
    })
    expect(await start({ shoe: '42' })).toMatchObject({
      code: 'inquiry/bad-form',
      message: expect.stringContaining('"shoe"'),
    })
    expect(await start({ email: 'vic@example.com' })).toBeUndefined()
  })

  it('goes where the app says: team, skills and how urgent it is', async () => {
    const seen: unknown[] = []
    const routeTo = (asked: unknown) => {
      seen.push(asked)
      return { team: 'billing', skills: ['ko'], priority: 'high' as const }
    }
    const stage = new FakeDeskStage({ options: { routeTo } })
    await stage.start(ana, 'a', { text: 'My bill', team: 'support' })
    expect(seen).toEqual([
      { customer: { id: 'ana', name: 'Name of ana', verified: true }, answers: {}, text: 'My bill', team: 'support' },
    ])
    const [began] = stage.log(`inquiry/${inquiryId('a')}`)
    expect(began?.data).toMatchObject({ team: 'billing', skills: ['ko'], priority: 'high' })
    expect((await stage.asAgent('carol', 'a')).facts).toMatchObject({ team: 'billing', priority: 'high' })
  })

  it.each([
    ['a promise', async () => ({ team: 'billing' })],
    ['no team of ours', () => ({ team: 'moon' })],
    ['no priority', () => ({ priority: 'soon' })],
    ['skills that are none', () => ({ skills: 'ko' })],
  ])('asks for nothing where the app answers %s, and the log says so', async (_what, routeTo) => {
    const stage = new FakeDeskStage({ options: { routeTo: routeTo as never } })
    expect(await stage.start(ana, 'a')).toBe('internal')
    expect(stage.memory.reports.join()).toContain('routeTo')
    expect(await stage.list(ana)).toEqual([])
  })

  it('may not choose a team that is none, nor ids of his own kind', async () => {
    const stage = new FakeDeskStage()
    expect(await stage.start(ana, 'a', { team: 'moon' })).toBe('inquiry/no-team')
    for (const inquiry of ['short', 'X'.repeat(16), 'x'.repeat(41), '../main'])
      expect(await stage.start(ana, 'a', { inquiry }), inquiry).toBe('invalid-input')
    expect(
      await stage.command(user('ben'), 'inquiry-customer/ana', 'start', {
        inquiry: inquiryId('a'),
        ticket: 'ticketnoa',
        text: 'x',
      }),
    ).toBe('not-allowed')
  })

  it('has one that is not resolved at a time', async () => {
    const stage = new FakeDeskStage()
    await stage.start(ana, 'a')
    expect(await stage.start(ana, 'b')).toBe('inquiry/already-open')
    await stage.say(ana, 'a', 'end')
    expect(await stage.start(ana, 'b')).toBeUndefined()
    expect((await stage.list(ana)).map(({ status }) => status)).toEqual(['resolved', 'waiting'])
  })

  it('ends what a full desk has not taken yet at once, and may ask something else', async () => {
    const stage = new Stage({ limits: { maxOpen: 1 } })
    const ben = user('ben')
    await stage.start(ben, 'b')
    await stage.start(ana, 'a')
    expect((await stage.asAgent('sue', 'a')).facts).toBeUndefined()
    expect(await stage.say(ana, 'a', 'end')).toBeUndefined()
    expect((await stage.asCustomer(ana, 'a')).status).toBe('resolved')
    expect(await stage.say(ana, 'a', 'end')).toBeUndefined()
    expect(await stage.start(ana, 'c')).toBeUndefined()
    expect((await stage.list(ana)).map(({ status }) => status)).toEqual(['resolved', 'waiting'])
    // There is room: what was ended comes and goes, without a word to her.
    const seen = (await stage.asCustomer(ana, 'a')).recent.length
    await stage.say(ben, 'b', 'end')
    await stage.advance(120_000)
    expect((await stage.asAgent('sue', 'a')).facts).toMatchObject({ status: 'resolved' })
    const { status, recent } = await stage.asCustomer(ana, 'a')
    expect([status, recent.slice(seen)]).toMatchObject(['resolved', [{ line: { what: 'resolved' } }]])
    expect((await stage.asAgent('sue', 'c')).facts).toMatchObject({ status: 'open' })
    // And it is opened again like any other.
    await stage.say(ben, 'b', 'write', { text: 'Hm' })
    await stage.say(ana, 'a', 'write', { text: 'One more' })
    expect((await stage.asCustomer(ana, 'a')).status).toBe('waiting')
  })

  it('keeps a list of so many: the oldest that is resolved makes room', async () => {
    const stage = new FakeDeskStage({ limits: { maxPerCustomer: 2 } })
    await stage.start(ana, 'a')
    await stage.say(ana, 'a', 'end')
    await stage.start(ana, 'b')
    expect(await stage.start(ana, 'c')).toBe('inquiry/already-open')
    await stage.say(ana, 'b', 'end')
    expect(await stage.start(ana, 'c')).toBeUndefined()
    expect((await stage.list(ana)).map(({ id }) => id)).toEqual([inquiryId('b'), inquiryId('c')])
    // It comes back with what happens in it.
    await stage.say(ana, 'a', 'write', { text: 'Again' })
    expect((await stage.list(ana)).map(({ id }) => id)).toEqual([inquiryId('c'), inquiryId('a')])
  })

  it('sees it on its way before it has begun, and cannot open it yet', async () => {
    const stage = new FakeDeskStage()
    const seen: unknown[] = []
    const asking = stage.memory
      .context(ana)
      .command(ana, 'inquiry-customer/ana', 'start', { inquiry: inquiryId('a'), ticket: 'ticketnoa', text: 'Hi' })
    await asking
    seen.push(...(await stage.list(ana)))
    expect(seen).toMatchObject([{ starting: true, status: 'waiting', subject: 'Hi' }])
    await stage.turn()
    expect((await stage.list(ana))[0]).not.toHaveProperty('starting')
  })

  it('begins few in a row', async () => {
    const stage = new FakeDeskStage()
    const codes: (string | undefined)[] = []
    for (let n = 0; n < 7; n++) {
      codes.push(await stage.start(ana, `n${n}`))
      if (n < 6) await stage.say(ana, `n${n}`, 'end')
    }
    expect(codes).toEqual([...Array(6).fill(undefined), 'too-fast'])
  })
})
