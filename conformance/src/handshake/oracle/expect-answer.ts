import { type Extension, readExtensions } from './extensions.ts'
import { elementsOf, isToken } from './http.ts'

/** What must come of an answer. `may open`: RFCs leave it open. */
export interface AnswerExpectation {
  readonly outcome: 'opens' | 'fails' | 'may open'
  readonly protocol: string | undefined
  /** If one rule is broken, and it belongs to one step: the step at which it must be told to fail. */
  readonly step: 'http' | 'accept' | 'subprotocol' | 'extension' | undefined
  readonly why: readonly string[]
}

/** What the client asked for, read from its request. */
export interface Asked {
  readonly accept: string
  readonly protocols: readonly string[]
  /** The values of Sec-WebSocket-Extensions. */
  readonly offers: readonly string[]
}

/** More than this is no head any more. */
const maxHeadBytes = 16_384

/** Judges by RFC 6455 §4.1, RFC 7692 §7.1 and RFC 9112; knows nothing of the code under test. */
export function answerExpectation(answer: string, isComplete: boolean, asked: Asked): AnswerExpectation {
  const text = withoutInterim(answer)
  const end = text.indexOf('\r\n\r\n')
  // What is no HTTP at all may be known for something else, at whatever step that is.
  if (end < 0 || !isComplete) return failing(text.startsWith('HTTP/') ? 'http' : undefined, 'there is no whole head')
  if (end > maxHeadBytes) return failing('http', 'the head is too long')
  const [line = '', ...rest] = text.slice(0, end).split('\r\n')
  const status = /^HTTP\/1\.1 (\d{3})( .*)?$/.exec(line)?.[1]
  if (status !== '101') return failing('http', `the first line is ${JSON.stringify(line)}`)
  const headers: (readonly [string, string])[] = []
  for (const one of rest) {
    const match = /^([^:]+):(.*)$/s.exec(one)
    if (match === null || !isToken(match[1] ?? '') || /[\0\r\n]/.test(one))
      return failing('http', 'a header line is malformed')
    headers.push([(match[1] ?? '').toLowerCase(), (match[2] ?? '').replace(/^[ \t]+|[ \t]+$/g, '')])
  }
  return judge((name) => headers.filter(([one]) => one === name).map(([, value]) => value), asked)
}

function failing(step: AnswerExpectation['step'], why: string): AnswerExpectation {
  return { outcome: 'fails', protocol: undefined, step, why: [why] }
}

/** RFC 9110 §15.2: any number of 1xx but 101 may come before the answer. */
function withoutInterim(answer: string): string {
  const match = /^HTTP\/1\.1 1(?!01)\d\d[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n/.exec(answer)
  return match === null ? answer : withoutInterim(answer.slice(match[0].length))
}

function judge(values: (name: string) => readonly string[], asked: Asked): AnswerExpectation {
  const faults: { step: AnswerExpectation['step']; why: string }[] = []
  const has = (name: string, word: string) =>
    elementsOf(values(name)).some((one) => isToken(one) && one.toLowerCase() === word)
  if (!has('upgrade', 'websocket')) faults.push({ step: undefined, why: 'no websocket in Upgrade' })
  if (!has('connection', 'upgrade')) faults.push({ step: undefined, why: 'no upgrade in Connection' })
  const accepts = values('sec-websocket-accept')
  if (accepts.length !== 1 || accepts[0] !== asked.accept) {
    faults.push({ step: stepOf(accepts, 'accept'), why: 'Accept does not fit' })
  }
  const chosen = values('sec-websocket-protocol')
  if (chosen.length > 1 || (chosen.length === 1 && !asked.protocols.includes(chosen[0] ?? ''))) {
    faults.push({ step: stepOf(chosen, 'subprotocol'), why: 'the subprotocol was not offered' })
  }
  const misfit = extensionMisfit(values('sec-websocket-extensions'), asked.offers)
  if (misfit !== undefined) faults.push({ step: 'extension', why: misfit })
  const why = faults.map((fault) => fault.why)
  if (faults.length > 0) {
    return { outcome: 'fails', protocol: undefined, step: faults.length === 1 ? faults[0]?.step : undefined, why }
  }
  // RFC 9110 §8.6 forbids a 101 a length, and says nothing of who gets one.
  const isOdd = values('content-length').length > 0
  return { outcome: isOdd ? 'may open' : 'opens', protocol: chosen[0], step: undefined, why }
}

/** A header that came twice is a fault of the head as much as of what it says. */
function stepOf(values: readonly string[], step: 'accept' | 'subprotocol'): AnswerExpectation['step'] {
  return values.length > 1 ? undefined : step
}

function extensionMisfit(answered: readonly string[], offered: readonly string[]): string | undefined {
  if (answered.length === 0) return undefined
  const answers = readExtensions(answered)
  const offers = readExtensions(offered)
  if (typeof answers === 'string' || typeof offers === 'string') return 'the extensions are malformed'
  const [answer] = answers
  if (answers.length !== 1 || answer === undefined) return 'more than one extension'
  const offer = offers.find(({ name }) => name === answer.name)
  if (answer.name !== 'permessage-deflate' || offer === undefined) return 'the extension was not offered'
  return parameterMisfit(answer, offer)
}

function parameterMisfit(answer: Extension, offer: Extension): string | undefined {
  const asked = new Map(offer.parameters)
  const given = new Map(answer.parameters)
  if (given.size !== answer.parameters.length) return 'a parameter twice'
  for (const [name, value] of given) {
    const isFlag = name === 'server_no_context_takeover' || name === 'client_no_context_takeover'
    const isWindow = name === 'server_max_window_bits' || name === 'client_max_window_bits'
    if (!isFlag && !isWindow) return `the parameter ${name}`
    if (isFlag && value !== undefined) return `${name} with a value`
    if (isWindow && !/^([89]|1[0-5])$/.test(value ?? '')) return `${name} out of range`
    if (name === 'client_max_window_bits' && !asked.has(name)) return `${name} was not offered`
    if (isWindow && Number(value) > Number(asked.get(name) ?? '15')) return `${name} is larger than offered`
  }
  if (asked.has('server_no_context_takeover') && !given.has('server_no_context_takeover')) {
    return 'server_no_context_takeover was asked for and is not there (§7.1.1.1)'
  }
  return undefined
}
