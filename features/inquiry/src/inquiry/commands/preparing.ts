import { type DecideContext, type NewEvent, type Refusal, systemActor } from '@parley/channel'
import { noInquiry } from '../access.ts'
import type { StoredEvents } from '../events.ts'
import type { InquiryState } from '../inquiry-state.ts'

/** Before there is an inquiry, so of nobody's yet: whoever is the first to say so begins it. A page names it by chance, nobody else knows how. */
export function prepare(
  { own }: InquiryState,
  _input: unknown,
  { actor, key }: DecideContext,
): readonly NewEvent<StoredEvents>[] | Refusal {
  // Of 40 characters are those of programs.
  if (own.customer !== undefined || actor === systemActor || key.length === 40) return noInquiry()
  if (own.preparedBy === actor.id) return []
  if (own.preparedBy !== undefined) return noInquiry()
  return [{ type: 'prepared', data: { by: actor.id } }]
}
