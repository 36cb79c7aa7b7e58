/** A decimal without zeros behind its second decimal: `1.500000` reads 1.50. */
export function trimZeros(text: string): string {
  return text.replace(/(\.\d\d\d*?)0+$/, '$1')
}
