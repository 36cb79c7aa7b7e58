import { expect, test } from 'vitest'
import { bytes, hex } from '../../test/speaking.ts'
import { emptyHeader, HeaderStage, headerSize, LENGTH_OVERFLOW, parseHeader, writeHeader } from './frame-header.ts'

function parse(text: string) {
  const header = emptyHeader()
  const data = bytes(text)
  parseHeader(header, data, 0, data.length)
  return header
}

test.each([
  ['8105', { fin: true, rsv: 0, opcode: 1, masked: false, length: 5, size: 2 }],
  ['0203', { fin: false, opcode: 2, length: 3 }],
  ['f180', { rsv: 0x70, masked: true }],
  ['818537fa213d', { masked: true, length: 5, key: 0x37fa213d, size: 6 }],
  ['8285ffffffff', { key: -1, size: 6 }],
  ['827e0100', { length: 256, size: 4 }],
  ['82fe010001020304', { length: 256, key: 0x01020304, size: 8 }],
  ['827f0000000000010000', { length: 65_536, size: 10 }],
  ['827f001fffffffffffff', { length: Number.MAX_SAFE_INTEGER, size: 10 }],
  ['827f0020000000000000', { length: LENGTH_OVERFLOW, size: 10 }],
  ['827fffffffffffffffff', { length: LENGTH_OVERFLOW, size: 10 }],
])('reads %s', (text, expected) => {
  const header = parse(text)
  expect(header).toMatchObject(expected)
})

test.each([
  ['', HeaderStage.nothing],
  ['81', HeaderStage.nothing],
  ['817e', HeaderStage.flags],
  ['817e00', HeaderStage.flags],
  ['817f00000000000000', HeaderStage.flags],
  ['8185', HeaderStage.length],
  ['818537fa21', HeaderStage.length],
  ['81fe010037fa21', HeaderStage.length],
  ['8105', HeaderStage.whole],
])('knows how much of a header %s is', (text, stage) => {
  expect(parse(text).stage).toBe(stage)
})

test('reads from the middle of a chunk', () => {
  const header = emptyHeader()
  parseHeader(header, bytes('ffff8105ff'), 2, 4)
  expect(header).toMatchObject({ length: 5, stage: HeaderStage.whole })
})

test.each([
  [0, undefined, '8200'],
  [125, undefined, '827d'],
  [126, undefined, '827e007e'],
  [65_535, undefined, '827effff'],
  [65_536, undefined, '827f0000000000010000'],
  [2 ** 33 + 5, undefined, '827f0000000200000005'],
  [5, 0x37fa213d, '828537fa213d'],
  [300, -1, '82fe012cffffffff'],
])('writes the header of %i bytes with the key %s', (length, key, expected) => {
  const frame = new Uint8Array(headerSize(length, key !== undefined))
  writeHeader(frame, 2, length, key)
  expect(hex(frame)).toBe(expected)
})
