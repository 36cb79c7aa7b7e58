import { isToken } from './http.ts'

export interface Extension {
  readonly name: string
  readonly parameters: readonly (readonly [name: string, value: string | undefined])[]
}

/**
 * The extensions that headers list (RFC 6455 §9.1), or why one breaks the grammar. All headers are one list; its empty
 * elements count for nothing, but something it must hold (RFC 2616 §2.1, from which RFC 6455 has its lists).
 */
export function readExtensions(values: readonly string[]): readonly Extension[] | string {
  const extensions: Extension[] = []
  for (const value of values) {
    const list = readList(value)
    if (typeof list === 'string') return list
    extensions.push(...list)
  }
  return values.length > 0 && extensions.length === 0 ? 'a list of nothing' : extensions
}

function readList(value: string): readonly Extension[] | string {
  const extensions: Extension[] = []
  for (const element of split(value, ',')) {
    if (element === '') continue
    const [name = '', ...rest] = split(element, ';')
    if (!isToken(name)) return `${JSON.stringify(name)} is not the name of an extension`
    const parameters: (readonly [string, string | undefined])[] = []
    for (const one of rest) {
      const equals = one.indexOf('=')
      const parameter = trim(equals < 0 ? one : one.slice(0, equals))
      if (!isToken(parameter)) return `${JSON.stringify(parameter)} is not the name of a parameter`
      const raw = equals < 0 ? undefined : trim(one.slice(equals + 1))
      const text = raw === undefined ? undefined : unquote(raw)
      if (raw !== undefined && (text === undefined || !isToken(text))) return `${JSON.stringify(raw)} is not a value`
      parameters.push([parameter, text])
    }
    extensions.push({ name, parameters })
  }
  return extensions
}

/** Could a server whose windows are 15 take this offer? RFC 7692 §7.1: each parameter known, once, and in its range. */
export function isServable(offer: Extension): boolean {
  if (offer.name !== 'permessage-deflate') return false
  const names = offer.parameters.map(([name]) => name)
  if (new Set(names).size !== names.length) return false
  return offer.parameters.every(([name, value]) => {
    if (name === 'server_no_context_takeover' || name === 'client_no_context_takeover') return value === undefined
    if (name === 'client_max_window_bits') return value === undefined || isWindow(value)
    return name === 'server_max_window_bits' && isWindow(value)
  })
}

/** What is wrong with `answer` as an answer to this offer (RFC 7692 §7.1), from a server that keeps no context. */
export function misfitOf(answer: Extension, offer: Extension): string | undefined {
  if (!isServable(answer)) return 'a parameter is unknown, twice there, or out of range'
  const asked = new Map(offer.parameters)
  const agreed = new Map(answer.parameters)
  if (!agreed.has('server_no_context_takeover')) return 'it does not say server_no_context_takeover, as configured'
  const server = asked.get('server_max_window_bits')
  if (server !== undefined) {
    const given = agreed.get('server_max_window_bits')
    if (given === undefined) return 'server_max_window_bits was asked for and is not there (§7.1.2.1)'
    if (Number(given) > Number(server)) return 'server_max_window_bits is larger than asked for'
  }
  if (!agreed.has('client_max_window_bits')) return undefined
  if (!asked.has('client_max_window_bits')) return 'client_max_window_bits was not offered'
  const client = agreed.get('client_max_window_bits')
  if (client === undefined) return 'client_max_window_bits has no value'
  return Number(client) > Number(asked.get('client_max_window_bits') ?? '15')
    ? 'client_max_window_bits is larger than offered'
    : undefined
}

function isWindow(value: string | undefined): boolean {
  return value !== undefined && /^([89]|1[0-5])$/.test(value)
}

/** Splits at a separator outside quotes, and trims. */
function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let part = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const one = text[at] ?? ''
    if (one === '"') isQuoted = !isQuoted
    if (isQuoted && one === '\\') {
      part += one + (text[++at] ?? '')
    } else if (one === separator && !isQuoted) {
      parts.push(trim(part))
      part = ''
    } else {
      part += one
    }
  }
  parts.push(trim(part))
  return parts
}

/** A token as it is, a quoted string without its quotes; undefined: neither. */
function unquote(raw: string): string | undefined {
  if (!raw.startsWith('"')) return raw
  const inside = /^"((?:[^"\\]|\\.)*)"$/s.exec(raw)?.[1]
  return inside?.replace(/\\(.)/gs, '$1')
}

function trim(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '')
}
