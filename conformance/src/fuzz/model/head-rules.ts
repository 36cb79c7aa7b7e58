// The rules of the opening handshake, each as a regular expression or a count, apart from the code that they judge.
import type { HeaderPair } from '@parley/websocket'

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const CHARACTER = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]"
const PARAMETER = new RegExp(`^(${CHARACTER}+)(?:[ \\t]*=[ \\t]*(?:(${CHARACTER}+)|"((?:\\\\?${CHARACTER})+)"))?$`)

/** Values by header, trimmed of spaces and tabs; names in lower case. */
export function valuesOf(headers: readonly HeaderPair[], name: string): string[] {
  return headers.filter(([own]) => own.toLowerCase() === name).map(([, value]) => trimmed(value))
}

export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

export function isCleanPair([name, value]: HeaderPair): boolean {
  return isToken(name) && !/[\r\n\0]/.test(value)
}

export function elementsOf(values: readonly string[], separator = ','): string[] {
  return values.flatMap((value) => value.split(separator)).map(trimmed)
}

export function lists(values: readonly string[], word: RegExp): boolean {
  return elementsOf(values).some((element) => word.test(element))
}

export interface LooseExtension {
  readonly name: string
  readonly parameters: readonly (readonly [name: string, value: string | undefined])[]
}

/** Undefined where the grammar of RFC 6455 §9.1 is broken. */
export function extensionsOf(values: readonly string[]): LooseExtension[] | undefined {
  const extensions: LooseExtension[] = []
  for (const element of elementsOf(values).filter((text) => text !== '')) {
    const [name = '', ...parts] = elementsOf([element], ';')
    const parameters = parts.map((part) => PARAMETER.exec(part))
    if (!isToken(name) || parameters.includes(null)) return undefined
    extensions.push({
      name,
      parameters: parameters.map((found) => [found![1]!, found![2] ?? found![3]?.replaceAll('\\', '')]),
    })
  }
  return extensions.length > 0 ? extensions : undefined
}

/** An offer or answer of permessage-deflate that keeps to RFC 7692 §7.1. */
export interface DeflateTerms {
  readonly serverForgets: boolean
  readonly clientForgets: boolean
  readonly serverBits: number | undefined
  readonly clientBits: number | 'any' | undefined
}

export function termsOf({ name, parameters }: LooseExtension): DeflateTerms | undefined {
  if (name !== 'permessage-deflate') return undefined
  const names = parameters.map(([own]) => own)
  const allKnown = parameters.every(([own, value]) => {
    if (/^(server|client)_no_context_takeover$/.test(own)) return value === undefined
    if (own === 'client_max_window_bits' && value === undefined) return true
    return /^(server|client)_max_window_bits$/.test(own) && /^([89]|1[0-5])$/.test(value ?? '')
  })
  if (!allKnown || new Set(names).size < names.length) return undefined
  const bits = (own: string): number | undefined => {
    const value = parameters.find(([name]) => name === own)?.[1]
    return value === undefined ? undefined : Number(value)
  }
  return {
    serverForgets: names.includes('server_no_context_takeover'),
    clientForgets: names.includes('client_no_context_takeover'),
    serverBits: bits('server_max_window_bits'),
    clientBits: bits('client_max_window_bits') ?? (names.includes('client_max_window_bits') ? 'any' : undefined),
  }
}

export function trimmed(value: string): string {
  let [start, end] = [0, value.length]
  while (start < end && ' \t'.includes(value[start]!)) start++
  while (end > start && ' \t'.includes(value[end - 1]!)) end--
  return value.slice(start, end)
}
