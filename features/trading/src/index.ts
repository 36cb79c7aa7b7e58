export * from './contract/index.ts'
export { bookSum, levelHash } from './feeds/book-sum.ts'
export { bookChecksum, type TextLevel } from './feeds/checksum.ts'
export { parseDecimal, printDecimal } from './money/decimal.ts'
