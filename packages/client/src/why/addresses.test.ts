import { expect, test } from 'vitest'
import { otherSchemeUrl, socketIoUrl, valuesOf, whyUrl, withAttempt } from './addresses.ts'

test('the attempt goes into the query, beside what is there', () => {
  expect(withAttempt('ws://host/parley', 'a1')).toBe('ws://host/parley?attempt=a1')
  expect(withAttempt('ws://host/parley?room=1', 'a1')).toBe('ws://host/parley?room=1&attempt=a1')
})

test('the server is asked beside its own path, without what the query held', () => {
  expect(whyUrl('wss://host/app/parley/?key=1', 'a1')).toBe('https://host/app/parley/why?attempt=a1')
  expect(whyUrl('ws://host:3000/', 'a1')).toBe('http://host:3000/why?attempt=a1')
  expect(socketIoUrl('ws://host:3000/parley')).toBe('http://host:3000/socket.io/?EIO=4&transport=polling')
})

test('the other scheme is asked at the same port', () => {
  expect(otherSchemeUrl('ws://host:3000/parley')).toBe('https://host:3000/')
  expect(otherSchemeUrl('wss://host/parley')).toBe('http://host/')
})

test('words name an address without its query', () => {
  expect(valuesOf('wss://host:1/a?token=secret')).toEqual({
    url: 'wss://host:1/a',
    host: 'host:1',
    origin: 'https://host:1',
    source: 'wss://host:1',
    path: '/a',
  })
})
