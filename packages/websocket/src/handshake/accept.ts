import { UsageError } from '../usage-error.ts'
import { encodeBase64 } from './base64.ts'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const encoder = new TextEncoder()

/**
 * The value of Sec-WebSocket-Accept for a key (RFC 6455 §4.2.2): it proves that the answer comes from a server that
 * understood. Give SHA-1 from the host, as `(bytes) => createHash('sha1').update(bytes).digest()`.
 */
export function acceptKey(key: string, sha1: (bytes: Uint8Array) => Uint8Array): string {
  const digest = sha1(encoder.encode(key + GUID))
  if (digest.length !== 20) throw new UsageError('ERR_SHA1', `expected a digest of 20 bytes, got ${digest.length}`)
  return encodeBase64(digest)
}
