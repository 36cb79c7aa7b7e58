import { systemActor } from '../define/actor.ts'
import type { Feature } from '../define/feature.ts'
import type { FeatureRun, FeatureServer, PresenceListener, ViewListener } from '../define/feature-server.ts'
import { UsageError } from '../usage-error.ts'
import { announcedBy } from './announcements.ts'
import { DirectCalls } from './direct-calls.ts'
import type { Host } from './host.ts'
import { ServerReader } from './server-reader.ts'

/** What Node's timers can take; beyond, they fire at once. */
const maxTimerMs = 2_147_483_647

/** What the features of one server do by themselves: their `api`, their `start`, and the end of both. */
export class RunningFeatures {
  /** What features may use. */
  readonly server: FeatureServer
  readonly #host: Host
  readonly #features: readonly Feature[]
  readonly #runs = new Map<FeatureRun, string>()
  /** Watches and timers that the server's end ends. */
  readonly #endings = new Set<() => void>()

  constructor(features: readonly Feature[], host: Host, { path }: { readonly path: string }) {
    this.#features = features
    this.#host = host
    this.server = this.#serverFor(path)
  }

  /**
   * The `api` of all of them in one. `isTaken`: names that are none to give. Throws `UsageError` (`ERR_FEATURE_API`) for one that is taken or of
   * two features, and what an `api` throws.
   */
  api(isTaken: (name: string) => boolean): object {
    const merged = {}
    for (const { name: feature, api } of this.#features) {
      const own: unknown = api?.(this.server) ?? {}
      if (typeof own !== 'object') throw wrong(`"api" of the feature "${feature}" must return an object.`)
      for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(own))) {
        const owner = isTaken(name) ? 'attach itself has' : 'another feature has'
        if (isTaken(name) || name in merged) {
          throw wrong(`"api" of the feature "${feature}" has ${JSON.stringify(name)}, which ${owner}.`)
        }
        Object.defineProperty(merged, name, property)
      }
    }
    return merged
  }

  /** Throws what a `start` throws; those that began are closed by `close`. */
  start(): void {
    for (const { name, start } of this.#features) {
      if (start === undefined) continue
      const run = start(this.server)
      if (typeof run?.close !== 'function') {
        const line = 'start: (server) => ({ close: async () => { … } })'
        throw new UsageError('ERR_FEATURE_START', `"start" of the feature "${name}" must return what ends it: ${line}.`)
      }
      this.#runs.set(run, name)
    }
  }

  /** The names of those that run, or have not closed yet. */
  get names(): readonly string[] {
    return [...this.#runs.values()]
  }

  /** Closes all at once. It never rejects; how long it takes is theirs. */
  async close(): Promise<void> {
    await Promise.all([...this.#runs].map(([run, feature]) => this.#close(feature, run)))
  }

  /** Ends what features left: watches and timers. */
  end(): void {
    for (const end of [...this.#endings]) end()
  }

  async #close(feature: string, run: FeatureRun): Promise<void> {
    try {
      await run.close()
    } catch (error) {
      this.#host.runtime.report(error, `${feature}: closing`)
    }
    this.#runs.delete(run)
  }

  #serverFor(path: string): FeatureServer {
    const { runtime } = this.#host
    const calls = new DirectCalls(this.#host)
    return {
      path,
      announced: announcedBy(this.#features),
      command: (...command) => calls.command(systemActor, ...command),
      open: (...open) => calls.open(systemActor, ...open),
      find: (...find) => calls.find(systemActor, ...find),
      watch: (channel, view, listener) => this.#watch(channel, view, listener),
      watchPresence: (channel, view, listener) => this.#watchPresence(channel, view, listener),
      now: () => runtime.now(),
      setTimer: (run, afterMs) => this.#setTimer(run, afterMs),
      randomId: () => runtime.randomId(),
      report: (error, where) => runtime.report(error, where),
    }
  }

  #watch(channel: string, view: string, listener: ViewListener): () => void {
    const listening = this.#listen(`${channel}: what watches "${view}" threw`)
    const { tell } = listening
    const what = { channel, view, actor: systemActor, from: 'state' } as const
    const reader = new ServerReader(this.#host, what, {
      state: (...state) => tell(() => listener.onState(...state)),
      events: (...events) => tell(() => listener.onEvents(...events)),
    })
    return this.#ending(() => {
      listening.end()
      reader.end()
    })
  }

  #watchPresence(channel: string, view: string, listener: PresenceListener): () => void {
    const listening = this.#listen(`${channel}: what watches who has "${view}" open threw`)
    const end = this.#host.watchPresence(channel, view, {
      here: (...who) => listening.tell(() => listener.onHere(...who)),
      gone: (...who) => listening.tell(() => listener.onGone(...who)),
    })
    return this.#ending(() => {
      listening.end()
      end()
    })
  }

  /** Tells a listener until its end; what it throws is reported. */
  #listen(where: string) {
    let hasEnded = false
    return {
      tell: (hear: () => unknown) => {
        if (!hasEnded) this.#run(hear, where)
      },
      end: () => {
        hasEnded = true
      },
    }
  }

  #setTimer(run: () => unknown, afterMs: number): () => void {
    if (!(afterMs <= maxTimerMs)) {
      const text = `A timer of a feature runs after at most ${maxTimerMs} ms, not after ${afterMs}: what is later is a timer of a channel.`
      throw new UsageError('ERR_FEATURE_TIMER', text)
    }
    const cancel = this.#host.runtime.setTimer(() => {
      this.#endings.delete(ending)
      this.#run(run, 'a timer of a feature threw')
    }, afterMs)
    const ending = this.#ending(cancel)
    return ending
  }

  #ending(end: () => void): () => void {
    const ending = () => {
      if (this.#endings.delete(ending)) end()
    }
    this.#endings.add(ending)
    return ending
  }

  #run(run: () => unknown, where: string): void {
    ;(async () => await run())().catch((error: unknown) => this.#host.runtime.report(error, where))
  }
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_FEATURE_API', message)
}
