import { describe, expect, it } from 'vitest'
import { printDecimal } from '../money/index.ts'
import { bookChecksum, type TextLevel } from './checksum.ts'

/** The books that Kraken's guides compute. */
const asks: readonly TextLevel[] = [
  ['45285.2', '0.00100000'],
  ['45286.4', '1.54571953'],
  ['45286.6', '1.54571109'],
  ['45289.6', '1.54560911'],
  ['45290.2', '0.15890660'],
  ['45291.8', '1.54553491'],
  ['45294.7', '0.04454749'],
  ['45296.1', '0.35380000'],
  ['45297.5', '0.09945542'],
  ['45299.5', '0.18772827'],
]
const bids: readonly TextLevel[] = [
  ['45283.5', '0.10000000'],
  ['45283.4', '1.54582015'],
  ['45282.1', '0.10000000'],
  ['45281.0', '0.10000000'],
  ['45280.3', '1.54592586'],
  ['45279.0', '0.07990000'],
  ['45277.6', '0.03310103'],
  ['45277.5', '0.30000000'],
  ['45277.3', '1.54602737'],
  ['45276.6', '0.15445238'],
]
const small = (prices: readonly string[]): readonly TextLevel[] => prices.map((price) => [price, '0.00000500'])
const smallAsks = small([
  '0.05005',
  '0.05010',
  '0.05015',
  '0.05020',
  '0.05025',
  '0.05030',
  '0.05035',
  '0.05040',
  '0.05045',
  '0.05050',
])
const smallBids = small([
  '0.05000',
  '0.04995',
  '0.04990',
  '0.04980',
  '0.04975',
  '0.04970',
  '0.04965',
  '0.04960',
  '0.04955',
  '0.04950',
])

describe('the checksum of texts', () => {
  it('is that of both books that are computed in public', () => {
    expect(bookChecksum(bids, asks)).toBe(3_310_070_434)
    expect(bookChecksum(smallBids, smallAsks)).toBe(974_947_235)
  })

  it('does not look beyond the ten best of each side', () => {
    const more = small(['0.05120', '0.05275'])
    const less = small(['0.04940', '0.04765'])
    expect(bookChecksum([...smallBids, ...less], [...smallAsks, ...more])).toBe(974_947_235)
    expect(bookChecksum(smallBids, [...small(['0.05004']), ...smallAsks])).not.toBe(974_947_235)
  })

  it('is wrong if the numbers were floats on their way: their last zeros are gone', () => {
    const floats = (levels: readonly TextLevel[]) =>
      levels.map(([price, lots]): TextLevel => [`${Number(price)}`, `${Number(lots)}`])
    expect(bookChecksum(floats(bids), floats(asks))).toBe(4_237_635_173)
  })

  it('is right of whole numbers that are printed by their steps', () => {
    const printed = (levels: readonly TextLevel[]) =>
      levels.map(([price, lots]): TextLevel => {
        const whole = (text: string) => Number(text.replace('.', ''))
        return [printDecimal(whole(price), '0.1'), printDecimal(whole(lots), '0.00000001')]
      })
    expect(bookChecksum(printed(bids), printed(asks))).toBe(3_310_070_434)
  })

  it('of an empty book is that of no text', () => {
    expect(bookChecksum([], [])).toBe(0)
  })
})
