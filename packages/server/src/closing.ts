import type { Host, RunningFeatures } from '@parley/channel'
import { late, withDeadline } from './deadline.ts'
import type { FeatureEndpoint } from './http/feature-endpoint.ts'
import type { Settings } from './options.ts'

/** How an attachment takes its leave, a step each: none waits longer than `drainMs`, and what does not end by then is said and left. */
export class Closing {
  readonly #settings: Pick<Settings, 'drainMs' | 'log' | 'store'>

  constructor(settings: Pick<Settings, 'drainMs' | 'log' | 'store'>) {
    this.#settings = settings
  }

  /** What they still want stored, the host takes until it is drained. */
  async endRequests(endpoint: FeatureEndpoint | undefined): Promise<void> {
    const { drainMs, log } = this.#settings
    const cut = (await endpoint?.end(drainMs)) ?? 0
    if (cut > 0) log.error(`requests over HTTP that were not answered within ${drainMs} ms, and were cut: ${cut}`)
  }

  /** Before the host takes no more: what they still have to say is stored. */
  async closeFeatures(running: RunningFeatures | undefined): Promise<void> {
    const { drainMs, log } = this.#settings
    if (running === undefined || running.names.length === 0) return
    if ((await withDeadline(running.close(), drainMs)) === late) {
      log.error(`what does not close within ${drainMs} ms is left: ${running.names.join(', ')}`)
    }
  }

  /** A store that hangs must not keep the process from ending; what it did not store was not acknowledged either. */
  async drain(host: Host | undefined): Promise<void> {
    const { drainMs, log } = this.#settings
    const drained = host?.drain().then(() => true)
    if ((await withDeadline(drained ?? true, drainMs)) === late) {
      log.error(`the store did not take what was accepted within ${drainMs} ms; its senders will send it again`)
    }
  }

  /** Rejects with what the store throws. */
  async closeStore(): Promise<void> {
    const { store, drainMs, log } = this.#settings
    if ((await withDeadline(store?.close(), drainMs)) === late) {
      log.error(`the store did not close within ${drainMs} ms`)
    }
  }
}
