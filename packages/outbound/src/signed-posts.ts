// Webhooks, signed as https://www.standardwebhooks.com says, so that receivers in any language have a library for it.
import { createHmac } from 'node:crypto'
import { within } from './deadline.ts'
import { post, resultOf, resultOfFault } from './post.ts'
import type { SendResult } from './send-result.ts'

export interface SignedPostsOptions {
  /** Where to post: the app's own choice, so it may be in its own network. */
  readonly url: unknown
  /** `whsec_` and 24 to 64 bytes in base64: what the receiver verifies with. */
  readonly secret: unknown
  /** Headers of one's own. */
  readonly headers?: Readonly<Record<string, string>>
  /** How long one may take, in milliseconds. */
  readonly timeoutMs: number
}

/**
 * POSTs JSON with `webhook-id`, `webhook-timestamp` (seconds), `webhook-signature` (`v1,` and the HMAC-SHA256 of `<id>.<timestamp>.<body>` in base64) and
 * `idempotency-key`, which is the id.
 */
export class SignedPosts {
  readonly #url: URL
  readonly #secret: Buffer
  readonly #headers: Readonly<Record<string, string>>
  readonly #timeoutMs: number

  /** Throws what `wrong` makes of an option that is none. */
  constructor({ url, secret, headers = {}, timeoutMs }: SignedPostsOptions, wrong: (what: string) => Error) {
    if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url))
      throw wrong('"url" of webhook() is an address of https or http')
    this.#url = new URL(url)
    this.#secret = secretOf(secret, wrong)
    this.#headers = headersOf(headers, wrong)
    this.#timeoutMs = timeoutMs
  }

  /** Never rejects. `id`: what a header may say, the same in every attempt. */
  async send(id: string, said: unknown, signal: AbortSignal): Promise<SendResult> {
    const now = Date.now()
    const body = JSON.stringify(said)
    const timestamp = String(Math.floor(now / 1000))
    const signature = createHmac('sha256', this.#secret).update(`${id}.${timestamp}.${body}`).digest('base64')
    try {
      const answer = await post({
        url: this.#url,
        headers: {
          ...this.#headers,
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': id,
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
        body,
        signal: within(signal, this.#timeoutMs),
        allowPrivate: true,
      })
      return resultOf(answer, now)
    } catch (fault) {
      return resultOfFault(fault)
    }
  }
}

/** What could not be sent is wrong at the call, not with each post. */
function headersOf(headers: unknown, wrong: (what: string) => Error): Readonly<Record<string, string>> {
  const line = `"headers" of webhook() are { 'x-team': 'support' }`
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) throw wrong(line)
  for (const [name, value] of Object.entries(headers)) {
    const isFit = /^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof value === 'string' && /^[\t\x20-\x7e]*$/.test(value)
    if (!isFit)
      throw wrong(`${line}, names and values of visible ASCII characters, not ${JSON.stringify({ [name]: value })}`)
  }
  return headers as Readonly<Record<string, string>>
}

function secretOf(secret: unknown, wrong: (what: string) => Error): Buffer {
  const [, base64] = typeof secret === 'string' ? (/^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? []) : []
  const bytes = Buffer.from(base64 ?? '', 'base64')
  if (bytes.length >= 24 && bytes.length <= 64) return bytes
  const line = `node -p "'whsec_' + crypto.randomBytes(32).toString('base64')"`
  throw wrong(`"secret" of webhook() is "whsec_" and 24 to 64 bytes in base64; make one: ${line}`)
}
