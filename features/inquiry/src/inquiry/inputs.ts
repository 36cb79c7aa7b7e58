import { z } from 'zod'
import * as most from '../contract/limits.ts'
import * as given from '../inputs.ts'
import type { InquiryLimits } from '../options.ts'

const mark = { received: given.n.optional(), read: given.n.optional() }

/** The inputs of all commands, within what the app allows. */
export function inquiryInputs({ maxTextLength, maxFilesPerMessage }: InquiryLimits) {
  // May be empty: whether it says enough depends on the files.
  const text = given.message(maxTextLength)
  const files = given.files(maxFilesPerMessage)
  return {
    prepare: z.object({}),
    write: z.object({ text, files }),
    askForPerson: z.object({}),
    end: z.object({}),
    mailTranscript: z.object({}),
    rate: z.object({
      score: z.number().int().min(1).max(5),
      comment: given.text.pipe(z.string().max(most.maxAnswerLength)).optional(),
    }),
    mark: z.object(mark),
    reply: z.object({ text, files, after: given.n, join: z.boolean().optional() }),
    note: z.object({ text, files, mentions: z.array(given.personId).max(most.maxNoteMentions).optional() }),
    // Sent by the server alone.
    begin: z.object({
      customer: given.customer,
      text,
      files,
      answers: given.answers,
      page: given.page.optional(),
      team: given.team,
      skills: z.array(z.string()).optional(),
      priority: given.priority.optional(),
      ticket: given.ticket,
      id: z.string().min(1).max(64),
    }),
    routed: z.object({
      facts: given.facts,
      no: given.n,
      seq: given.n,
      activity: given.activity.optional(),
      ofNobody: z.literal(true).optional(),
    }),
    say: z.object({
      as: z.enum(['agent', 'bot', 'customer', 'note']),
      by: given.person.optional(),
      text,
    }),
    identify: z.object({ from: given.personId, customer: given.customer }),
    readBy: z.object({ agent: given.personId, read: given.n }),
    uploaded: z.object({ by: given.person.extend({ guest: z.boolean().optional() }), file: given.file }),
    uploadsGone: z.object({ ids: z.array(z.string().max(64)).max(most.maxUploads) }),
  }
}

export type InquiryInputs = {
  readonly [Name in keyof ReturnType<typeof inquiryInputs>]: z.output<ReturnType<typeof inquiryInputs>[Name]>
}
