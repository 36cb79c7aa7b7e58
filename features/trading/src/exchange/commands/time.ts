import type { Rejection } from '../../contract/index.ts'
import type { Ask } from '../decide.ts'
import type { ExchangeInputs } from '../inputs.ts'

/** What was due by now was done before this is asked. Where nothing was, as with a switch that was renewed, the log still says that the time has come. */
export function clock({ draft, input: { dueAt } }: Ask<ExchangeInputs['clock']>): Rejection | undefined {
  const { state, now } = draft
  if (now < dueAt) return draft.run({ do: 'clock' }, dueAt)
  if (state.dueAt !== undefined && state.dueAt <= now) draft.say()
  return undefined
}
