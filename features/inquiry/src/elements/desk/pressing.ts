// What becomes of a key, and of a press on "Take it".
import type { Failing } from '@parley/elements/models'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import { InquiryCode } from '../../contract/codes.ts'
import type { Words } from './locale/words.ts'

/** Whether what is pressed there is written there. */
export function isWriting(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox])'))
  )
}

/** Who has it, if somebody was faster; the message names him, the row may say it in the words of this page. */
export async function whyNotTaken(
  failing: Failing,
  inquiry: string,
  desk: DeskModel | undefined,
  { text, reason }: Words,
): Promise<string> {
  if (failing.code !== InquiryCode.taken) return text.notDone(reason(failing))
  const row = await desk?.row(inquiry).catch(() => undefined)
  return row?.agent === undefined ? text.notDone(failing.message) : text.taken(row.agent.name)
}
