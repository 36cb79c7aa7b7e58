import type { Reason } from '@parley/channel/client'
import { ParleyError } from './parley-error.ts'

/**
 * The answer to a command: resolves once it took effect and is durable, rejects with a `ParleyError` when it was refused.
 * It may be ignored: the rejection then raises nothing, and `pending` shows the failure.
 *
 * Receipts settle in the order in which the server answers. Of one channel that is the order of posting while the server
 * only says yes. A refusal needs no write and may come before the answers to earlier commands; and what is refused
 * for now is sent again, so those that were on the way beside it may be answered first. `offset` says what came first.
 */
export interface CommandReceipt extends Promise<{ readonly offset: number }> {
  readonly id: string
}

export interface Settle {
  resolve(outcome: { readonly offset: number }): void
  reject(error: ParleyError): void
}

export function commandReceipt(id: string): { readonly receipt: CommandReceipt; readonly settle: Settle } {
  let settle: Settle | undefined
  const promise = new Promise<{ readonly offset: number }>((resolve, reject) => {
    settle = { resolve, reject }
  })
  promise.catch(() => {})
  return { receipt: Object.assign(promise, { id }), settle: settle! }
}

export function rejectedReceipt(id: string, reason: Reason): CommandReceipt {
  const { receipt, settle } = commandReceipt(id)
  settle.reject(new ParleyError(reason))
  return receipt
}
