// The checksum of a book as Kraken's feeds have it, for those who check with what they know. It is made of texts: a price as a float has lost its zeros.

/** A price and a quantity as decimals with all their digits: `["45285.2", "0.00100000"]`. */
export type TextLevel = readonly [price: string, quantity: string]

/** CRC-32 over the ten best asks, then the ten best bids, both best first: of each its digits without the point and without zeros in front. */
export function bookChecksum(bids: readonly TextLevel[], asks: readonly TextLevel[]): number {
  return crc32(
    [...asks.slice(0, 10), ...bids.slice(0, 10)].map(([price, quantity]) => digits(price) + digits(quantity)).join(''),
  )
}

function digits(decimal: string): string {
  return decimal.replace('.', '').replace(/^0+/, '')
}

const polynomial = 0xedb8_8320
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1
  return rest
})

/** Of a text of ASCII characters. */
function crc32(text: string): number {
  let crc = 0xffff_ffff
  for (let index = 0; index < text.length; index += 1) {
    crc = (crc >>> 8) ^ (table[(crc ^ text.charCodeAt(index)) & 0xff] as number)
  }
  return (crc ^ 0xffff_ffff) >>> 0
}
