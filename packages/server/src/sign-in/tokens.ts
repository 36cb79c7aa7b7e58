import type { User } from '../options.ts'

/** Whom a token names. */
export interface SignIn {
  readonly user: User
  /** When it ends, by the wall clock in milliseconds. Not there: never. */
  readonly expiresAt?: number
}

/** A token that lets nobody in. `why` is told to who sent it. */
export interface TokenRefused {
  readonly refused: 'expired' | 'invalid'
  readonly why?: string
}

/**
 * Says whom a token names, for `attach(server, { tokens })`. `jwt({ … })` makes one; any object with this method is one. What
 * it throws is a failure of the server's, logged, and the client comes back; `undefined` and `null` are a no for good.
 */
export interface Tokens {
  verify(token: string): Verdict | Promise<Verdict>
}

export type Verdict = SignIn | TokenRefused | undefined | null
