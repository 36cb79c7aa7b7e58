import { redactText } from './redact-text.ts'
import { hidden, isSecretName, looksRandom } from './secret-names.ts'

type Pair = readonly [name: string, value: string]

/** Headers whose values look random and are no secrets, or are read by people. */
const open = new Set([
  'sec-websocket-key',
  'sec-websocket-accept',
  'sec-websocket-version',
  'sec-websocket-extensions',
  'host',
  'origin',
  'connection',
  'upgrade',
  'content-type',
  'content-length',
  'cache-control',
  'pragma',
  'user-agent',
  'accept',
  'accept-encoding',
  'accept-language',
  'retry-after',
  ':method',
  ':protocol',
  ':scheme',
  ':authority',
  ':status',
])

/** Headers as they may be shown. `protocols`: subprotocols that the server speaks. */
export function redactHeaders(headers: readonly Pair[], protocols: readonly string[]): Pair[] {
  return headers.map(([name, value]) => [name, redactHeader(name.toLowerCase(), value, protocols)])
}

function redactHeader(name: string, value: string, protocols: readonly string[]): string {
  // Which cookies came is often the very question; a cookie without a name is all value.
  if (name === 'cookie') return value.replaceAll(/[^;]+/g, (one) => cookie(one))
  if (name === 'set-cookie') return cookie(value.split(';')[0] ?? '')
  if (name === 'sec-websocket-protocol') return redactProtocols(value, protocols)
  if (name === 'referer' || name === 'location' || name === ':path') return redactUrl(value)
  if (open.has(name)) return value
  if (isSecretName(name) || looksRandom(value.trim())) return hidden
  return redactText(value)
}

function cookie(one: string): string {
  const at = one.indexOf('=')
  return at < 0 ? ` ${hidden}` : `${one.slice(0, at)}=${hidden}`
}

/** Browsers can set no header but this one, so it carries tokens (`bearer, eyJ…`): only names that somebody chose are shown. */
function redactProtocols(value: string, protocols: readonly string[]): string {
  let follows = false
  return value
    .split(',')
    .map((part) => {
      const word = part.trim()
      const isHidden = !protocols.includes(word) && (follows || !isProtocolName(word))
      follows = isSecretName(word)
      return isHidden ? part.replace(word, hidden) : part
    })
    .join(',')
}

/** `chat.v1`, `graphql-transport-ws`, `v10.stomp`: words with a version at most. */
function isProtocolName(word: string): boolean {
  if (word.length > 40 || looksRandom(word)) return false
  const [head = '', ...rest] = word.split(/[.\-_/]/)
  const isWord = (part: string) => /^(?:v?\d{1,3}|[a-z]{1,16}\d{0,2})$/i.test(part)
  const carries = rest.length > 0 && isSecretName(head)
  return isWord(head) && rest.every(isWord) && !carries
}

/** A URL or what follows the host in one. `attempt` is public: who made it shows it to ask why. */
export function redactUrl(url: string): string {
  const [, front = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [url, url]
  const path = front.replace(/\/\/[^/@]*@/, `//${hidden}@`).replaceAll(/[^/]+/g, (part) => {
    return looksRandom(decoded(part)) && !/^[\w.-]+:\d+$/.test(part) ? hidden : part
  })
  const shown = query?.split('&').map(redactParameter).join('&')
  return `${path}${shown === undefined ? '' : `?${shown}`}${fragment === undefined ? '' : '#'}`
}

function redactParameter(parameter: string): string {
  const at = parameter.indexOf('=')
  if (at < 0) return looksRandom(decoded(parameter)) ? hidden : parameter
  const name = parameter.slice(0, at)
  const value = decoded(parameter.slice(at + 1))
  if (name === 'attempt' && /^[\w-]{16,64}$/.test(value)) return parameter
  const isSecret = isSecretName(decoded(name)) || /^(?:key|code|t|k|state)$/i.test(name) || looksRandom(value)
  return isSecret || redactText(value) !== value ? `${name}=${hidden}` : parameter
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
