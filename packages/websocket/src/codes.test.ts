import { expect, test } from 'vitest'
import { FaultCode, isWireCloseCode } from './codes.ts'
import { faultOf } from './faults.ts'

test('just the codes of RFC 6455 §7.4 and the registry may stand in a close frame', () => {
  const legal: number[] = []
  for (let code = 0; code < 3002; code++) if (isWireCloseCode(code)) legal.push(code)
  expect(legal).toEqual([1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001])
  expect(isWireCloseCode(4999)).toBe(true)
  expect(isWireCloseCode(5000)).toBe(false)
})

test.each(Object.values(FaultCode))('%s has a message that fits a close frame', (code) => {
  const fault = faultOf(code)
  expect(fault.code).toBe(code)
  expect(fault.message).toMatch(/^[ -~]{10,123}$/)
  expect(isWireCloseCode(fault.closeCode)).toBe(true)
  expect(fault.section).toMatch(/^(RFC \d+ §)?\d+(\.\d+)*$/)
})
