import type { Write } from '@parley/channel/store'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { packGroup, unpackGroup } from './pack.ts'

const text = fc.string({ unit: 'binary' })
const document = fc.record(
  { collection: text, id: text, order: fc.integer(), body: text, text, person: text },
  { requiredKeys: ['collection', 'id', 'order', 'body', 'text'], noNullPrototype: true },
)
const plan = fc.record({ id: text, dueAt: fc.nat(), to: text, command: text, input: text }, { noNullPrototype: true })
const write = fc.oneof(
  document.map((each): Write => ({ do: 'put', document: each })),
  fc.tuple(text, text).map(([collection, id]): Write => ({ do: 'remove', collection, id })),
  plan.map((each): Write => ({ do: 'plan', plan: each })),
  text.map((id): Write => ({ do: 'forget', id })),
)
const batch = fc.record(
  {
    channel: text,
    epoch: text,
    after: fc.nat(),
    events: fc.array(text),
    outcomes: fc.array(fc.record({ actor: text, command: text, offset: fc.nat() })),
    writes: fc.array(write),
    snapshot: text,
    at: fc.integer({ min: 0, max: 2 ** 45 }),
  },
  { requiredKeys: ['channel', 'epoch', 'after', 'events', 'outcomes', 'at'], noNullPrototype: true },
)

it('unpacks what was packed', () => {
  const property = fc.property(fc.array(batch), (group) => {
    const unpacked = unpackGroup(packGroup(group)).map(({ eventCount, events, ...rest }) => {
      if (typeof events !== 'string') return { ...rest, events }
      return { ...rest, events: eventCount === 0 ? [] : events.split('\n') }
    })
    expect(unpacked).toEqual(group)
  })
  void fc.assert(property)
})
