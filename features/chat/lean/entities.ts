// Stands in for `entities` in the file for browsers: our Markdown has no entities in its text; only addresses and the names of code
// blocks are unescaped. The table of all 2 200 names would be a fifth of that file.
const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export function decodeHTMLStrict(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/gu, (whole, decimal, hex, name) => {
    if (name !== undefined) return names[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
  })
}
