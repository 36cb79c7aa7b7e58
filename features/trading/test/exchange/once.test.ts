import { systemActor } from '@parley/channel'
import { describe, expect, test } from 'vitest'
import { TradingCode } from '../../src/contract/index.ts'
import { Desk, options, user } from './desk.ts'

const ana = user('ana')

function deskWith(...ids: string[]): Desk {
  const desk = new Desk()
  desk.join(...ids)
  return desk
}

describe('the name of an order brings one order', () => {
  test('a retry while it is open has nothing to do, however its decimals are written', () => {
    const desk = deskWith('ana')
    expect(desk.place('ana', 'a-1', {})).toBeUndefined()
    const before = desk.saved()
    expect(desk.place('ana', 'a-1', { quantity: '1.0', price: '0100.0' })).toBeUndefined()
    expect(desk.saved()).toEqual(before)
    expect(desk.account('ana').orders).toHaveLength(1)
  })

  test('a retry after it was amended is known by what was asked first', () => {
    const desk = deskWith('ana')
    desk.place('ana', 'a-1', {})
    desk.mustDo(ana, 'amend', { ref: { client: 'a-1' }, quantity: '0.5', price: '99.00', sentAt: desk.now })
    expect(desk.place('ana', 'a-1', {})).toBeUndefined()
    expect(desk.place('ana', 'a-1', { quantity: '0.5', price: '99.00' })).toBe(TradingCode.idReused)
  })

  test.each<[how: string, order: object]>([
    ['it was canceled', {}],
    ['it traded', { price: '110.00' }],
    ['its rest was not to be had', { tif: 'ioc', quantity: '5', price: '110.00' }],
  ])('a retry after %s has nothing to do, also from a stored state', (_how, order) => {
    const desk = deskWith('ana', 'ben')
    desk.place('ben', 'b-1', { side: 'sell', price: '110.00' })
    expect(desk.place('ana', 'a-1', order)).toBeUndefined()
    if (desk.account('ana').orders.length > 0) desk.mustDo(ana, 'cancelAll', {})
    const before = desk.saved()
    expect(desk.place('ana', 'a-1', order)).toBeUndefined()
    expect(desk.place('ana', 'a-1', { ...order, quantity: '7' })).toBe(TradingCode.idReused)
    desk.reload()
    expect(desk.place('ana', 'a-1', order)).toBeUndefined()
    expect(desk.place('ana', 'a-1', { ...order, quantity: '7' })).toBe(TradingCode.idReused)
    expect(desk.saved()).toEqual(before)
  })

  test('a market order with a worst price is another than one without', () => {
    const desk = deskWith('ana', 'ben')
    desk.place('ben', 'b-1', { side: 'sell', price: '100.00' })
    desk.place('ana', 'a-1', { type: 'market', price: undefined, quantity: '0.1' })
    expect(desk.place('ana', 'a-1', { type: 'market', price: '105.00', quantity: '0.1' })).toBe(TradingCode.idReused)
  })

  test('another person may call his the same', () => {
    const desk = deskWith('ana', 'ben')
    expect(desk.place('ana', 'same', {})).toBeUndefined()
    expect(desk.place('ben', 'same', {})).toBeUndefined()
  })

  test('a pair and a replacement are known by their names, too', () => {
    const desk = deskWith('ana', 'ben')
    desk.place('ben', 'b-1', { side: 'sell', price: '100.00', quantity: '0.1' })
    desk.place('ana', 'a-0', { price: '100.00', quantity: '0.1' })
    const pair = {
      ...{ market: 'BTC-USD', side: 'sell', quantity: '1', sentAt: desk.now },
      ...{ limit: { client: 'l', price: '120' }, stop: { client: 's', stop: '90' } },
    }
    desk.mustDo(ana, 'placeOco', pair)
    const { length } = desk.log
    desk.mustDo(ana, 'placeOco', pair)
    expect(desk.log).toHaveLength(length)
    expect(desk.code(ana, 'placeOco', { ...pair, stop: { client: 's2', stop: '90' } })).toBe(TradingCode.idReused)
    const place = { client: 'r', market: 'BTC-USD', side: 'sell', type: 'limit', quantity: '2', price: '121' }
    const replace = { ref: { client: 'l' }, mode: 'stop-on-failure', place, sentAt: desk.now }
    desk.mustDo(ana, 'replace', replace)
    desk.mustDo(ana, 'replace', replace)
    expect(desk.account('ana').orders.map(({ client }) => client)).toEqual(['r'])
  })

  test('a replacement under the name of an order with its content is another thing to do, and cancels nothing', () => {
    const desk = deskWith('ana')
    desk.place('ana', 'x')
    desk.place('ana', 'y')
    const { sentAt, ...place } = desk.order('x') as { readonly sentAt: number }
    const replace = { ref: { client: 'y' }, mode: 'stop-on-failure', place, sentAt }
    expect(desk.code(ana, 'replace', replace)).toBe(TradingCode.idReused)
    expect(desk.account('ana').orders.map(({ client }) => client)).toEqual(['x', 'y'])
  })

  test.each<[name: string, change: object]>([
    ['another order', { ref: { client: 'x' } }],
    ['another mode', { mode: 'allow-failure' }],
  ])('a replacement of %s is no retry', (_name, change) => {
    const desk = deskWith('ana')
    desk.place('ana', 'x')
    desk.place('ana', 'y')
    const { sentAt, ...place } = desk.order('z') as { readonly sentAt: number }
    const replace = { ref: { client: 'y' }, mode: 'stop-on-failure', place, sentAt }
    desk.mustDo(ana, 'replace', replace)
    desk.mustDo(ana, 'replace', replace)
    expect(desk.code(ana, 'replace', { ...replace, ...change })).toBe(TradingCode.idReused)
  })

  test.each<[said: object, order: object]>([
    [{ tif: 'gtc', selfTrade: 'expire-taker', postOnly: false, cancelOnDisconnect: false }, {}],
    [{ tif: 'ioc' }, { type: 'stop', stop: '200.00', price: undefined }],
    [{ tif: 'gtc' }, { type: 'stop-limit', stop: '200.00', price: '201.00' }],
  ])('a default is the same said or left out: %j', (said, order) => {
    const desk = deskWith('ana')
    expect(desk.place('ana', 'left-out', order)).toBeUndefined()
    expect(desk.place('ana', 'left-out', { ...order, ...said })).toBeUndefined()
    expect(desk.place('ana', 'said', { ...order, ...said })).toBeUndefined()
    expect(desk.place('ana', 'said', order)).toBeUndefined()
    expect(desk.account('ana').orders).toHaveLength(2)
  })

  test('a default of a pair is the same said or left out', () => {
    const desk = deskWith('ana')
    const pair = {
      ...{ market: 'BTC-USD', side: 'sell', quantity: '1', sentAt: desk.now },
      ...{ limit: { client: 'l', price: '120' }, stop: { client: 's', stop: '90' } },
    }
    desk.mustDo(ana, 'placeOco', pair)
    desk.mustDo(ana, 'placeOco', { ...pair, selfTrade: 'expire-taker' })
    expect(desk.account('ana').orders).toHaveLength(2)
  })

  test('as many names as the app says are remembered, and all that a late command could bring again', () => {
    const desk = new Desk({ ...options, limits: { rememberedIds: 3, maxWindowMs: 10_000 } })
    desk.join('ana')
    const order = (n: number, sentAt = desk.now) => desk.order(`a-${n}`, { sentAt, windowMs: 10_000 })
    const sentAt = desk.now
    for (let n = 1; n <= 10; n++) {
      desk.mustDo(ana, 'place', order(n))
      desk.mustDo(ana, 'cancel', { ref: { client: `a-${n}` } })
    }
    const { length } = desk.log
    for (let n = 1; n <= 10; n++) desk.mustDo(ana, 'place', order(n, sentAt))
    expect(desk.log).toHaveLength(length)
    desk.now += 10_001
    desk.mustDo(ana, 'place', order(11))
    desk.mustDo(ana, 'cancel', { ref: { client: 'a-11' } })
    expect(desk.code(ana, 'place', order(1, sentAt))).toBe(TradingCode.stale)
    expect(
      desk
        .saved()
        .ids.find(({ account }) => account === 'ana')
        ?.ended.filter((_, at) => at % 3 === 0),
    ).toEqual([...['a-9', 'a-10', 'a-11']])
    // What was said anew under a name that is forgotten is a new order.
    expect(desk.send(ana, 'place', order(1))).toBeUndefined()
    expect(desk.account('ana').orders).toHaveLength(1)
  })
})

describe('a command is good for its window', () => {
  test.each<[isGood: boolean, ageMs: number, windowMs: number | undefined]>([
    [true, 0, undefined],
    [true, 5_000, undefined],
    [false, 5_001, undefined],
    [true, 60_000, 60_000],
    [false, 60_001, 60_000],
    [true, -999, undefined],
    [false, -1_000, undefined],
    [false, 2, 1],
  ])('%s: sent %i ms ago, good for %s ms', (isGood, ageMs, windowMs) => {
    const desk = deskWith('ana')
    const order = desk.order('a-1', { sentAt: desk.now - ageMs, windowMs })
    expect(desk.code(ana, 'place', order)).toBe(isGood ? undefined : TradingCode.stale)
  })

  test.each([
    ['late', (now: number) => ({ sentAt: now - 5_001 })],
    ['of which nobody says when it was sent', () => ({})],
  ])('an amendment %s is not taken', (_how, sentBy) => {
    const desk = deskWith('ana')
    desk.place('ana', 'a-1')
    const amend = { ref: { client: 'a-1' }, quantity: '0.5', ...sentBy(desk.now) }
    expect(desk.code(ana, 'amend', amend)).toBe(TradingCode.stale)
    expect(desk.account('ana').orders).toMatchObject([{ leaves: 10_000 }])
    const { sentAt: _, ...unsaid } = { sentAt: 0, ...amend }
    expect(desk.code(systemActor, 'amend', { ...unsaid, account: 'ana' })).toBeUndefined()
  })

  test('the server’s own code says no time', () => {
    const desk = deskWith('ana')
    const { sentAt: _sentAt, ...order } = desk.order('a-1') as { readonly sentAt: number }
    expect(desk.code(systemActor, 'place', { ...order, account: 'ana' })).toBeUndefined()
  })
})

describe('orders that do not trade are counted', () => {
  const slow = { ...options, orderRate: { perSecond: 1, burst: 5 } }

  test('beyond the rate they are refused with when to come again; what trades gives back', () => {
    const desk = new Desk(slow)
    desk.join('ana', 'ben')
    for (let n = 1; n <= 5; n++) expect(desk.place('ana', `a-${n}`, {})).toBeUndefined()
    expect(desk.send(ana, 'place', desk.order('a-6'))).toMatchObject({
      code: TradingCode.orderRate,
      retryAfterMs: 1000,
    })
    // A retry of one that is there costs nothing.
    expect(desk.place('ana', 'a-1', {})).toBeUndefined()
    desk.place('ben', 'b-1', { side: 'sell', quantity: '0.5' })
    desk.place('ben', 'b-2', { side: 'sell', quantity: '0.1' })
    expect(desk.place('ana', 'a-6', {})).toBeUndefined()
    expect(desk.place('ana', 'a-7', {})).toBe(TradingCode.orderRate)
    desk.now += 1_000
    expect(desk.place('ana', 'a-7', {})).toBeUndefined()
    expect(desk.place('ana', 'a-8', {})).toBe(TradingCode.orderRate)
    expect(desk.code(ana, 'cancelAll', {})).toBeUndefined()
  })

  test('what trades with its own owner gives nothing back', () => {
    const desk = new Desk(slow)
    desk.join('ana')
    const own = { quantity: '0.1', selfTrade: 'none' }
    for (let n = 1; n <= 5; n++) {
      expect(desk.place('ana', `a-${n}`, { ...own, side: n % 2 === 1 ? 'buy' : 'sell' })).toBeUndefined()
    }
    expect(desk.account('ana').fills).toHaveLength(4)
    expect(desk.place('ana', 'a-6', { ...own, side: 'sell' })).toBe(TradingCode.orderRate)
  })

  test('in a batch as one by one', () => {
    const desk = new Desk(slow)
    desk.join('ana')
    const { sentAt, ...rest } = desk.order('x') as { readonly sentAt: number }
    const items = Array.from({ length: 7 }, (_, n) => ({ ...rest, do: 'place', client: `a-${n}` }))
    desk.mustDo(ana, 'batch', { items, sentAt })
    expect(desk.account('ana').orders).toHaveLength(5)
  })

  test('bots are not', () => {
    const desk = new Desk(slow)
    desk.mustDo(systemActor, 'deposit', { account: 'bot-1', asset: 'USD', amount: '1000' })
    for (let n = 1; n <= 9; n++)
      desk.mustDo(systemActor, 'place', desk.order(`b-${n}`, { account: 'bot-1', quantity: '0.1' }))
  })
})
