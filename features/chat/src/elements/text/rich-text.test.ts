import { expect, test } from 'vitest'
import { lineOf, pretends } from './rich-text.ts'

test('a label that names another place than it leads to is found out', () => {
  expect(pretends('https://bank.example.com/login', 'https://evil.example.org/')).toBe(true)
  expect(pretends('bank.example.com', 'https://evil.example.org/')).toBe(true)
  expect(pretends('example.com', 'https://www.example.com/a')).toBe(false)
  expect(pretends('the notes', 'https://evil.example.org/')).toBe(false)
})

test('a line has no marks and nothing that turns letters around', () => {
  expect(lineOf('**a** \u202eb')).toBe('a \ufffdb')
})
