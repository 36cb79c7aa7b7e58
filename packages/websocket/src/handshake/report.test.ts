import { expect, test } from 'vitest'
import { HandshakeReport } from './report.ts'

const rule = { header: 'x', expected: 'one', section: '4.1' }

test('the first refusal counts', () => {
  const report = new HandshakeReport<400 | 426>([], true)
  report.refuse(426, 'handshake/upgrade', 'first', { Upgrade: 'websocket' })
  report.refuse(400, 'handshake/key', 'second')
  expect(report.refusal).toMatchObject({ status: 426, message: 'first', headers: { Upgrade: 'websocket' } })
})

test('a header has no value, one, or too many', () => {
  expect(new HandshakeReport<0>([], true).single(rule, 0)).toBeUndefined()
  expect(new HandshakeReport<0>([['X', ' a ']], true).single(rule, 0)).toBe('a')
  const report = new HandshakeReport<0>(
    [
      ['X', 'a'],
      ['x', 'a'],
    ],
    true,
  )
  expect(report.single(rule, 0)).toBeNull()
  expect(report.refusal).toMatchObject({ code: 'handshake/duplicate-header' })
  expect(report.finish().map(({ verdict }) => verdict)).toEqual(['duplicate', 'duplicate'])
})

test('a missing header has a finding too', () => {
  const report = new HandshakeReport<0>([], true)
  report.addEach(rule, 'missing', 'Not there.')
  expect(report.finish()).toEqual([{ ...rule, value: undefined, verdict: 'missing', note: 'Not there.' }])
})

test('a malformed header is explained once, and one of the same name beside it as well', () => {
  const report = new HandshakeReport<0>(
    [
      ['Via', 'a\n'],
      ['Via', 'b'],
      ['a b', 'c'],
    ],
    true,
  )
  report.judgeText(0)
  expect(report.finish().map(({ header, verdict }) => `${header} ${verdict}`)).toEqual([
    'via wrong',
    'a b wrong',
    'via ignored',
  ])
})
