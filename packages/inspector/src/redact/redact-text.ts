import { hidden, isSecretName, looksRandom } from './secret-names.ts'

/** Texts longer than this are not parsed. */
const maxParsed = 1_048_576

/**
 * A text as it may be shown: a message, an event, a state. What is JSON keeps its shape; fields that are called like a secret, and what looks
 * like one wherever it stands, are hidden. Never throws.
 */
export function redactText(text: string): string {
  const first = text.trimStart()[0]
  if ((first === '{' || first === '[') && text.length <= maxParsed) {
    const parsed = parse(text)
    if (parsed !== undefined) return JSON.stringify(redactValue(parsed.value, 0))
  }
  return redactLoose(text)
}

/** Deeper than any message of ours; what is below is not shown. */
const maxDepth = 64

/** JSON as it may be shown. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactString(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= maxDepth) return hidden
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactField(name, item, depth)]))
}

function redactField(name: string, item: unknown, depth: number): unknown {
  const isFlag = item === null || typeof item === 'boolean'
  // A guest's key is what makes him the same guest again: PROTOCOL.md, hello.
  const isGuestKey = name === 'key' && typeof item === 'string' && item.length >= 16
  return !isFlag && (isSecretName(name) || isGuestKey) ? hidden : redactValue(item, depth + 1)
}

/** A text in JSON may itself be JSON, or hold a URL or a header. */
function redactString(text: string): string {
  return /^\s*[[{]/.test(text) ? redactText(text) : redactLoose(text)
}

/** Begins where a run of its signs does, and nowhere within one: else a run of `a-` would be read again from each of its places. */
const signed = /(?<![\w-])[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}(?![\w-])/g
const scheme = /\b(bearer|basic|digest|negotiate|token)([\s:,]+)("?)([^\s"',;&]{6,})/gi
const known = /\b(?:sk|pk|rk|gh[opsur]|github_pat|glpat|xox[abeoprs]|AKIA|whsec)[-_][\w-]{8,}/g
/** `name=`, `"name": `: what may stand before a secret. */
const names = /(["']?)([A-Za-z][\w.-]{0,63})\1\s*[=:]\s*/g
/** What stands behind it, also where the text was cut before it ends. */
const valueAfter = /"(?:[^"\\]|\\.?)*"?|'(?:[^'\\]|\\.?)*'?|[^\s"'&,;}\])]+/y

/** What is no JSON, or only the beginning of it. */
function redactLoose(text: string): string {
  const said = text.replaceAll(scheme, (whole, word: string, gap: string, quote: string, value: string) => {
    // "Basic" and "token" are words that people use, too.
    const isSecret = /^bearer$/i.test(word) || looksRandom(value) || /^[\w+/]{8,}={1,2}$/.test(value)
    return isSecret ? `${word}${gap}${quote}${hidden}` : whole
  })
  return redactPairs(said).replaceAll(signed, hidden).replaceAll(known, hidden)
}

/** What a name says is a secret is one; of any other name the value may hold names of its own, as a URL does. */
function redactPairs(text: string): string {
  let shown = ''
  let from = 0
  for (const { 0: whole, 2: name = '', index } of text.matchAll(names)) {
    const at = index + whole.length
    if (index < from || !(isSecretName(name) || name === 'key')) continue
    valueAfter.lastIndex = at
    const [value = ''] = valueAfter.exec(text) ?? []
    const isFlag = /^(?:null|true|false)$/.test(value)
    const isKey = isSecretName(name) || value.length > 8
    if (value === '' || isFlag || !isKey || value.startsWith(hidden.slice(0, -1))) continue
    const mark = /^["']/.exec(value)?.[0] ?? ''
    shown += `${text.slice(from, at)}${mark}${hidden}${mark}`
    from = at + value.length
  }
  return shown + text.slice(from)
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
