import type { DeflateChoice } from '@parley/websocket'

/** permessage-deflate (RFC 7692) as an option. */
export interface DeflateOptions extends DeflateChoice {
  /** Messages of fewer bytes are sent as they are. @default 1024 */
  readonly threshold?: number
  /** zlib's: 1 is the fastest, 9 the smallest. @default 3 */
  readonly level?: number
}
