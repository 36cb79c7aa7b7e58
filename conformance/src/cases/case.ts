import type { ProfileName } from '../subjects/profile.ts'
import type { LengthForm } from '../wire/index.ts'

/** Text as a string, binary as bytes. */
export type Payload = string | Uint8Array

/** A frame as described, masked as the peer's role asks. */
export interface FrameStep {
  readonly frame: number
  readonly payload?: Payload
  readonly fin?: boolean
  readonly rsv?: number
  readonly key?: Uint8Array
  readonly announced?: bigint | number
  readonly lengthForm?: LengthForm
  /** Masked by a server, unmasked by a client. */
  readonly maskedWrongly?: boolean
  /** Only so many bytes of the frame are written. */
  readonly first?: number
}

/** A message sent with the compression that was negotiated, in the peer's own context. */
export interface CompressedStep {
  readonly compressed: Payload
  /** How many frames carry it. @default 1 */
  readonly fragments?: number
}

/** Waits until the subject has sent so many messages and pongs in all, then goes on. */
export interface AwaitStep {
  readonly await: number
}

/** Waits for the subject's close frame. */
export interface AwaitCloseStep {
  readonly awaitClose: true
}

/** What the peer does to the TCP connection. */
export interface EndStep {
  readonly end: 'fin' | 'reset'
}

export type Step = FrameStep | CompressedStep | AwaitStep | AwaitCloseStep | EndStep

/** What the subject must be seen to do. It must write proper frames in every case, so no case says so. */
export interface Expectation {
  /** Messages echoed, in order: these and no more. */
  readonly messages?: readonly Payload[]
  /** Payloads of pongs, in order. */
  readonly pongs?: readonly Payload[]
  /**
   * Codes of its close frame (1005: one without a code), after which the connection must end. Left out: it must still
   * be open afterwards and answer a close with 1000. `optional`: the peer went away; the subject may say so or not.
   */
  readonly close?: readonly number[] | 'optional'
  /** Whether each echo came compressed, where that is decided by what was negotiated. */
  readonly compressed?: readonly boolean[]
}

/** How permessage-deflate is negotiated in a case (RFC 7692 §5). */
export interface Negotiation {
  /** What the peer offers to a server, as it stands in the header. */
  readonly offer?: string | readonly string[]
  /** What the peer answers to a client's offer. */
  readonly answer?: string | readonly string[] | AnswerTerms
  /** `declined`: opened without compression. `refused`: not opened. @default agreed */
  readonly outcome?: 'agreed' | 'declined' | 'refused'
  /** Parameters that the server's answer must have, with the value if it says one. */
  readonly includes?: readonly string[]
  /** Parameters that it must not have. */
  readonly excludes?: readonly string[]
}

/** An answer made from the client's offer: what the offer demands, and these parameters more. */
export interface AnswerTerms {
  readonly further: readonly string[]
}

export interface Case {
  /** Stable: `1.1.3`. New cases go to the end of their group. */
  readonly id: string
  /** The fact that the case shows. */
  readonly title: string
  /** `6455 §5.5.2`, of the RFC that decides; `limits` where a documented option does. */
  readonly section: string
  /** Whom it concerns. @default both */
  readonly role?: 'server' | 'client'
  /** The options the subject runs with. @default plain */
  readonly profile?: ProfileName
  readonly negotiation?: Negotiation
  readonly write: readonly Step[]
  /**
   * How the bytes are cut into segments: `together` writes neighbouring steps at once, `steps` each for itself, a number
   * in pieces of that size, a list at these places. @default together
   */
  readonly cut?: 'together' | 'steps' | number | readonly number[]
  readonly expect: Expectation
}

/** A group of cases of one area; `area` is what `--only` takes and what the table has a line for. */
export interface CaseGroup {
  readonly area: string
  readonly cases: readonly Case[]
}

/** Gives a group its ids. */
export function group(prefix: string, cases: readonly Omit<Case, 'id'>[]): readonly Case[] {
  return cases.map((one, index) => ({ id: `${prefix}.${index + 1}`, ...one }))
}
