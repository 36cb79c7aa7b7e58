import { expect, test } from 'vitest'
import { isHost } from './host-syntax.ts'

test.each([
  'localhost',
  'localhost:3000',
  'localhost:',
  'a.example.',
  'A-b_c.example:65535',
  '127.0.0.1:80',
  '%EC%98%88.kr',
  '[::1]',
  '[::]',
  '[::1]:3000',
  '[2001:db8::8:800:200c:417a]',
  '[1:2:3:4:5:6:7:8]',
  '[::ffff:10.0.0.1]:80',
  '[1:2:3:4:5:6:10.0.0.1]',
])('%s can be the name of a host', (text) => {
  expect(isHost(text)).toBe(true)
})

test.each([
  '',
  ':80',
  'a b',
  'a,b',
  'a/b',
  'a?b',
  'a#b',
  'user@a',
  'a"b',
  'a|b',
  'a`b',
  'a{}',
  'a%2',
  'a%zz',
  'a\x7f',
  '예.kr',
  'a:b',
  'a:-1',
  'a:+80',
  'a:80:80',
  'a:65536',
  'a:123456',
  '::1',
  '[]',
  '[::1',
  '[::1]x',
  '[::1]:x',
  '[::1%25lo]',
  '[:::]',
  '[1::2::3]',
  '[1:2:3:4:5:6:7]',
  '[1:2:3:4:5:6:7:8:9]',
  '[1:2:3:4:5:6:7::8]',
  '[12345::1]',
  '[g::1]',
  '[::10.0.0.256]',
  '[10.0.0.1::]',
  '[::10.0.1]',
])('%j cannot', (text) => {
  expect(isHost(text)).toBe(false)
})

test('takes time in proportion to its length', () => {
  const began = performance.now()
  for (const text of [
    `${'%41'.repeat(30_000)}%`,
    `[${':'.repeat(90_000)}]`,
    `[${'1:'.repeat(45_000)}]`,
    '.'.repeat(90_000),
  ]) {
    isHost(text)
  }
  expect(performance.now() - began).toBeLessThan(500)
})
