import { shareOf } from '../money/exact.ts'
import type { Book } from './book.ts'

/** Whether a limit is too far from the last price to be meant. */
export function isOutsideBand({ info, last }: Book, price: number): boolean {
  if (info.bandPpm === undefined || last === 0) return false
  return Math.abs(price - last) > shareOf(last, info.bandPpm, 1_000_000)
}
