import { expect, test, vi } from 'vitest'
import { parseMarkdown } from './markdown.ts'
import { pretends } from './rich-text.ts'

test('a label that names another place than it leads to is found out', () => {
  expect(pretends('https://bank.example.com/login', 'https://evil.example.org/')).toBe(true)
  expect(pretends('bank.example.com', 'https://evil.example.org/')).toBe(true)
  expect(pretends('example.com', 'https://www.example.com/a')).toBe(false)
  expect(pretends('the notes', 'https://evil.example.org/')).toBe(false)
})

test('a line has nothing that turns letters around, and no marks once they can be read', async () => {
  // One of its own: in others of this worker they may be read already.
  vi.resetModules()
  const { lineOf, readMarksWith } = await import('./rich-text.ts')
  expect(lineOf('**a**\n\u202eb')).toBe('**a** \ufffdb')
  readMarksWith(parseMarkdown)
  expect(lineOf('**a**\n\u202eb')).toBe('a \ufffdb')
})
