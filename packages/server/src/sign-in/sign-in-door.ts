import { CloseCode, Code, type SignedIn, type TokenRefusal, tokenExpired } from '@parley/channel'
import { late, withDeadline } from '../deadline.ts'
import type { FaultReports } from '../fault-reports.ts'
import { checkUser } from '../handshake/check-user.ts'
import type { Seat } from '../handshake/seats.ts'
import { revoked } from '../socket/send-away.ts'
import type { Revocations } from './revocations.ts'
import type { Tokens } from './tokens.ts'

/** Where tokens are shown: whom they name, whether he may come in, and whether there is a seat for him. */
export class SignInDoor {
  readonly #tokens: Tokens
  readonly #timeoutMs: number
  readonly #revocations: Revocations
  readonly #reports: FaultReports

  constructor(tokens: Tokens, timeoutMs: number, revocations: Revocations, reports: FaultReports) {
    this.#tokens = tokens
    this.#timeoutMs = timeoutMs
    this.#revocations = revocations
    this.#reports = reports
  }

  /** Never rejects. The seat becomes that of the user whom the token names. */
  async show(token: string, seat: Seat): Promise<SignedIn | TokenRefusal> {
    const answer = await this.verify(token)
    return 'actor' in answer && !seat.giveTo(answer.actor.id) ? tooMany : answer
  }

  /** The same without a seat. Never rejects. */
  async verify(token: string): Promise<SignedIn | TokenRefusal> {
    try {
      const verdict = await withDeadline(this.#tokens.verify(token), this.#timeoutMs)
      if (verdict === late) {
        const text = `"tokens" did not answer within ${this.#timeoutMs} ms`
        this.#reports.say(text, text, text)
        return unavailable
      }
      if (verdict === undefined || verdict === null) return invalid(undefined)
      if ('refused' in verdict) return verdict.refused === 'expired' ? tokenExpired : invalid(verdict.why)
      const { expiresAt } = verdict
      if (expiresAt !== undefined && !Number.isFinite(expiresAt)) {
        throw new TypeError(`"expiresAt" of "tokens" is a time in milliseconds; this one was ${String(expiresAt)}`)
      }
      const user = checkUser(verdict.user, '"tokens"')
      if (this.#revocations.holds(user)) return { ...revoked, retryable: false }
      return { actor: { id: user.id, name: user.name, guest: false }, expiresAt }
    } catch (error) {
      this.#reports.report(error, '"tokens" threw')
      return unavailable
    }
  }
}

function invalid(why: string | undefined): TokenRefusal {
  return {
    code: Code.unauthenticated,
    message: `This token is not valid${why === undefined ? '' : `: ${why}`}. Sign in again.`,
    retryable: false,
    closeCode: CloseCode.unauthenticated,
  }
}

const unavailable: TokenRefusal = {
  code: Code.internal,
  message: 'The server failed to find out whose token this is, and logged why. Try again.',
  retryable: true,
  closeCode: 1011,
}

const tooMany: TokenRefusal = {
  code: Code.tooManySockets,
  message: 'You have as many sockets as one user may have. Close some first.',
  retryable: true,
  closeCode: 1013,
}
