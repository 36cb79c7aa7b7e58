import { type Actor, DirectCalls, type Feature, type FeatureContext, Host, type HostLimits } from '@parley/channel'
import { type VirtualClock, virtualClock } from '../clock/virtual-clock.ts'
import { type MemoryStore, memoryStore } from '../store/memory-store.ts'

export interface MemoryFeatureOptions {
  /** Default: one of its own. */
  readonly store?: MemoryStore
  /** Timers wait for it; commands do not. Default: one of its own, at 1 000 000. */
  readonly clock?: VirtualClock
  readonly limits?: Partial<HostLimits>
}

/** A feature with real channels in memory, to be asked over HTTP without a server. */
export interface MemoryFeature {
  readonly host: Host
  readonly store: MemoryStore
  readonly clock: VirtualClock
  /** What a real server would log: what was reported, and what `fetch` threw. */
  readonly reports: readonly string[]
  /** What the feature may ask, as for a request from `actor`. */
  context(actor: Actor | undefined): FeatureContext
  /**
   * What the feature's `fetch` answers to a request from `actor`; `undefined`: nobody. The address is for the feature alone: a server would not
   * hand on what is not under `/parley/<name>/`. Rejects with what `fetch` throws.
   */
  fetch(request: Request, actor?: Actor): Promise<Response | undefined>
}

export function memoryFeature(feature: Feature, options: MemoryFeatureOptions = {}): MemoryFeature {
  const { store = memoryStore(), clock = virtualClock(1_000_000), limits = {} } = options
  const reports: string[] = []
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
    randomId: () => `memory-${++ids}`,
    report,
  }
  const host = new Host({ channels: feature.channels, store, runtime, limits })
  const calls = new DirectCalls(host)
  const context = (actor: Actor | undefined): FeatureContext => ({
    identify: () => Promise.resolve(actor),
    command: (...command) => calls.command(...command),
    open: (...open) => calls.open(...open),
    find: (...find) => calls.find(...find),
    report,
  })
  const fetch = async (request: Request, actor?: Actor) => feature.fetch?.(request, context(actor))
  return { host, store, clock, reports, context, fetch }
}
