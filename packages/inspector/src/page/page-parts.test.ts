import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedLines } from './channels/changed-lines.ts'
import { EventReader } from './event-reader.ts'
import { hexLines, pretty } from './pretty.ts'

describe('what an event changed', () => {
  const marked = (before: unknown, after: unknown) =>
    changedLines(JSON.stringify(before, undefined, 1), JSON.stringify(after, undefined, 1))
      .filter(({ isNew }) => isNew)
      .map(({ text }) => text.trim())

  it('is the lines that were not there before, and not those that got a comma', () => {
    expect(marked({ words: ['a'] }, { words: ['a', 'b'] })).toEqual(['"b"'])
    expect(marked({ n: 1, words: [] }, { n: 2, words: [] })).toEqual(['"n": 2,'])
    expect(marked({ a: 1 }, { a: 1 })).toEqual([])
  })

  it('is nothing where nothing is known of before', () => {
    expect(changedLines(undefined, 'a\nb').some(({ isNew }) => isNew)).toBe(false)
  })

  it('shows the whole text in any case, and marks a line only if before had it less often', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd,'), { maxLength: 12 }).map((all) => all.join('\n'))
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const shown = changedLines(before, after)
        expect(shown.map(({ text }) => text).join('\n')).toBe(after)
        if (before === after) expect(shown.some(({ isNew }) => isNew)).toBe(false)
      }),
    )
  })
})

describe('a stream of events', () => {
  it('is the same however its text is cut', () => {
    const text = 'event: a\ndata: {"x":1}\n\n:\n\nevent: b\ndata: two\n\n'
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
        const reader = new EventReader()
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length]
        const events = at.slice(1).flatMap((end, i) => reader.read(text.slice(at[i], end)))
        expect(events).toEqual([
          { name: 'a', data: '{"x":1}' },
          { name: 'b', data: 'two' },
        ])
      }),
    )
  })
})

it('texts that are JSON have line breaks, others stay, and bytes can be read beside their digits', () => {
  expect(pretty('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(pretty('{"cut":"of')).toBe('{"cut":"of')
  expect(pretty('12')).toBe('12')
  expect(hexLines('00486921')).toBe(`00 48 69 21${' '.repeat(38)}·Hi!`)
})
