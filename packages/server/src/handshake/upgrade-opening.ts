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
  type RequestOptions,
} from '@parley/websocket'
import {
  type Agreed,
  ignoreError,
  type Judgement,
  lingerMs,
  type Opening,
  pairsOf,
  pairsOfHead,
  refusalBody,
  refusalType,
  type UpgradeRefusal,
} from './opening.ts'

/** By HTTP/1.1: a request to upgrade the connection, which becomes the WebSocket (RFC 6455 §4.2). */
export class UpgradeOpening implements Opening {
  readonly request: IncomingMessage
  readonly head: Buffer
  readonly #stream: Duplex

  constructor(request: IncomingMessage, stream: Duplex, head: Buffer) {
    this.request = request
    this.head = head
    this.#stream = stream
    stream.on('error', ignoreError)
  }

  judge(options: RequestOptions): Judgement {
    return judgeRequest(headOf(this.request), options)
  }

  accept(agreed: Agreed): Duplex | undefined {
    const stream: Duplex & { setNoDelay?(on: boolean): void; setTimeout?(ms: number): void } = this.#stream
    // Nobody listened while we waited: who hung up then is known only from what the stream remembers.
    if (!stream.writable || stream.readableEnded) {
      stream.destroy()
      return undefined
    }
    stream.setTimeout?.(0)
    stream.setNoDelay?.(true)
    stream.write(this.#head(agreed))
    return stream
  }

  acceptHeaders(agreed: Agreed): readonly HeaderPair[] {
    return pairsOfHead(this.#head(agreed))
  }

  #head(agreed: Agreed): string {
    const accept = acceptKey(this.request.headers['sec-websocket-key'] ?? '', sha1)
    return encodeAccept({ accept, ...agreed })
  }

  refuse(refusal: UpgradeRefusal): void {
    refuseUpgrade(this.#stream, refusal)
  }

  refusalHeaders(refusal: UpgradeRefusal): readonly HeaderPair[] {
    return pairsOfHead(encoded(refusal))
  }

  drop(): void {
    this.#stream.destroy()
  }

  whenGone(run: () => void): () => void {
    this.#stream.on('close', run)
    return () => this.#stream.off('close', run)
  }
}

/**
 * Answers and closes: whatever the peer sends after a refused upgrade must not be read as a request. It is read and
 * thrown away for a moment, since closing with bytes unread resets the connection and may take the answer with it
 * (RFC 9112 §9.6).
 */
export function refuseUpgrade(stream: Duplex, refusal: UpgradeRefusal): void {
  stream.on('error', () => stream.destroy())
  if (!stream.writable) {
    stream.destroy()
    return
  }
  const cut = setTimeout(() => stream.destroy(), lingerMs)
  stream.on('end', () => stream.destroy())
  stream.on('close', () => clearTimeout(cut))
  stream.end(encoded(refusal))
  stream.resume()
}

function encoded(refusal: UpgradeRefusal): string {
  const { status, headers = {} } = refusal
  return encodeRefusal({ status, body: refusalBody(refusal), contentType: refusalType, headers })
}

/** The head of a request of HTTP/1.1, as it came. */
export function headOf(request: IncomingMessage): RequestHead {
  const { method = '', httpVersion, url = '', rawHeaders } = request
  return { method, httpVersion, target: url, headers: pairsOf(rawHeaders) }
}

function sha1(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest()
}
