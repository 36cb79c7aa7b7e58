import { isLoopback } from '../resolve-url.ts'
import type { StatusReason } from '../status.ts'
import { valuesOf } from './addresses.ts'
import type { Facts, HttpAnswer, Question } from './facts.ts'
import { type ServerWords, serverWords } from './server-words.ts'
import { type PageCode, pageReason } from './words.ts'

/** How long the server has to say why. */
export const whyWithinMs = 2_000
/** Sooner than that nobody far away can have answered. */
const atOnceMs = 10
/** Socket.IO ends upgrades that are not its own, if nothing was answered after a second (`destroyUpgradeTimeout`). */
const destroyUpgradeMs = { least: 950, most: 1_250 }

/** What to ask next, or what it was; neither where it cannot be known. */
export interface Step {
  readonly ask?: Question
  readonly reason?: StatusReason
}

/** Goes from what is known of a failure to its reason. Pure: asked again with each answer. */
export function judge(facts: Facts): Step {
  const { failure, page, answers } = facts
  const found = (code: PageCode, more: Readonly<Record<string, string>> = {}): Step => {
    return { reason: pageReason(code, { ...valuesOf(failure.url), ...more }) }
  }
  if (page !== undefined && failure.openMs === undefined) {
    // Browsers let an https page use ws: on its own machine.
    if (isMixed(failure.url, page.protocol) && !isLoopback(failure.url)) return found('page/mixed-content')
    if (page.isForbidden) return found('page/csp')
  }
  const { why } = answers
  if (why === undefined) return { ask: 'why' }
  if (why === 'forbidden') return found('page/may-not-ask')
  if (why === 'silent') return page ? found('page/no-answer', { seconds: String(whyWithinMs / 1000) }) : {}
  if (why === 'nothing') return page ? unanswered(facts, found) : {}
  const words = serverWords(why.body)
  if (words?.isVerdict) return { reason: words.reason }
  // In Node the socket has seen the answer, and has said what it was.
  if (page === undefined) return {}
  return words === undefined ? answeredByAnother(facts, why, found) : unseen(facts, why, words, found)
}

type Found = (code: PageCode, more?: Readonly<Record<string, string>>) => Step

/** Over HTTP nobody is there either. */
function unanswered({ failure, page, answers }: Facts, found: Found): Step {
  const isSecure = failure.url.startsWith('wss:')
  const other = answers.otherScheme
  // A page over https may not ask over http.
  const mayAsk = !isSecure || page?.protocol !== 'https:'
  if (other === undefined && mayAsk) return { ask: 'otherScheme' }
  if (typeof other === 'object') return found(isSecure ? 'page/not-tls' : 'page/needs-wss')
  return found(isSecure ? 'page/no-trusted-server' : 'page/no-server')
}

/** Somebody answers over HTTP who is not Parley. */
function answeredByAnother({ failure, answers }: Facts, why: HttpAnswer, found: Found): Step {
  if (failure.openMs !== undefined) {
    // Whoever says welcome is Parley, whatever answers over HTTP.
    if (failure.wasWelcome) return found('page/cut', { ms: String(failure.openMs) })
    return answers.socketIo === undefined
      ? { ask: 'socketIo' }
      : found(isSocketIo(answers.socketIo) ? 'page/socket-io' : 'page/another-server')
  }
  const status = why.status === 0 ? '?' : String(why.status)
  if (why.status >= 502 && why.status <= 504) return found('page/bad-gateway', { status })
  if (answers.socketIo === undefined) return { ask: 'socketIo' }
  return isSocketIo(answers.socketIo) ? found('page/socket-io') : found('page/not-attached', { status })
}

/** Parley is there, and either never saw the attempt or let it in. */
function unseen({ failure, answers }: Facts, why: HttpAnswer, words: ServerWords, found: Found): Step {
  const { url, ms, openMs } = failure
  const ended = openMs ?? ms
  const values = { ms: String(ended) }
  if (ended >= destroyUpgradeMs.least && ended <= destroyUpgradeMs.most) {
    if (answers.socketIo === undefined) return { ask: 'socketIo' }
    if (isSocketIo(answers.socketIo)) return found('page/destroy-upgrade', values)
  }
  if (!words.isUnknown) {
    return openMs === undefined || failure.code !== 1006 ? { reason: words.reason } : found('page/cut', values)
  }
  // Another of several servers was asked than the one that said welcome.
  if (openMs !== undefined) return failure.wasWelcome ? found('page/cut', values) : found('page/another-server')
  const target = redirectedTo(url, why.url)
  if (target !== undefined) return found('page/redirected', { target })
  if (ms < atOnceMs && !isLoopback(url)) return found('page/blocked', values)
  return found('page/not-forwarded')
}

function isMixed(url: string, protocol: string): boolean {
  return protocol === 'https:' && url.startsWith('ws:')
}

function isSocketIo(answer: Facts['answers']['socketIo']): boolean {
  // The first packet of Engine.IO: `0` and what it has opened.
  return typeof answer === 'object' && answer.body.startsWith('0{"sid"')
}

/** The address that answered, as a WebSocket's, if it is another than the one that was asked. */
function redirectedTo(url: string, answered: string): string | undefined {
  if (answered === '') return undefined
  const { origin, pathname } = new URL(answered)
  const target = `${origin.replace(/^http/, 'ws')}${pathname.replace(/\/why$/, '')}`
  return target === valuesOf(url).url.replace(/\/$/, '') ? undefined : target
}
