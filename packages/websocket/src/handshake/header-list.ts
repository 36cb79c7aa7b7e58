// Reading header values (RFC 9110 §5.6). Everything here takes time in proportion to its input: one pass, no regular
// expressions, so that no value can be written to cost more than its length.

/** A header as it stands on the wire: its name in any case, and its value. */
export type HeaderPair = readonly [name: string, value: string]

const TOKEN_CODES = new Uint8Array(128)
for (const character of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
  TOKEN_CODES[character.charCodeAt(0)] = 1
}

/** Is this a token (RFC 9110 §5.6.2): visible ASCII without delimiters, at least one character? */
export function isToken(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (!isTokenCode(text.charCodeAt(at))) return false
  }
  return text.length > 0
}

/** Does the value hold a character that would end a header line, or end a string in C? */
export function hasForbiddenCharacter(value: string): boolean {
  return value.includes('\r') || value.includes('\n') || value.includes('\0')
}

/** The value without spaces and tabs at its ends. Other white space is part of the value. */
export function trimValue(value: string): string {
  let start = 0
  let end = value.length
  while (start < end && isBlank(value.charCodeAt(start))) start++
  while (end > start && isBlank(value.charCodeAt(end - 1))) end--
  return value.slice(start, end)
}

/** The elements of comma-separated values, trimmed, empty ones included. Several headers of one name are one list. */
export function splitList(values: readonly string[], separator: ',' | ';' = ','): string[] {
  const elements: string[] = []
  for (const value of values) {
    for (const element of value.split(separator)) elements.push(trimValue(element))
  }
  return elements
}

/**
 * Is the word among the elements, in any case? The word is given in lower case. Only tokens are compared: the lower
 * case of U+212A, the Kelvin sign, is an ASCII k.
 */
export function listContains(values: readonly string[], word: string): boolean {
  return splitList(values).some((element) => isToken(element) && element.toLowerCase() === word)
}

/** The elements of a list of unique tokens such as Sec-WebSocket-Protocol; undefined if it is anything else. */
export function parseUniqueTokens(values: readonly string[]): Set<string> | undefined {
  const elements = splitList(values)
  const unique = new Set(elements)
  return unique.size === elements.length && elements.every(isToken) ? unique : undefined
}

/** Values by lower-case name, in order. A Map, so that names like `__proto__` are text like any other. */
export function groupHeaders(headers: readonly HeaderPair[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, value] of headers) {
    const lower = name.toLowerCase()
    const values = groups.get(lower)
    if (values === undefined) groups.set(lower, [trimValue(value)])
    else values.push(trimValue(value))
  }
  return groups
}

/** A peer's text, shortened and made printable, for use inside a sentence. */
export function quote(text: string): string {
  let shown = ''
  for (const character of text.slice(0, 60)) shown += character >= ' ' && character <= '~' ? character : '?'
  return text.length > 60 ? `"${shown}…"` : `"${shown}"`
}

/** Is this the code of a character that a token may hold? */
export function isTokenCode(code: number): boolean {
  return TOKEN_CODES[code] === 1
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}
