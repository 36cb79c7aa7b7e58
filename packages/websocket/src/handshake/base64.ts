const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 with padding (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const bits = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += ALPHABET[bits >> 18]! + ALPHABET[(bits >> 12) & 63]!
    text += left > 1 ? ALPHABET[(bits >> 6) & 63]! : '='
    text += left > 2 ? ALPHABET[bits & 63]! : '='
  }
  return text
}

/**
 * Is this the base64 of 16 bytes, in the one form an encoder gives? That is 22 characters and `==`, the last character
 * carrying two bits of value and four of zero.
 */
export function isBase64Of16Bytes(text: string): boolean {
  if (text.length !== 24 || !text.endsWith('==')) return false
  for (let at = 0; at < 22; at++) {
    if (!ALPHABET.includes(text[at]!)) return false
  }
  return 'AQgw'.includes(text[21]!)
}
