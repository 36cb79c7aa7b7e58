import { mayReconnect } from '@parley/channel/client'
import { askedMs, backOffMs } from './back-off.ts'
import { closeReason, finalReason } from './close-reason.ts'
import { ClientCode } from './codes.ts'
import type { ClientSocket, Environment, SeenAnswer, Timer } from './environment.ts'
import { randomText } from './random-text.ts'
import { isLoopback } from './resolve-url.ts'
import type { Status, StatusReason } from './status.ts'
import { withAttempt } from './why/addresses.ts'
import { Why } from './why/why.ts'

/** From dialling to `welcome`. */
const welcomeWithinMs = 10_000
/** A connection that held so long was a good one; one that breaks sooner backs off further. */
const steadyAfterMs = 5_000
/** Characters of an attempt's id: as many attempts as there ever are find one of their own. */
const attemptLength = 20

/** One socket and what was said over it about its end. */
interface Link {
  /** By this the server knows the attempt, when it is asked why it failed. */
  readonly attempt: string
  readonly dialledAt: number
  socket: ClientSocket | undefined
  openedAt: number | undefined
  /** When anything was last sent or heard. */
  busyAt: number
  wasWelcome: boolean
  error: StatusReason | undefined
  goodbye: { readonly reason: StatusReason; readonly afterMs: number } | undefined
}

type Life =
  | { readonly state: 'connecting'; readonly attempt: number; readonly link: Link; readonly timer: Timer }
  | { readonly state: 'live'; attempt: number; readonly link: Link; readonly timer: Timer }
  | (Extract<Status, { state: 'waiting' }> & { readonly timer: Timer; readonly isAskedFor: boolean })
  | { readonly state: 'offline'; readonly attempt: number }
  | Extract<Status, { state: 'refused' | 'closed' }>

export interface SocketLifeHooks {
  /** The socket is open: say hello. `welcomed()` makes it live. */
  opened(): void
  message(text: string): void
  /** Why there is no welcome yet, where that is not the server's doing. */
  late(): StatusReason | undefined
  /** Called after every change of `status`. */
  changed(): void
}

/** Keeps one socket alive: dials, backs off, waits, gives up. Knows nothing of what is said over it. */
export class SocketLife {
  readonly #environment: Environment
  readonly #url: string
  readonly #hooks: SocketLifeHooks
  readonly #why: Why
  #life: Life = { state: 'offline', attempt: 1 }

  constructor(environment: Environment, url: string, hooks: SocketLifeHooks) {
    this.#environment = environment
    this.#url = url
    this.#hooks = hooks
    this.#why = new Why(environment, (reason) => this.#explain(reason))
  }

  get status(): Status {
    const life = this.#life
    switch (life.state) {
      case 'connecting':
        return { state: 'connecting', attempt: life.attempt }
      case 'waiting':
        return { state: 'waiting', attempt: life.attempt, until: life.until, reason: life.reason }
      case 'refused':
        return { state: 'refused', code: life.code, message: life.message }
      default:
        return { state: life.state }
    }
  }

  /** Dials, unless there is no network. */
  start(): void {
    if (this.#isOnline()) this.#dial(1)
    else {
      this.#why.offline()
      this.#hooks.changed()
    }
  }

  send(text: string): void {
    const link = this.#link
    if (link === undefined) return
    link.busyAt = this.#environment.now()
    link.socket?.send(text)
  }

  welcomed(): void {
    const life = this.#life
    if (life.state !== 'connecting') return
    const timer = this.#environment.setTimer(() => {
      if (this.#life.state !== 'live') return
      this.#life.attempt = 0
      this.#why.held()
    }, steadyAfterMs)
    life.link.wasWelcome = true
    this.#become({ state: 'live', attempt: life.attempt, link: life.link, timer })
  }

  /** What the server says about the connection, in case it closes it next. */
  noteError(error: StatusReason): void {
    if (this.#link !== undefined) this.#link.error = error
  }

  noteGoodbye(reason: StatusReason, afterMs: number): void {
    if (this.#link !== undefined) this.#link.goodbye = { reason, afterMs: askedMs(afterMs) }
  }

  /** The server will not have us: no more attempts. */
  refuse({ code, message }: StatusReason): void {
    if (this.#link === undefined) return
    this.#leave({ state: 'refused', code, message })
  }

  /** The connection is of no use any more, although the socket does not say so. */
  drop(reason: StatusReason, retryAfterMs?: number): void {
    if (this.#link !== undefined) this.#wait(reason, retryAfterMs)
  }

  /** Somebody does not want to wait. */
  retryNow(): void {
    const life = this.#life
    if (life.state === 'waiting' || life.state === 'offline') this.#dial(life.attempt)
  }

  /** The network came or went, or the page woke up. A wait that the server asked for is kept. */
  wake(): void {
    const life = this.#life
    if (life.state === 'offline') {
      if (this.#isOnline()) this.#dial(life.attempt)
    } else if (life.state === 'waiting' || life.state === 'connecting') {
      if (!this.#isOnline()) this.#goOffline(life.attempt)
      else if (life.state === 'waiting' && !life.isAskedFor) this.#dial(life.attempt)
    }
  }

  close(): void {
    if (this.#life.state === 'closed') return
    const link = this.#link
    if (link !== undefined && link.openedAt === undefined)
      this.#why.closed(this.#url, this.#environment.now() - link.dialledAt)
    this.#leave({ state: 'closed' })
  }

  get #link(): Link | undefined {
    const life = this.#life
    return life.state === 'connecting' || life.state === 'live' ? life.link : undefined
  }

  #isOnline(): boolean {
    return isLoopback(this.#url) || this.#environment.isOnline?.() !== false
  }

  #dial(attempt: number): void {
    const environment = this.#environment
    const asks = environment.ask !== undefined
    const now = environment.now()
    const link: Link = {
      attempt: asks ? randomText(attemptLength, () => environment.random()) : '',
      dialledAt: now,
      socket: undefined,
      openedAt: undefined,
      busyAt: now,
      wasWelcome: false,
      error: undefined,
      goodbye: undefined,
    }
    const timer = this.#environment.setTimer(() => {
      const isOpen = link.openedAt !== undefined
      const message = `No welcome came within ${welcomeWithinMs / 1000} s.`
      const late = isOpen ? this.#hooks.late() : undefined
      const silent = { code: isOpen ? ClientCode.noWelcome : ClientCode.unreachable, message }
      this.drop(late ?? this.#whyOf(link, 1006) ?? silent)
    }, welcomeWithinMs)
    this.#become({ state: 'connecting', attempt, link, timer })
    // What an abandoned socket still says concerns nobody.
    const isCurrent = () => this.#link === link
    if (!isCurrent()) return
    try {
      link.socket = this.#environment.openSocket(asks ? withAttempt(this.#url, link.attempt) : this.#url, {
        opened: () => {
          if (!isCurrent() || link.openedAt !== undefined) return
          link.openedAt = environment.now()
          this.#hooks.opened()
        },
        message: (text) => {
          if (!isCurrent()) return
          link.busyAt = environment.now()
          this.#hooks.message(text)
        },
        closed: (code, reason, retryAfterMs, seen) => {
          if (isCurrent()) this.#closed(link, code, reason, retryAfterMs, seen)
        },
      })
    } catch (fault) {
      if (isCurrent()) this.#closed(link, 1006, String(fault))
    }
    // The listener may have been told of the end, or the page may have closed, before the socket was known.
    if (!isCurrent()) link.socket?.close()
  }

  #closed(link: Link, code: number, text: string, retryAfterMs?: number, seen?: SeenAnswer): void {
    link.socket = undefined
    const said = link.goodbye?.reason ?? link.error
    const wasOpen = link.openedAt !== undefined
    const reason =
      link.goodbye?.reason ?? closeReason({ code, text, wasOpen, seen: seen?.reason }, this.#url, link.error)
    // A close code, or an answer that explains itself, needs no asking.
    const isSaid = said !== undefined || seen?.reason !== undefined || (wasOpen && code !== 1006)
    if (seen?.reason !== undefined) this.#why.say(reason)
    if (mayReconnect(code)) this.#wait((isSaid ? undefined : this.#whyOf(link, code, seen)) ?? reason, retryAfterMs)
    else this.#leave({ state: 'refused', ...finalReason(code, text, said) })
  }

  /** Why it ended, where that is known by now. */
  #whyOf(link: Link, code: number, seen?: SeenAnswer): StatusReason | undefined {
    // Without a network that is why.
    if (!this.#isOnline()) return undefined
    const now = this.#environment.now()
    const { attempt, dialledAt, openedAt, busyAt, wasWelcome } = link
    const openMs = openedAt === undefined ? undefined : now - openedAt
    const spent = { ms: now - dialledAt, openMs, idleMs: now - busyAt }
    return this.#why.of({ url: this.#url, attempt, ...spent, code, wasWelcome, status: seen?.status })
  }

  /** More is known of why the last attempt failed. `false`: it does not matter any more. */
  #explain(reason: StatusReason): boolean {
    const life = this.#life
    if (life.state !== 'waiting') return life.state === 'connecting'
    // The timer goes on.
    this.#life = { ...life, reason }
    this.#hooks.changed()
    return true
  }

  #wait(reason: StatusReason, retryAfterMs?: number): void {
    const life = this.#life
    if (life.state !== 'connecting' && life.state !== 'live') return
    const attempt = life.attempt + 1
    if (!this.#isOnline()) {
      this.#goOffline(attempt)
      return
    }
    const { random } = this.#environment
    // Servers say it in whole seconds to many at once: these come spread over one.
    const hintMs = retryAfterMs === undefined ? undefined : askedMs(retryAfterMs) + random() * 1000
    const asked = life.link.goodbye?.afterMs ?? hintMs
    const afterMs = asked ?? backOffMs(attempt - 1, random)
    const timer = this.#environment.setTimer(() => this.#dial(attempt), afterMs)
    const until = this.#environment.now() + afterMs
    this.#leave({ state: 'waiting', attempt, until, reason, timer, isAskedFor: asked !== undefined })
  }

  #goOffline(attempt: number): void {
    this.#why.offline()
    this.#leave({ state: 'offline', attempt })
  }

  /** Goes on without a socket. */
  #leave(next: Life): void {
    const socket = this.#link?.socket
    this.#become(next)
    socket?.close()
  }

  #become(next: Life): void {
    if ('timer' in this.#life) this.#life.timer.cancel()
    this.#life = next
    this.#hooks.changed()
  }
}
