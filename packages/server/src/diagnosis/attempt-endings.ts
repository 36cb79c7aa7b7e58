import type { Duplex } from 'node:stream'
import type { SocketDriver } from '@parley/socket'
import type { AttemptRecord } from './attempts.ts'

interface Followed {
  readonly attempt: AttemptRecord
  heardAt: number
}

/** Writes down how sockets end whose attempt is remembered. */
export class AttemptEndings {
  readonly #followed = new WeakMap<SocketDriver, Followed>()

  /** `stream` carries the socket, and is being read already. */
  follow(driver: SocketDriver, stream: Duplex, attempt: AttemptRecord): void {
    const followed = { attempt, heardAt: performance.now() }
    this.#followed.set(driver, followed)
    stream.on('data', () => {
      followed.heardAt = performance.now()
    })
  }

  gone(driver: SocketDriver): void {
    const followed = this.#followed.get(driver)
    if (followed === undefined) return
    const { code, reason, clean } = driver.ending ?? { code: 1006, reason: '', clean: false }
    const fault = driver.fault?.code
    const idleMs = Math.round(performance.now() - followed.heardAt)
    followed.attempt.end({ at: Date.now(), code, reason, clean, idleMs, ...(fault === undefined ? {} : { fault }) })
  }
}
