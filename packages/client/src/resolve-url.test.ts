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
  ['http://localhost:3000/', undefined, 'ws://localhost:3000/parley'],
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
  ['http://[not-an-address', undefined],
])('%s seen from %s cannot work', (given, base) => {
  expect(() => resolveUrl(given, base)).toThrow(UsageError)
})

test.each([
  ['localhost:3000', undefined, 'the scheme is missing. Write "http://localhost:3000"'],
  ['127.0.0.1:3000/parley', undefined, 'the scheme is missing. Write "http://127.0.0.1:3000/parley"'],
  ['ftp://example.org/', undefined, 'the scheme must be http, https, ws or wss'],
  [undefined, 'file:///home/page.html', 'this page was opened from disk (file://)'],
  ['/parley', undefined, 'outside a page it must be whole'],
])('%s seen from %s is answered with what to write: %s', (given, base, sentence) => {
  expect(() => resolveUrl(given, base)).toThrow(sentence)
})

test('options in the place of the URL are answered with what to write, not looked for on the server', () => {
  expect(() => resolveUrl({ token: 'x' } as never, 'http://localhost:3000/')).toThrow('connect(undefined, { … })')
  expect(() => resolveUrl(null as never, 'http://localhost:3000/')).toThrow('connect(undefined, { … })')
})

test('this machine is known by its names', () => {
  const here = ['ws://localhost/', 'ws://app.localhost/', 'ws://127.0.0.1:1/', 'ws://[::1]/']
  expect(here.every(isLoopback)).toBe(true)
  expect(['ws://example.org/', 'ws://10.0.0.1/'].some(isLoopback)).toBe(false)
})
