import type { Environment } from '../environment.ts'
import type { StatusReason } from '../status.ts'
import { otherSchemeUrl, socketIoUrl, valuesOf, whyUrl } from './addresses.ts'
import type { Answered, Facts, Failure, Question } from './facts.ts'
import { IdleLimit } from './idle-limit.ts'
import { judge, whyWithinMs } from './rules.ts'
import { consoleLine, type PageCode, pageReason } from './words.ts'

/** A connection that ends sooner after it was opened was never of use. */
const usefulAfterMs = 2_000
/** When the same failure is asked about again: first after so long, then twice as long each time, up to a minute. */
const askAgainMs = { first: 2_000, most: 60_000 }
/**
 * Who was let in before is one of many that come back when a server restarts or is full, and asks only if that lasts: so long after it began, each at a
 * time of his own.
 */
const returningMs = { least: 10_000, spread: 50_000 }
/** Somebody who closes sooner did not mean to connect. */
const closedAtOnceMs = 50

/**
 * Finds out why a connection fails, beside what tries again: nothing waits for it. What a page may not learn of a handshake, the server is asked
 * over HTTP, once for each distinct failure, and seldom again while it lasts: never at once by those who were let in before.
 */
export class Why {
  readonly #environment: Environment
  readonly #tell: (reason: StatusReason) => boolean
  readonly #idle = new IdleLimit()
  readonly #said = new Set<string>()
  /** Failures of these kinds were seen since a connection last held. */
  readonly #kinds = new Set<string>()
  #kind = ''
  #known: StatusReason | undefined
  #hasHeld = false
  #askAfter = 0
  #gapMs = askAgainMs.first
  #isAsking = false

  /** `tell` hears each reason that was found later; `false`: it is of no use any more. */
  constructor(environment: Environment, tell: (reason: StatusReason) => boolean) {
    this.#environment = environment
    this.#tell = tell
  }

  /** The reason, if it is known by now. Otherwise it may be found out, and told. */
  of(failure: Failure): StatusReason | undefined {
    if (this.#environment.page !== undefined) {
      const limit = this.#idle.note(failure)
      if (limit !== undefined) return this.say(limit)
    }
    if (this.#environment.ask === undefined || !isPuzzling(failure, this.#environment)) return undefined
    const now = this.#environment.now()
    const kind = `${failure.code} ${failure.openMs === undefined} ${failure.status}`
    if (kind !== this.#kind) this.#turnTo(kind, now)
    if (!this.#isAsking && now >= this.#askAfter) {
      this.#askAfter = now + this.#gapMs
      this.#gapMs = Math.min(askAgainMs.most, this.#gapMs * 2)
      this.#isAsking = true
      void this.#find(failure, kind)
    }
    return this.#known && this.say(this.#known)
  }

  /** A connection has held: what was wrong before may be mended. */
  held(): void {
    this.#hasHeld = true
    this.#kind = ''
    this.#known = undefined
    this.#kinds.clear()
  }

  /** Kinds that take turns are not new each time. */
  #turnTo(kind: string, now: number): void {
    this.#kind = kind
    this.#known = undefined
    if (this.#kinds.has(kind)) return
    this.#kinds.add(kind)
    const laterMs = returningMs.least + this.#environment.random() * returningMs.spread
    this.#askAfter = this.#hasHeld ? Math.max(this.#askAfter, now + laterMs) : now
    this.#gapMs = askAgainMs.first
  }

  /** There is no network. */
  offline(): void {
    this.#note('page/offline', {})
  }

  /** Somebody closed before anything was open. */
  closed(url: string, ms: number): void {
    if (ms < closedAtOnceMs) this.#note('page/strict-mode', { ...valuesOf(url), ms: String(ms) })
  }

  async #ask(url: string, withinMs: number): Promise<Answered> {
    const { ask, page } = this.#environment
    const answer = await ask!.call(this.#environment, url, withinMs)
    if (answer !== 'nothing' || page === undefined) return answer
    await this.#moment()
    return page.call(this.#environment, url).isForbidden ? 'forbidden' : 'nothing'
  }

  #moment(): Promise<void> {
    return new Promise((resolve) => void this.#environment.setTimer(resolve, 0))
  }

  /** Once of each code. */
  say(reason: StatusReason): StatusReason {
    if (!this.#said.has(reason.code)) {
      this.#said.add(reason.code)
      this.#environment.say?.(consoleLine(reason))
    }
    return reason
  }

  #note(code: PageCode, values: Readonly<Record<string, string>>): void {
    if (this.#environment.page !== undefined) this.say(pageReason(code, values))
  }

  async #find(failure: Failure, kind: string): Promise<void> {
    try {
      const reason = await this.#reason(failure)
      // Another failure may have taken its place meanwhile, or a connection that held.
      if (reason === undefined || this.#kind !== kind) return
      this.#known = reason
      if (this.#tell(reason)) this.say(reason)
    } catch (fault) {
      this.#environment.report?.(fault)
    } finally {
      this.#isAsking = false
    }
  }

  async #reason(failure: Failure): Promise<StatusReason | undefined> {
    const environment = this.#environment
    // What a policy forbids is told in a task of its own, about when the socket ends.
    await this.#moment()
    const answers: { [question in Question]?: Answered } = {}
    const facts: Facts = { failure, page: environment.page?.(failure.url), answers }
    const endsAt = environment.now() + whyWithinMs
    let step = judge(facts)
    while (step.ask !== undefined && answers[step.ask] === undefined) {
      const leftMs = endsAt - environment.now()
      answers[step.ask] = leftMs > 0 ? await this.#ask(urlOf(step.ask, failure), leftMs) : 'silent'
      step = judge(facts)
    }
    return step.reason
  }
}

/** Whether it is for the server to say, and can be. */
function isPuzzling({ openMs, wasWelcome, status }: Failure, { page }: Environment): boolean {
  // Outside of a page the socket says it, unless there was an answer: whose, and why, the server knows better.
  if (page === undefined) return status !== undefined
  return openMs === undefined || openMs < usefulAfterMs || !wasWelcome
}

function urlOf(question: Question, { url, attempt }: Failure): string {
  if (question === 'why') return whyUrl(url, attempt)
  return question === 'socketIo' ? socketIoUrl(url) : otherSchemeUrl(url)
}
