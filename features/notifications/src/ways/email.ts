// E-mail of what is still unread.
import { UsageError } from '@parley/channel'
import { type MailAddress, Mailer, type MailText, type MailTransport } from '@parley/outbound'
import type { Delivery, SendResult, Text } from '../contract/index.ts'
import { mailText } from './mail-text.ts'
import type { Way } from './way.ts'

export interface EmailOptions {
  /** A connection URL (`smtps://user:password@mail.example.com`), options of nodemailer's `createTransport`, or a transporter. */
  readonly transport: MailTransport
  /** Whom mails are from: `Example <no-reply@example.com>`. */
  readonly from: string
  /** Your site: what the path of a link leads from. */
  readonly siteUrl: string
  /** Where this person reads mail; `undefined`: nowhere, it is not tried again. What it throws is tried again. */
  readonly addressOf: (user: string) => Promise<MailAddress | string | undefined> | MailAddress | string | undefined
  /** Sent only if still unread so many milliseconds later. @default 600000 */
  readonly afterMs?: number
  /** What is marked `private` is mailed in full. @default false */
  readonly tellsPrivate?: boolean
  /** @default 10000 */
  readonly timeoutMs?: number
  /** Says it in your words; `standard` is what it would be. */
  readonly write?: (delivery: Delivery, standard: MailText) => MailText
  /** As the settings show it. @default { en: 'E-mail', ko: '이메일' } */
  readonly title?: Text
}

/** The way `email`, for what is still unread after ten minutes. Throws `UsageError` (`ERR_NOTIFICATIONS_EMAIL`) with the field. */
export function email(options: EmailOptions): Way {
  const { transport, from, siteUrl, addressOf, write = (_delivery, standard) => standard } = options
  const { afterMs = 600_000, tellsPrivate = false, timeoutMs = 10_000, title = emailTitle } = options
  if (typeof addressOf !== 'function') throw wrong('addressOf', 'says where a person reads mail')
  if (typeof siteUrl !== 'string' || !/^https?:\/\//i.test(siteUrl) || !URL.canParse(siteUrl))
    throw wrong('siteUrl', 'is the address of your site')
  const mailer = new Mailer({ transport, from, timeoutMs }, wrong)

  async function send(delivery: Delivery, signal: AbortSignal): Promise<SendResult> {
    const found = await addressOf(delivery.user)
    if (found === undefined) return { status: 'failed', reason: 'no-address' }
    const { subject, text, html } = write(delivery, mailText(delivery, siteUrl))
    const to = typeof found === 'string' ? { address: found } : found
    return mailer.send({ id: delivery.id, to, subject, text, html }, signal)
  }

  return { name: 'email', title, tellsPrivate, afterMs, send }
}

const emailTitle: Text = { en: 'E-mail', ko: '이메일' }

function wrong(field: string, what: string): UsageError {
  const line =
    "email({ transport: 'smtps://…', from: 'Example <no-reply@example.com>', siteUrl: 'https://example.com', addressOf: (user) => … })"
  return new UsageError('ERR_NOTIFICATIONS_EMAIL', `"${field}" of email() ${what}: ${line}.`)
}
