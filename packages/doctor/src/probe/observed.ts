import type { Address } from './address.ts'
import type { Listener } from './listeners.ts'
import type { Looked, Reached } from './reach.ts'
import type { Talked } from './talk.ts'
import type { Answer } from './wire.ts'

/** What TLS said. */
export interface TlsSeen {
  /** Undefined: it came about. */
  readonly code: string | undefined
  /** What the certificate is for, where its name was wrong. */
  readonly names: string | undefined
  readonly alpn: string | undefined
  /** A page answered without TLS on this port. */
  readonly speaksPlain: boolean
}

/** A path that was tried besides the one asked for. */
export interface OtherPath {
  readonly path: string
  readonly status: number | undefined
}

/** What a Parley says over HTTP of an attempt, or of itself. */
export interface WhySaid {
  readonly code: string
  readonly message: string
  readonly fix: string | undefined
  readonly path: string | undefined
}

/** All that was seen of an address. What is undefined was not looked at. */
export interface Observed {
  readonly address: Address
  readonly looked: Looked
  readonly reached: readonly Reached[]
  readonly listeners: readonly Listener[]
  readonly tls: TlsSeen | undefined
  /** Over plain TCP nobody understood HTTP, and TLS came about. */
  readonly wantsTls: boolean
  readonly page: Answer | undefined
  readonly socketIo: Answer | undefined
  readonly upgrade: Answer | undefined
  /** What the answer to `upgrade` had to prove. */
  readonly accept: string
  readonly origin: string
  readonly withoutOrigin: Answer | undefined
  readonly foreign: Answer | undefined
  readonly others: readonly OtherPath[]
  readonly why: WhySaid | undefined
  readonly talked: Talked | undefined
}

/** The status of an answer; undefined where there is none. */
export function statusOf(answer: Answer | undefined): number | undefined {
  return answer?.is === 'head' ? answer.head.status : undefined
}

/** Whether somebody speaks Engine.IO there, and so Socket.IO. */
export function isSocketIo(answer: Answer | undefined): boolean {
  if (answer?.is !== 'head') return false
  return (
    /^(?:\d+:)?0\{"sid"/.test(answer.body) ||
    (answer.head.status === 400 &&
      /"code":\d,"message":"(?:Unsupported protocol|Transport unknown|Bad request)/.test(answer.body))
  )
}
