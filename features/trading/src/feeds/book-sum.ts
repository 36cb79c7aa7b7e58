// A number of 32 bits for a whole book, whatever the order in which its levels came: the sum of a hash of each. Whoever changes a level takes the old hash out
// and puts the new one in, so engine and reader keep it as they go, and a reader whose sum differs knows that its book is wrong.
import type { Level, Side } from '../contract/index.ts'

const high = 2 ** 32

/** 0 for a level that is gone, so that it counts for nothing. */
export function levelHash(side: Side, price: number, lots: number): number {
  if (lots === 0) return 0
  let hash = side === 'buy' ? 0x9e37_79b9 : 0x85eb_ca6b
  hash = Math.imul(hash ^ price, 0xcc9e_2d51)
  hash = Math.imul(hash ^ (hash >>> 15) ^ lots, 0x1b87_3593)
  // Bit operations see the lower 32 bits alone.
  if (price >= high || lots >= high) hash = Math.imul(hash ^ (price / high), 0x85eb_ca6b) ^ (lots / high)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The sum after a level has other lots than before. */
export function sumAfter(sum: number, side: Side, price: number, before: number, after: number): number {
  return (sum - levelHash(side, price, before) + levelHash(side, price, after)) >>> 0
}

/** Of all visible levels. */
export function bookSum(bids: readonly Level[], asks: readonly Level[]): number {
  const sumOf = (side: Side, levels: readonly Level[]) =>
    levels.reduce((sum, [price, lots]) => (sum + levelHash(side, price, lots)) >>> 0, 0)
  return (sumOf('buy', bids) + sumOf('sell', asks)) >>> 0
}
