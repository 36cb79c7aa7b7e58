import type { Duplex } from 'node:stream'
import { httpServer, listen } from './listen.ts'
import type { Running } from './running.ts'

const accepted =
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n'

/**
 * No WebSocket at all: reads by Node's streams and writes by Node's streams, as many bytes as an echo would, and looks at none of them
 * but those of the first frame. What a library for Node cannot be quicker than.
 */
export async function startNetEcho(): Promise<Running> {
  const server = httpServer()
  server.on('upgrade', (_request, stream: Duplex & { setNoDelay?(on: boolean): void }, head: Buffer) => {
    stream.setNoDelay?.(true)
    stream.write(accepted)
    const echo = echoOn(stream)
    stream.on('data', echo)
    stream.on('error', () => stream.destroy())
    stream.on('end', () => stream.end())
    if (head.length > 0) echo(head)
  })
  return { port: await listen(server) }
}

/** All frames of one connection are alike: the first is answered by what it holds, the others by the same. */
function echoOn(stream: Duplex): (bytes: Buffer) => void {
  let first = Buffer.alloc(0)
  let request = 0
  let answer: Buffer = Buffer.alloc(0)
  let read = 0
  return (bytes) => {
    if (request === 0) {
      first = Buffer.concat([first, bytes])
      request = frameSize(first)
      if (request === 0) return
      answer = unmasked(first.subarray(0, request))
      read = first.length
    } else {
      read += bytes.length
    }
    const whole = Math.floor(read / request)
    read -= whole * request
    if (whole === 1) stream.write(answer)
    else if (whole > 1) stream.write(Buffer.concat(Array.from({ length: whole }, () => answer)))
  }
}

/** Of a masked frame shorter than 65 536 bytes; 0: it is not there yet. */
function frameSize(bytes: Buffer): number {
  const code = (bytes[1] ?? 0) & 0x7f
  if (bytes.length < 4) return 0
  const size = code < 126 ? 6 + code : 8 + bytes.readUInt16BE(2)
  return bytes.length < size ? 0 : size
}

function unmasked(frame: Buffer): Buffer {
  const isLong = (frame[1]! & 0x7f) === 126
  const at = isLong ? 8 : 6
  const key = frame.subarray(at - 4, at)
  const head = Buffer.from(frame.subarray(0, at - 4))
  head[1]! &= 0x7f
  return Buffer.concat([head, frame.subarray(at).map((byte, index) => byte ^ key[index & 3]!)])
}
