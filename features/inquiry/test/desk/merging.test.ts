import { describe, expect, it } from 'vitest'
import type { DeskOptions } from '../../src/options.ts'
import { actor, inquiryId } from './people.ts'
import { DeskStage, hour, minute, start } from './stage.ts'

const customer = { id: 'kim', name: 'Kim', verified: true }

/** Two inquiries of one customer. */
async function both(options: DeskOptions = {}, hasBot = false) {
  const stage = new DeskStage({ ana: {}, ben: {} }, options, hasBot)
  await stage.come('ana', 'ben')
  const [a, b] = [await stage.enter('a', { customer }), await stage.enter('b', { customer })]
  return { stage, a, b }
}

describe('a message written in the moment of a merge', () => {
  it('makes its customer wait in the one that is left, and its agents read of it', async () => {
    const { stage, a, b } = await both({ teams: { support: { sla: { nextMs: hour } } } })
    for (const inquiry of [a, b]) await stage.agent('ana', 'claim', { inquiry })
    for (const name of ['a', 'b']) await stage.reply(name, 'ana')
    const write = { inquiry: a, text: 'One more thing', n: stage.next() }
    await Promise.all([
      stage.sent(actor('ana'), 'merge', { inquiry: a, into: b }),
      stage.system('customerWrote', write),
    ])
    await stage.turn()
    expect(await stage.row('b')).toMatchObject({
      ...{ status: 'open', waitingSince: start, due: { next: start + hour } },
      last: { by: 'customer', text: 'One more thing' },
    })
    expect(stage.activities('b').slice(-1)).toEqual([
      { what: 'took-in', from: { id: a, no: 1 }, by: { customer: true } },
    ])
    expect(await stage.row('a')).toMatchObject({ status: 'resolved', last: { text: 'One more thing' } })
    // Told again, it is one message.
    const { length } = stage.activities('b')
    await stage.system('customerWrote', write)
    expect(stage.activities('b')).toHaveLength(length)
  })

  it('opens again what was resolved meanwhile, and goes on to where that was merged', async () => {
    const { stage, a, b } = await both()
    const c = await stage.enter('c', { customer })
    await stage.agent('ana', 'merge', { inquiry: a, into: b })
    await stage.agent('ana', 'merge', { inquiry: b, into: c })
    await stage.agent('ana', 'resolve', { inquiry: c })
    await stage.write('a', 'Hello?')
    expect(await stage.row('c')).toMatchObject({ status: 'open', waitingSince: start, last: { text: 'Hello?' } })
    expect(await stage.places('a', 'b', 'c')).toEqual(['resolved', 'resolved', 'queue'])
  })
})

describe('a merge of one whose customer waits', () => {
  it('wakes what is snoozed: he waits there, since when he waited', async () => {
    const { stage, a, b } = await both()
    await stage.agent('ana', 'claim', { inquiry: b })
    await stage.reply('b', 'ana')
    await stage.agent('ana', 'snooze', { inquiry: b, until: start + 24 * hour })
    await stage.advance(minute)
    await stage.agent('ben', 'merge', { inquiry: a, into: b })
    expect(await stage.row('b')).toMatchObject({ status: 'open', agent: { id: 'ana' }, waitingSince: start })
    expect(stage.activities('b').slice(-2)).toMatchObject([{ what: 'took-in' }, { what: 'woken' }])
  })

  it('takes what a bot answers to the queue', async () => {
    const { stage, a, b } = await both({}, true)
    await stage.system('handOff', { inquiry: a, by: 'customer' })
    expect(await stage.places('a', 'b')).toEqual(['queue', 'pending'])
    await stage.agent('ana', 'merge', { inquiry: a, into: b })
    expect(await stage.row('b')).toMatchObject({ status: 'open', waitingSince: start })
    expect(await stage.places('a', 'b')).toEqual(['resolved', 'queue'])
  })

  it('changes nothing for one who does not wait', async () => {
    const { stage, a, b } = await both()
    for (const name of ['a', 'b']) await stage.agent('ana', 'claim', { inquiry: inquiryId(name) })
    for (const name of ['a', 'b']) await stage.reply(name, 'ana')
    await stage.agent('ana', 'snooze', { inquiry: b, until: start + 24 * hour })
    await stage.agent('ana', 'merge', { inquiry: a, into: b })
    const { status, waitingSince } = await stage.row('b')
    expect([status, waitingSince]).toEqual(['snoozed', undefined])
  })
})

describe('an agent who answers while a bot does', () => {
  it('has the inquiry from then on, and the bot’s part is over', async () => {
    const { stage, a } = await both({ teams: { support: { sla: { firstMs: hour, resolveMs: 2 * hour } } } }, true)
    await stage.reply('a', 'ana')
    expect(await stage.row('a')).toMatchObject({
      ...{ status: 'open', agent: { id: 'ana' }, firstReplyAt: start, due: { resolve: start + 2 * hour } },
    })
    expect(stage.activities('a')).toMatchObject([{ what: 'assigned', how: 'claimed' }])
    await stage.system('handOff', { inquiry: a, by: 'bot' })
    expect(await stage.place('a')).toBe('ana')
  })

  it('and has no room hands it to the queue', async () => {
    const stage = new DeskStage({ ana: { capacity: 0 } }, {}, true)
    await stage.come('ana')
    await stage.enter('a')
    await stage.reply('a', 'ana')
    await stage.enter('b')
    // A program of the app, known to nobody at the desk.
    await stage.reply('b', 'shop')
    expect(await stage.places('a', 'b')).toEqual(['queue', 'queue'])
    expect(stage.activities('a')).toMatchObject([{ what: 'handed-off', by: { agent: { id: 'ana' } } }])
  })
})
