/** Frame opcodes (RFC 6455 §5.2). Bit 3 marks a control frame. */
export const Opcode = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const

/** The first reserved bit: the message is compressed (RFC 7692 §7.2.3.1). */
export const RSV1 = 0x40

/** The close codes that this package itself uses (RFC 6455 §7.4.1). */
export const CloseCode = {
  normal: 1000,
  protocolError: 1002,
  noStatus: 1005,
  abnormal: 1006,
  invalidPayload: 1007,
  policyViolation: 1008,
  tooBig: 1009,
} as const

/**
 * Why a peer's bytes were refused. Stable: a log or a test may match on it. What each one means, and the close code
 * it leads to, stands in `faults.ts`.
 */
export const FaultCode = {
  reservedBits: 'frame/reserved-bits',
  reservedOpcode: 'frame/reserved-opcode',
  unmasked: 'frame/unmasked',
  masked: 'frame/masked',
  lengthNotMinimal: 'frame/length-not-minimal',
  frameTooLarge: 'frame/too-large',
  controlFragmented: 'control/fragmented',
  controlTooLong: 'control/too-long',
  pingFlood: 'control/ping-flood',
  unexpectedContinuation: 'message/unexpected-continuation',
  unfinishedMessage: 'message/unfinished',
  messageTooLarge: 'message/too-large',
  tooManyFragments: 'message/too-many-fragments',
  invalidUtf8: 'message/invalid-utf8',
  deflateDamaged: 'deflate/damaged',
  deflateTooManyBlocks: 'deflate/too-many-final-blocks',
  closeShortBody: 'close/short-body',
  closeIllegalCode: 'close/illegal-code',
  closeInvalidUtf8: 'close/invalid-utf8',
} as const
export type FaultCode = (typeof FaultCode)[keyof typeof FaultCode]

/** Why a handshake was refused, on either side. Stable: the documentation has one entry for each. */
export const HandshakeCode = {
  headersTooLarge: 'handshake/headers-too-large',
  malformedHeader: 'handshake/malformed-header',
  duplicateHeader: 'handshake/duplicate-header',
  method: 'handshake/method',
  httpVersion: 'handshake/http-version',
  scheme: 'handshake/scheme',
  target: 'handshake/target',
  host: 'handshake/host',
  body: 'handshake/body',
  proxyStrippedUpgrade: 'handshake/proxy-stripped-upgrade',
  upgrade: 'handshake/upgrade',
  connection: 'handshake/connection',
  key: 'handshake/key',
  version: 'handshake/version',
  protocol: 'handshake/protocol',
  status: 'handshake/status',
  accept: 'handshake/accept',
  extension: 'handshake/extension',
} as const
export type HandshakeCode = (typeof HandshakeCode)[keyof typeof HandshakeCode]

/** May this code stand in a close frame? RFC 6455 §7.4 and the IANA registry: 1004, 1005, 1006 and 1015 never may. */
export function isWireCloseCode(code: number): boolean {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999)
}
