import { type AnswerHead, headerOf } from './answer-head.ts'
import { ConnectCode, ConnectError, type ConnectStep, type ExplainedRefusal } from './connect-error.ts'
import { oneLine } from './one-line.ts'
import type { Target } from './target.ts'

const maxExcerpt = 200

/** What web servers say to plain HTTP on a port of theirs for TLS. */
const WANTS_TLS =
  /plain HTTP request was sent to HTTPS port|plain HTTP to an SSL-enabled|HTTP request to an HTTPS server/i

/** The error for an answer of the server that opens no WebSocket. `body`: its start, if it is text. */
export function refusedBy(target: Target, address: string, head: AnswerHead, body: string | undefined): ConnectError {
  const { status, headers } = head
  const shared = { step: 'http', status, headers, body, address } as const
  if (!target.isSecure && status === 400 && WANTS_TLS.test(body ?? '')) {
    return new ConnectError({ ...shared, code: ConnectCode.speaksTls, message: useWss(target), step: 'tls' })
  }
  const refusal = explanationIn(body)
  const start = `${target.shown} answered ${statusOf(head)} instead of opening a WebSocket`
  if (status >= 300 && status < 400) {
    const location = headerOf(head, 'location')
    const where =
      location === undefined ? '' : ` It points to ${oneLine(location, maxExcerpt)}; redirects are not followed.`
    return new ConnectError({ ...shared, code: ConnectCode.redirected, message: `${start}.${where}` })
  }
  const message = start + saying(head, body, refusal) + hintFor(head, refusal)
  return new ConnectError({ ...shared, code: ConnectCode.status, message, refusal })
}

/** The error for an answer of the proxy that opens no way to the server. */
export function refusedByProxy(
  proxy: string,
  target: Target,
  head: AnswerHead,
  body: string | undefined,
): ConnectError {
  const { status, headers } = head
  const isAboutUs = status === 407
  const fix = isAboutUs ? " Give it a user and password: proxy: 'http://user:password@…'." : ''
  return new ConnectError({
    code: isAboutUs ? ConnectCode.proxyCredentials : ConnectCode.proxyRefused,
    step: 'proxy',
    message: `The proxy ${proxy} answered ${statusOf(head)} when asked for ${target.authority}${saying(head, body)}${fix}`,
    status,
    headers,
    body,
    address: proxy,
  })
}

export function useWss(target: Target): string {
  return `${target.authority} speaks TLS on this port: use ${target.shown.replace('ws:', 'wss:')}.`
}

/** The answer to a step that a verdict's code belongs to. */
export function stepOf(code: string): ConnectStep {
  if (code === 'handshake/accept') return 'accept'
  if (code === 'handshake/protocol') return 'subprotocol'
  return code === 'handshake/extension' ? 'extension' : 'http'
}

function statusOf({ status, reason }: AnswerHead): string {
  return reason === '' ? String(status) : `${status} ${oneLine(reason, 60)}`
}

function saying(head: AnswerHead, body: string | undefined, refusal?: ExplainedRefusal): string {
  if (refusal !== undefined) {
    const fix = refusal.fix === undefined ? '' : ` ${ended(oneLine(refusal.fix, 400))}`
    return `: ${ended(oneLine(refusal.message, 400))}${fix}`
  }
  const isHtml = /html/i.test(headerOf(head, 'content-type') ?? '') || /^\s*<(?:!doctype|html)/i.test(body ?? '')
  const excerpt = oneLine(isHtml ? textOf(body ?? '') : (body ?? ''), maxExcerpt)
  return excerpt === '' ? '.' : `: ${JSON.stringify(excerpt)}.`
}

function hintFor(head: AnswerHead, refusal: ExplainedRefusal | undefined): string {
  const wait = headerOf(head, 'retry-after')
  if (wait !== undefined) return ` It asks to try again after ${oneLine(wait, 40)}${/^\d+$/.test(wait) ? ' s' : ''}.`
  if (refusal !== undefined) return ''
  if (head.status === 404 || head.status === 200) return ' Is there a WebSocket under this path?'
  if (head.status === 426) return ' Does something in between remove the Upgrade header?'
  return ''
}

/** What stands between the tags of a page, without its style and scripts. It goes into a sentence, never into a page. */
function textOf(html: string): string {
  return html
    .replace(/<(style|script)\b.*?(?:<\/\1[^>]*>|$)/gis, '')
    .replace(/<[^<>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
}

function explanationIn(body: string | undefined): ExplainedRefusal | undefined {
  if (body === undefined || !body.startsWith('{')) return undefined
  try {
    const { code, message, fix } = JSON.parse(body) as Record<string, unknown>
    if (typeof code !== 'string' || typeof message !== 'string') return undefined
    return { code, message, ...(typeof fix === 'string' ? { fix } : {}) }
  } catch {
    return undefined
  }
}

function ended(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`
}
