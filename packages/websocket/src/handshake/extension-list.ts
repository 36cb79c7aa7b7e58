import { isToken, isTokenCode, splitList, trimValue } from './header-list.ts'

/** One extension of a Sec-WebSocket-Extensions header, with its parameters in order, duplicates kept. */
export interface Extension {
  readonly name: string
  readonly parameters: readonly ExtensionParameter[]
}

/** A parameter without `=` has no value. */
export type ExtensionParameter = readonly [name: string, value: string | undefined]

/**
 * The extensions of Sec-WebSocket-Extensions headers (RFC 6455 §9.1), in one pass; undefined if the grammar is broken, and
 * then the handshake must fail. A quoted value must be a token once it is unquoted.
 */
export function parseExtensions(values: readonly string[]): Extension[] | undefined {
  // No token holds a comma or a quote, so what is quoted must not either, and splitting by commas first is sound.
  const extensions: Extension[] = []
  for (const element of splitList(values)) {
    // RFC 9110 §5.6.1: a recipient accepts empty elements of a list.
    if (element === '') continue
    const extension = parseExtension(element)
    if (extension === undefined) return undefined
    extensions.push(extension)
  }
  return extensions.length > 0 ? extensions : undefined
}

function parseExtension(element: string): Extension | undefined {
  const [name = '', ...rest] = splitList([element], ';')
  if (!isToken(name)) return undefined
  const parameters: ExtensionParameter[] = []
  for (const text of rest) {
    const parameter = parseParameter(text)
    if (parameter === undefined) return undefined
    parameters.push(parameter)
  }
  return { name, parameters }
}

function parseParameter(text: string): ExtensionParameter | undefined {
  const equals = text.indexOf('=')
  if (equals < 0) return isToken(text) ? [text, undefined] : undefined
  // RFC 6455 §4.3 takes over the "implied *LWS" of RFC 2616 §2.1: blanks, and nothing else, may stand around it.
  const name = trimValue(text.slice(0, equals))
  const value = unquote(trimValue(text.slice(equals + 1)))
  return isToken(name) && value !== undefined ? [name, value] : undefined
}

/** A token, plain or quoted; undefined if it is neither. */
function unquote(text: string): string | undefined {
  if (!text.startsWith('"')) return isToken(text) ? text : undefined
  if (text.length < 3 || !text.endsWith('"')) return undefined
  let value = ''
  for (let at = 1; at < text.length - 1; at++) {
    if (text[at] === '\\') at++
    if (at === text.length - 1 || !isTokenCode(text.charCodeAt(at))) return undefined
    value += text[at]
  }
  return value
}
