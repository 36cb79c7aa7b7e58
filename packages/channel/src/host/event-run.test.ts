import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fits, partsOf } from './event-run.ts'

const bytesOf = (events: readonly string[]) =>
  events.reduce((sum, text) => sum + new TextEncoder().encode(text).length + 1, 0)

/** Events of any text, some of the offsets hidden. */
const runs = fc
  .array(fc.tuple(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer({ min: 1, max: 3 })), { maxLength: 30 })
  .map((entries) => {
    let offset = 10
    const events = entries.map(([text, step]) => {
      offset += step
      return JSON.stringify({ offset, text })
    })
    return { after: 10, offset: offset + 1, events }
  })

describe('a run of events', () => {
  it('fits where its UTF-8 does', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 2000 }), ({ events }, most) => {
        expect(fits(events, most)).toBe(bytesOf(events) <= most)
      }),
    )
  })

  it('is cut into parts that join on, hold all of it in order, and are small or of one event', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 500 }), (run, most) => {
        const parts = partsOf(run, most)
        expect(parts.flatMap(({ events }) => events)).toEqual(run.events)
        expect(parts.map(({ after }) => after)).toEqual([run.after, ...parts.slice(0, -1).map(({ offset }) => offset)])
        expect(parts.at(-1)?.offset).toBe(run.offset)
        for (const { after, offset, events } of parts) {
          expect(events.length <= 1 || bytesOf(events) <= most).toBe(true)
          for (const text of events) {
            const at: number = JSON.parse(text).offset
            expect(at > after && at <= offset).toBe(true)
          }
        }
      }),
    )
  })
})
