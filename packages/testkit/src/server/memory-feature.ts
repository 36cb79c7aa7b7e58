import {
  type Actor,
  announcementTaker,
  DirectCalls,
  type Feature,
  type FeatureContext,
  type FeatureServer,
  Host,
  type HostLimits,
  RunningFeatures,
} from '@parley/channel'
import { type VirtualClock, virtualClock } from '../clock/virtual-clock.ts'
import { type MemoryStore, memoryStore } from '../store/memory-store.ts'

export interface MemoryFeatureOptions {
  /** Default: one of its own. */
  readonly store?: MemoryStore
  /** Timers wait for it; commands do not. Default: one of its own, at 1 000 000. */
  readonly clock?: VirtualClock
  readonly limits?: Partial<HostLimits>
  /** Other features of the same server: what they announce, and who takes announcements. They run, too. Default: none. */
  readonly beside?: readonly Feature[]
}

/** A feature with real channels in memory, at work and to be asked over HTTP, without a server. */
export interface MemoryFeature<Api extends object = object> {
  readonly host: Host
  readonly store: MemoryStore
  readonly clock: VirtualClock
  /** What a real server would log: what was reported, and what `fetch` threw. */
  readonly reports: readonly string[]
  /** What the feature adds to what `attach` returns. */
  readonly api: Api
  /** What features that run may use. */
  readonly server: FeatureServer
  /** What the feature may ask, as for a request from `actor`, and from `network`; without one rates per address do not count it. */
  context(actor: Actor | undefined, network?: string): FeatureContext
  /**
   * What the feature's `fetch` answers to a request from `actor`; `undefined`: nobody. The address is for the feature alone: a server would not
   * hand on what is not under `/parley/<name>/`. Rejects with what `fetch` throws.
   */
  fetch(request: Request, actor?: Actor, network?: string): Promise<Response | undefined>
  /**
   * Ends as a server does: what runs is closed, what was accepted is stored, the store is closed. It waits for what runs as long as that takes; what
   * waits for the clock needs it moved. `memoryFeature(feature, { store: memory.store.reopen(), clock })` begins anew.
   */
  close(): Promise<void>
}

/** So that one over the store of an earlier one has no id again that was used there. */
let generations = 0

/** Begins at once, as `attach` does, and throws what it would throw of features. */
export function memoryFeature<Api extends object>(
  feature: Feature<Api>,
  options: MemoryFeatureOptions = {},
): MemoryFeature<Api> {
  const { store = memoryStore(), clock = virtualClock(1_000_000), limits = {}, beside = [] } = options
  const features: readonly Feature[] = [feature, ...beside]
  const reports: string[] = []
  const generation = ++generations
  let ids = 0
  const report = (error: unknown, where: string) => {
    reports.push(`${where}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const runtime = {
    now: () => clock.now(),
    // Whoever waits for an answer need not move the clock for it.
    defer: (run: () => void) => void Promise.resolve().then(run),
    setTimer: (run: () => void, afterMs: number) => {
      const timer = clock.setTimer(run, afterMs)
      return () => timer.cancel()
    },
    randomId: () => `memory-${generation}-${++ids}`,
    report,
  }
  const channels = features.flatMap((each) => each.channels)
  const host = new Host({ channels, store, runtime, limits, taker: announcementTaker(features) })
  const running = new RunningFeatures(features, host, { path: '/parley' })
  const context = (actor: Actor | undefined, network?: string): FeatureContext => {
    const calls = new DirectCalls(host, network)
    return {
      identify: () => Promise.resolve(actor),
      command: (...command) => calls.command(...command),
      open: (...open) => calls.open(...open),
      find: (...find) => calls.find(...find),
      now: runtime.now,
      report,
    }
  }
  const fetch = async (request: Request, actor?: Actor, network?: string) =>
    feature.fetch?.(request, context(actor, network))
  // Of all of them, as names of others may clash; the type says what is this feature's.
  const api = running.api(() => false) as Api
  running.start()
  const close = async () => {
    await running.close()
    await host.drain()
    running.end()
    await store.close()
  }
  return { host, store, clock, reports, api, server: running.server, context, fetch, close }
}
