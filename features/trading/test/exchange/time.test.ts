import { systemActor } from '@parley/channel'
import { describe, expect, test } from 'vitest'
import { exchangeEffects } from '../../src/exchange/effects.ts'
import { Desk, user } from './desk.ts'

const ana = user('ana')

/** When the exchange would be woken after its newest event; `undefined`: that stays as it was. */
function timerOf(desk: Desk): number | 'off' | undefined {
  const { type, data, offset, at } = desk.log.at(-1)!
  if (type !== 'executed') return undefined
  const context = { key: 'main', state: desk.state, takesAnnouncements: false }
  const effects = exchangeEffects(desk.config).executed({ data, offset, at } as never, context)
  const timer = effects.find((effect) => effect.do === 'timer' || effect.do === 'cancel')
  if (timer === undefined) return undefined
  return timer.do === 'timer' ? timer.dueAt : 'off'
}

function wake(desk: Desk, at: number): void {
  desk.now = at
  desk.mustDo(systemActor, 'clock', { dueAt: at })
}

describe('what is due by the clock', () => {
  test('an order that is good till a date ends then', () => {
    const desk = new Desk()
    desk.join('ana')
    desk.place('ana', 'a-1', { tif: 'gtd', until: desk.now + 60_000 })
    expect(timerOf(desk)).toBe(desk.now + 60_000)
    desk.place('ana', 'a-2', { tif: 'gtd', until: desk.now + 90_000 })
    expect(timerOf(desk)).toBeUndefined()
    wake(desk, desk.now + 60_000)
    expect(timerOf(desk)).toBe(desk.now + 30_000)
    expect(desk.account('ana').closed).toMatchObject([{ client: 'a-1', status: 'expired', reason: 'expired' }])
    wake(desk, desk.now + 30_000)
    expect(timerOf(desk)).toBe('off')
    expect(desk.account('ana').orders).toEqual([])
  })

  test('is over before the next command is looked at, however late its timer', () => {
    const desk = new Desk()
    desk.join('ana', 'ben')
    desk.place('ana', 'a-1', { tif: 'gtd', until: desk.now + 60_000 })
    desk.now += 60_000
    desk.place('ben', 'b-1', { side: 'sell' })
    expect(desk.account('ben').orders).toHaveLength(1)
    expect(desk.account('ana').closed).toMatchObject([{ client: 'a-1', reason: 'expired' }])
  })

  test('a dead-man switch cancels all orders unless it is renewed, and fires once', () => {
    const desk = new Desk()
    desk.join('ana', 'ben')
    desk.place('ana', 'a-1', {})
    desk.place('ben', 'b-1', {})
    desk.mustDo(ana, 'deadMan', { afterMs: 10_000 })
    const first = desk.now + 10_000
    expect(timerOf(desk)).toBe(first)
    desk.now += 8_000
    desk.mustDo(ana, 'deadMan', { afterMs: 10_000 })
    const second = desk.now + 10_000
    wake(desk, first)
    expect(desk.facts).toEqual([])
    expect(timerOf(desk)).toBe(second)
    desk.reload()
    wake(desk, second)
    expect(desk.account('ana').closed).toMatchObject([{ client: 'a-1', reason: 'dead-man' }])
    expect(desk.account('ana').deadMan).toBeUndefined()
    expect(desk.account('ben').orders).toHaveLength(1)
    expect(timerOf(desk)).toBe('off')
    desk.place('ana', 'a-2', {})
    const { length } = desk.log
    wake(desk, second + 60_000)
    expect(desk.log).toHaveLength(length)
  })

  test('a dead-man switch is turned off by 0', () => {
    const desk = new Desk()
    desk.join('ana')
    desk.place('ana', 'a-1', {})
    desk.mustDo(ana, 'deadMan', { afterMs: 10_000 })
    desk.mustDo(ana, 'deadMan', { afterMs: 0 })
    wake(desk, desk.now + 10_000)
    expect(desk.account('ana').orders).toHaveLength(1)
  })

  test('an auction ends at its time, and what it collected trades at one price', () => {
    const desk = new Desk()
    desk.join('ana', 'ben')
    desk.mustDo(systemActor, 'auction', { market: 'BTC-USD', forMs: 5_000 })
    const end = desk.now + 5_000
    expect(timerOf(desk)).toBe(end)
    desk.place('ana', 'a-1', { price: '101.00' })
    desk.place('ben', 'b-1', { side: 'sell', price: '99.00' })
    expect(desk.account('ana').orders).toHaveLength(1)
    wake(desk, end)
    expect(desk.account('ana').fills).toHaveLength(1)
    expect(desk.state.engine.market('BTC-USD')).toMatchObject({ status: 'open' })
  })
})

describe('who has gone', () => {
  test('loses the orders that ask for it, and no others', () => {
    const desk = new Desk()
    desk.join('ana', 'ben')
    desk.mustDo(systemActor, 'present', { account: 'ana' })
    desk.place('ana', 'stays', {})
    desk.place('ana', 'goes', { cancelOnDisconnect: true })
    desk.place('ben', 'bens', { cancelOnDisconnect: true })
    desk.mustDo(systemActor, 'gone', { account: 'ana' })
    expect(desk.account('ana').orders.map(({ client }) => client)).toEqual(['stays'])
    expect(desk.account('ana').closed).toMatchObject([{ client: 'goes', reason: 'disconnect' }])
    expect(desk.account('ben').orders).toHaveLength(1)
    expect([...desk.state.present]).toEqual(['ben'])
  })
})
