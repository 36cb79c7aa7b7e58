import { memoryNetwork, virtualClock } from '@parley/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import { news, openedAt, ScriptedServer, said, talk } from './testing/scripted-server.ts'

const types = [
  ...['welcome', 'opened', 'events', 'closed', 'done', 'refused', 'page', 'signal', 'presence', 'pong', 'goodbye'],
  ...['error', 'hello', '__proto__', 'constructor', 'toString'],
]
const names = fc.constantFrom('talk/tea', 'room', '__proto__', 'constructor', 'a', '')
const number = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.double())
const event = fc.record(
  {
    offset: number,
    type: fc.constantFrom('said', 'constructor', '__proto__'),
    at: number,
    data: fc.oneof(fc.jsonValue(), fc.record({ text: fc.string() })),
  },
  { requiredKeys: [] },
)
const anything = fc.jsonValue()
/** Close enough to a message to come far: right types and field names, values right or wrong. */
const nearly = fc.record(
  {
    type: fc.constantFrom(...types),
    channel: fc.oneof(names, anything),
    view: fc.oneof(names, anything),
    id: fc.oneof(names, anything),
    after: fc.oneof(number, anything),
    offset: fc.oneof(number, anything),
    position: fc.oneof(fc.record({ epoch: names, offset: number }), anything),
    events: fc.oneof(fc.array(event), anything),
    state: anything,
    code: fc.oneof(names, anything),
    message: fc.oneof(names, anything),
    retryable: fc.oneof(fc.boolean(), anything),
    from: fc.oneof(fc.constant({ id: 'u', name: 'n' }), anything),
    name: fc.oneof(fc.constant('typing'), anything),
    data: anything,
    count: fc.oneof(number, anything),
    people: fc.oneof(fc.constant([]), anything),
    more: fc.oneof(fc.boolean(), anything),
    heartbeatMs: number,
    reconnectAfterMs: number,
  },
  { requiredKeys: ['type'] },
)
const garbage = fc.oneof(
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
  { weight: 6, arbitrary: nearly.map((value) => JSON.stringify(value)) },
)

async function setup() {
  const clock = virtualClock()
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana') })
  const room = connection.open(talk, 'tea', 'room')
  await clock.advance(5)
  return { clock, network, server, connection, room }
}

test('whatever a server sends, nothing is thrown and the client goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(garbage, { maxLength: 40 }), async (texts) => {
      const { clock, network, server, connection, room } = await setup()
      server.answer = (message, peer) => {
        if (message.type === 'ping') peer.send({ type: 'pong' })
      }
      const pending = room.commands.say({ text: 'mine' })
      void pending.catch(() => {})
      for (const text of texts) server.last.sendRaw(text)
      await clock.advance(50)
      network.cut()
      await clock.advance(600_100)
      expect(connection.status.state).toBe('live')
      server.last.send(openedAt(7, ['true'], 'fresh'))
      server.last.send(news(7, [said(8, 'and whole')], 8))
      await clock.advance(10)
      expect(room.state).toEqual({ texts: ['true', 'and whole'] })
      connection.close()
    }),
    { numRuns: 300 },
  )
})

test('a message of the wrong shape changes nothing and is reported', async () => {
  const { clock, network, server, room } = await setup()
  server.last.send(openedAt(2, ['one', 'two']))
  await clock.advance(5)
  for (const text of [
    'not json',
    '[]',
    '"text"',
    '{"type":7}',
    '{"type":"events","channel":"talk/tea","view":"room","after":2,"offset":3,"events":[{}]}',
    '{"type":"events","channel":"talk/tea","view":"room","after":2,"offset":3,"events":[{"offset":9,"type":"said","at":1}]}',
    '{"type":"opened","channel":"talk/tea","view":"room","position":{"epoch":"a","offset":3}}',
    '{"type":"opened","channel":"talk/tea","view":"room","position":{"epoch":"a","offset":3},"events":[]}',
  ]) {
    server.last.sendRaw(text)
  }
  server.last.sendRaw('{"type":"from a newer version"}')
  await clock.advance(10)
  expect(room.state.texts).toEqual(['one', 'two'])
  expect(room.position).toEqual({ epoch: 'a', offset: 2 })
  expect(network.reports).toHaveLength(8)
})
