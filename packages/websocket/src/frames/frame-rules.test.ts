import { expect, test } from 'vitest'
import { bytes } from '../../test/speaking.ts'
import { FaultCode } from '../codes.ts'
import { emptyHeader, parseHeader } from './frame-header.ts'
import { judgeHeader, type MessageProgress } from './frame-rules.ts'

const limits = { maxFrameBytes: 1000, maxMessageBytes: 100_000, maxFragments: 3, mayCompress: false }

function judge(text: string, role: 'server' | 'client', message?: MessageProgress) {
  const header = emptyHeader()
  const data = bytes(text)
  parseHeader(header, data, 0, data.length)
  return judgeHeader(header, { ...limits, role }, message)
}

test.each([
  ['c180', FaultCode.reservedBits],
  ['a180', FaultCode.reservedBits],
  ['9180', FaultCode.reservedBits],
  ['8380', FaultCode.reservedOpcode],
  ['8780', FaultCode.reservedOpcode],
  ['8b80', FaultCode.reservedOpcode],
  ['8f80', FaultCode.reservedOpcode],
  ['8100', FaultCode.unmasked],
  ['0980', FaultCode.controlFragmented],
  ['89fe', FaultCode.controlTooLong],
  ['88ff', FaultCode.controlTooLong],
  ['8080', FaultCode.unexpectedContinuation],
  ['82fe007d', FaultCode.lengthNotMinimal],
  ['82ff000000000000ffff', FaultCode.lengthNotMinimal],
  ['82fe03e9', FaultCode.frameTooLarge],
  ['82ff00000000000186a1', FaultCode.messageTooLarge],
  ['82ff8000000000000000', FaultCode.messageTooLarge],
])('a server refuses %s as %s', (text, fault) => {
  expect(judge(text, 'server')).toBe(fault)
})

test('a client refuses a masked frame', () => {
  expect(judge('8180', 'client')).toBe(FaultCode.masked)
  expect(judge('8100', 'client')).toBeUndefined()
})

test.each(['', '81', '8180', '8280', '0180', '8880', '8980', '8afd', '82fe', '82fe007e', '82fe03e8', '82ff00'])(
  'nothing is wrong with %s so far',
  (text) => {
    expect(judge(text, 'server')).toBeUndefined()
  },
)

test('inside a message only its continuation may come', () => {
  const message = { length: 0, fragments: 1, isCompressed: false }
  expect(judge('8080', 'server', message)).toBeUndefined()
  expect(judge('8180', 'server', message)).toBe(FaultCode.unfinishedMessage)
  expect(judge('8280', 'server', message)).toBe(FaultCode.unfinishedMessage)
  expect(judge('8980', 'server', message)).toBeUndefined()
})

test('lengths add up over the fragments', () => {
  expect(judge('80fe03e8', 'server', { length: 99_000, fragments: 1, isCompressed: false })).toBeUndefined()
  expect(judge('80fe03e8', 'server', { length: 99_001, fragments: 1, isCompressed: false })).toBe(
    FaultCode.messageTooLarge,
  )
})

test.each([
  ['a fragment', { length: 0, fragments: 1, isCompressed: true }, '80fe'],
  ['a whole message', undefined, 'c2fe'],
])('%s that is compressed may be larger than a frame by a 64th and 64 bytes, and no more', (_, message, head) => {
  const compressing = (length: number) => {
    const header = emptyHeader()
    const data = bytes(`${head}${length.toString(16).padStart(4, '0')}`)
    parseHeader(header, data, 0, data.length)
    return judgeHeader(header, { ...limits, maxMessageBytes: 60_000, mayCompress: true, role: 'server' }, message)
  }
  expect(compressing(1_000 + 15 + 64)).toBeUndefined()
  expect(compressing(1_000 + 15 + 65)).toBe(FaultCode.frameTooLarge)
})

test('the fragment past the limit is refused', () => {
  expect(judge('0080', 'server', { length: 0, fragments: 2, isCompressed: false })).toBeUndefined()
  expect(judge('0080', 'server', { length: 0, fragments: 3, isCompressed: false })).toBe(FaultCode.tooManyFragments)
})
