import { systemActor } from '@parley/channel'
import { describe, expect, test } from 'vitest'
import { TradingCode } from '../../src/contract/index.ts'
import { Desk, user } from './desk.ts'

const ana = user('ana')

function deskWithAna(): Desk {
  const desk = new Desk()
  desk.join('ana')
  return desk
}

describe('what cannot be ordered is refused, each with its own code; nothing is reserved and nothing changes', () => {
  test.each<[code: string, order: object]>([
    [TradingCode.badNumber, { price: 'NaN' }],
    [TradingCode.badNumber, { price: 100 }],
    [TradingCode.badNumber, { price: null }],
    [TradingCode.badNumber, { price: '1e2' }],
    [TradingCode.notPositive, { price: '-5' }],
    [TradingCode.badNumber, { quantity: ' 1' }],
    [TradingCode.badNumber, { quantity: '1,5' }],
    [TradingCode.badNumber, { quantity: '0x10' }],
    [TradingCode.badNumber, { quantity: '٣' }],
    [TradingCode.badNumber, { quantity: ['1'] }],
    [TradingCode.badNumber, { stop: { toString: 'x' }, type: 'stop' }],
    [TradingCode.notPositive, { price: '0.00' }],
    [TradingCode.notPositive, { quantity: '0' }],
    [TradingCode.tooManyDecimals, { price: '100.001' }],
    [TradingCode.tooManyDecimals, { quantity: '0.00001' }],
    [TradingCode.tooLarge, { price: '99999999999999999.00' }],
    [TradingCode.tooLarge, { quantity: '101' }],
    [TradingCode.noMarket, { market: 'DOGE-USD' }],
    [TradingCode.noMarket, { market: '__proto__' }],
    [TradingCode.minNotional, { quantity: '0.0001' }],
    [TradingCode.insufficientFunds, { quantity: '100', price: '100000.00' }],
    [TradingCode.badOrder, { type: 'stop' }],
    [TradingCode.badOrder, { tif: 'gtd' }],
    [TradingCode.badOrder, { amount: '5' }],
    [TradingCode.noLiquidity, { type: 'market', price: undefined }],
    [TradingCode.notFilled, { tif: 'fok' }],
    [TradingCode.notAllowed, { account: 'ben' }],
    [TradingCode.stale, { sentAt: 1 }],
    [TradingCode.stale, { sentAt: undefined }],
    ['invalid-input', { leverage: 10 }],
    ['invalid-input', { client: '' }],
    ['invalid-input', { client: 'a b' }],
    ['invalid-input', { side: 'short' }],
    ['invalid-input', { windowMs: 60_001 }],
    ['invalid-input', { market: 7 }],
  ])('%s: %j', (code, order) => {
    const desk = deskWithAna()
    const before = desk.saved()
    expect(desk.place('ana', 'a-1', order)).toBe(code)
    expect(desk.saved()).toEqual(before)
  })

  test('a market that is halted', () => {
    const desk = deskWithAna()
    desk.mustDo(systemActor, 'halt', { market: 'BTC-USD' })
    const before = desk.saved()
    expect(desk.place('ana', 'a-1', {})).toBe(TradingCode.halted)
    expect(desk.saved()).toEqual(before)
  })

  test('a name that is that of another order', () => {
    const desk = deskWithAna()
    expect(desk.place('ana', 'a-1', {})).toBeUndefined()
    const before = desk.saved()
    expect(desk.place('ana', 'a-1', { price: '100.01' })).toBe(TradingCode.idReused)
    expect(desk.saved()).toEqual(before)
  })
})

test('a foreign order, one that never was, and one that ended are unknown alike', () => {
  const desk = new Desk()
  desk.join('ana', 'ben')
  desk.place('ana', 'a-1', {})
  const [order] = desk.account('ana').orders
  desk.place('ana', 'a-2', {})
  desk.mustDo(ana, 'cancel', { ref: { client: 'a-2' } })
  const tries: readonly [ref: object, who: string][] = [
    [{ order: order!.id }, 'ben'],
    [{ client: 'a-1' }, 'ben'],
    [{ order: 17 }, 'ben'],
    [{ client: 'never' }, 'ana'],
    [{ client: 'a-2' }, 'ana'],
  ]
  const before = desk.saved()
  const answers = tries.flatMap(([ref, who]) => [
    desk.send(user(who), 'cancel', { ref }),
    desk.send(user(who), 'amend', { ref, quantity: '0.5', sentAt: desk.now }),
  ])
  expect(new Set(answers.map((answer) => answer?.code))).toEqual(new Set([TradingCode.unknownOrder]))
  expect(desk.saved()).toEqual(before)
})

test('amendments and pairs have the same numbers and the same codes', () => {
  const desk = deskWithAna()
  desk.place('ana', 'a-1', {})
  const [ref, sentAt] = [{ client: 'a-1' }, desk.now]
  const before = desk.saved()
  expect(desk.code(ana, 'amend', { ref, price: '1e2', sentAt })).toBe(TradingCode.badNumber)
  expect(desk.code(ana, 'amend', { ref, quantity: '0.00001', sentAt })).toBe(TradingCode.tooManyDecimals)
  expect(desk.code(ana, 'amend', { ref, sentAt })).toBe(TradingCode.badOrder)
  expect(desk.code(ana, 'amend', { ref, lots: 5, sentAt })).toBe('invalid-input')
  const pair = { market: 'BTC-USD', side: 'sell', quantity: '1', sentAt: desk.now }
  const limit = { client: 'l', price: '120' }
  expect(desk.code(ana, 'placeOco', { ...pair, limit, stop: { client: 's', stop: 'x' } })).toBe(TradingCode.badNumber)
  expect(desk.code(ana, 'placeOco', { ...pair, limit, stop: { client: 's' } })).toBe(TradingCode.badOrder)
  expect(desk.code(ana, 'placeOco', { ...pair, limit, stop: { client: 'l', stop: '90' } })).toBe(TradingCode.idReused)
  expect(desk.saved()).toEqual(before)
})
