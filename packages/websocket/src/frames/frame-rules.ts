import { FaultCode, Opcode, RSV1 } from '../codes.ts'
import { type FrameHeader, HeaderStage } from './frame-header.ts'

/** Which end of the connection this machine is. */
export type Role = 'server' | 'client'

/** What a peer may send, and how much. Every limit on bytes has its twin on count (see the package's README). */
export interface FrameRules {
  readonly role: Role
  readonly maxFrameBytes: number
  readonly maxMessageBytes: number
  readonly maxFragments: number
  /** permessage-deflate was agreed on: RSV1 marks a compressed message. */
  readonly mayCompress: boolean
}

/** How far the message is to which the next data frame would belong. */
export interface MessageProgress {
  readonly length: number
  readonly fragments: number
  readonly isCompressed: boolean
}

/**
 * The first rule that a header breaks, judged as soon as the bytes that break it are there: a length is refused before
 * its payload arrives and before any memory is taken for it.
 */
export function judgeHeader(
  header: FrameHeader,
  rules: FrameRules,
  message: MessageProgress | undefined,
): FaultCode | undefined {
  if (header.stage === HeaderStage.nothing) return undefined
  const broken = judgeFlags(header, rules, message)
  if (broken !== undefined || header.stage === HeaderStage.flags) return broken
  return judgeLength(header, rules, message)
}

function judgeFlags(
  header: FrameHeader,
  rules: FrameRules,
  message: MessageProgress | undefined,
): FaultCode | undefined {
  const { opcode, rsv } = header
  const isFirstOfMessage = opcode === Opcode.text || opcode === Opcode.binary
  if (rsv !== 0 && !(rsv === RSV1 && rules.mayCompress && isFirstOfMessage)) return FaultCode.reservedBits
  const { role } = rules
  if (opcode > Opcode.pong || (opcode > Opcode.binary && opcode < Opcode.close)) return FaultCode.reservedOpcode
  if (header.masked !== (role === 'server')) return role === 'server' ? FaultCode.unmasked : FaultCode.masked
  if (opcode >= Opcode.close) {
    if (!header.fin) return FaultCode.controlFragmented
    if (header.lengthCode > 125) return FaultCode.controlTooLong
    return undefined
  }
  if (message === undefined) return opcode === Opcode.continuation ? FaultCode.unexpectedContinuation : undefined
  if (opcode !== Opcode.continuation) return FaultCode.unfinishedMessage
  // Empty fragments count like any other: they cost us work all the same.
  return message.fragments >= rules.maxFragments ? FaultCode.tooManyFragments : undefined
}

function judgeLength(
  header: FrameHeader,
  rules: FrameRules,
  message: MessageProgress | undefined,
): FaultCode | undefined {
  const { length, lengthCode } = header
  if (lengthCode === 126 && length < 126) return FaultCode.lengthNotMinimal
  if (lengthCode === 127 && length < 65_536) return FaultCode.lengthNotMinimal
  if (header.opcode >= Opcode.close) return undefined
  // What a message inflates to is limited while it is inflated; here it is what would be kept until then.
  const isCompressed = message === undefined ? header.rsv !== 0 : message.isCompressed
  const most = (bytes: number) => (isCompressed ? bytes + spareFor(bytes) : bytes)
  // Cumulative: a limit per frame alone is passed by sending more frames.
  if ((message?.length ?? 0) + length > most(rules.maxMessageBytes)) return FaultCode.messageTooLarge
  return length > most(rules.maxFrameBytes) ? FaultCode.frameTooLarge : undefined
}

/** What cannot be compressed grows: five bytes for each stored block, and some encoders make small ones. */
function spareFor(bytes: number): number {
  return Math.floor(bytes / 64) + 64
}
