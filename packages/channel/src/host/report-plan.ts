import type { Reason } from '../messages/down.ts'
import type { StoredPlan } from '../store/records.ts'
import type { Runtime } from './runtime.ts'

/**
 * A feature's "no" to its own timer is its business: who planned it decided it. What another channel refuses for good is lost to whoever
 * planned it, and what can never work is a fault.
 */
export function reportRefusal(runtime: Runtime, { from, to, command }: StoredPlan, { code, message }: Reason): void {
  if (from === to && code.includes('/')) return
  runtime.report(new Error(`${code}: ${message}`), `${from}: the command "${command}" to ${to}`)
}

/** What was thrown is reported where it was; this says what it keeps from happening. */
export function reportFault(
  runtime: Runtime,
  { from, id, to, command }: StoredPlan,
  { failures, ms }: { readonly failures: number; readonly ms: number },
): void {
  const times = failures === 1 ? 'once' : `${failures} times in a row`
  const error = new Error(`it has failed ${times} and is tried again in ${Math.round(ms / 1000)} s`)
  runtime.report(error, `${from}: the plan ${JSON.stringify(id)}, the command "${command}" to ${to}`)
}
