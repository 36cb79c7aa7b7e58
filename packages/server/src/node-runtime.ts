import { randomBytes } from 'node:crypto'
import type { Runtime } from '@parley/channel'
import { describeError, type Log } from './log.ts'

/** The real time and chance for a host. Its timers do not keep the process alive. */
export function nodeRuntime(log: Log): Runtime {
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
    report: (error, where) => log.error(`${where}: ${describeError(error)}`),
  }
}
