import { expect, test } from 'vitest'
import { virtualClock } from '../clock/virtual-clock.ts'
import { socketPair } from './socket-pair.ts'

test('what one end sends arrives at the other, in order, and is kept', async () => {
  const clock = virtualClock()
  const { client, server } = socketPair({ clock })
  const heard: string[] = []
  server.listen({ message: (text) => heard.push(text), closed: (code, reason) => heard.push(`${code} ${reason}`) })
  client.send('one')
  client.send('two')
  client.close(4000, 'bye')
  await clock.advance(100)
  expect(heard).toEqual(['one', 'two', '4000 bye'])
  expect(server.received).toEqual(['one', 'two'])
  expect(client.closedWith).toEqual({ code: 4000, reason: 'bye' })
})

test('a cut loses what is under way, and both ends hear 1006', async () => {
  const clock = virtualClock()
  const { client, server, cut } = socketPair({ clock })
  client.send('lost')
  cut()
  await clock.advance(100)
  expect(server.received).toEqual([])
  expect([client.closedWith?.code, server.closedWith?.code]).toEqual([1006, 1006])
})

test('a stalled pair is silent until it is resumed', async () => {
  const clock = virtualClock()
  const { client, server, stall, resume } = socketPair({ clock })
  stall()
  client.send('late')
  await clock.advance(60_000)
  expect(server.received).toEqual([])
  resume()
  await clock.advance(0)
  expect(server.received).toEqual(['late'])
})
