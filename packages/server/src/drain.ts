import { constants } from 'node:os'
import type { Attached } from './attach.ts'

/** Everything attached in this process that SIGTERM closes. One listener for all: the last to finish ends the process. */
const open = new Set<Attached>()

/**
 * On SIGTERM: closes in good order, then lets the process end as it would have without us. If the app listens for
 * SIGTERM itself, ending the process stays its own business. Returns what takes this one out again.
 */
export function closeOnSigterm(attached: Attached): () => void {
  // First in line, so that it can still see a listener that the app added for one time.
  if (open.size === 0) process.prependOnceListener('SIGTERM', onSigterm)
  open.add(attached)
  return () => {
    open.delete(attached)
    if (open.size === 0) process.off('SIGTERM', onSigterm)
  }
}

function onSigterm(): void {
  const isAppsBusiness = process.listenerCount('SIGTERM') > 0
  const closing = [...open].map((attached) => attached.close())
  void Promise.allSettled(closing).then(() => {
    if (isAppsBusiness) return
    // Whoever is first in a container gets no signal that it does not listen for, so that none would end it.
    if (process.pid === 1) process.exit(128 + constants.signals.SIGTERM)
    process.kill(process.pid, 'SIGTERM')
  })
}
