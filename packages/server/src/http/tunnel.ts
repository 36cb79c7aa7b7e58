import type { ServerHttp2Stream } from 'node:http2'
import { Duplex } from 'node:stream'

/** RFC 9113 §7: nobody is interested in the stream any more. What a reset is to TCP (RFC 8441 §5). */
export const cancelCode = 8

/** A write is given to HTTP/2 in pieces of this size. */
const pieceBytes = 65_536

/**
 * The bytes of one stream of HTTP/2, as a transport that behaves like a TCP connection: it is gone as soon as the peer
 * cancels the stream, also while we do not read; `destroy()` cancels it; and what the peer takes of a large write
 * is seen while it takes it. The session that carries the stream is left alone.
 */
export class Tunnel extends Duplex {
  readonly #stream: ServerHttp2Stream
  #writtenBytes = 0

  /** The stream was answered with 200, and nobody has read from it. */
  constructor(stream: ServerHttp2Stream) {
    super()
    this.#stream = stream
    // A paused stream does not say that it is closed before all of it was read, but it does say 'aborted'.
    const gone = () => this.destroy()
    stream.on('aborted', gone)
    stream.on('close', gone)
    stream.on('error', gone)
    stream.pause()
    stream.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) stream.pause()
    })
    stream.on('end', () => this.push(null))
  }

  /** Bytes that the peer's windows have let through. */
  get bytesWritten(): number {
    return this.#writtenBytes
  }

  override _read(): void {
    this.#stream.resume()
  }

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#writeFrom(bytes, 0, done)
  }

  #writeFrom(bytes: Buffer, start: number, done: (error?: Error | null) => void): void {
    const piece = bytes.subarray(start, start + pieceBytes)
    this.#stream.write(piece, (error) => {
      const end = start + piece.length
      if (!error) this.#writtenBytes += piece.length
      if (error || end === bytes.length) done(error)
      else this.#writeFrom(bytes, end, done)
    })
  }

  override _final(done: () => void): void {
    if (this.#stream.destroyed) done()
    else this.#stream.end(() => done())
  }

  override _destroy(_error: Error | null, done: () => void): void {
    const stream = this.#stream
    const isOver = stream.writableFinished && this.readableEnded
    if (!isOver) {
      if (!stream.closed) stream.close(cancelCode)
      // One that the peer closed would wait for somebody to read the rest.
      stream.destroy()
    }
    // What went wrong is said by how the stream ends; as an error it would need somebody to listen.
    done()
  }
}
