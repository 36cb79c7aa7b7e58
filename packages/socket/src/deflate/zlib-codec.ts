import { constants, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib'
import type { DeflateCodec, Inflated, InflateFault } from '@parley/websocket'

/** zlib's fastest is 1, its smallest 9. */
const defaultLevel = 3

/** What `info: true` makes of the result; the types of Node do not know it. */
interface WithInfo {
  readonly buffer: Uint8Array
  readonly engine: { readonly bytesWritten: number }
}

/**
 * DEFLATE by zlib, one call for each message: no stream is kept, so an idle socket costs nothing, and nothing waits in line for
 * a thread. Earlier bytes that a message refers to are given as zlib's dictionary, which for raw DEFLATE is just that.
 */
export function zlibCodec(level: number = defaultLevel): DeflateCodec {
  return {
    deflate(bytes, windowBits, context) {
      const options: ZlibOptions = {
        level,
        // zlib cannot do 8; with 9 it never looks back further than 250 bytes, which fits 8 as well.
        windowBits: Math.max(windowBits, 9),
        finishFlush: constants.Z_SYNC_FLUSH,
        ...(context === undefined ? {} : { dictionary: context }),
      }
      const whole = deflateRawSync(bytes, options)
      return whole.subarray(0, whole.length - 4)
    },
    inflate,
  }
}

function inflate(bytes: Uint8Array, maxBytes: number, context: Uint8Array | undefined): Inflated | InflateFault {
  const options: ZlibOptions = {
    info: true,
    // zlib gives up at the first byte beyond; it cannot be told to allow none.
    maxOutputLength: maxBytes + 1,
    ...(context === undefined || context.length === 0 ? {} : { dictionary: context }),
  }
  try {
    const { buffer, engine } = inflateRawSync(bytes, options) as unknown as WithInfo
    return buffer.length > maxBytes ? 'too-large' : { bytes: buffer, used: engine.bytesWritten }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged'
  }
}
