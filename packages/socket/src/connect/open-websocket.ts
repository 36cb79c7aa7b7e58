import { createHash, randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { acceptKey, buildRequest, judgeResponse, type ResponseVerdict } from '@parley/websocket'
import type { AnswerHead } from './answer-head.ts'
import type { Attempt } from './attempt.ts'
import { ConnectCode, ConnectError } from './connect-error.ts'
import { oneLine } from './one-line.ts'
import { type Answer, isReadable, maxHeadBytes, readAnswer, readBodyStart } from './read-answer.ts'
import { refusedBy, stepOf, useWss } from './refusal.ts'
import type { DialSettings } from './settings.ts'
import type { Target } from './target.ts'
import { tlsFault } from './tls-fault.ts'

/** An opening request, and what its answer must prove. */
export interface Opening {
  readonly request: string
  readonly accept: string
}

export interface Opened {
  readonly verdict: Extract<ResponseVerdict, { accepted: true }>
  readonly head: AnswerHead
}

/** Throws a UsageError for headers and protocols that cannot be sent. */
export function makeOpening({ target, protocols, headers, deflate }: DialSettings): Opening {
  const key = randomBytes(16).toString('base64')
  const { hostHeader: host, path } = target
  return {
    request: buildRequest({ host, target: path, key, protocols, headers, deflate }),
    accept: acceptKey(key, (bytes) => createHash('sha1').update(bytes).digest()),
  }
}

/** Asks for a WebSocket (RFC 6455 §4.1). `speaksTls` is asked when the server hangs up without a word. */
export async function openWebSocket(
  transport: Duplex,
  opening: Opening,
  { target, protocols, deflate }: DialSettings,
  attempt: Attempt,
  speaksTls: () => Promise<boolean>,
): Promise<Opened> {
  attempt.step = 'http'
  const address = addressOf(transport) ?? target.authority
  transport.write(opening.request)
  const answer = await readAnswer(transport, attempt)
  if (answer.kind !== 'head') {
    const isForTls = answer.kind === 'ended' && answer.bytes === 0 && !target.isSecure && (await speaksTls())
    throw isForTls ? tlsExpected(target, address) : noAnswer(answer, target, address)
  }
  const { head } = answer
  if (head.status !== 101) {
    attempt.stopClock()
    const text = await readBodyStart(transport, head, attempt)
    throw refusedBy(target, address, head, isReadable(head) ? text : undefined)
  }
  const verdict = judgeResponse(head, { accept: opening.accept, protocols, deflate })
  if (verdict.accepted) return { verdict, head }
  throw new ConnectError({
    code: verdict.code,
    step: stepOf(verdict.code),
    message: `${target.shown} answered 101, but not as RFC 6455 asks: ${verdict.message}.`,
    status: head.status,
    headers: head.headers,
    address,
  })
}

function noAnswer(answer: Exclude<Answer, { kind: 'head' }>, target: Target, address: string): ConnectError {
  const who = target.authority
  switch (answer.kind) {
    case 'too-large': {
      const message = `The head of the answer of ${who} is larger than ${maxHeadBytes} bytes.`
      return new ConnectError({ code: ConnectCode.headTooLarge, step: 'http', message, address })
    }
    case 'not-http': {
      // A TLS record (RFC 8446 §5.1): an alert about our plain text.
      if (!target.isSecure && answer.start[0] === 0x15 && answer.start[1] === 3) return tlsExpected(target, address)
      const start = JSON.stringify(oneLine(answer.start.toString('latin1', 0, 100), 60))
      const message = `${who} did not answer in HTTP, but ${start}. Is it the right port?`
      return new ConnectError({ code: ConnectCode.notHttp, step: 'http', message, address })
    }
    case 'ended': {
      const { bytes, error } = answer
      // A server that wants a certificate of ours says so after its part of the handshake.
      if (error !== undefined && /^ERR_SSL_/.test((error as NodeJS.ErrnoException).code ?? '')) {
        return tlsFault(error, target, 'tls')
      }
      const how = bytes === 0 ? 'without answering the opening request' : 'in the middle of its answer'
      const why = error === undefined ? '' : ` (${(error as NodeJS.ErrnoException).code ?? error.message})`
      const message = `${who} closed the connection ${how}${why}.`
      return new ConnectError({ code: ConnectCode.noAnswer, step: 'http', message, address, cause: error })
    }
  }
}

function tlsExpected(target: Target, address: string): ConnectError {
  return new ConnectError({ code: ConnectCode.speaksTls, step: 'tls', message: useWss(target), address })
}

/** The other end of a TCP connection, also under TLS. */
function addressOf(stream: Duplex): string | undefined {
  const { remoteAddress, remotePort } = stream as { remoteAddress?: string; remotePort?: number }
  if (remoteAddress === undefined || remotePort === undefined) return undefined
  return `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`
}
