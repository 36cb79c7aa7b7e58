import { expect, test } from 'vitest'
import { mentionRuns } from './mention-runs.ts'

const people = [
  { id: 'a', name: 'Ana' },
  { id: 'b', name: 'Ana Ruiz' },
  { id: 'c', name: '김민수' },
]

function marked(text: string, mentions: Parameters<typeof mentionRuns>[1]): string {
  return mentionRuns(text, mentions)
    .map((run) => (run.of ? `[${run.text}]` : run.text))
    .join('')
}

test('marks those who are mentioned, by the longest name', () => {
  expect(marked('hi @Ana Ruiz and @Ana, @김민수님', { people })).toBe('hi [@Ana Ruiz] and [@Ana], [@김민수]님')
})

test('leaves alone names of others, and what looks like mail', () => {
  expect(marked('@Zoe mail me at x@Ana', { people })).toBe('@Zoe mail me at x@Ana')
  expect(marked('@Ana', undefined)).toBe('@Ana')
})

test('marks @room only where it counted', () => {
  expect(marked('@room look', { people: [], room: true })).toBe('[@room] look')
  expect(marked('@room look', { people: [] })).toBe('@room look')
})
