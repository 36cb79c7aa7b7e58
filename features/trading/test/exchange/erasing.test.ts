import { expect, test } from 'vitest'
import { eraseFromEvent } from '../../src/exchange/erase.ts'
import type { StoredEvent } from '../../src/exchange/events.ts'
import { eraseFromState, saveExchange } from '../../src/exchange/saved-state.ts'
import { erasedId } from '../../src/names.ts'
import { Desk, user } from './desk.ts'

const people = ['ana', 'ben', 'carl'] as const

/** Three people with orders of all kinds. */
function busyDesk(): Desk {
  const desk = new Desk()
  desk.join(...people)
  desk.mustDo({ id: 'boss', name: '', guest: false }, 'deposit', { account: 'ana', asset: 'ETH', amount: '3' })
  for (const id of people) {
    desk.place(id, 'same-name', { price: '90.00', quantity: '0.5' })
    desk.place(id, 'stop', { type: 'stop', stop: '200.00', price: undefined, quantity: '0.5' })
    desk.place(id, 'dated', { price: '91.00', tif: 'gtd', until: desk.now + 1_000_000 })
  }
  desk.place('ana', 'sells', { side: 'sell', price: '100.00' })
  desk.place('ben', 'buys', { price: '100.00', quantity: '0.25' })
  desk.mustDo(user('ana'), 'deadMan', { afterMs: 60_000 })
  const sent = { sentAt: desk.now }
  const place = { client: 'named-by-ana', market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1', price: '1' }
  desk.mustDo(user('ana'), 'replace', { ref: { client: 'none' }, mode: 'allow-failure', place, ...sent })
  const cancel = { do: 'cancel', ref: { client: 'never' } }
  const elsewhere = { ...place, do: 'place', client: 'x', market: 'WORDS-OF-ANA' }
  const ended = { do: 'cancelAll', market: 'ETH-USD' }
  desk.send(user('ana'), 'batch', { items: [cancel, elsewhere, ended], ...sent }, 'batch-of-ana')
  return desk
}

function moneyOf(desk: Desk, asset: string): number {
  const { engine } = desk.state
  const accounts = engine.accounts().map((id) => engine.free(id, asset) + engine.locked(id, asset))
  return accounts.reduce((sum, units) => sum + units, engine.fees(asset))
}

/** The same log without these people, folded anew. */
function refolded(desk: Desk, ...gone: readonly string[]): Desk {
  const copy = new Desk()
  copy.state = copy.fold.state()
  copy.log.length = 0
  for (const event of desk.log) {
    let now = event as unknown as StoredEvent
    for (const person of gone) {
      const erased = eraseFromEvent(now, person)
      if (erased !== undefined) now = { ...now, ...erased } as StoredEvent
    }
    copy.log.push(now)
    copy.fold.events[now.type](copy.state, JSON.parse(JSON.stringify(now.data)), now)
  }
  return copy
}

test('of an erased person nothing is left in the log and in the state, and money is conserved', () => {
  const desk = busyDesk()
  expect(JSON.stringify(desk.log)).toMatch(/WORDS-OF-ANA.*batch-of-ana|batch-of-ana.*WORDS-OF-ANA/)
  const copy = refolded(desk, 'ana')
  for (const text of [JSON.stringify(copy.log), JSON.stringify(saveExchange(copy.state))]) {
    expect(text).not.toContain('"ana"')
    expect(text).not.toMatch(/named-by-ana|WORDS-OF-ANA|batch-of-ana/)
  }
  for (const asset of ['USD', 'BTC', 'ETH']) expect(moneyOf(copy, asset)).toBe(moneyOf(desk, asset))
  for (const side of ['buy', 'sell'] as const)
    expect(copy.state.engine.levels('BTC-USD', side)).toEqual(desk.state.engine.levels('BTC-USD', side))
  expect(copy.state.engine.openOrders(erasedId)).toHaveLength(desk.state.engine.openOrders('ana').length)
  expect(copy.account('ben')).toEqual(desk.account('ben'))
})

test('what a log that was trimmed still has of him is erased from its state', () => {
  const desk = busyDesk()
  const usd = moneyOf(desk, 'USD')
  const bens = desk.account('ben')
  desk.state = eraseFromState(desk.config, desk.state, 'ana')
  const text = JSON.stringify(saveExchange(desk.state))
  expect(text).not.toContain('"ana"')
  expect(text).not.toContain('named-by-ana')
  expect(moneyOf(desk, 'USD')).toBe(usd)
  expect(desk.account('ben')).toEqual(bens)
  expect(desk.state.engine.openOrders(erasedId)).toHaveLength(5)
})

test.each(['log', 'state'])('two who were erased are one, and what they had ordered can be canceled: %s', (how) => {
  let desk = busyDesk()
  const [usd, free] = [moneyOf(desk, 'USD'), desk.state.engine.free('carl', 'USD')]
  if (how === 'log') desk = refolded(desk, 'ana', 'ben')
  else for (const id of ['ana', 'ben']) desk.state = eraseFromState(desk.config, desk.state, id)
  desk.reload()
  desk.mustDo({ id: 'boss', name: '', guest: false }, 'cancelAll', { account: erasedId })
  const { engine } = desk.state
  expect(engine.openOrders(erasedId)).toEqual([])
  expect(engine.locked(erasedId, 'USD')).toBe(0)
  expect(engine.locked(erasedId, 'BTC')).toBe(0)
  expect(moneyOf(desk, 'USD')).toBe(usd)
  expect(engine.free('carl', 'USD')).toBe(free)
  expect(desk.account(erasedId).orders).toEqual([])
})

test('who comes again after that is new, and may use his names anew', () => {
  const desk = busyDesk()
  desk.state = eraseFromState(desk.config, desk.state, 'ana')
  desk.join('ana')
  expect(desk.account('ana').balances.USD).toEqual({ free: 100_000_000_000, locked: 0 })
  expect(desk.place('ana', 'same-name', {})).toBeUndefined()
})
