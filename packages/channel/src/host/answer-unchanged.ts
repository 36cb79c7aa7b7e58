import type { Store } from '../store/store.ts'
import type { UnchangedCommand } from './draft.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'

/**
 * Answers a command that was refused or had nothing to do. It may be the echo of its own effect, when it is a retry that memory has forgotten:
 * the store knows.
 */
export function answerUnchanged(
  channel: string,
  { request, reason, offset }: UnchangedCommand,
  { store, runtime }: { readonly store: Store; readonly runtime: Runtime },
): void {
  store.outcome(channel, request.actor.id, request.id).then(
    (known) => {
      if (known !== undefined) {
        request.done(known)
        return
      }
      request.spend()
      if (reason !== undefined) request.refused(reason)
      else request.done(offset)
    },
    (error: unknown) => {
      runtime.report(error, `${channel}: looking up a command's outcome`)
      request.refused(reasons.storeUnavailable)
    },
  )
}
