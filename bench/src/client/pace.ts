import { nowMicroseconds, stamped } from './stamp.ts'

/**
 * Calls `post` so often, until the function that it returns is called. Each text carries the time at which it was due, not the one at which
 * it was written: who posts late is not excused.
 */
export function postAtRate(perSecond: number, bytes: number, post: (sent: number, text: string) => void): () => void {
  return doAtRate(perSecond, (sent, due) => post(sent, stamped(due, bytes)))
}

/** The same without a text: `due` is in microseconds since 1970. `flush`: after all that were due at one time. */
export function doAtRate(
  perSecond: number,
  act: (done: number, due: number) => void,
  flush: () => void = () => {},
): () => void {
  const interval = 1_000_000 / perSecond
  const start = nowMicroseconds()
  let done = 0
  const timer = setInterval(() => {
    const due = Math.floor((nowMicroseconds() - start) / interval)
    for (; done < due; done++) act(done, start + (done + 1) * interval)
    flush()
  }, 1)
  return () => clearInterval(timer)
}
