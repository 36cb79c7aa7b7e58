/** What a caller of this package can do wrong. */
export type UsageErrorCode =
  | 'ERR_CLOSE_CODE'
  | 'ERR_CLOSE_REASON'
  | 'ERR_CONTROL_PAYLOAD'
  | 'ERR_HEADER_INVALID'
  | 'ERR_HEADER_RESERVED'
  | 'ERR_MASKING_KEY'
  | 'ERR_OPTION'
  | 'ERR_PAYLOAD_TYPE'
  | 'ERR_PROTOCOL'
  | 'ERR_REQUEST_LINE'
  | 'ERR_SHA1'
  | 'ERR_SOCKET_SEND'
  | 'ERR_STATUS'

/** Thrown for the caller's own mistakes only; nothing that a peer sends leads here. Match on `code`, not on the text. */
export class UsageError extends TypeError {
  override readonly name = 'UsageError'
  readonly code: UsageErrorCode

  constructor(code: UsageErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
