import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serverWords } from './server-words.ts'
import { consoleLine } from './words.ts'

test('a verdict is taken as the server says it', () => {
  const verdict = { code: 'handshake/host', message: 'No.', fix: 'Do.', docs: 'docs/errors/handshake-host.md' }
  expect(serverWords(JSON.stringify({ ...verdict, at: 5 }))).toEqual({
    reason: verdict,
    isVerdict: true,
    isUnknown: false,
  })
  expect(serverWords('{"code":"draining","message":"Soon."}')?.reason).toEqual({ code: 'draining', message: 'Soon.' })
})

test('what it says of the question is no verdict', () => {
  expect(serverWords('{"code":"why/alive","message":"Here."}')).toMatchObject({ isVerdict: false, isUnknown: false })
  expect(serverWords('{"code":"why/unknown-attempt","message":"?"}')).toMatchObject({
    isVerdict: false,
    isUnknown: true,
  })
})

test.each([
  '',
  'null',
  '[]',
  '{}',
  '{"code":5,"message":"x"}',
  '{"code":"a b","message":"x"}',
  '{"code":"x","message":""}',
  '<html>',
])('%s is not from Parley', (body) => {
  expect(serverWords(body)).toBeUndefined()
})

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => void serverWords(body)))
})

test('what a terminal would obey does not reach one', () => {
  const said = serverWords(JSON.stringify({ code: 'a/b', message: 'red \u001b[31m\u009b31m', fix: 'two\r\nlines' }))
  expect(said && consoleLine(said.reason)).toBe('Parley: red  [31m 31m (a/b) Fix: two lines')
})
