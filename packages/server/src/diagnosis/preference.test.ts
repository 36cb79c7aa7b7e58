import { describe, expect, it } from 'vitest'
import { languageWanted, prefersHtml } from './preference.ts'

describe('what is wanted', () => {
  it.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['text/html', true],
    ['*/*', false],
    ['application/json', false],
    ['application/json, text/html;q=0.5', false],
    ['text/html;q=0', false],
    ['', false],
    [undefined, false],
  ])('%s: a page is %s', (accept, expected) => {
    expect(prefersHtml(accept)).toBe(expected)
  })

  it.each([
    ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
    ['en-US,en;q=0.9,ko;q=0.8', 'en'],
    ['ko', 'ko'],
    ['de, ko;q=0.3', 'ko'],
    ['de', 'en'],
    ['ko;q=nonsense', 'en'],
    [undefined, 'en'],
  ])('%s: %s', (acceptLanguage, expected) => {
    expect(languageWanted(acceptLanguage)).toBe(expected)
  })
})
