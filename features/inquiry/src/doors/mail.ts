// Mail to a customer who has left: what agents answered and he has not read. And, if he asks for it, the whole conversation.
import { type FeatureServer, UsageError } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import {
  isMailAddress,
  type MailAddress,
  Mailer,
  type MailText,
  type MailTransport,
  type SendResult,
} from '@parley/outbound'
import { checkRecord } from '../check-options.ts'
import type { AgentInquiry, AgentMessage, Answers, BotMessage, Customer, Field } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import { checkWhole, type HouseDoor, maxTimeoutMs } from './door.ts'
import type { DoorEvent, DoorInquiry, QueuedEvent, TranscriptEvent } from './event.ts'
import { mailText } from './mail-text.ts'
import { transcriptMail } from './transcript-mail.ts'

export type UnreadAnswer = AgentMessage | BotMessage

/** What a mail is made of. */
export interface Unread {
  readonly inquiry: DoorInquiry
  /** Oldest first, at least one. */
  readonly answers: readonly UnreadAnswer[]
  /** Of the page where he asked: `ko-KR`. */
  readonly language: string
  /** Where he reads on. */
  readonly link?: string
}

export interface MailOptions {
  /** A connection URL (`smtps://user:password@mail.example.com`), options of nodemailer's `createTransport`, or a transporter. */
  readonly transport: MailTransport
  /** Whom mails are from: `Example <support@example.com>`. */
  readonly from: string
  /** Where replies go: an address of yours that sends them on to `POST <path>/inquiry/messages`. @default `from` */
  readonly replyTo?: string | ((inquiry: DoorInquiry) => string | undefined)
  /** Your site: what the path that `linkTo` answers leads from. Without it mails have no link. */
  readonly siteUrl?: string
  /**
   * Where a customer reads mail of whom the host site says who he is; `undefined`: nowhere. Guests are mailed to what they said in a field of the type
   * `email`. What it throws is tried again.
   */
  readonly addressOf?: (
    customer: Customer,
  ) => Promise<MailAddress | string | undefined> | MailAddress | string | undefined
  /** Sent if he has not read it so many milliseconds after the answer; with what else was answered until then. @default 600000 */
  readonly afterMs?: number
  /** @default 10000 */
  readonly timeoutMs?: number
  /** Says it in your words; `standard` is what it would be. */
  readonly write?: (unread: Unread, standard: MailText) => MailText
}

interface Setting {
  readonly fields: readonly Field[]
  readonly linkTo: ((inquiry: string, side: 'customer' | 'agent') => string) | undefined
}

const known = ['transport', 'from', 'replyTo', 'siteUrl', 'addressOf', 'afterMs', 'timeoutMs', 'write']
const mailLine =
  "mail: { transport: 'smtps://…', from: 'Example <support@example.com>', siteUrl: 'https://example.com' }"
const maxAfterMs = 7 * 86_400_000

/** Throws `UsageError` (`ERR_INQUIRY_MAIL`) with the field. */
export function mailDoor(
  options: MailOptions,
  setting: Setting,
): { readonly door: HouseDoor; readonly mailsTo: NonNullable<DeskConfig['mailsTo']> } {
  checkRecord('ERR_INQUIRY_MAIL', '"mail"', options, mailLine, known)
  const { transport, from, siteUrl, addressOf, replyTo, write, afterMs = 600_000, timeoutMs = 10_000 } = options
  const mailer = new Mailer({ transport, from, timeoutMs }, wrong)
  if (siteUrl !== undefined && !(/^https?:\/\//i.test(siteUrl) && URL.canParse(siteUrl)))
    throw wrong('siteUrl', 'is the address of your site')
  if (replyTo !== undefined && typeof replyTo !== 'function' && !isMailAddress(replyTo))
    throw wrong('replyTo', "is one address alone ('support@example.com'), or a function of the inquiry")
  for (const [name, hook] of Object.entries({ addressOf, write }))
    if (hook !== undefined && typeof hook !== 'function') throw wrong(name, 'is a function')
  if (!Number.isSafeInteger(afterMs) || afterMs < 0 || afterMs > maxAfterMs)
    throw wrong('afterMs', `is a whole number of milliseconds from 0 to ${maxAfterMs}`)
  checkWhole(timeoutMs, maxTimeoutMs, (what) => wrong('timeoutMs', what))

  async function send(server: FeatureServer, event: MailedEvent, signal: AbortSignal): Promise<SendResult> {
    const { id, inquiry } = event
    const state = (await server.open(`inquiry/${inquiry.id}`, 'agent')).state as AgentInquiry
    const { info } = state
    if (info === undefined) return { status: 'sent' }
    const link = linkOf(inquiry.id)
    const about = {
      // The site may vouch for him by now.
      inquiry: { ...inquiry, customer: info.customer },
      language: info.page?.language ?? 'en',
      ...(link !== undefined && { link }),
    }
    const text =
      event.type === 'inquiry.transcript'
        ? await transcriptMail(server, about, info.page?.zone)
        : unreadMail(event, state, about)
    if (text === undefined) return { status: 'sent' }
    const to = info.customer.verified ? await addressOf?.(info.customer) : addressIn(info.answers, setting.fields)
    if (to === undefined) return { status: 'sent' }
    const reply = typeof replyTo === 'function' ? replyTo(inquiry) : replyTo
    if (reply !== undefined && !isMailAddress(reply))
      server.report(new TypeError(`"replyTo" is one address alone, not ${JSON.stringify(reply)}`), 'inquiry: mail')
    const address = typeof to === 'string' ? { address: to } : to
    return mailer.send({ id, to: address, ...text, ...(reply !== undefined && { replyTo: reply }) }, signal)
  }

  /** `undefined`: he has read it. */
  function unreadMail(
    { at, message }: MessageEvent,
    state: AgentInquiry,
    about: Omit<Unread, 'answers'>,
  ): MailText | undefined {
    const answers = unreadOf(state, message.n, at + afterMs)
    if (answers.length === 0) return undefined
    const unread = { ...about, answers }
    const standard = mailText(unread)
    return write?.(unread, standard) ?? standard
  }

  function linkOf(inquiry: string): string | undefined {
    const link = setting.linkTo?.(inquiry, 'customer')
    return link === undefined || siteUrl === undefined ? undefined : new URL(link, siteUrl).href
  }

  const door: HouseDoor = {
    ...{ name: 'mail', timeoutMs: Math.min(timeoutMs + 10_000, maxTimeoutMs), concurrency: 16 },
    take: (event) => {
      if (event.type === 'inquiry.transcript') return { event }
      return isAnswer(event) ? { event: withoutText(event), notBefore: event.at + afterMs, together: true } : undefined
    },
    open: (server) => (event, signal) => send(server, event as MailedEvent, signal),
  }
  return {
    door,
    mailsTo: ({ verified }, answers) =>
      verified ? addressOf !== undefined : addressIn(answers, setting.fields) !== undefined,
  }
}

type MailedEvent = MessageEvent | TranscriptEvent
type MessageEvent = Extract<DoorEvent, { readonly type: 'inquiry.message' }>

function isAnswer(event: QueuedEvent): event is MessageEvent {
  return event.type === 'inquiry.message' && (event.message.kind === 'agent' || event.message.kind === 'bot')
}

/** What is mailed is what the inquiry says by then. */
function withoutText(event: MessageEvent): MessageEvent {
  const { files: _files, ...message } = event.message
  return { ...event, message: { ...message, text: '' } }
}

/** Answers from the entry `n` on, up to a time: those after it have a mail of their own. */
function unreadOf({ recent, marks }: AgentInquiry, n: number, until: number): readonly UnreadAnswer[] {
  return recent.filter(
    (entry): entry is UnreadAnswer =>
      (entry.kind === 'agent' || entry.kind === 'bot') &&
      !entry.erased &&
      entry.n >= n &&
      entry.n > marks.customer.read &&
      entry.at <= until,
  )
}

function addressIn(answers: Answers, fields: readonly Field[]): string | undefined {
  const field = fields.find(({ name, type }) => type === 'email' && ownValue(answers, name))
  return field && ownValue(answers, field.name)
}

function wrong(field: string, what: string): UsageError {
  return new UsageError('ERR_INQUIRY_MAIL', `"${field}" of "mail" of inquiry() ${what}: ${mailLine}.`)
}
