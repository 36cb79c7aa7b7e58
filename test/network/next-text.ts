import type { RawPeer } from '../../packages/server/test/raw-peer.ts'

/** The next text this peer gets; pings before it are answered. */
export async function nextText(peer: RawPeer): Promise<string> {
  for (let next = await peer.frame(); next !== undefined; next = await peer.frame()) {
    if (next.opcode === 1) return String(next.payload)
    if (next.opcode === 8) throw new Error(`closed with ${next.payload.readUInt16BE()}`)
  }
  throw new Error('the peer was cut')
}
