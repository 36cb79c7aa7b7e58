/** The whole number that stands at `at`; digits only. */
export function digitsAt(bytes: Buffer, at: number): number {
  let value = 0
  for (let i = at; ; i++) {
    const digit = (bytes[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return value
    value = value * 10 + digit
  }
}

export function startsWith(bytes: Buffer, from: number, ascii: string): boolean {
  for (let i = 0; i < ascii.length; i++) {
    if (bytes[from + i] !== ascii.charCodeAt(i)) return false
  }
  return true
}
