import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Rejection } from '../contract/index.ts'
import { isStep, minorStep, parseDecimal, printDecimal, unitsOfProduct, unitsOfStep } from './decimal.ts'

const codeOf = (text: unknown, step = '0.01') => {
  const read = parseDecimal(text, step)
  return read instanceof Rejection ? read.code : read
}
const steps = ['0.01', '0.05', '0.1', '5', '1', '0.00000001', '0.25', '10']

describe('a decimal is read', () => {
  it('digit by digit into steps', () => {
    expect(parseDecimal('101.50', '0.01')).toBe(10_150)
    expect(parseDecimal('0.05', '0.05')).toBe(1)
    expect(parseDecimal('35', '5')).toBe(7)
    // Twice what floats make 0.30000000000000004 of.
    expect(parseDecimal('0.3', '0.1')).toBe(3)
    expect(parseDecimal('1.005', '0.001')).toBe(1005)
    expect(parseDecimal('90071992.54740991', '0.00000001')).toBe(Number.MAX_SAFE_INTEGER)
  })

  it('the same with zeros before and behind it', () => {
    expect(parseDecimal('007.1', '0.01')).toBe(710)
    expect(parseDecimal('7.1000000', '0.01')).toBe(710)
    expect(parseDecimal('10.000', '5')).toBe(2)
  })

  it('and nothing else than digits and one point is one', () => {
    const words = [
      '1e5',
      'NaN',
      'Infinity',
      '+1',
      '--1',
      '-',
      '-.5',
      '- 1',
      ' 1',
      '1 ',
      '1_000',
      '1,000',
      '0x1',
      '',
      '.',
      '.5',
      '1.',
      '1..2',
      '1.2.3',
    ]
    for (const text of [...words, '٣', '１', '1\n', '1n', '−1', `${'1'.repeat(41)}`]) {
      expect([text, codeOf(text)]).toEqual([text, 'trading/bad-number'])
    }
  })

  it('from texts alone: a JSON number was a float on its way', () => {
    for (const value of [1, 0.1, 1n, null, undefined, true, ['1'], { toString: () => '1' }]) {
      expect(codeOf(value)).toBe('trading/bad-number')
    }
  })

  it('and is more than 0: one with a minus sign is not', () => {
    for (const text of ['0', '0.00', '000', '0.0000000', '-1', '-0', '-0.001', '-101.50'])
      expect(codeOf(text)).toBe('trading/not-positive')
  })

  it('in whole steps', () => {
    expect(codeOf('101.505')).toBe('trading/too-many-decimals')
    expect(codeOf('0.001')).toBe('trading/too-many-decimals')
    expect(codeOf('101.52', '0.05')).toBe('trading/too-many-decimals')
    expect(codeOf('7', '5')).toBe('trading/too-many-decimals')
    expect(codeOf('1.5', '1')).toBe('trading/too-many-decimals')
  })

  it('up to what is counted exactly', () => {
    expect(codeOf('90071992547409.91')).toBe(Number.MAX_SAFE_INTEGER)
    expect(codeOf('90071992547409.92')).toBe('trading/too-large')
    expect(codeOf('9'.repeat(40))).toBe('trading/too-large')
  })
})

describe('steps', () => {
  it('print what they read, for any count', () => {
    const counts = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(counts, fc.constantFrom(...steps), (count, step) => {
        const text = printDecimal(count, step)
        return text.length > 40 || parseDecimal(text, step) === count
      }),
    )
  })

  it('print with all their decimals, and a minus before what is owed', () => {
    expect(printDecimal(10_150, '0.01')).toBe('101.50')
    expect(printDecimal(5, '0.01')).toBe('0.05')
    expect(printDecimal(-5, '0.01')).toBe('-0.05')
    expect(printDecimal(0, '0.01')).toBe('0.00')
    expect(printDecimal(7, '5')).toBe('35')
  })

  it('never take what is none', () => {
    for (const text of ['0', '0.00', '-1', '1e2', '', 'x', '1.', '0.1234567890123456']) expect(isStep(text)).toBe(false)
    for (const text of steps) expect(isStep(text)).toBe(true)
    expect(() => parseDecimal('1', '0')).toThrow(RangeError)
  })

  it('are so many minor units, or are finer than those', () => {
    expect(unitsOfStep('0.05', 2)).toBe(5)
    expect(unitsOfStep('0.00001', 8)).toBe(1000)
    expect(unitsOfStep('5', 2)).toBe(500)
    expect(unitsOfStep('0.001', 2)).toBeUndefined()
    expect(unitsOfStep('100000000', 8)).toBeUndefined()
    // A hundred-thousandth of a coin at one cent is a ten-millionth of a dollar.
    expect(unitsOfProduct('0.01', '0.00001', 7)).toBe(1)
    expect(unitsOfProduct('0.01', '0.00001', 6)).toBeUndefined()
    expect(unitsOfProduct('0.05', '0.2', 2)).toBe(1)
    expect(minorStep(2)).toBe('0.01')
    expect(minorStep(0)).toBe('1')
  })

  it('agree with whole numbers of any size on every text that might be a decimal', () => {
    const texts = fc.oneof(
      fc.tuple(fc.nat(10 ** 9), fc.nat(10 ** 9)).map(([whole, part]) => `${whole}.${part}`),
      fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', 'e', ' '), maxLength: 12 }),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom(...steps), (text, step) => {
        const read = parseDecimal(text, step)
        if (read instanceof Rejection) return true
        // Both in units of the ninth decimal and beyond, where every digit has a place.
        return inUnits(text) === BigInt(read) * inUnits(step)
      }),
    )
  })
})

function inUnits(text: string): bigint {
  const [whole = '', part = ''] = text.split('.')
  return BigInt(whole + part.padEnd(12, '0'))
}
