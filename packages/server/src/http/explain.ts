import type { IncomingMessage, ServerResponse } from 'node:http'
import { render } from '@parley/diagnosis'
import { judgeConnect, judgeRequest } from '@parley/websocket'
import type { Attempts } from '../diagnosis/attempts.ts'
import { languageWanted, prefersHtml } from '../diagnosis/preference.ts'
import { pageHeaders, refusalPage } from '../diagnosis/refusal-page.ts'
import { evidenceOf, isDoctor, proxyFix, proxyLines, strippedBy } from '../diagnosis/stray-request.ts'
import { taught, wordsOf } from '../diagnosis/taught.ts'
import type { Voice } from '../diagnosis/voice.ts'
import { connectHeadOf } from '../handshake/connect-opening.ts'
import { refusalBody, refusalType, type UpgradeRefusal } from '../handshake/opening.ts'
import { headOf } from '../handshake/upgrade-opening.ts'

export interface Explaining {
  readonly path: string
  readonly voice: Voice
  readonly attempts: Attempts | undefined
}

/** An ordinary request came to the WebSocket's own path: say what this address is, and what the request lacked. */
export function explainPath(request: IncomingMessage, response: ServerResponse, explaining: Explaining): void {
  const { voice } = explaining
  const address = addressOf(request)
  const explained = strippedUpgrade(request, explaining) ?? ordinary(request, address)
  const refusal = taught(explained, voice.isOn)
  const page = voice.isOn && prefersHtml(request.headers.accept)
  const language = languageWanted(request.headers['accept-language'])
  const content = { ...wordsOf(refusal, language), code: refusal.code, url: address, docs: refusal.docs, language }
  const body = page ? refusalPage(content) : refusalBody(refusal)
  const headers = {
    'content-type': refusalType,
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...refusal.headers,
    ...(page ? pageHeaders(address) : {}),
  }
  response.writeHead(refusal.status, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
  // Whoever has no key wanted no WebSocket.
  if (request.headers['sec-websocket-key'] === undefined) return
  const attempt = explaining.attempts?.begin(request, voice.isOn)
  attempt?.refused(refusal, voice.isOn ? Object.entries(headers) : [])
  if (explained.code !== strippedCode) voice.refused(explained, request)
}

/** `ws://localhost:3000/parley?x=1`: what a page would have to write. */
function addressOf({ headers, socket, url = '' }: IncomingMessage): string {
  const { host = headers[':authority'] ?? 'localhost' } = headers
  return `${'encrypted' in socket ? 'wss' : 'ws'}://${String(host)}${url}`
}

const strippedCode = 'handshake/proxy-stripped-upgrade'

/** `undefined`: nothing was taken away. */
function strippedUpgrade(request: IncomingMessage, { path, voice }: Explaining): UpgradeRefusal | undefined {
  // HTTP/2 has no upgrades that could be taken away.
  const by = request.httpVersionMajor === 1 ? strippedBy(request) : undefined
  if (by === undefined) return undefined
  const port = request.socket.localPort
  if (!isDoctor(request.headers))
    voice.warn({ code: strippedCode, evidence: evidenceOf(request), lines: proxyLines(by, path, port) })
  return {
    // Who still sees an Upgrade is told what RFC 6455 (section 4.2.1) makes of a Connection without it.
    status: request.headers.upgrade === undefined ? 426 : 400,
    code: strippedCode,
    message: render({ code: strippedCode }, 'en').what,
    fix: proxyFix(by, path, port),
    headers: closing,
  }
}

const closing = { Connection: 'close', Upgrade: 'websocket' }

function ordinary(request: IncomingMessage, address: string): UpgradeRefusal {
  const { status, code, message, headers } = request.httpVersionMajor === 2 ? inHttp2(request) : inHttp1(request)
  const fix = `This address speaks WebSocket. In a page: new WebSocket('${address}')`
  return { status, code, message, headers, fix }
}

interface Explanation {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly headers: Readonly<Record<string, string>>
}

function inHttp1(request: IncomingMessage): Explanation {
  const verdict = judgeRequest(headOf(request))
  if (verdict.accepted) {
    return { status: 426, code: 'handshake/upgrade', message: 'The upgrade was lost on its way.', headers: closing }
  }
  const { status, code, message } = verdict
  return { status: status === 405 ? 426 : status, code, message, headers: { ...closing, ...verdict.headers } }
}

/** Here it is the method that makes the difference, and headers about the connection do not exist. */
function inHttp2(request: IncomingMessage): Explanation {
  const verdict = judgeConnect(connectHeadOf(request))
  if (!verdict.accepted) return verdict
  return { status: 400, code: 'handshake/upgrade', message: 'The upgrade was lost on its way.', headers: {} }
}
