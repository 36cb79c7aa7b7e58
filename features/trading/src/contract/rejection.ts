import type { TradingCode } from './codes.ts'

/** A "no" of the exchange's rules, the same on the server and in a page. Nothing was reserved and nothing changed. */
export class Rejection {
  readonly code: TradingCode
  /** One English sentence for developers. */
  readonly message: string
  /** When it is worth trying again, in milliseconds from now. */
  readonly retryAfterMs: number | undefined

  constructor(code: TradingCode, message: string, retryAfterMs?: number) {
    this.code = code
    this.message = message
    this.retryAfterMs = retryAfterMs
  }
}
