import { closeFrame, closeOf, RawConnection } from '../wire/index.ts'
import type { FloodServer } from './flood-server.ts'
import type { Damage } from './scenario.ts'
import type { Kind, State } from './server/contestant.ts'

/** Where all kinds listen: Socket.IO cannot be told another path without telling its clients. */
export const floodPath = '/socket.io/?EIO=4&transport=websocket'

/** Opens a WebSocket to a server of this kind, and joins where that is a step of its own. */
export async function openFlooder(
  server: FloodServer,
  kind: Kind,
  headers: Record<string, string> = {},
): Promise<RawConnection> {
  const peer = await RawConnection.open(server.port, { path: floodPath, headers })
  if (kind === 'socket.io') {
    // Engine.IO says hello; `40` is Socket.IO's own.
    await peer.frameAt(0)
    peer.send(1, '40')
    await peer.frameAt(1)
  }
  return peer
}

/** Writes a piece again and again as fast as the other side takes it, until it is gone or has had enough. */
export async function pour(peer: RawConnection, piece: Uint8Array, pieces: number, stallMs: number): Promise<void> {
  for (let at = 0; at < pieces && !isOver(peer); at++) {
    forgetMessages(peer)
    if (peer.socket.write(piece)) continue
    const isFree = () => !peer.socket.writableNeedDrain || isOver(peer)
    const isFlowing = await peer.until(isFree, 'the flood to flow', stallMs).then(
      () => true,
      () => false,
    )
    if (!isFlowing) return
  }
}

/** Floods with one socket; then reads what it was told, if it was, and takes its leave. */
export async function floodWith(
  server: FloodServer,
  kind: Kind,
  flood: (peer: RawConnection) => Promise<void> | void,
  waitMs: number,
  headers: Record<string, string> = {},
): Promise<Damage> {
  const before = (await server.state()).ends.length
  const peer = await openFlooder(server, kind, headers)
  const began = performance.now()
  try {
    await flood(peer)
    peer.resume()
    await drain(peer, waitMs)
    const elapsedMs = performance.now() - began
    const told = closeCodeOf(peer)
    const wasEnded = isOver(peer)
    if (told !== undefined) peer.write(closeFrame(told))
    peer.finish()
    const ended = ({ ends }: State) => ends.length > before
    const state = await server.until(ended, 'the server to notice', waitMs).catch(() => undefined)
    // What leaves only because the flood is over was not ended.
    if (!wasEnded) return { ends: [], elapsedMs }
    const ends = state?.ends.slice(before) ?? [{ code: 1006, name: '' }]
    return { ends: told === undefined ? ends : ends.map(({ name }) => ({ code: told, name })), elapsedMs }
  } finally {
    peer.cut()
  }
}

/** Reads until it is told to close, or has ended. */
async function drain(peer: RawConnection, waitMs: number): Promise<void> {
  const end = performance.now() + waitMs
  while (!isOver(peer) && performance.now() < end) {
    await peer.until(() => isOver(peer), 'the end', 20).catch(() => {})
    forgetMessages(peer)
  }
}

function isOver(peer: RawConnection): boolean {
  return peer.closeFrame !== undefined || peer.ending !== undefined || peer.socket.destroyed
}

/** What is told in the end counts; what comes before it would fill this process. */
function forgetMessages(peer: RawConnection): void {
  peer.frames.length = 0
}

function closeCodeOf(peer: RawConnection): number | undefined {
  return peer.closeFrame === undefined ? undefined : closeOf(peer.closeFrame).code
}
