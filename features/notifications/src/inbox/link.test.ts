import { expect, test } from 'vitest'
import { isLink } from './link.ts'

test.each([
  ['/orders/17', true],
  ['/', true],
  ['/#general/17', true],
  ['https://example.org/a?b=c', true],
  ['HTTP://example.org', true],
  ['', false],
  ['orders', false],
  ['//evil.example', false],
  ['/\\evil.example', false],
  ['/\t/evil.example', false],
  ['javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['https:evil', false],
  ['https://', false],
  ['mailto:a@b.c', false],
])('%j as a link: %s', (link, is) => expect(isLink(link)).toBe(is))
