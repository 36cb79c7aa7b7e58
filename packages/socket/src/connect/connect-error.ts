import type { HandshakeCode, HeaderPair } from '@parley/websocket'

/** What a connection goes through, in this order; everything up to the proxy's answer is `proxy` if there is one. */
export type ConnectStep = 'name' | 'tcp' | 'proxy' | 'tls' | 'http' | 'accept' | 'subprotocol' | 'extension'

/** Why there is no connection. Stable: a program may match on it. Faults of the answer's head have a `HandshakeCode`. */
export const ConnectCode = {
  nameNotFound: 'connect/name-not-found',
  nameUnavailable: 'connect/name-unavailable',
  refused: 'connect/refused',
  unreachable: 'connect/unreachable',
  failed: 'connect/failed',
  timeout: 'connect/timeout',
  proxyRefused: 'connect/proxy-refused',
  proxyCredentials: 'connect/proxy-credentials',
  proxyAnswer: 'connect/proxy-answer',
  certificateUntrusted: 'connect/certificate-untrusted',
  certificateDate: 'connect/certificate-date',
  certificateName: 'connect/certificate-name',
  certificate: 'connect/certificate',
  notTls: 'connect/not-tls',
  tlsFailed: 'connect/tls-failed',
  speaksTls: 'connect/speaks-tls',
  noAnswer: 'connect/no-answer',
  notHttp: 'connect/not-http',
  headTooLarge: 'connect/head-too-large',
  redirected: 'connect/redirected',
  status: 'connect/status',
} as const
export type ConnectCode = (typeof ConnectCode)[keyof typeof ConnectCode] | HandshakeCode

/** A refusal that explains itself in JSON, as Parley's servers do. */
export interface ExplainedRefusal {
  readonly code: string
  readonly message: string
  readonly fix?: string
}

export interface ConnectErrorInput {
  readonly code: ConnectCode
  readonly step: ConnectStep
  readonly message: string
  readonly status?: number | undefined
  readonly headers?: readonly HeaderPair[] | undefined
  readonly body?: string | undefined
  readonly refusal?: ExplainedRefusal | undefined
  readonly address?: string | undefined
  readonly cause?: unknown
}

/** Says at which step a connection failed, why, and, where it is known, what to change. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError'
  readonly code: ConnectCode
  readonly step: ConnectStep
  /** Of the HTTP answer, the proxy's or the server's, if one came. */
  readonly status: number | undefined
  /** Of that answer, as they came. */
  readonly headers: readonly HeaderPair[] | undefined
  /** The first 1 000 characters of that answer's body. */
  readonly body: string | undefined
  /** That body, if it is a refusal that explains itself. */
  readonly refusal: ExplainedRefusal | undefined
  /** Whom it was tried with: `127.0.0.1:3000`, `[::1]:3000`, or the name and port if the name has no one address. */
  readonly address: string | undefined

  constructor(input: ConnectErrorInput) {
    super(input.message, input.cause === undefined ? undefined : { cause: input.cause })
    this.code = input.code
    this.step = input.step
    this.status = input.status
    this.headers = input.headers
    this.body = input.body
    this.refusal = input.refusal
    this.address = input.address
  }
}
