import { headerOf, statusOf } from '../wire/index.ts'
import type { Exchange } from './exchange.ts'
import type { Expectation, Opened } from './oracle/expect.ts'
import { misfitOf, readExtensions } from './oracle/extensions.ts'

/** How a refusal is judged: by the status and headers we say ours have, or by its being one that ends the connection. */
export type Strictness = 'ours' | 'any refusal'

/** After these answers the connection must end. The app's own answers are its business. */
export function mustEnd(expected: Expectation, strictness: Strictness, status: number): boolean {
  return isRightRefusal(expected, strictness, status) && status !== 200
}

/** What is wrong with an answer; empty: nothing. */
export function faultsOf(seen: Exchange, expected: Expectation, strictness: Strictness, echo: string): string[] {
  const { status, isEnded } = seen
  if (status === undefined) {
    if (!isEnded) return ['no answer']
    return expected.mayBeSilent || strictness !== 'ours' ? [] : ['ended without an answer']
  }
  if (expected.opened !== undefined) {
    return status === 101 ? openingFaults(seen, expected.opened, echo) : [`answered ${status}`]
  }
  if (!isRightRefusal(expected, strictness, status)) return [`answered ${status}`]
  const faults = isEnded || !mustEnd(expected, strictness, status) ? [] : ['the connection stayed open']
  return strictness === 'ours' && status !== 200 ? [...faults, ...refusalFaults(seen, expected)] : faults
}

/** What is expected, in few words. */
export function describe({ statuses, faults }: Expectation): string {
  const answer = [...statuses].sort().join(' or ')
  return faults.length === 0 ? answer : `${answer} (${faults.map(({ rule, why }) => `${rule}: ${why}`).join('; ')})`
}

function isRightRefusal(
  { statuses, isOrdinary, opened }: Expectation,
  strictness: Strictness,
  status: number,
): boolean {
  if (opened !== undefined) return false
  if (strictness === 'ours') return statuses.has(status)
  return status >= 400 || (isOrdinary && status === 200)
}

function openingFaults({ head, echo }: Exchange, opened: Opened, text: string): string[] {
  if (head === undefined) return ['no head']
  const faults: string[] = []
  const one = (name: string) => headerOf(head, name)
  if (one('sec-websocket-accept') !== opened.accept) faults.push(`Accept ${one('sec-websocket-accept')}`)
  if (one('upgrade')?.toLowerCase() !== 'websocket') faults.push(`Upgrade ${one('upgrade')}`)
  if (one('connection')?.toLowerCase() !== 'upgrade') faults.push(`Connection ${one('connection')}`)
  if (one('sec-websocket-protocol') !== opened.protocol) {
    faults.push(`chose the subprotocol ${one('sec-websocket-protocol')}, not ${opened.protocol}`)
  }
  const misfit = extensionFault(one('sec-websocket-extensions'), opened)
  if (misfit !== undefined) faults.push(misfit)
  if (echo !== text) faults.push('the frame right behind the request was not echoed')
  return faults
}

function extensionFault(value: string | undefined, { offer }: Opened): string | undefined {
  if (value === undefined) return offer === undefined ? undefined : 'did not take up the first offer it could serve'
  const answers = readExtensions([value])
  const [answer] = answers
  if (typeof answers === 'string' || answers.length !== 1 || typeof answer !== 'object')
    return `extension answer ${value}`
  if (offer === undefined) return `took up an offer that nobody could serve: ${value}`
  const misfit = misfitOf(answer, offer)
  return misfit === undefined ? undefined : `extension answer ${value}: ${misfit}`
}

/** What our own refusals have (RFC 6455 §10.3, RFC 9110 §15.5.6 and §15.5.22), and the parser's need not. */
function refusalFaults({ head, body }: Exchange, expected: Expectation): string[] {
  if (head === undefined || (expected.parserMayAnswer && !body.startsWith('{'))) return []
  const faults: string[] = []
  const one = (name: string) => headerOf(head, name)?.toLowerCase()
  const status = statusOf(head)
  const isVersion = expected.faults.length === 1 && expected.faults[0]?.rule === 'version'
  if (one('connection') !== 'close') faults.push(`Connection ${one('connection')}`)
  if (one('cache-control') !== 'no-store') faults.push(`Cache-Control ${one('cache-control')}`)
  if (status === 426 && one('upgrade') !== 'websocket') faults.push(`426 with Upgrade ${one('upgrade')}`)
  if (isVersion && one('sec-websocket-version') !== '13') faults.push('426 without the version that is spoken')
  if (status === 405 && one('allow') !== 'get') faults.push('405 without Allow')
  return faults
}
