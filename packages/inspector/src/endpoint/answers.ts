import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Language, render } from '@parley/diagnosis'
import type { Refusal } from './refusal.ts'

/** On every answer: nobody keeps it, frames it, or takes it for something else. */
export const guarded = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  answer(response, status, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`)
}

export function answerRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  { status, code, values }: Refusal,
): void {
  const language = languageOfVisit(request)
  const { what, why, fix } = render({ code, ...(values === undefined ? {} : { values }) }, language)
  // A body that nobody reads must not be taken for the next request.
  if (request.httpVersionMajor < 2 && !request.complete) response.setHeader('connection', 'close')
  if (status === 405)
    response.setHeader('allow', request.method === 'GET' || request.method === 'HEAD' ? 'POST' : 'GET, HEAD')
  request.resume()
  if (request.headers.accept?.includes('text/html')) {
    const lines = [what, why, fix].filter((line) => line !== '').map((line) => `<p>${escaped(line)}</p>`)
    const head = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`
    const body = `${head}<title>${code}</title><h1>${code}</h1>${lines.join('')}</html>\n`
    answer(response, status, 'text/html; charset=utf-8', body)
  } else answerJson(response, status, { code, message: what, fix })
}

export function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed || response.headersSent) return
  response.writeHead(status, {
    ...guarded,
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

/** The language that a browser asks for first. */
export function languageOfVisit({ headers }: Pick<IncomingMessage, 'headers'>): Language {
  return /^\s*ko\b/i.test(headers['accept-language'] ?? '') ? 'ko' : 'en'
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
