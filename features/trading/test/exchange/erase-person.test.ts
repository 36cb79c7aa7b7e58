import { expect, test } from 'vitest'
import { user } from './desk.ts'
import { Running } from './running.ts'

test('an erased person is in nothing that is stored, his orders are canceled, and others keep theirs', async () => {
  const running = new Running()
  await running.join('ana', 'ben')
  await running.place('ana', 'anas-1', { quantity: '0.5' })
  await running.place('ben', 'bens-1', { side: 'sell', quantity: '0.2' })
  await running.place('ana', 'anas-2', { price: '90.00' })
  await running.send(user('ana'), 'cancel', { ref: { client: 'anas-2' } })
  await running.place('ana', 'anas-3', { price: '91.00' })
  const bens = await running.account('ben')
  const erasure = await running.memory.host.erasePerson('ana')
  expect(erasure).toMatchObject({ left: [] })
  await running.turn()
  expect(JSON.stringify(running.log())).not.toMatch(/ana/)
  expect((await running.find(user('ana'), 'account/ana', 'orders/ana')).documents).toEqual([])
  expect((await running.find(user('ana'), 'account/ana', 'fills/ana')).documents).toEqual([])
  expect(await running.account('ana')).toMatchObject({ balances: {}, orders: [], closed: [], fills: [] })
  expect(await running.account('ben')).toEqual(bens)
  const { bids } = await running.api.book('BTC-USD')
  expect(bids).toEqual([])
  await running.crash()
  expect(await running.account('ben')).toEqual(bens)
  await running.join('ana')
  expect(await running.place('ana', 'anas-1')).toBeUndefined()
})

test('what is known of a person is exported', async () => {
  const running = new Running()
  await running.join('ana', 'ben')
  await running.place('ana', 'anas-1', { quantity: '0.5' })
  await running.place('ben', 'bens-1', { side: 'sell', quantity: '0.5' })
  const { events, documents } = await running.memory.host.exportPerson('ana')
  expect(events.length).toBeGreaterThanOrEqual(3)
  expect(documents.map(({ collection }) => collection).sort()).toEqual(['fills/ana', 'orders/ana'])
})
