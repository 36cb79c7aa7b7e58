import { expect, test } from 'vitest'
import { TradingCode } from '../../src/contract/index.ts'
import { factsFor } from '../../src/feeds/index.ts'
import { Desk, user } from './desk.ts'

const ana = user('ana')

function item(client: string, more: object = {}): object {
  const usual = { do: 'place', market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1', price: '100.00' }
  return { ...usual, client, ...more }
}

test('each item of a batch is done by itself, sees those before it, and is told to its owner alone', () => {
  const desk = new Desk()
  desk.join('ana', 'ben')
  desk.place('ben', 'b-1', { side: 'sell', price: '101.00' })
  const items = [
    item('a-1'),
    item('a-2', { price: '1e2' }),
    item('a-1'),
    item('a-1', { quantity: '2' }),
    { do: 'amend', ref: { client: 'a-1' }, quantity: '0.5' },
    { do: 'cancel', ref: { client: 'b-1' } },
    item('a-3', { price: '101.00', quantity: '0.25' }),
    { do: 'cancel', ref: { client: 'a-3' } },
    { do: 'replace', ref: { client: 'a-1' }, mode: 'stop-on-failure', place: { ...item('a-4'), do: undefined } },
  ]
  expect(desk.send(ana, 'batch', { items, sentAt: desk.now }, 'batch-1')).toBeUndefined()
  const { facts } = desk
  expect(facts.flatMap((fact) => (fact.type === 'item-refused' ? [[fact.item, fact.code]] : []))).toEqual([
    [1, TradingCode.badNumber],
    [3, TradingCode.idReused],
    [5, TradingCode.unknownOrder],
    [7, TradingCode.unknownOrder],
  ])
  expect(facts.find(({ type }) => type === 'item-refused')).toMatchObject({ account: 'ana', batch: 'batch-1' })
  expect(desk.account('ana').orders.map(({ client, leaves }) => [client, leaves])).toEqual([['a-4', 10_000]])
  expect(desk.account('ana').closed.map(({ client, status }) => [client, status])).toEqual([
    ['a-1', 'canceled'],
    ['a-3', 'filled'],
  ])
  expect(factsFor('ben', { facts })?.facts.map(({ type }) => type)).toEqual(['traded'])
})

test('a batch of which nothing is done is refused as its first item is, and leaves nothing', () => {
  const desk = new Desk()
  desk.join('ana')
  const before = desk.saved()
  const items = [item('a-1', { market: 'X' }), item('a-2', { quantity: '0' })]
  expect(desk.code(ana, 'batch', { items, sentAt: desk.now })).toBe(TradingCode.noMarket)
  expect(desk.code(ana, 'batch', { items: [item('a-1')], sentAt: 1 })).toBe(TradingCode.stale)
  expect(desk.code(ana, 'batch', { items: [], sentAt: desk.now })).toBe('invalid-input')
  expect(desk.code(ana, 'batch', { items: [item('a-1', { x: 1 })], sentAt: desk.now })).toBe('invalid-input')
  const many = Array.from({ length: 51 }, (_, n) => item(`a-${n}`))
  expect(desk.code(ana, 'batch', { items: many, sentAt: desk.now })).toBe('invalid-input')
  expect(desk.saved()).toEqual(before)
})

test.each([
  ['stop-on-failure', TradingCode.notReplaced, []],
  ['allow-failure', undefined, ['a-2']],
])('a replacement of what is not there: %s', (mode, code, orders) => {
  const desk = new Desk()
  desk.join('ana')
  const { do: _do, ...place } = item('a-2') as { readonly do: string }
  expect(desk.code(ana, 'replace', { ref: { client: 'never' }, mode, place, sentAt: desk.now })).toBe(code)
  expect(desk.account('ana').orders.map(({ client }) => client)).toEqual(orders)
})

test('the name of an order that a replacement did not place is free', () => {
  const desk = new Desk()
  desk.join('ana')
  desk.place('ana', 'a-1')
  const place = { ...item('a-2', { quantity: '100', price: '100000' }), do: undefined }
  const items = [
    { do: 'replace', ref: { client: 'a-1' }, mode: 'stop-on-failure', place },
    { ...place, do: 'place' },
  ]
  desk.mustDo(ana, 'batch', { items, sentAt: desk.now })
  expect(desk.facts.map(({ type }) => type)).toEqual(['ended', 'replace-refused', 'item-refused'])
})

test('an amendment is good for its window, too', () => {
  const desk = new Desk()
  desk.join('ana')
  desk.place('ana', 'a-1')
  const amend = { ref: { client: 'a-1' }, quantity: '0.5' }
  expect(desk.code(ana, 'amend', { ...amend, sentAt: desk.now - 5_001 })).toBe(TradingCode.stale)
  expect(desk.code(ana, 'amend', { ...amend, sentAt: desk.now - 5_001, windowMs: 6_000 })).toBeUndefined()
})
