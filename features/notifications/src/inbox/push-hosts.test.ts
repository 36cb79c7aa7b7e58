import { expect, test } from 'vitest'
import { isAllowedHost, isHostList } from './push-hosts.ts'

const hosts = ['fcm.googleapis.com', '*.push.apple.com']

test.each([
  ['fcm.googleapis.com', true],
  ['FCM.googleapis.com.', true],
  ['web.push.apple.com', true],
  ['a.b.push.apple.com', true],
  ['push.apple.com', false],
  ['evilpush.apple.com', false],
  ['xfcm.googleapis.com', false],
  ['fcm.googleapis.com.evil.example', false],
])('%s is among the allowed: %s', (host, is) => {
  expect(isAllowedHost(host, hosts)).toBe(is)
})

test('without a list there is no host that is not allowed', () => {
  expect(isAllowedHost('push.example.com', undefined)).toBe(true)
})

test.each([
  [[]],
  [['https://a.example']],
  [['a.example/x']],
  [['*']],
  [['*.*.b']],
  [['']],
  ['a.example'],
  [[7]],
  [null],
])('%j is no list of hosts', (list) => {
  expect(isHostList(list)).toBe(false)
})
