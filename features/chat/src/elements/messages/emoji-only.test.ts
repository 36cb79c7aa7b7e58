import { expect, test } from 'vitest'
import { isEmojiOnly } from './emoji-only.ts'

test('knows texts that are only emoji', () => {
  expect(['👍', '👩‍👩‍👧', '🇰🇷 🎉', '1', 'ok 👍', '🙂🙂🙂🙂', ''].map(isEmojiOnly)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})
