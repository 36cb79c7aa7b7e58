import { expect, test } from 'vitest'
import { bytes } from '../../test/speaking.ts'
import { emptyHeader, HeaderStage } from './frame-header.ts'
import { HeaderCarry } from './header-carry.ts'

test('a header in two pieces begins before the second', () => {
  const header = emptyHeader()
  const carry = new HeaderCarry(bytes('ff8185'), 1, 3)
  expect(carry.parse(header, bytes('37fa213d7f'), 0, 5)).toBe(-2)
  expect(header).toMatchObject({ stage: HeaderStage.whole, length: 5, key: 0x37fa213d, size: 6 })
})

test('the longest header fits, byte by byte', () => {
  const text = bytes('82ff000000000001000037fa213d')
  const header = emptyHeader()
  const carry = new HeaderCarry(text, 0, 1)
  for (let at = 1; at < text.length; at++) {
    expect(header.stage).not.toBe(HeaderStage.whole)
    expect(carry.parse(header, text, at, at + 1)).toBe(0)
  }
  expect(header).toMatchObject({ stage: HeaderStage.whole, length: 65_536, size: 14 })
})
