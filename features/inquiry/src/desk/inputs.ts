import { z } from 'zod'
import { priorities, targets } from '../contract/index.ts'
import * as most from '../contract/limits.ts'
import * as given from '../inputs.ts'
import type { InquiryLimits } from '../options.ts'

/** The last moment of ECMAScript's time. */
const lastMoment = 8.64e15

const inquiry = z.string().regex(/^[a-z0-9]{16,40}$/, 'An inquiry is named by 16 to 40 of a–z and 0–9.')
const team = z.string().min(1).max(40)
/** Of a person: as channels are named by it, no half a character. */
const person = z
  .string()
  .min(1)
  .max(150)
  .refine((id) => !/\p{Surrogate}/u.test(id), 'An id has no half a character.')
const moment = z.number().int().min(0).max(lastMoment)
const rev = z.number().int().min(0)
const n = z.number().int().min(1)
/** The desk keeps the beginning. */
const text = z.string()
const label = z.string().trim().min(1).max(most.maxLabelLength)
const labels = z.array(label).max(most.maxLabels).readonly()
const reply = z.string().regex(/^[a-z0-9_-]{1,40}$/, 'A reply is named by 1 to 40 of a–z, 0–9, "-" and "_".')
const customer = z.object({ id: person, name: z.string().max(200), verified: z.boolean() })
const agentName = z.object({ id: person, name: z.string().max(200) })
const rating = z.object({
  score: z.number().int().min(1).max(5),
  comment: z.string().max(most.maxTextLength).exactOptional(),
  at: moment,
})

/** The inputs of all commands, within what the app allows. */
export function deskInputs({ maxTextLength }: InquiryLimits) {
  const message = given.message(maxTextLength)
  const note = message.exactOptional()
  return {
    setStatus: z.object({ status: z.enum(['available', 'away', 'offline']), handBack: z.boolean().exactOptional() }),
    claim: z.object({ inquiry }),
    release: z.object({ inquiry, rev, note }),
    transfer: z
      .object({ inquiry, rev, agent: person.exactOptional(), team: team.exactOptional(), note })
      .refine((to) => to.agent !== undefined || to.team !== undefined, {
        message: 'It goes to an "agent", to a "team", or both.',
        path: ['agent'],
      }),
    setPriority: z.object({ inquiry, priority: z.enum(priorities) }),
    label: z.object({ inquiry, add: labels.exactOptional(), remove: labels.exactOptional() }),
    snooze: z.object({ inquiry, until: moment }),
    wake: z.object({ inquiry }),
    resolve: z.object({ inquiry }),
    reopen: z.object({ inquiry }),
    merge: z.object({ inquiry, into: inquiry }),
    saveReply: z.object({
      id: reply,
      title: z.string().trim().min(1).max(most.maxTitleLength),
      text: message.pipe(z.string().min(1)),
    }),
    removeReply: z.object({ id: reply }),
    setCapacity: z.object({ agent: person, capacity: z.number().int().min(0).max(most.maxCapacity) }),

    enter: z.object({
      inquiry,
      customer,
      subject: text,
      team: z.string(),
      skills: z.array(z.string()).readonly().exactOptional(),
      priority: z.enum(priorities).exactOptional(),
      ticket: z.string().min(1).max(40),
      n,
    }),
    customerWrote: z.object({ inquiry, text, n, unread: z.number().int().min(0).exactOptional() }),
    goesOn: z.object({ inquiry, from: z.object({ id: inquiry, no: n }), text }),
    agentWrote: z.object({
      ...{ inquiry, by: agentName, text, n },
      ...{ unread: z.number().int().min(0).exactOptional(), isBot: z.literal(true).exactOptional() },
    }),
    customerEnded: z.object({ inquiry }),
    handOff: z.object({ inquiry, by: z.enum(['customer', 'bot']), reason: z.string().exactOptional() }),
    rated: z.object({ inquiry, rating }),
    identified: z.object({ inquiry, customer }),
    assign: z.object({ inquiry, agent: person }),
    route: z.object({}),
    sweep: z.object({}),
    breach: z.object({ inquiry, target: z.enum(targets), due: moment }),
    wakeUp: z.object({ inquiry, until: moment }),
    tellWaiting: z.object({ team }),
    present: z.object({ agent: person, name: z.string().exactOptional() }),
    gone: z.object({ agent: person }),
    stayedGone: z.object({ agent: person, since: moment }),
    hours: z.object({ team, at: moment }),
  }
}

/** What they let through. */
export type DeskInputs = {
  readonly [Name in keyof ReturnType<typeof deskInputs>]: z.output<ReturnType<typeof deskInputs>[Name]>
}
