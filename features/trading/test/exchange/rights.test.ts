import { systemActor } from '@parley/channel'
import { describe, expect, test } from 'vitest'
import { type Executed, TradingCode } from '../../src/contract/index.ts'
import { Desk, options, user } from './desk.ts'

const [ana, boss, reader] = [user('ana'), user('boss'), user('reader')]
const market = { market: 'BTC-USD' }

const acts: readonly [name: string, input: object][] = [
  ['deposit', { account: 'ana', asset: 'USD', amount: '5' }],
  ['withdraw', { account: 'ana', asset: 'USD', amount: '5' }],
  ['halt', market],
  ['resume', market],
  ['auction', market],
  ['fees', { ...market, makerPpm: 1, takerPpm: 2 }],
  ['list', { market: { symbol: 'ETH-BTC', tick: '0.00001', lot: '0.001' } }],
  ['living', { scenario: 'rally' }],
  ['cancelAll', { account: 'ana' }],
]

describe('acts of admins', () => {
  test.each(acts)('%s is for admins and the server alone, and the log says whose it was', (name, input) => {
    const desk = new Desk()
    desk.join('ana', 'ben')
    desk.place('ana', 'a-1', {})
    if (name === 'resume') desk.mustDo(systemActor, 'halt', market)
    const before = desk.saved()
    expect(desk.code(user('ben'), name, input)).toBe(TradingCode.notAllowed)
    expect(desk.code(boss, name, { ...input, by: 'ana' })).toBe(TradingCode.notAllowed)
    expect(desk.saved()).toEqual(before)
    expect(desk.code(boss, name, input)).toBeUndefined()
    expect((desk.log.at(-1)!.data as Executed).admin).toBe('boss')
  })

  test('the server says for whom it acts', () => {
    const desk = new Desk()
    desk.mustDo(systemActor, 'halt', { ...market, by: 'ops' })
    expect(desk.log.at(-1)!.data).toMatchObject({ admin: 'ops' })
    desk.mustDo(systemActor, 'resume', market)
    expect(desk.log.at(-1)!.data).toMatchObject({ admin: 'system' })
  })

  test('somebody who is called as the server is not the server', () => {
    const desk = new Desk()
    expect(desk.code(user('system'), 'halt', market)).toBe(TradingCode.notAllowed)
    expect(desk.code(user('system'), 'gone', { account: 'ana' })).toBe(TradingCode.notAllowed)
  })

  test('money is of assets that there are, and never more is taken than is free', () => {
    const desk = new Desk()
    const money = { account: 'ana', asset: 'USD', amount: '10' }
    expect(desk.code(boss, 'deposit', { ...money, asset: 'DOGE' })).toBe(TradingCode.noAsset)
    expect(desk.code(boss, 'deposit', { ...money, asset: 'constructor' })).toBe(TradingCode.noAsset)
    expect(desk.code(boss, 'deposit', { ...money, amount: '1e3' })).toBe(TradingCode.badNumber)
    expect(desk.code(boss, 'deposit', { ...money, amount: '0.0000001' })).toBe(TradingCode.tooManyDecimals)
    expect(desk.code(boss, 'deposit', { ...money, amount: '9007199255' })).toBe(TradingCode.tooLarge)
    expect(desk.code(boss, 'withdraw', money)).toBe(TradingCode.insufficientFunds)
    expect(desk.code(boss, 'deposit', { ...money, account: 'erased' })).toBe(TradingCode.badOrder)
    desk.mustDo(boss, 'deposit', money)
    desk.place('ana', 'a-1', { quantity: '0.05' })
    expect(desk.code(boss, 'withdraw', money)).toBe(TradingCode.insufficientFunds)
    desk.mustDo(ana, 'cancelAll', {})
    desk.mustDo(boss, 'withdraw', money)
    expect(desk.account('ana').balances.USD).toEqual({ free: 0, locked: 0 })
  })

  test('a market is listed once; the same again has nothing to do, other numbers are refused', () => {
    const desk = new Desk()
    const listed = { symbol: 'ETH-BTC', tick: '0.00001', lot: '0.001' }
    desk.mustDo(boss, 'list', { market: listed })
    desk.mustDo(boss, 'fees', { market: 'ETH-BTC', makerPpm: 0, takerPpm: 0 })
    const { length } = desk.log
    desk.mustDo(boss, 'list', { market: listed })
    expect(desk.log).toHaveLength(length)
    expect(desk.code(boss, 'list', { market: { ...listed, tick: '0.0001' } })).toBe(TradingCode.badMarket)
    expect(desk.code(boss, 'list', { market: { ...listed, symbol: 'X-Y' } })).toBe(TradingCode.badMarket)
    expect(desk.code(boss, 'list', { market: { ...listed, symbol: 'SOL-BTC', lot: 'x' } })).toBe(TradingCode.badMarket)
    expect(desk.code(boss, 'list', { market: { ...listed, symbol: 'a' } })).toBe(TradingCode.badMarket)
  })

  test('what the simulated market is like is kept until it is said otherwise', () => {
    const desk = new Desk()
    desk.mustDo(boss, 'living', { scenario: 'rally' })
    desk.mustDo(boss, 'living', { speed: 4 })
    const { length } = desk.log
    desk.mustDo(boss, 'living', { speed: 4 })
    expect(desk.log).toHaveLength(length)
    desk.reload()
    expect(desk.state.living).toEqual({ scenario: 'rally', paused: false, speed: 4 })
  })

  test('what the simulated market is like is said also by whom the app lets, who may nothing else of that', () => {
    const desk = new Desk()
    const pilot = { id: 'pilot', name: 'Pilot', guest: true }
    desk.mustDo(pilot, 'living', { paused: true })
    expect(desk.state.living).toEqual({ scenario: 'calm', paused: true, speed: 1 })
    for (const [name, input] of acts)
      if (name !== 'living') expect(desk.code(pilot, name, input), name).toBe(TradingCode.notAllowed)
  })
})

describe('whoever is called as a bot', () => {
  test.each([undefined, () => false])('has no account, whatever the app says of bots', (isBot) => {
    const desk = new Desk({ ...options, ...(isBot && { isBot }) })
    const maker = user('bot-maker')
    expect(desk.code(maker, 'join', {})).toBe(TradingCode.notAllowed)
    desk.mustDo(systemActor, 'deposit', { account: 'bot-maker', asset: 'USD', amount: '1000' })
    expect(desk.code(maker, 'place', desk.order('b-1'))).toBe(TradingCode.notAllowed)
    expect(desk.code(maker, 'cancelAll', {})).toBe(TradingCode.notAllowed)
    desk.mustDo(systemActor, 'place', desk.order('b-1', { account: 'bot-maker' }))
  })
})

describe('whoever may not trade', () => {
  test('still has an account, and cancels', () => {
    const desk = new Desk()
    desk.join('reader')
    desk.mustDo(systemActor, 'place', desk.order('r-1', { account: 'reader' }))
    const ref = { client: 'r-1' }
    expect(desk.code(reader, 'place', desk.order('r-2'))).toBe(TradingCode.notAllowed)
    expect(desk.code(reader, 'amend', { ref, quantity: '0.5' })).toBe(TradingCode.notAllowed)
    const { sentAt, ...item } = desk.order('r-2') as { readonly sentAt: number }
    expect(desk.code(reader, 'batch', { items: [{ ...item, do: 'place' }], sentAt })).toBe(TradingCode.notAllowed)
    expect(desk.code(reader, 'cancel', { ref })).toBeUndefined()
    expect(desk.code(reader, 'deadMan', { afterMs: 1_000 })).toBeUndefined()
  })
})

describe('joining', () => {
  test('gives everybody his welcome once', () => {
    const desk = new Desk()
    desk.join('ana', 'ana')
    expect(desk.account('ana').balances).toEqual({
      USD: { free: 100_000_000_000, locked: 0 },
      BTC: { free: 1_000_000_000, locked: 0 },
    })
    desk.reload()
    desk.join('ana')
    expect(desk.account('ana').balances.BTC?.free).toBe(1_000_000_000)
    expect(desk.code(user('ben'), 'join', { account: 'ana' })).toBe(TradingCode.notAllowed)
    expect(desk.code(user('erased'), 'join', {})).toBe(TradingCode.notAllowed)
  })

  test('is also for whom an admin has given money before', () => {
    const desk = new Desk()
    desk.mustDo(boss, 'deposit', { account: 'ana', asset: 'USD', amount: '1' })
    desk.join('ana')
    expect(desk.account('ana').balances.USD?.free).toBe(100_001_000_000)
  })

  test('ends when there are as many accounts as there may be; bots do not count', () => {
    const desk = new Desk({ ...options, limits: { maxAccounts: 2 } })
    desk.join('ana', 'ben')
    expect(desk.code(user('carl'), 'join', {})).toBe(TradingCode.tooManyAccounts)
    const money = { asset: 'USD', amount: '1' }
    expect(desk.code(boss, 'deposit', { ...money, account: 'carl' })).toBe(TradingCode.tooManyAccounts)
    expect(desk.code(boss, 'deposit', { ...money, account: 'bot-1' })).toBeUndefined()
    expect(desk.code(boss, 'deposit', { ...money, account: 'ana' })).toBeUndefined()
  })
})
