import { connect, isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import type { HeaderPair } from '@parley/websocket'

/** Where to connect, an address that was looked up already. */
export interface Place {
  readonly ip: string
  readonly port: number
  /** Undefined: plain. */
  readonly tls:
    | { readonly servername: string; readonly alpn: readonly string[]; readonly isChecked: boolean }
    | undefined
}

export type Opening =
  | { readonly is: 'open'; readonly stream: Duplex; readonly alpn: string | undefined }
  /** `code`: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `TIMEOUT` … */
  | { readonly is: 'failed'; readonly code: string; readonly names: string | undefined }

export interface Head {
  readonly httpVersion: string
  readonly status: number
  readonly reason: string
  readonly headers: readonly HeaderPair[]
}

/** What came back for a request. */
export type Answer =
  | {
      readonly is: 'head'
      readonly head: Head
      readonly body: string
      readonly rest: Buffer
      readonly stream: Duplex | undefined
    }
  /** Closed before a head was whole. */
  | { readonly is: 'closed'; readonly start: string; readonly afterMs: number }
  | { readonly is: 'silent'; readonly afterMs: number }
  | { readonly is: 'not-http'; readonly start: string }
  | { readonly is: 'unreachable'; readonly code: string }

const maxHeadBytes = 32_768
const maxBodyBytes = 16_384
/** A body that takes longer says no more. */
const bodyMs = 250

/** Connects, over TLS where it is asked for. Never rejects. */
export function open({ ip, port, tls }: Place, timeoutMs: number): Promise<Opening> {
  return new Promise((resolve) => {
    const plain = connect({ host: ip, port, noDelay: true })
    const secure = tls === undefined ? undefined : secured(plain, tls)
    const stream: Duplex = secure ?? plain
    const timer = setTimeout(() => fail('TIMEOUT'), timeoutMs)
    const fail = (code: string, certificate?: PeerCertificate) => {
      clearTimeout(timer)
      plain.destroy()
      resolve({ is: 'failed', code, names: certificate?.subjectaltname })
    }
    const onError = (error: NodeJS.ErrnoException & { cert?: PeerCertificate }) =>
      fail(error.code ?? error.message, error.cert)
    plain.on('error', onError)
    stream.on('error', onError)
    stream.on('close', () => fail('CLOSED'))
    stream.on(secure === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer)
      resolve({ is: 'open', stream, alpn: secure?.alpnProtocol || undefined })
    })
  })
}

function secured(plain: Duplex, { servername, alpn, isChecked }: NonNullable<Place['tls']>): TLSSocket {
  return connectTls({
    socket: plain,
    ...(isIP(servername) === 0 ? { servername } : {}),
    host: servername,
    ALPNProtocols: [...alpn],
    rejectUnauthorized: isChecked,
  })
}

export interface AskOptions {
  readonly connectMs: number
  readonly answerMs: number
  /** After a 101 the stream stays open, and belongs to who asked. */
  readonly keepsOpen?: boolean
}

/** Sends one request on a connection of its own and reads what comes back. Never rejects. */
export async function ask(place: Place, request: string | Uint8Array, options: AskOptions): Promise<Answer> {
  const opened = await open(place, options.connectMs)
  if (opened.is === 'failed') return { is: 'unreachable', code: opened.code }
  const { stream } = opened
  stream.write(request)
  const answer = await readAnswer(stream, options.answerMs)
  if (answer.is !== 'head' || answer.head.status !== 101 || options.keepsOpen !== true) stream.destroy()
  return answer
}

function readAnswer(stream: Duplex, answerMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const began = performance.now()
    let bytes = Buffer.alloc(0)
    let head: Head | undefined
    let size = 0
    let timer = setTimeout(() => finish({ is: 'silent', afterMs: answerMs }), answerMs)
    const finish = (answer: Answer) => {
      clearTimeout(timer)
      stream.off('data', onData)
      stream.off('end', onEnd)
      stream.off('close', onEnd)
      stream.pause()
      resolve(answer)
    }
    const whole = () => {
      if (head === undefined) return
      const rest = bytes.subarray(size)
      const isOpen = head.status === 101
      finish({ is: 'head', head, body: isOpen ? '' : textOf(head, rest), rest, stream: isOpen ? stream : undefined })
    }
    const onData = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (head === undefined) {
        const read = readHead(bytes)
        if (read === 'not-http' || (read === 'unfinished' && bytes.length > maxHeadBytes)) {
          finish({ is: 'not-http', start: bytes.toString('latin1', 0, 80) })
          return
        }
        if (read === 'unfinished') return
        head = read.head
        size = read.size
        clearTimeout(timer)
        timer = setTimeout(whole, bodyMs)
      }
      if (head.status === 101 || isWhole(head, bytes.subarray(size)) || bytes.length - size > maxBodyBytes) whole()
    }
    const onEnd = () => {
      if (head === undefined) {
        finish({ is: 'closed', start: bytes.toString('latin1', 0, 80), afterMs: Math.round(performance.now() - began) })
      } else whole()
    }
    stream.on('data', onData)
    stream.on('end', onEnd)
    stream.on('close', onEnd)
  })
}

/** Lenient: what is wrong about an answer is to be seen, not to be refused. */
export function readHead(bytes: Buffer): { head: Head; size: number } | 'unfinished' | 'not-http' {
  const known = bytes.toString('latin1', 0, Math.min(5, bytes.length))
  if (known !== 'HTTP/'.slice(0, known.length)) return 'not-http'
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return 'unfinished'
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const [, httpVersion, status, reason = ''] = /^HTTP\/(\d(?:\.\d)?) (\d{3})(?: (.*))?$/.exec(first) ?? []
  if (httpVersion === undefined || status === undefined) return 'not-http'
  const headers = lines.flatMap((line): HeaderPair[] => {
    const colon = line.indexOf(':')
    return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]
  })
  return { head: { httpVersion, status: Number(status), reason, headers }, size: end + 4 }
}

/** The values of a header, as one list; undefined if there is none. */
export function headerIn({ headers }: Head, name: string): string | undefined {
  const values = headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

function isWhole(head: Head, body: Buffer): boolean {
  const length = headerIn(head, 'content-length')
  if (head.status === 204 || head.status === 304) return true
  if (/chunked/i.test(headerIn(head, 'transfer-encoding') ?? '')) return body.toString('latin1').endsWith('0\r\n\r\n')
  return length !== undefined && body.length >= Number(length)
}

function textOf(head: Head, rest: Buffer): string {
  const text = rest.toString('utf8', 0, maxBodyBytes)
  if (!/chunked/i.test(headerIn(head, 'transfer-encoding') ?? '')) return text
  return text.replace(/^[\da-f]+\r\n/i, '').replace(/\r\n0\r\n\r\n$/, '')
}
