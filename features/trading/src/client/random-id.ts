const letters = 'abcdefghijkmnopqrstuvwxyz0123456'

/** A name for an order: 20 letters and digits by chance, five bits each. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => letters[byte % letters.length]).join('')
}
