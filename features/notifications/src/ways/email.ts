// E-mail, by the package `nodemailer`.
import { createHash } from 'node:crypto'
import { UsageError } from '@parley/channel'
import { createTransport, type Transporter } from 'nodemailer'
import type { Delivery, SendResult, Text } from '../contract/index.ts'
import { within } from './deadline.ts'
import { type MailText, mailText, oneLine } from './mail-text.ts'
import type { Way } from './way.ts'

/** Where somebody reads his mail. */
export interface MailAddress {
  readonly address: string
  readonly name?: string
  /** An https address that ends mail to him by a POST (RFC 8058), a `mailto:`, or both; becomes `List-Unsubscribe`. */
  readonly unsubscribe?: string | readonly string[]
}

export interface EmailOptions {
  /** A connection URL (`smtps://user:password@mail.example.com`), options of nodemailer's `createTransport`, or a transporter. */
  readonly transport: Parameters<typeof createTransport>[0] | Transporter
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
  const { from, siteUrl, addressOf, write = (_delivery, standard) => standard } = options
  const { afterMs = 600_000, tellsPrivate = false, timeoutMs = 10_000, title = emailTitle } = options
  if (typeof addressOf !== 'function') throw wrong('addressOf', 'says where a person reads mail')
  if (typeof siteUrl !== 'string' || !/^https?:\/\//i.test(siteUrl) || !URL.canParse(siteUrl))
    throw wrong('siteUrl', 'is the address of your site')
  const domain = typeof from === 'string' ? /^(?:[^<>\r\n]*<)?[^\s@<>]+@([^\s@<>]+)>?$/.exec(from)?.[1] : undefined
  if (domain === undefined) throw wrong('from', 'says whom mails are from')
  const transporter = transporterOf(options.transport, timeoutMs)

  async function send(delivery: Delivery, signal: AbortSignal): Promise<SendResult> {
    const found = await addressOf(delivery.user)
    if (found === undefined) return { status: 'failed', reason: 'no-address' }
    const { address, name = '', unsubscribe = [] } = typeof found === 'string' ? { address: found } : found
    if (!isMailAddress(address)) return { status: 'failed', reason: 'bad-address' }
    const { subject, text, html } = write(delivery, mailText(delivery, siteUrl))
    try {
      const { rejected = [] } = await transporter.sendMail({
        ...{ from, to: { name: oneLine(name), address }, subject: oneLine(subject), text, html },
        // The same in every attempt: who gets it twice sees it once.
        messageId: `<${createHash('sha256').update(delivery.id).digest('hex').slice(0, 32)}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders([unsubscribe].flat()) },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: within(signal, timeoutMs),
      })
      return rejected.length > 0 ? { status: 'failed', reason: 'refused' } : { status: 'sent' }
    } catch (error) {
      return resultOf(error)
    }
  }

  return { name: 'email', title, tellsPrivate, afterMs, send }
}

const emailTitle: Text = { en: 'E-mail', ko: '이메일' }

function transporterOf(transport: EmailOptions['transport'] | undefined, timeoutMs: number): Transporter {
  if (transport === undefined || transport === null || transport === '')
    throw wrong('transport', 'says how mail is sent')
  if (typeof transport === 'object' && 'sendMail' in transport) return transport
  // So long what hangs may cost a connection, also one that the transport keeps for later.
  const bounds = {
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  }
  return createTransport(typeof transport === 'string' ? { url: transport, ...bounds } : { ...bounds, ...transport })
}

/** One address and nothing else: what could begin another recipient or another header is none. */
function isMailAddress(address: unknown): address is string {
  return (
    typeof address === 'string' && address.length <= 254 && /^[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+$/.test(address)
  )
}

/** Only what mail programs may ask; what else the app gives is left out. */
function unsubscribeHeaders(addresses: readonly string[]): Readonly<Record<string, string>> {
  const known = addresses.filter((address) => /^(https|mailto):[^\s<>,]+$/i.test(address))
  if (known.length === 0) return {}
  const oneClick = known.some((address) => /^https:/i.test(address))
  return {
    'List-Unsubscribe': known.map((address) => `<${address}>`).join(', '),
    ...(oneClick ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}

/** A server that refuses for good says 5xx (RFC 5321 §4.2.1). A password that it refuses is the app's fault, not the mail's. Its words are for the log. */
function resultOf(error: unknown): SendResult {
  const { code, responseCode, response, message } = error as {
    readonly code?: string
    readonly responseCode?: number
    readonly response?: string
    readonly message?: string
  }
  if (code === 'EABORT' || code === 'ETIMEDOUT') return { status: 'later', reason: 'timeout' }
  const detail = oneLine(response ?? code ?? message ?? String(error)).slice(0, 200)
  if (code === 'EAUTH') return { status: 'later', reason: 'error', detail }
  if (responseCode === undefined) return { status: 'later', reason: 'unreachable', detail }
  return responseCode >= 500
    ? { status: 'failed', reason: 'refused', detail }
    : { status: 'later', reason: 'busy', detail }
}

function wrong(field: string, what: string): UsageError {
  const line =
    "email({ transport: 'smtps://…', from: 'Example <no-reply@example.com>', siteUrl: 'https://example.com', addressOf: (user) => … })"
  return new UsageError('ERR_NOTIFICATIONS_EMAIL', `"${field}" of email() ${what}: ${line}.`)
}
