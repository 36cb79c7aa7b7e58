const letters = 'abcdefghijkmnopqrstuvwxyz0123456'

/** So many of `a`–`z`, `0`–`9`, by chance: five bits each. */
export function randomKey(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => letters[byte % letters.length]).join('')
}
