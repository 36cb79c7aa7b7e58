import { CloseCode, FaultCode } from './codes.ts'

/** What a peer did against the protocol or our limits, and the close code it was told (RFC 6455 §7.1.7). */
export interface ProtocolFault {
  readonly code: FaultCode
  readonly closeCode: number
  /** One plain sentence; it is also the reason in the close frame. */
  readonly message: string
  /** The section of RFC 6455 that decides, unless it names another RFC. */
  readonly section: string
}

const { protocolError, invalidPayload, policyViolation, tooBig } = CloseCode

function fault(code: FaultCode, closeCode: number, section: string, message: string): [FaultCode, ProtocolFault] {
  return [code, Object.freeze({ code, closeCode, message, section })]
}

// Each message travels as a close reason, so it stays within 123 bytes of ASCII (checked by a test) and tells nothing
// about our inside.
const FAULTS: ReadonlyMap<FaultCode, ProtocolFault> = new Map([
  fault(FaultCode.reservedBits, protocolError, '5.2', 'A reserved bit is set that no extension allows here'),
  fault(FaultCode.reservedOpcode, protocolError, '5.2', 'The opcode is reserved'),
  fault(FaultCode.unmasked, protocolError, '5.1', 'A client must mask its frames'),
  fault(FaultCode.masked, protocolError, '5.1', 'A server must not mask its frames'),
  fault(FaultCode.lengthNotMinimal, protocolError, '5.2', 'The length is not in its shortest form'),
  fault(FaultCode.frameTooLarge, tooBig, '10.4', 'The frame is larger than the limit'),
  fault(FaultCode.controlFragmented, protocolError, '5.5', 'A control frame must not be fragmented'),
  fault(FaultCode.controlTooLong, protocolError, '5.5', 'A control frame carries at most 125 bytes'),
  fault(FaultCode.pingFlood, policyViolation, '5.5.2', 'Too many pings while their pongs were not read'),
  fault(FaultCode.unexpectedContinuation, protocolError, '5.4', 'A continuation frame without a message to continue'),
  fault(FaultCode.unfinishedMessage, protocolError, '5.4', 'A new message began inside a fragmented one'),
  fault(FaultCode.messageTooLarge, tooBig, '10.4', 'The message is larger than the limit'),
  fault(FaultCode.tooManyFragments, policyViolation, '10.4', 'The message has more fragments than the limit'),
  fault(FaultCode.invalidUtf8, invalidPayload, '8.1', 'The text is not valid UTF-8'),
  fault(FaultCode.deflateDamaged, invalidPayload, 'RFC 7692 §7.2.2', 'The compressed message cannot be inflated'),
  fault(
    FaultCode.deflateTooManyBlocks,
    policyViolation,
    'RFC 7692 §7.2.3.5',
    'The compressed message ends its data more often than the limit',
  ),
  fault(FaultCode.closeShortBody, protocolError, '5.5.1', 'A close body of one byte cannot hold a code'),
  fault(FaultCode.closeIllegalCode, protocolError, '7.4', 'The close code must not appear in a frame'),
  fault(FaultCode.closeInvalidUtf8, invalidPayload, '8.1', 'The close reason is not valid UTF-8'),
])

/** The fault for a code, shared and frozen. Every code has one; a test walks the catalogue. */
export function faultOf(code: FaultCode): ProtocolFault {
  return FAULTS.get(code)!
}
