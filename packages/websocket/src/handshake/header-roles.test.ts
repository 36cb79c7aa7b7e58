import { expect, test } from 'vitest'
import { roleOf } from './header-roles.ts'

test.each(['cookie', 'set-cookie', 'authorization', 'proxy-authorization'])(
  'the value of %s is not shown',
  (header) => {
    expect(roleOf(header).show('secret')).toBe('(hidden, 6 characters)')
  },
)

test('other values are shown as they are', () => {
  for (const header of ['origin', 'x-anything', 'constructor', '__proto__']) expect(roleOf(header).show('a')).toBe('a')
})

test('a header that nobody knows is said not to matter', () => {
  expect(roleOf('toString').note).toBe(roleOf('x-anything').note)
  expect(roleOf('via').note).toContain('proxy')
})
