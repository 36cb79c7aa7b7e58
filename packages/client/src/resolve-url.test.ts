import { expect, test } from 'vitest'
import { UsageError } from './parley-error.ts'
import { isLoopback, resolveUrl } from './resolve-url.ts'

test.each([
  [undefined, 'https://example.org/shop/cart?x=1', 'wss://example.org/parley'],
  [undefined, 'http://localhost:3000/', 'ws://localhost:3000/parley'],
  ['/live', 'https://example.org/shop', 'wss://example.org/live'],
  ['https://other.org/live?room=1#top', 'http://example.org', 'wss://other.org/live?room=1'],
  ['http://localhost:3000', undefined, 'ws://localhost:3000/parley'],
  ['ws://localhost:3000/', undefined, 'ws://localhost:3000/'],
  ['wss://example.org', undefined, 'wss://example.org/parley'],
  [new URL('http://localhost:3000/parley'), undefined, 'ws://localhost:3000/parley'],
])('%s seen from %s is %s', (given, base, expected) => {
  expect(resolveUrl(given, base)).toBe(expected)
})

test.each([
  ['/parley', undefined],
  [undefined, undefined],
  ['ftp://example.org/', undefined],
  [undefined, 'file:///home/page.html'],
  ['http://', 'https://example.org'],
])('%s seen from %s cannot work', (given, base) => {
  expect(() => resolveUrl(given, base)).toThrow(UsageError)
})

test('this machine is known by its names', () => {
  const here = ['ws://localhost/', 'ws://app.localhost/', 'ws://127.0.0.1:1/', 'ws://[::1]/']
  expect(here.every(isLoopback)).toBe(true)
  expect(['ws://example.org/', 'ws://10.0.0.1/'].some(isLoopback)).toBe(false)
})
