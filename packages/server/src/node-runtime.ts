import { randomBytes } from 'node:crypto'
import type { Runtime } from '@parley/channel'

/** The real time and chance for a host; `report` hears its faults. Its timers do not keep the process alive. */
export function nodeRuntime(report: Runtime['report']): Runtime {
  return {
    now: () => Date.now(),
    defer: (run) => {
      setImmediate(run)
    },
    setTimer: (run, afterMs) => {
      const timer = setTimeout(run, afterMs)
      timer.unref()
      return () => clearTimeout(timer)
    },
    randomId: () => randomBytes(9).toString('base64url'),
    report,
  }
}
