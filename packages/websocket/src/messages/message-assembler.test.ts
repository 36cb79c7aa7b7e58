import { expect, test } from 'vitest'
import { bytes, hex, utf8 } from '../../test/speaking.ts'
import { MessageAssembler } from './message-assembler.ts'

test('gathers bytes from fragments of unknown total, masked each with its own key', () => {
  const message = new MessageAssembler(false, false)
  message.beginFragment()
  expect(message.append(bytes('ff010203'), 1, 4, 0, undefined)).toBe(true)
  message.beginFragment()
  expect(message.append(bytes('7f9f'), 0, 2, 0x37fa213d, undefined)).toBe(true)
  expect(message.fragments).toBe(2)
  expect(message.length).toBe(5)
  expect(hex(message.finishBytes())).toBe('0102034865')
})

test('takes no more memory than a last frame needs, and hands it over', () => {
  const message = new MessageAssembler(false, false)
  for (let due = 1000; due > 0; due--) message.append(Uint8Array.of(due), 0, 1, 0, due)
  const result = message.finishBytes()
  expect(result.length).toBe(1000)
  expect(result.buffer.byteLength).toBe(1000)
  expect(result[999]).toBe(1)
})

test('gives an array of its own where the buffer is larger than the message', () => {
  const message = new MessageAssembler(false, false)
  for (let at = 0; at < 5; at++) message.append(Uint8Array.of(at), 0, 1, 0, undefined)
  expect(message.finishBytes().buffer.byteLength).toBe(5)
})

test('a text is checked as it comes, over the borders of its pieces', () => {
  const message = new MessageAssembler(true, false)
  const [first, second] = [utf8('한').subarray(0, 1), utf8('한').subarray(1)]
  expect(message.append(first, 0, 1, 0, undefined)).toBe(true)
  expect(message.finishText()).toBeUndefined()
  expect(message.append(second, 0, 2, 0, undefined)).toBe(true)
  expect(message.finishText()).toBe('한')
  expect(message.append(bytes('ff'), 0, 1, 0, undefined)).toBe(false)
})

test('an empty message is empty', () => {
  expect(new MessageAssembler(true, false).finishText()).toBe('')
  expect(new MessageAssembler(false, false).finishBytes().length).toBe(0)
})
