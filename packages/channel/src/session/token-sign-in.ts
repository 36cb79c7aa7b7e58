import { CloseCode, Code, mayReconnect } from '../codes.ts'
import type { Actor } from '../define/actor.ts'
import type { Host } from '../host/host.ts'
import type { Outlet } from '../host/reader.ts'
import * as reasons from '../host/reasons.ts'
import type { Runtime } from '../host/runtime.ts'
import type { Reason } from '../messages/down.ts'
import { encode } from '../messages/encode-down.ts'

/** Whom a token names, and until when. */
export interface SignedIn {
  readonly actor: Actor
  /** Wall clock in milliseconds; `undefined`: it does not end. */
  readonly expiresAt?: number | undefined
}

/** Why a token does not open the door, and how a session that has no other is closed. */
export interface TokenRefusal extends Reason {
  readonly closeCode: number
}

export type VerifyToken = (token: string) => Promise<SignedIn | TokenRefusal>

/** The session, as its tokens see it. */
export interface TokenOwner {
  /** A token was good, the first or a later one. `early`: texts that came while it was looked at, to be handled now. */
  signedIn(actor: Actor, expiresAt: number | undefined, early: readonly string[]): void
  /** The session is over. */
  refuseSession(code: string, message: string, closeCode: number): void
}

interface TokenOptions {
  readonly host: Host
  readonly outlet: Outlet
  readonly verifyToken?: VerifyToken | undefined
}

/** The new token is asked for so long before the old one ends, or at half of its time if that is shorter. */
const askBeforeMs = 60_000
/** The wall clock may jump, and timers do not hear of it: it is looked at this often at least. */
const maxTimerMs = 3_600_000

/**
 * The tokens of one session: the one in its `hello`, those that take its place, and the end of the last. One is looked at at a
 * time. A later token that is no good ends the session only if it is wrong for good, or another user's.
 */
export class TokenSignIn {
  readonly #options: TokenOptions
  readonly #runtime: Runtime
  readonly #owner: TokenOwner
  #early: string[] = []
  #actor: Actor | undefined
  #isUnderWay = false
  #hasEnded = false
  #expiresAt: number | undefined
  #askAt = 0
  #cancelTimer = () => {}

  constructor(options: TokenOptions, owner: TokenOwner) {
    this.#options = options
    this.#runtime = options.host.runtime
    this.#owner = owner
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay
  }

  /** Looks at a token. `actor`: whose session it is already, if it is anybody's. The caller does not ask while one is under way. */
  use(token: string, actor: Actor | undefined): void {
    this.#actor = actor
    this.#isUnderWay = true
    const { verifyToken = refuseAll } = this.#options
    verifyToken(token)
      .then((answer) => {
        this.#isUnderWay = false
        if (!this.#hasEnded) this.#settle(answer)
      })
      .catch((error: unknown) => {
        this.#runtime.report(error, 'a token could not be used')
        this.#owner.refuseSession(failed.code, failed.message, failed.closeCode)
      })
  }

  /** Keeps what came while the first token is looked at; of a peer that sends more than it may, the session ends. */
  keep(text: string): void {
    const { maxPending } = this.#options.host.limits
    this.#early.push(text)
    if (this.#early.length <= maxPending) return
    const { code, message } = reasons.tooManyPending(maxPending)
    this.#owner.refuseSession(code, message, CloseCode.tooManyErrors)
  }

  end(): void {
    this.#hasEnded = true
    this.#early = []
    this.#cancelTimer()
  }

  #settle(answer: SignedIn | TokenRefusal): void {
    const owner = this.#owner
    const refusal = 'actor' in answer ? this.#refusalOf(answer) : answer
    if (refusal === undefined) {
      const { actor, expiresAt } = answer as SignedIn
      this.#expireAt(expiresAt)
      owner.signedIn(actor, expiresAt, this.#early.splice(0))
      return
    }
    const { closeCode, ...reason } = refusal
    const isOver = this.#actor === undefined || !mayReconnect(closeCode)
    if (this.#actor !== undefined) this.#options.outlet.send(encode({ type: 'refused', ...reason }))
    if (isOver) owner.refuseSession(reason.code, reason.message, closeCode)
    else this.#watch()
  }

  #refusalOf({ actor, expiresAt }: SignedIn): TokenRefusal | undefined {
    if (expiresAt !== undefined && expiresAt <= this.#runtime.now()) return tokenExpired
    return this.#actor !== undefined && this.#actor.id !== actor.id ? otherUser : undefined
  }

  #expireAt(expiresAt: number | undefined): void {
    this.#expiresAt = expiresAt
    if (expiresAt === undefined) this.#cancelTimer()
    else {
      const left = expiresAt - this.#runtime.now()
      this.#askAt = expiresAt - Math.min(askBeforeMs, left / 2)
      this.#watch()
    }
  }

  /** Does what is due, and comes back for the rest. */
  #watch(): void {
    this.#cancelTimer()
    const end = this.#expiresAt
    if (end === undefined || this.#hasEnded) return
    const now = this.#runtime.now()
    if (now >= end) {
      // A token that is being looked at may still save the session; it calls this again.
      if (!this.#isUnderWay) this.#owner.refuseSession(tokenExpired.code, tokenExpired.message, tokenExpired.closeCode)
      return
    }
    if (now >= this.#askAt) {
      this.#askAt = end
      this.#options.outlet.send(encode({ type: 'error', ...tokenExpiring }))
    }
    this.#cancelTimer = this.#runtime.setTimer(() => this.#watch(), Math.min(this.#askAt - now, maxTimerMs))
  }
}

const noTokens: TokenRefusal = {
  code: Code.unauthenticated,
  message: 'This server takes no tokens. It does with: attach(server, { tokens: jwt({ … }) }).',
  retryable: false,
  closeCode: CloseCode.unauthenticated,
}

/** For whoever verifies: the token was good once. */
export const tokenExpired: TokenRefusal = {
  code: Code.tokenExpired,
  message: 'This token has expired. Come back with a new one.',
  retryable: false,
  closeCode: CloseCode.expired,
}

const tokenExpiring = {
  code: Code.tokenExpiring,
  message: 'Your token ends soon. Send {"type":"authenticate","token":"…"} with a new one.',
}

const otherUser: TokenRefusal = {
  code: Code.unauthenticated,
  message: 'This token is of another user than the session. Connect again with it.',
  retryable: false,
  closeCode: CloseCode.unauthenticated,
}

const refuseAll: VerifyToken = () => Promise.resolve(noTokens)

const failed: TokenRefusal = { ...reasons.internal, retryable: true, closeCode: 1011 }
