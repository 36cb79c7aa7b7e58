import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  acceptKey,
  encodeAccept,
  encodeRefusal,
  type HeaderPair,
  judgeRequest,
  type RequestHead,
} from '@parley/websocket'
import { late, withDeadline } from '../deadline.ts'
import { describeError } from '../log.ts'
import type { Settings, User } from '../options.ts'
import { checkUser } from './check-user.ts'
import { judgeOrigin } from './origin.ts'

/** A refusal as the peer gets it: JSON with a code, a sentence, and what to change. */
export interface UpgradeRefusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly fix?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Upgraded =
  | { readonly accepted: true; readonly user: User | undefined; readonly protocol: string | undefined }
  | ({ readonly accepted: false } & UpgradeRefusal)

/** How long a refused peer may take to go. */
const lingerMs = 2_000

/**
 * Judges an upgrade request and answers it: 101, or a refusal that says why. `closedFor`: why nobody may come in meanwhile.
 * Never throws, never rejects.
 */
export async function upgrade(
  request: IncomingMessage,
  stream: Duplex,
  settings: Settings,
  closedFor: () => UpgradeRefusal | undefined,
): Promise<Upgraded> {
  const judged = await judge(request, settings)
  // Signing in may have taken a while.
  const closed = closedFor()
  const verdict: Judged = closed === undefined ? judged : { accepted: false, ...closed }
  if (!verdict.accepted) {
    refuse(stream, verdict)
    return verdict
  }
  // Nobody listened while we waited: who hung up then is known only from what the stream remembers.
  if (!stream.writable || stream.readableEnded) {
    stream.destroy()
    return { accepted: false, status: 499, code: 'handshake/gone', message: 'The client left before it was answered.' }
  }
  const { protocol } = verdict
  stream.write(encodeAccept({ accept: acceptKey(verdict.key, sha1), protocol }))
  return { accepted: true, user: verdict.user, protocol }
}

/**
 * Answers and closes: whatever the peer sends after a refused upgrade must not be read as a request. It is read and
 * thrown away for a moment, since closing with bytes unread resets the connection and may take the answer with it
 * (RFC 9112 §9.6).
 */
export function refuse(stream: Duplex, { status, code, message, fix, headers }: UpgradeRefusal): void {
  const body = `${JSON.stringify({ code, message, ...(fix === undefined ? {} : { fix }) })}\n`
  stream.on('error', () => stream.destroy())
  if (!stream.writable) {
    stream.destroy()
    return
  }
  const cut = setTimeout(() => stream.destroy(), lingerMs)
  stream.on('end', () => stream.destroy())
  stream.on('close', () => clearTimeout(cut))
  stream.end(
    encodeRefusal({ status, body, contentType: 'application/json; charset=utf-8', ...(headers ? { headers } : {}) }),
  )
  stream.resume()
}

export function headOf(request: IncomingMessage): RequestHead {
  const { method = '', httpVersion, url = '', rawHeaders } = request
  const headers: HeaderPair[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''])
  return { method, httpVersion, target: url, headers }
}

type Judged =
  | {
      readonly accepted: true
      readonly key: string
      readonly user: User | undefined
      readonly protocol: string | undefined
    }
  | ({ readonly accepted: false } & UpgradeRefusal)

async function judge(request: IncomingMessage, settings: Settings): Promise<Judged> {
  const handshake = judgeRequest(headOf(request), { protocols: settings.protocols })
  if (!handshake.accepted) {
    const { status, code, message, headers } = handshake
    return { accepted: false, status, code, message, headers }
  }
  const origin = judgeOrigin(request.headers.origin, request.headers.host ?? '', settings.origins)
  if (!origin.allowed) {
    return { accepted: false, status: 403, code: 'handshake/origin', message: origin.message, fix: origin.fix }
  }
  const { key, protocol } = handshake
  if (settings.authenticate === undefined) return { accepted: true, key, protocol, user: undefined }
  try {
    const user = await withDeadline(settings.authenticate(request), settings.authenticateTimeoutMs)
    if (user === late) {
      settings.log.error(`"authenticate" did not answer within ${settings.authenticateTimeoutMs} ms`)
      return {
        accepted: false,
        status: 503,
        code: 'handshake/authenticate-timeout',
        message: 'Signing in took too long. Try again.',
      }
    }
    return { accepted: true, key, protocol, user: user === null || user === undefined ? undefined : checkUser(user) }
  } catch (error) {
    settings.log.error(`"authenticate" threw: ${describeError(error)}`)
    return {
      accepted: false,
      status: 500,
      code: 'handshake/authenticate-failed',
      message: 'The server failed to find out who you are, and logged why.',
    }
  }
}

function sha1(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest()
}
