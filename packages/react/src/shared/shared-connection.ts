import type { Connection, ConnectOptions, Status } from '@parley/client'
import { connect, UsageError } from '@parley/client'
import type { AnyDescription } from './live-view.ts'
import { SharedView } from './shared-view.ts'
import { type After, lingerMs, Uses } from './uses.ts'

/** Before a page has connected, and on a server, which never does. */
export const initialStatus: Status = { state: 'connecting', attempt: 1 }

interface Origin {
  /** Dials, or gives what the page has made. */
  readonly make: () => Connection
  /** Whether it is ours to close. */
  readonly isOurs: boolean
  readonly after: After
  /** Whether a connection may be made here: not while a server renders. */
  readonly isPage: boolean
  /** Called with each beginning and end. */
  readonly note: (shared: SharedConnection, isInUse: boolean) => void
}

/** One connection as all components share it: made with its first use, closed a while after the last. */
export class SharedConnection {
  readonly #origin: Origin
  readonly #uses: Uses
  readonly #listeners = new Set<() => void>()
  readonly #views = new Map<string, SharedView>()
  #connection: Connection | undefined
  #status: Status = initialStatus
  #stop: (() => void) | undefined

  constructor(origin: Origin) {
    this.#origin = origin
    this.#uses = new Uses(origin.after, lingerMs, { begin: () => this.#begin(), end: () => this.#end() })
  }

  get after(): After {
    return this.#origin.after
  }

  get isPage(): boolean {
    return this.#origin.isPage
  }

  /** `undefined` while nobody uses it. */
  get connection(): Connection | undefined {
    return this.#connection
  }

  /** The same object until it changes. */
  get status(): Status {
    return this.#status
  }

  retain(): () => void {
    return this.#uses.retain()
  }

  /** Whoever listens uses it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const own = () => listener()
    this.#listeners.add(own)
    const release = this.retain()
    return () => {
      this.#listeners.delete(own)
      release()
    }
  }

  view(description: AnyDescription, key: string, view: string | undefined): SharedView {
    const name = view ?? Object.keys(description.views)[0] ?? ''
    const id = `${description.name}/${key} ${name}`
    const known = this.#views.get(id)
    if (known?.description === description) return known
    const made = new SharedView(this, description, key, name)
    this.#views.set(id, made)
    return made
  }

  #begin(): void {
    const { make, isPage, note } = this.#origin
    if (!isPage) {
      throw new UsageError(
        'ERR_PARLEY_RENDER',
        'There is no connection while a server renders: use it in effects and event handlers.',
      )
    }
    const connection = make()
    this.#connection = connection
    this.#status = connection.status
    this.#stop = connection.onStatus((status) => {
      this.#status = status
      this.#tell()
    })
    note(this, true)
    this.#tell()
  }

  #end(): void {
    this.#stop?.()
    if (this.#origin.isOurs) this.#connection?.close()
    this.#connection = undefined
    this.#status = initialStatus
    this.#origin.note(this, false)
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}

const isPage = () => typeof window !== 'undefined'
const setTimeoutOf: After = (run, ms) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

const given = new WeakMap<Connection, SharedConnection>()
/** By address and person. Outside of components: what renders before it is shown may be thrown away, and must find it again. */
const made = new Map<string, SharedConnection>()

/** The page's own connection, which it closes itself. */
export function sharedOf(connection: Connection): SharedConnection {
  const known = given.get(connection)
  if (known !== undefined) return known
  const shared = new SharedConnection({
    make: () => connection,
    isOurs: false,
    after: setTimeoutOf,
    isPage: true,
    note: () => {},
  })
  given.set(connection, shared)
  return shared
}

/** The one connection to this address as this person. */
export function sharedTo(url: string | URL | undefined, options: ConnectOptions): SharedConnection {
  const { guest, token, environment } = options
  const who = guest?.key ?? (typeof token === 'function' ? 'token()' : (token ?? ''))
  const name = `${url ?? ''} ${who}`
  const known = isPage() ? made.get(name) : undefined
  if (known !== undefined) return known
  const after: After = (run, ms) => {
    const timer = environment?.setTimer(run, ms)
    return timer === undefined ? setTimeoutOf(run, ms) : () => timer.cancel()
  }
  const shared = new SharedConnection({
    make: () => connect(url, options),
    isOurs: true,
    after: environment === undefined ? setTimeoutOf : after,
    isPage: isPage(),
    note: (shared, isInUse) => {
      if (isInUse) made.set(name, shared)
      else if (made.get(name) === shared) made.delete(name)
    },
  })
  // A server renders for many people, and remembers none of them.
  if (isPage()) made.set(name, shared)
  return shared
}
