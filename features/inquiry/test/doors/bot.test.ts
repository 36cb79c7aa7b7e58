import { describe, expect, test } from 'vitest'
import { type BotAnswer, type BotQuestion, inquiry } from '../../src/server.ts'
import { user } from '../stage.ts'
import { codeOf, Running } from './running.ts'

const ana = user('ana')

/** A bot that a test answers for. */
class ScriptedBot {
  readonly name = 'Helper'
  readonly asked: BotQuestion[] = []
  next: (question: BotQuestion) => Promise<BotAnswer | undefined> | BotAnswer | undefined = () => ({ text: 'Hm.' })
  readonly answer = (question: BotQuestion) => {
    this.asked.push(question)
    return this.next(question)
  }

  /** What it was asked: the texts that it read, each time. */
  get read(): string[][] {
    return this.asked.map(({ entries }) => entries.map(({ kind, text }) => `${kind}: ${text}`))
  }
}

function answering(next: ScriptedBot['next'], options: object = {}) {
  const bot = new ScriptedBot()
  bot.next = next
  return { bot, running: new Running({ bot: Object.assign(bot, options) }) }
}

const handedOff = ['opened', 'customer: Question a', 'handed-off']

describe('a bot', () => {
  test('answers what customers write, with what was said before', async () => {
    const { bot, running } = answering(({ entries }) => ({ text: `Answer ${entries.length}` }))
    await running.start(ana, 'a')
    await running.say(ana, 'a', 'write', { text: 'And?' })
    const { recent, status } = await running.asCustomer(ana, 'a')
    expect(status).toBe('pending')
    expect(recent).toMatchObject([
      { kind: 'customer', text: 'Question a' },
      { kind: 'bot', text: 'Answer 1', by: { name: 'Helper' } },
      { kind: 'customer', text: 'And?' },
      { kind: 'bot', text: 'Answer 3' },
    ])
    expect(bot.read[1]).toEqual(['customer: Question a', 'bot: Answer 1', 'customer: And?'])
    expect(bot.asked[0]).toMatchObject({ customer: { id: 'ana', name: 'Name of ana' }, inquiry: { team: 'support' } })
    expect(running.memory.reports).toEqual([])
  })

  test('hands over to people, and is asked no more', async () => {
    const { bot, running } = answering(() => ({ text: 'One moment', handOff: 'wants a refund' }))
    await running.start(ana, 'a')
    expect(await running.story('a')).toEqual(['opened', 'customer: Question a', 'bot: One moment', 'handed-off'])
    expect((await running.asAgent('a')).recent.at(-1)).toMatchObject({ activity: { reason: 'wants a refund' } })
    expect((await running.asCustomer(ana, 'a')).status).toBe('waiting')
    expect(await running.waiting()).toHaveLength(1)
    await running.say(ana, 'a', 'write', { text: 'Thank you' })
    expect(bot.asked).toHaveLength(1)
  })

  test.each<[string, ScriptedBot['next']]>([
    ['throws', () => Promise.reject(new Error('no model'))],
    [
      'throws at once',
      () => {
        throw new Error('no model')
      },
    ],
    ['answers with a number', () => ({ text: 7 }) as never],
    ['says too much', () => ({ text: 'x'.repeat(10_001) })],
  ])('that %s hands over to people, and it is reported', async (_what, next) => {
    const { running } = answering(next)
    await running.start(ana, 'a')
    expect(await running.story('a')).toEqual(handedOff)
    expect(running.memory.reports).toHaveLength(1)
  })

  test.each<[string, ScriptedBot['next']]>([
    ['nothing', () => undefined],
    ['only blanks', () => ({ text: ' \n\u200b' })],
  ])('that answers %s hands over to people', async (_what, next) => {
    const { running } = answering(next)
    await running.start(ana, 'a')
    expect(await running.story('a')).toEqual(handedOff)
  })

  test('that hangs hands over when its time is over; what it says later is not heard', async () => {
    let late = (_answer: BotAnswer) => {}
    const { bot, running } = answering(
      () =>
        new Promise((resolve) => {
          late = resolve
        }),
      { timeoutMs: 5_000 },
    )
    await running.start(ana, 'a')
    await running.advance(4_999)
    expect(await running.story('a')).toEqual(handedOff.slice(0, 2))
    await running.advance(1)
    expect(bot.asked[0]?.signal.aborted).toBe(true)
    expect(await running.story('a')).toEqual(handedOff)
    expect(running.memory.reports).toEqual([expect.stringContaining('longer than 5000 ms')])
    late({ text: 'Sorry' })
    await running.turn()
    expect(await running.story('a')).toEqual(handedOff)
  })

  test('whose customer asks for a person meanwhile says nothing more', async () => {
    let answer = (_answer: BotAnswer) => {}
    const { running } = answering(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    await running.start(ana, 'a')
    await running.say(ana, 'a', 'askForPerson')
    answer({ text: 'Too late' })
    await running.turn()
    expect(await running.story('a')).toEqual(handedOff)
  })

  test('is asked once about several messages that come while it thinks, and answers all of them', async () => {
    const answers: ((answer: BotAnswer) => void)[] = []
    const { bot, running } = answering(
      () =>
        new Promise((resolve) => {
          answers.push(resolve)
        }),
    )
    await running.start(ana, 'a')
    for (const text of ['One', 'Two']) await running.say(ana, 'a', 'write', { text })
    answers[0]?.({ text: 'First' })
    await running.turn()
    expect(bot.read).toHaveLength(2)
    expect(bot.read[1]).toEqual(['customer: Question a', 'customer: One', 'customer: Two', 'bot: First'])
    answers[1]?.({ text: 'Second' })
    await running.turn()
    expect((await running.story('a')).slice(-2)).toEqual(['bot: First', 'bot: Second'])
    expect(bot.asked).toHaveLength(2)
  })

  test('whose server dies is asked again, and says it once', async () => {
    const { bot, running } = answering(() => new Promise(() => {}))
    await running.start(ana, 'a')
    bot.next = () => ({ text: 'Here I am' })
    await running.crash()
    await running.crash()
    expect(bot.asked).toHaveLength(2)
    expect(await running.story('a')).toEqual(['opened', 'customer: Question a', 'bot: Here I am'])
  })

  test('whose words cannot be stored hands over to people', async () => {
    const { running } = answering(() => ({ text: 'POISON' }))
    running.isStoreDown = 'POISON'
    await running.start(ana, 'a')
    await running.advance(3_600_000)
    expect(await running.story('a')).toEqual(handedOff)
    expect((await running.asAgent('a')).recent.at(-1)).toMatchObject({ activity: { reason: 'waited too long' } })
  })

  test('that is given up for good, in a day in which even that cannot be stored, hands over as soon as it can', async () => {
    const { running } = answering(() => undefined)
    running.isStoreDown = 'handed-off'
    await running.start(ana, 'a')
    await running.advance(2 * 86_400_000)
    expect(running.memory.reports.join()).toContain('is given up')
    expect(await running.story('a')).toEqual(handedOff.slice(0, 2))
    running.isStoreDown = false
    await running.advance(3_600_000)
    expect(await running.story('a')).toEqual(handedOff)
    expect((await running.asAgent('a')).recent.at(-1)).toMatchObject({ activity: { reason: 'gave up' } })
  })

  test('answers although agents have noted more since than is at hand', async () => {
    let answer = (_answer: BotAnswer) => {}
    const { bot, running } = answering(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
      { concurrency: 1 },
    )
    await running.start(user('ben'), 'b')
    await running.start(ana, 'a', { text: 'Where is it?' })
    for (let n = 0; n < 60; n++) await running.say(user('alice'), 'a', 'note', { text: `Note ${n}` })
    bot.next = () => ({ text: 'Here' })
    answer({ text: 'For Ben' })
    await running.turn()
    expect(bot.read.at(-1)).toEqual(['customer: Where is it?'])
    expect((await running.asCustomer(ana, 'a')).recent.at(-1)).toMatchObject({ kind: 'bot', text: 'Here' })
  })

  test('that hangs keeps nobody waiting for his turn longer than it may', async () => {
    const { bot, running } = answering(() => new Promise(() => {}), { concurrency: 1, maxWaitMs: 20_000 })
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const name of names) await running.start(user(name), name)
    await running.advance(30_000)
    for (const name of names) expect((await running.story(name)).at(-1), name).toBe('handed-off')
    expect(bot.asked).toHaveLength(2)
    expect((await running.asAgent('e')).recent.at(-1)).toMatchObject({ activity: { reason: 'waited too long' } })
  })

  test('that the app has no more leaves nobody behind', async () => {
    const { running } = answering(() => ({ text: 'Hm.' }))
    await running.start(ana, 'a')
    await running.crash({})
    expect((await running.story('a')).at(-1)).toBe('handed-off')
    expect(await running.waiting()).toHaveLength(1)
  })
})

test.each([
  { name: '', answer: () => undefined },
  { name: 'Helper', answer: 'yes' as never },
])('%o is refused at the call', async (bot) => {
  expect(await codeOf((async () => inquiry({ bot }))())).toBe('ERR_INQUIRY_BOT')
})
