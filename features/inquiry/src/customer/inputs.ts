import { z } from 'zod'
import type { CustomerSystemCommands } from '../contract/index.ts'
import * as given from '../inputs.ts'
import type { InquiryLimits } from '../options.ts'

export function customerInputs({ maxTextLength, maxFilesPerMessage }: InquiryLimits) {
  const progressed = given.ours<CustomerSystemCommands['progressed']>()
  return {
    start: z.object({
      inquiry: given.pageInquiryId,
      ticket: given.ticket,
      text: given.message(maxTextLength),
      files: given.files(maxFilesPerMessage),
      answers: given.answers.optional(),
      team: given.team.optional(),
      page: given.page.optional(),
    }),
    /** By the app, for somebody. */
    startFor: z.object({
      name: given.personName,
      verified: z.boolean(),
      inquiry: given.inquiryId,
      ticket: given.ticket,
      text: given.message(maxTextLength),
      answers: given.answers.optional(),
      team: given.team.optional(),
      page: given.page.optional(),
    }),
    offer: z.object({ code: z.string().min(20).max(64) }),
    adopt: z.object({ code: z.string().max(64) }),
    // Sent by the server alone.
    progressed,
    notBegun: z.object({ inquiry: given.inquiryId }),
    adopted: z.object({ guest: given.personId, name: given.personName, inquiries: z.array(progressed) }),
  }
}

export type CustomerInputs = {
  readonly [Name in keyof ReturnType<typeof customerInputs>]: z.output<ReturnType<typeof customerInputs>[Name]>
}
