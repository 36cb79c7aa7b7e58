import { frame, type HttpHead, headerOf, opcodes, parseHead, RawConnection, statusOf } from '../wire/index.ts'

/** What came back for one request. */
export interface Exchange {
  /** `undefined`: the connection ended without an answer. */
  readonly head: HttpHead | undefined
  readonly status: number | undefined
  readonly body: string
  /** After a 101: the text that came back. */
  readonly echo: string | undefined
  /** The server ended the connection. */
  readonly isEnded: boolean
  readonly elapsedMs: number
}

export interface Asked {
  readonly head: string
  /** Follows in the same segment, after the head. */
  readonly tail: Uint8Array | string
  /** Is what follows a frame whose echo is to be waited for? */
  readonly awaitsEcho: boolean
  /** After which answers the end is waited for; after others it need not come. */
  readonly awaitsEnd: (status: number) => boolean
}

/** A text frame as a client sends it. */
export function textFrame(text: string): Buffer {
  return frame(opcodes.text, text)
}

/** Sends a request with something right behind it, and waits for what must come: the echo after a 101, else the end. */
export async function exchange(
  port: number,
  { head, tail, awaitsEcho, awaitsEnd }: Asked,
  deadlineMs = 3_000,
): Promise<Exchange> {
  const peer = await RawConnection.connect(port)
  const began = performance.now()
  peer.write(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(tail as string)]))
  try {
    await peer.until(() => headEnd(peer) >= 0 || peer.ending !== undefined, 'an answer', deadlineMs).catch(() => {})
    const elapsedMs = performance.now() - began
    const end = headEnd(peer)
    if (end < 0)
      return {
        head: undefined,
        status: undefined,
        body: '',
        echo: undefined,
        isEnded: peer.ending !== undefined,
        elapsedMs,
      }
    const answer = parseHead(peer.queue.take(end + 4).toString('latin1', 0, end))
    const status = statusOf(answer)
    if (status === 101)
      return { head: answer, status, body: '', ...(await echoOf(peer, awaitsEcho, deadlineMs)), elapsedMs }
    if (awaitsEnd(status)) await peer.ended(deadlineMs).catch(() => {})
    const length = Number(headerOf(answer, 'content-length') ?? peer.queue.length)
    const body = peer.queue.peek(Math.min(length, peer.queue.length)).toString()
    return { head: answer, status, body, echo: undefined, isEnded: peer.ending !== undefined, elapsedMs }
  } finally {
    peer.cut()
  }
}

async function echoOf(peer: RawConnection, isAwaited: boolean, deadlineMs: number) {
  peer.startFrames()
  const reply = isAwaited ? await peer.frameAt(0, deadlineMs).catch(() => undefined) : undefined
  return {
    echo: reply?.opcode === opcodes.text ? reply.payload.toString() : undefined,
    isEnded: peer.ending !== undefined,
  }
}

function headEnd(peer: RawConnection): number {
  return peer.queue.peek(peer.queue.length).indexOf('\r\n\r\n')
}
