import type { HeaderPair } from '@parley/websocket'

const redacted = '[redacted]'

/** Headers whose whole value is a secret. `Sec-WebSocket-Key` is none: it proves that a request was read, not who sent it. */
const secretHeader = /(^|-)(authorization|auth|token|secret|apikey|api-key|password|session|csrf|xsrf)(-|$)/

const secretParameter = /token|secret|passw|auth|session|^sid$|ticket|jwt|sig(nature)?$|api_?-?key|^key$|^code$/i

/** What of a request may be shown to whoever looks at it later. */
export function redactHeaders(headers: readonly HeaderPair[]): HeaderPair[] {
  return headers.map(([name, value]) => [name, redactHeader(name.toLowerCase(), value)])
}

function redactHeader(name: string, value: string): string {
  // Which cookies came is often the very question.
  if (name === 'cookie') return value.replaceAll(/=[^;]*/g, `=${redacted}`)
  if (name === 'sec-websocket-protocol') return redactWords(value)
  if (name === 'referer') return redactUrl(value)
  return secretHeader.test(name) ? redacted : value
}

/** What of a list looks like a token: browsers can send one only there, or in the URL. */
export function redactWords(list: string): string {
  return list.replaceAll(/[^\s,]+/g, redactWord)
}

/** The query's parameters that are called like a secret, or look like one. `attempt` is public: who made it shows it to ask why. */
export function redactUrl(url: string): string {
  const at = url.indexOf('?')
  if (at < 0) return url
  const query = url.slice(at + 1).split('&')
  const shown = query.map((pair) => {
    const [name = '', value] = split(pair)
    if (value === undefined || name === 'attempt') return pair
    return secretParameter.test(name) ? `${name}=${redacted}` : `${name}=${redactWord(value)}`
  })
  return `${url.slice(0, at)}?${shown.join('&')}`
}

function split(pair: string): [name: string, value: string | undefined] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, undefined] : [pair.slice(0, at), pair.slice(at + 1)]
}

/** A JSON Web Token, or so many letters and digits that nobody chose them. */
function redactWord(word: string): string {
  const isToken = /^[\w-]{8,}\.[\w-]{4,}\.[\w-]*$/.test(word)
  const isRandom = word.length >= 20 && /\d/.test(word) && /[a-z]/i.test(word) && /^[\w+/=.~%-]+$/.test(word)
  return isToken || isRandom ? redacted : word
}
