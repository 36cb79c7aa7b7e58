import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import type { Language } from '@parley/diagnosis'
import { answer, escaped } from './answers.ts'

/** From `src` and from `dist` alike. */
const file = new URL('../../dist/browser/inspector.js', import.meta.url)

let script: Buffer | undefined

/** The page's script, read once; `undefined`: it was not built. */
export function scriptOfPage(): Buffer | undefined {
  try {
    script ??= readFileSync(file)
    return script
  } catch {
    return undefined
  }
}

/** `host`: what the visitor called this server, which was checked. */
export function answerPage(
  response: ServerResponse,
  path: string,
  host: string,
  language: Language,
  token: string,
): void {
  const nonce = randomBytes(16).toString('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'self'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src 'self' ws://${host} wss://${host}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ')
  const html = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Parley Inspector</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">html { color-scheme: light dark; background: light-dark(#ffffff, #131918) } body { margin: 0 }</style>
<parley-inspector path="${escaped(path)}" token="${token}"></parley-inspector>
<script type="module" src="${escaped(path)}/inspect/inspector.js"></script>
</html>
`
  answer(response, 200, 'text/html; charset=utf-8', html, { 'content-security-policy': policy })
}
