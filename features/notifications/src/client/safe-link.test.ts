import { expect, test } from 'vitest'
import { safeLink } from './safe-link.ts'

test.each(['/orders/17', '/', '/#general/5', 'https://shop.test/a?b=c', 'HTTP://shop.test'])('follows %s', (link) => {
  expect(safeLink(link)).toBe(link)
})

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:x',
  '//evil.test',
  '/\\evil.test',
  '/\t/evil.test',
  'data:text/html,x',
  'orders/17',
  '',
])('does not follow %j', (link) => {
  expect(safeLink(link)).toBeUndefined()
})
