const turns = 10

/**
 * Calls back after so long, counted in turns of the event loop: while something keeps the process busy no time passes, since
 * nothing that is waited for could happen. Returns what calls it off.
 */
export function whenPatienceEnds(deadlineMs: number, callback: () => void): () => void {
  let left = turns
  const timer = setInterval(() => {
    left--
    if (left > 0) return
    clearInterval(timer)
    callback()
  }, deadlineMs / turns)
  return () => clearInterval(timer)
}
