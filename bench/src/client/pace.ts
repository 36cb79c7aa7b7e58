import { nowMicroseconds, stamped } from './stamp.ts'

/**
 * Calls `post` so often, until the function that it returns is called. Each text carries the time at which it was due, not the one at which
 * it was written: who posts late is not excused.
 */
export function postAtRate(perSecond: number, bytes: number, post: (sent: number, text: string) => void): () => void {
  const interval = 1_000_000 / perSecond
  const start = nowMicroseconds()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.floor((nowMicroseconds() - start) / interval)
    for (; sent < due; sent++) post(sent, stamped(start + (sent + 1) * interval, bytes))
  }, 1)
  return () => clearInterval(timer)
}
