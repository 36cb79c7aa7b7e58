import type { Fold, Person, Reason } from '@parley/channel/client'
import { ruleNameOf } from '@parley/channel/client'
import { type Connection, ParleyError, UsageError } from '@parley/client'
import type { AnyDescription, AnyHandle, AnyView } from './live-view.ts'
import { share } from './share.ts'
import { type After, lingerMs, Uses } from './uses.ts'

/** How long what was rendered and is not shown yet keeps its view open: as long as somebody may look at a fallback. */
const renderedMs = 30_000
/** React renders once more before it gives an error to a boundary: until then the view is still the one that was refused. */
const refusedMs = 1_000

/** The connection that a view is of. */
export interface ViewHost {
  readonly after: After
  readonly isPage: boolean
  /** There while it is retained. */
  readonly connection: Connection | undefined
  retain(): () => void
}

/** What of a view changes. */
export interface ViewFacts {
  readonly state: unknown
  readonly status: AnyView['status']
  readonly error: ParleyError | undefined
  readonly presence: AnyView['presence']
  readonly you: unknown
  readonly pending: AnyView['pending']
}

/** What of a view stays, whether it is open or not. */
export type ViewMeans = Omit<AnyView, keyof ViewFacts>

/** One view as all components share it: opened with its first use, closed a while after the last. */
export class SharedView {
  readonly description: AnyDescription
  readonly means: ViewMeans
  /** Before anything is known of it. */
  readonly empty: ViewFacts
  readonly #host: ViewHost
  readonly #open: () => AnyHandle
  readonly #uses: Uses
  readonly #listeners = new Set<() => void>()
  #handle: AnyHandle | undefined
  /** Of the state, for all who show it whole. */
  #copy: unknown
  #isCopyOld = true
  #release: (() => void) | undefined
  #errors: readonly [Reason, ParleyError] | undefined
  #settled: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined

  constructor(host: ViewHost, description: AnyDescription, key: string, view: string) {
    this.#host = host
    this.description = description
    const views: { readonly [view: string]: unknown } = { ...description.views }
    const ruleName = ruleNameOf(view, (each) => Object.hasOwn(views, each))
    if (ruleName === undefined) {
      throw new UsageError('ERR_PARLEY_VIEW', `The channel ${description.name} has no view ${view || 'at all'}`)
    }
    const { state } = views[ruleName] as Fold<unknown, unknown>
    const nobody = { count: 0, people: [] }
    this.empty = { state: state(), status: 'opening', error: undefined, presence: nobody, you: undefined, pending: [] }
    this.#open = () => host.connection!.open(description, key, view as never) as unknown as AnyHandle
    this.#uses = new Uses(host.after, lingerMs, { begin: () => this.#begin(), end: () => this.#end() })
    this.means = this.#means(`${description.name}/${key}`, view)
  }

  /** Whether it can be opened here: not while a server renders. */
  get isPage(): boolean {
    return this.#host.isPage
  }

  get facts(): ViewFacts {
    const handle = this.#handle
    if (handle === undefined) return this.empty
    const { state, status, presence, you, pending } = handle
    return { state, status, error: this.#errorOf(handle), presence, you, pending }
  }

  /** The state as it is now, in parts that nobody changes any more: the same objects until they change. */
  get copy(): unknown {
    if (this.#isCopyOld) {
      this.#copy = share(this.#copy, this.facts.state)
      this.#isCopyOld = false
    }
    return this.#copy
  }

  /** Whoever listens uses it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const own = () => listener()
    this.#listeners.add(own)
    const release = this.#uses.retain()
    return () => {
      this.#listeners.delete(own)
      release()
    }
  }

  /** Opens it for what is being rendered. */
  touch(): void {
    const { status } = this.facts
    this.#uses.touch(status === 'refused' || status === 'closed' ? refusedMs : renderedMs)
  }

  /** Resolves when there is an answer, or nobody waits for one any more. The same promise until then. */
  get settled(): Promise<void> {
    if (this.#settled === undefined) {
      let resolve = () => {}
      const promise = new Promise<void>((done) => {
        resolve = done
      })
      this.#settled = { promise, resolve }
    }
    return this.#settled.promise
  }

  #begin(): void {
    const release = this.#host.retain()
    try {
      this.#handle = this.#open()
    } catch (fault) {
      release()
      throw fault
    }
    this.#release = release
    this.#handle.onChange(() => this.#changed())
    this.#changed()
  }

  #end(): void {
    this.#handle?.close()
    this.#handle = undefined
    // Who goes from room to room does not keep all of them.
    this.#copy = undefined
    this.#isCopyOld = true
    this.#release?.()
    this.#settle()
  }

  #changed(): void {
    this.#isCopyOld = true
    if (this.facts.status !== 'opening') this.#settle()
    for (const listener of [...this.#listeners]) listener()
  }

  #settle(): void {
    this.#settled?.resolve()
    this.#settled = undefined
  }

  #errorOf({ refusal }: AnyHandle): ParleyError | undefined {
    if (refusal === undefined) return undefined
    if (this.#errors?.[0] !== refusal) this.#errors = [refusal, new ParleyError(refusal)]
    return this.#errors[1]
  }

  /** The handle of now, opened for the moment if nobody has it open. */
  #held(): AnyHandle {
    this.#uses.touch(lingerMs)
    return this.#handle!
  }

  /** Hears something of the handle, which stays open for it. */
  #hearing(listen: (handle: AnyHandle) => () => void): () => void {
    const release = this.#uses.retain()
    const stop = listen(this.#handle!)
    return () => {
      stop()
      release()
    }
  }

  #means(channel: string, view: string): ViewMeans {
    return {
      channel,
      view,
      commands: byName((name) => (input: unknown) => this.#held().commands[name]!(input)),
      signals: byName((name) => (data: unknown) => this.#held().signals[name]!(data)),
      retry: (id) => this.#held().retry(id),
      discard: (id) => this.#held().discard(id),
      read: (before, limit) => this.#held().read(before, limit),
      find: (collection, query) => this.#held().find(collection, query),
      onEvent: (listener) => this.#hearing((handle) => handle.onEvent(listener)),
      onSignal: (name, listener: (data: unknown, from: Person) => void) =>
        this.#hearing((handle) => handle.onSignal(name, listener)),
    }
  }
}

/** An object with one function for every name, always the same: the contract's types say which names there are. */
function byName<Call>(make: (name: string) => Call): { readonly [name: string]: Call } {
  const made = new Map<string, Call>()
  return new Proxy<Record<string, Call>>(Object.freeze(Object.create(null)), {
    get(_target, name) {
      // `then` would make it look like a promise, `$$typeof` and `toJSON` like what React and JSON know.
      if (typeof name !== 'string' || name === 'then' || name === 'toJSON' || name === '$$typeof') return undefined
      const own = made.get(name) ?? make(name)
      made.set(name, own)
      return own
    },
  })
}
