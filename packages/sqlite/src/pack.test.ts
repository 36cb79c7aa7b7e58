import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { packGroup, unpackGroup } from './pack.ts'

const text = fc.string({ unit: 'binary' })
const batch = fc.record(
  {
    channel: text,
    epoch: text,
    after: fc.nat(),
    events: fc.array(text),
    outcomes: fc.array(fc.record({ actor: text, command: text, offset: fc.nat() })),
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
