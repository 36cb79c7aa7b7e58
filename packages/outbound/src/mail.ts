// E-mail, by the package `nodemailer`.
import { createHash } from 'node:crypto'
import { createTransport, type Transporter } from 'nodemailer'
import { within } from './deadline.ts'
import { type MailText, oneLine } from './mail-text.ts'
import type { SendResult } from './send-result.ts'

/** A connection URL (`smtps://user:password@mail.example.com`), options of nodemailer's `createTransport`, or a transporter. */
export type MailTransport = Parameters<typeof createTransport>[0] | Transporter

/** Where somebody reads his mail. */
export interface MailAddress {
  readonly address: string
  readonly name?: string
  /** An https address that ends mail to him by a POST (RFC 8058), a `mailto:`, or both; becomes `List-Unsubscribe`. */
  readonly unsubscribe?: string | readonly string[]
}

export interface OutgoingMail extends MailText {
  /** What it is about: the same in every attempt, so that whoever gets it twice sees it once. */
  readonly id: string
  readonly to: MailAddress
  readonly replyTo?: string
}

export interface MailerOptions {
  readonly transport: MailTransport | undefined
  /** Whom mails are from: `Example <no-reply@example.com>`. */
  readonly from: string
  /** How long one may take, in milliseconds. */
  readonly timeoutMs: number
}

export class Mailer {
  readonly #transporter: Transporter
  readonly #from: string
  readonly #domain: string
  readonly #timeoutMs: number

  /** Throws what `wrong` makes of an option that is none. */
  constructor({ transport, from, timeoutMs }: MailerOptions, wrong: (field: string, what: string) => Error) {
    const domain = typeof from === 'string' ? /^(?:[^<>\r\n]*<)?[^\s@<>]+@([^\s@<>]+)>?$/.exec(from)?.[1] : undefined
    if (domain === undefined) throw wrong('from', 'says whom mails are from')
    if (transport === undefined || transport === null || transport === '')
      throw wrong('transport', 'says how mail is sent')
    this.#transporter = transporterOf(transport, timeoutMs)
    this.#from = from
    this.#domain = domain
    this.#timeoutMs = timeoutMs
  }

  /** Never rejects. An address that is none ends it. */
  async send({ id, to, subject, text, html, replyTo }: OutgoingMail, signal: AbortSignal): Promise<SendResult> {
    const { address, name = '', unsubscribe = [] } = to
    if (!isMailAddress(address)) return { status: 'failed', reason: 'bad-address' }
    try {
      const { rejected = [] } = await this.#transporter.sendMail({
        ...{ from: this.#from, to: { name: oneLine(name), address }, subject: oneLine(subject), text, html },
        ...(replyTo !== undefined && isMailAddress(replyTo) && { replyTo }),
        messageId: `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${this.#domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders([unsubscribe].flat()) },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: within(signal, this.#timeoutMs),
      })
      return rejected.length > 0 ? { status: 'failed', reason: 'refused' } : { status: 'sent' }
    } catch (error) {
      return resultOf(error)
    }
  }
}

function transporterOf(transport: MailTransport, timeoutMs: number): Transporter {
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
export function isMailAddress(address: unknown): address is string {
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
