/** JSON with line breaks; what is no JSON, or only the beginning of one, as it is. */
export function pretty(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}

/** Two digits each, sixteen in a line, with what of it people can read. */
export function hexLines(hex: string): string {
  const lines = hex.match(/.{1,32}/g) ?? []
  return lines
    .map((line) => {
      const bytes = line.match(/../g) ?? []
      const read = bytes.map((byte) =>
        /^[2-6].|7[0-9a-e]$/.test(byte) ? String.fromCharCode(Number.parseInt(byte, 16)) : '·',
      )
      return `${bytes.join(' ').padEnd(48)} ${read.join('')}`
    })
    .join('\n')
}
