// What all mails have in common: plain text, and HTML without anything from elsewhere.

export interface MailText {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const look = 'font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;max-width:600px'

/** A page around pieces of HTML in this language. Empty ones are left out. */
export function mailPage(language: string, pieces: readonly string[]): string {
  const content = pieces.filter(Boolean).join('\n')
  return `<!doctype html>\n<html lang="${escaped(language)}"><head><meta charset="utf-8"></head>\n<body><div dir="auto" style="${look}">\n${content}\n</div></body></html>\n`
}

/** In a header a line ends what it says. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** As text in HTML, between tags and in attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
