import { webcrypto } from 'node:crypto'
import type { Environment } from '../environment.ts'
import { askOverHttp } from '../why/ask.ts'
import { openNodeSocket } from './node-socket.ts'

export interface NodeEnvironmentOptions {
  /** Sent with each opening request: `{ cookie: 'session=…' }`. */
  readonly headers?: { readonly [name: string]: string }
}

/** Node, which has no WebSocket of its own before version 22. */
export function nodeEnvironment({ headers = {} }: NodeEnvironmentOptions = {}): Environment {
  return {
    now: () => Date.now(),
    setTimer(run, afterMs) {
      const timer = setTimeout(run, afterMs)
      return { cancel: () => clearTimeout(timer) }
    },
    random: () => webcrypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
    openSocket: (url, on) => openNodeSocket(url, on, headers),
    ask: askOverHttp,
    say: (line) => process.emitWarning(line, 'ParleyWarning'),
    report: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
  }
}
