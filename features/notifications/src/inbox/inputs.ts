import { z } from 'zod'
import * as most from '../contract/limits.ts'

/** The last moment of ECMAScript's time. */
const lastMoment = 8.64e15

const n = z.number().int().min(1)
const ids = z.array(n).min(1).max(most.maxIdsPerCommand).readonly()
const moment = z.number().int().min(0).max(lastMoment)
const name = z.string().min(1).max(200)
const way = z.string().min(1).max(64)
const key = z.string().min(1).max(most.maxKeyLength)
const link = z.string().min(1).max(most.maxLinkLength)
const language = z.string().max(35).refine(isLanguage, 'A language is named by its tag, such as "en" or "pt-BR".')

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function text(length: number, least = 1) {
  const one = z.string().trim().min(least).max(length, `A text has at most ${length} characters.`)
  const inLanguages = z
    .record(language, one)
    .refine((all) => Object.keys(all).length >= 1, 'A text in languages has one at least.')
    .refine((all) => Object.keys(all).length <= most.maxLanguages, `At most ${most.maxLanguages} languages.`)
  return z.union([one, inLanguages])
}

/** What comes was JSON once. */
function isSmall(data: unknown): boolean {
  const json = JSON.stringify(data)
  return json === undefined || json.length <= most.maxDataLength
}

const actor = z.object({ id: z.string().min(1).max(150), name: z.string().max(200) })
const action = z.object({
  id: z.string().regex(/^[a-z0-9_-]{1,40}$/, 'The id of an action is 1 to 40 of a–z, 0–9, "-" and "_".'),
  label: text(100),
  link: link.exactOptional(),
})

export const noticeInput = z.object({
  category: z.string().min(1).max(100),
  title: text(most.maxTitleLength),
  // What a feature announces of a message that is only a file has an empty one.
  body: text(most.maxBodyLength, 0).exactOptional(),
  link: link.exactOptional(),
  actions: z
    .array(action)
    .max(most.maxActions)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Each action has an id of its own.')
    .readonly()
    .exactOptional(),
  actor: actor.exactOptional(),
  key: key.exactOptional(),
  digestKey: key.exactOptional(),
  data: z.unknown().refine(isSmall, `"data" has at most ${most.maxDataLength} characters as JSON.`).exactOptional(),
  private: z.boolean().exactOptional(),
  silent: z.boolean().exactOptional(),
  quietUpdate: z.boolean().exactOptional(),
  expiresAt: moment.exactOptional(),
})

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is "HH:MM", from 00:00 to 23:59.')
const zone = z.string().min(1).max(100)

/** The inputs of all commands. */
export const inboxInputs = {
  begin: z.object({ zone: zone.exactOptional(), language: language.optional() }),
  see: z.object({ upTo: z.number().int().min(0) }),
  read: z.object({ ids }),
  unread: z.object({ ids }),
  archive: z.object({ ids }),
  unarchive: z.object({ ids }),
  snooze: z.object({ ids, until: moment }),
  unsnooze: z.object({ ids }),
  act: z.object({ id: n, action: z.string().min(1).max(40) }),
  remove: z.object({ ids }),
  markAll: z.object({
    as: z.enum(['read', 'seen', 'archived']),
    upTo: z.number().int().min(0),
    category: z.string().max(100).exactOptional(),
  }),
  setPreference: z.object({ category: z.string().max(100), way, on: z.boolean().nullable() }),
  setWay: z.object({ way, on: z.boolean() }),
  setAll: z.object({ on: z.boolean() }),
  setQuiet: z.object({
    quiet: z
      .object({
        from: time,
        to: time,
        days: z
          .array(z.number().int().min(1).max(7))
          .min(1)
          .max(7)
          .readonly()
          .transform((days) => [...new Set(days)].sort())
          .exactOptional(),
        zone,
      })
      .nullable(),
  }),
  setLanguage: z.object({ language }),
  subscribePush: z.object({
    device: name.trim(),
    subscription: z.object({
      endpoint: z.string().min(1).max(most.maxLinkLength),
      keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
      expirationTime: z.number().nullable().exactOptional(),
    }),
  }),
  unsubscribePush: z.object({ id: z.string().max(64) }),
  // Sent by the server alone.
  notify: noticeInput,
  withdraw: z.object({ key }),
  reported: z.object({
    n,
    way,
    status: z.enum(['queued', 'delayed', 'not-sent', 'retrying', 'sent', 'failed']),
    reason: z.string().max(500).exactOptional(),
    attempt: z.number().int().min(0),
    until: moment.exactOptional(),
    subscription: z.string().max(64).exactOptional(),
    gone: z.boolean().exactOptional(),
  }),
  deviceTaken: z.object({ id: z.string().max(64), at: moment }),
  learnPushKey: z.object({ pushKey: z.string().min(1).max(200) }),
  // Timers.
  closeDigest: z.object({ digest: z.string(), closesAt: moment }),
  deliver: z.object({ upTo: moment }),
  expire: z.object({ n, at: moment }),
  wake: z.object({ n, until: moment }),
  leave: z.object({}),
}

/** As the rules get them. */
export type InboxInputs = { readonly [Name in keyof typeof inboxInputs]: z.output<(typeof inboxInputs)[Name]> }
