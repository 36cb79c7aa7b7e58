import type { OwnInquiriesModel } from '../../client/customer/own-model.ts'
import { InquiryCode } from '../../contract/codes.ts'
import type { Kept } from '../kept.ts'
import type { FirstFiles } from './first-files.ts'

/**
 * The form is left once an inquiry is open: its message has been asked, or, where another tab was first, becomes the draft in that one. The answers stay
 * for the next time, its files have gone with it.
 */
export function leaveForm(own: OwnInquiriesModel | undefined, kept: Kept, files: FirstFiles | undefined): void {
  const { starting, open } = own ?? {}
  if (!own || !open) return
  files?.clear()
  if (starting?.failure?.code === InquiryCode.alreadyOpen) own.takeBack()
  const { message, ...answers } = kept.record('form')
  if (message === undefined) return
  const draft = `draft ${open.id}`
  const isAsked = message.trim().startsWith(open.subject)
  if (!isAsked && kept.get(draft) === undefined) kept.set(draft, message)
  kept.setRecord('form', answers)
}
