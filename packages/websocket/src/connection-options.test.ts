import { expect, test } from 'vitest'
import { bytes } from '../test/speaking.ts'
import { type ConnectionOptions, toSettings } from './connection-options.ts'

test('the defaults are those the options promise', () => {
  const { nextKey, ...rest } = toSettings({ role: 'server' })
  expect(nextKey()).toBeUndefined()
  expect(rest).toEqual({
    role: 'server',
    maxMessageBytes: 1_048_576,
    maxFrameBytes: 1_048_576,
    maxFragments: 1024,
    maxPendingPongs: 60,
    mayCompress: false,
  })
})

test('given limits are taken', () => {
  const limits = { maxMessageBytes: 10, maxFrameBytes: 5, maxFragments: 1, maxPendingPongs: 2 }
  expect(toSettings({ role: 'server', ...limits })).toMatchObject(limits)
  expect(toSettings({ role: 'server', maxMessageBytes: 10 }).maxFrameBytes).toBe(10)
})

test.each(['maxMessageBytes', 'maxFrameBytes', 'maxFragments', 'maxPendingPongs'])(
  '%s is a whole number from 1',
  (name) => {
    for (const value of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const options: ConnectionOptions = { role: 'server', [name]: value }
      expect(() => toSettings(options)).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
    }
  },
)

test('a role is server or client', () => {
  const role: string = 'both'
  expect(() => toSettings({ role: role as 'server' })).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
})

test('a client needs a masking key of four bytes', () => {
  const noKey = expect.objectContaining({ name: 'UsageError', code: 'ERR_MASKING_KEY' })
  expect(() => toSettings({ role: 'client' })).toThrow(noKey)
  expect(toSettings({ role: 'client', maskingKey: () => bytes('ff000001') }).nextKey()).toBe(0xff000001 | 0)
  const short = toSettings({ role: 'client', maskingKey: () => bytes('ff0000') })
  expect(() => short.nextKey()).toThrow(noKey)
})

test('a server masks nothing, whatever it is given', () => {
  expect(toSettings({ role: 'server', maskingKey: () => bytes('01020304') }).nextKey()).toBeUndefined()
})
