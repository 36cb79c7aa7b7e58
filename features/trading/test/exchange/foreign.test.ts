import { describe, expect, test } from 'vitest'
import { user } from './desk.ts'
import { exchange, Running } from './running.ts'

const ben = user('ben')

async function withSecrets(): Promise<Running> {
  const running = new Running()
  await running.join('ana', 'ben')
  await running.place('ana', 'anas-order', { price: '77.00' })
  await running.place('ana', 'anas-deal', { quantity: '0.3' })
  await running.place('ben', 'b-1', { side: 'sell', quantity: '0.1' })
  await running.place('ana', 'anas-old', {})
  await running.send(user('ana'), 'cancel', { ref: { client: 'anas-old' } })
  return running
}

const open = (view: string, more: object = {}) => ({ type: 'open', channel: exchange, view, ...more })

const ways: { readonly [what: string]: (person: string) => object[] } = {
  'opening it': (person) => [open(`account/${person}`)],
  'going on at a position': (person) => [open(`account/${person}`, { position: { epoch: 'e', offset: 2 } })],
  'reading it': (person) => [
    open(`account/${person}`),
    { type: 'read', id: 'r', channel: exchange, view: `account/${person}`, before: 99, limit: 50 },
  ],
  'finding in it': (person) => [
    {
      type: 'find',
      id: 'f',
      channel: exchange,
      view: `account/${person}`,
      collection: `orders/${person}`,
      by: { limit: 10 },
    },
    {
      type: 'find',
      id: 'g',
      channel: exchange,
      view: `account/${person}`,
      collection: `fills/${person}`,
      by: { limit: 10 },
    },
  ],
}

describe('another’s account', () => {
  test.each(Object.entries(ways))('answers %s as one that nobody has', async (_what, say) => {
    const running = await withSecrets()
    const answers = async (person: string) => {
      const peer = await running.peer('ben')
      for (const message of say(person)) peer.say(message as never)
      await running.turn()
      return JSON.stringify(peer.messages.slice(1)).replaceAll(person, 'PERSON')
    }
    const answer = await answers('ana')
    expect(answer).toMatch(/not-allowed|not-open/)
    expect(answer).not.toMatch(/anas|7700/)
    expect(answer).toBe(await answers('nobody'))
  })

  test('is not found by way of one’s own', async () => {
    const running = await withSecrets()
    for (const collection of ['orders/ana', 'fills/ana']) {
      const { documents, more } = await running.find(ben, 'account/ben', collection)
      expect([documents, more]).toEqual([[], false])
    }
    await expect(running.find(ben, 'markets', 'orders/ana')).rejects.toMatchObject({ code: 'unknown-collection' })
  })

  test('is in nothing that others hear, whatever they have open', async () => {
    const running = new Running()
    await running.join('ana', 'ben')
    const views = ['book', 'depth', 'orders', 'trades'].map((view) => `${view}/BTC-USD`)
    const peer = await running.peer('ben', 'markets', ...views, 'candles/BTC-USD.1s', 'account/ben')
    await running.place('ana', 'anas-order', { price: '77.00' })
    await running.place('ana', 'anas-deal', { quantity: '0.3' })
    await running.place('ben', 'b-1', { side: 'sell', quantity: '0.1' })
    await running.send(user('ana'), 'cancelAll', {})
    await running.advance(5_000)
    const heard = JSON.stringify(peer.messages)
    expect(heard).toContain('b-1')
    expect(heard).not.toMatch(/ana/)
  })

  test.each(['server', 'executions'])('is not seen in the view %s, which is the server’s', async (view) => {
    const running = await withSecrets()
    await expect(running.open(ben, view)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(running.open(user('system'), view)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(running.open(user('boss'), view)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('who has it open is seen by its owner alone', async () => {
    const running = await withSecrets()
    await running.peer('ana', 'account/ana')
    const peer = await running.peer('ben', 'account/ben', 'markets')
    await running.advance(5_000)
    expect(JSON.stringify(peer.messages)).not.toMatch(/ana/)
  })
})
