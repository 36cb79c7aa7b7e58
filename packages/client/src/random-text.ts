const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** So many random letters and digits. */
export function randomText(length: number, random: () => number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
}
