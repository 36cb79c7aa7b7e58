import type { DeflateOptions } from '../deflate/deflate-options.ts'
import type { SocketLimits } from '../driver/limits.ts'
import { SocketGroup } from '../driver/socket-group.ts'

/** So many combinations of options are remembered. Sockets of a forgotten group keep it; the next makes another. */
const maxGroups = 16
const groups = new Map<string, SocketGroup>()

/** Whoever connects has chosen the server, which may send as fast as it likes. */
const noRates = {
  messagesPerSecond: Number.MAX_SAFE_INTEGER,
  messageBurst: Number.MAX_SAFE_INTEGER,
  bytesPerSecond: Number.MAX_SAFE_INTEGER,
  byteBurst: Number.MAX_SAFE_INTEGER,
}

/** All sockets that this process opens with the same options share one clockwork. */
export function clientGroup(limits: Partial<SocketLimits>, deflate: DeflateOptions | undefined): SocketGroup {
  const key = JSON.stringify([limits, deflate?.level, deflate?.threshold])
  const known = groups.get(key)
  if (known !== undefined) return known
  const group = new SocketGroup({ ...noRates, ...limits }, deflate)
  groups.set(key, group)
  const [oldest] = groups.keys()
  if (groups.size > maxGroups && oldest !== undefined) groups.delete(oldest)
  return group
}
