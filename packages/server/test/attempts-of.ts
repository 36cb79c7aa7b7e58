import { Attachment } from '../src/attachment.ts'
import type { Attempts } from '../src/diagnosis/attempts.ts'
import type { Attached } from '../src/index.ts'

/** The attempts on the server of an attachment, as the inspector sees them. */
export function attemptsOf(attached: Attached): Attempts {
  if (!(attached instanceof Attachment) || attached.taken === undefined) throw new TypeError('nothing is attached')
  return attached.taken.attempts
}
