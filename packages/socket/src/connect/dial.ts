import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { HeaderPair, ResponseVerdict } from '@parley/websocket'
import { Attempt } from './attempt.ts'
import { late } from './late.ts'
import { openTcp } from './open-tcp.ts'
import { answersTls, openTls } from './open-tls.ts'
import { openTunnel } from './open-tunnel.ts'
import { makeOpening, openWebSocket } from './open-websocket.ts'
import type { DialOptions } from './options.ts'
import { type DialSettings, toSettings } from './settings.ts'

/** A connection on which the server has agreed to speak WebSocket. */
export interface Dialled {
  /** Nothing of it is read yet: the first bytes that come out of it are frames. It has an error listener. */
  readonly transport: Duplex
  /** What was agreed on: subprotocol, compression. */
  readonly verdict: Extract<ResponseVerdict, { accepted: true }>
  /** The server's; undefined behind a proxy. */
  readonly remoteAddress: string | undefined
  /** Of the server's answer, as they came. */
  readonly headers: readonly HeaderPair[]
}

/** A silent server is asked for no longer than that whether it wants TLS. */
const tlsQuestionMs = 1_000

/**
 * Opens a WebSocket up to the server's 101. Rejects with a {@link ConnectError} that says at which step it failed, with a
 * {@link UsageError} for what can never work, or with the reason of `signal`; nothing stays open then.
 */
export async function dial(url: string | URL, options: DialOptions = {}): Promise<Dialled> {
  const settings = toSettings(url, options)
  const opening = makeOpening(settings)
  return within(settings, settings.handshakeTimeoutMs, async (attempt) => {
    const plain = await openPlain(settings, attempt)
    const { target } = settings
    const transport = target.isSecure ? await openTls(target, plain, settings.tls, attempt) : plain
    const { verdict, head } = await openWebSocket(transport, opening, settings, attempt, () => speaksTls(settings))
    const remoteAddress = settings.proxy === undefined ? (transport as Socket).remoteAddress : undefined
    return { transport, verdict, remoteAddress, headers: head.headers }
  })
}

function openPlain({ target, proxy, tcp }: DialSettings, attempt: Attempt): Promise<Duplex> {
  return proxy === undefined ? openTcp(target, tcp, attempt) : openTunnel(target, proxy, tcp, attempt)
}

/** Asks over a second connection whether that server speaks TLS. */
async function speaksTls(settings: DialSettings): Promise<boolean> {
  const timeoutMs = Math.min(tlsQuestionMs, settings.handshakeTimeoutMs)
  try {
    return await within(settings, timeoutMs, async (attempt) => {
      const transport = await openPlain(settings, attempt)
      const answer = await answersTls(settings.target, transport, attempt)
      attempt.abandon()
      return answer
    })
  } catch {
    return false
  }
}

async function within<Value>(
  settings: DialSettings,
  timeoutMs: number,
  run: (attempt: Attempt) => Promise<Value>,
): Promise<Value> {
  const attempt = new Attempt(timeoutMs, settings.signal, (step) => late(step, settings))
  try {
    const value = await run(attempt)
    attempt.succeed()
    return value
  } catch (error) {
    attempt.abandon()
    // Who gave up hears just that, whatever went wrong besides.
    throw settings.signal?.aborted === true ? settings.signal.reason : error
  }
}
