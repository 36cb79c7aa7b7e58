import type { Finding } from '@parley/diagnosis'
import type { HttpServer } from '../check-server.ts'
import { anyPath } from '../http/route-table.ts'
import { appFrame, currentFrames, type Frame, packageOf, shownPlace } from './call-site.ts'
import { placesOf } from './function-place.ts'

/** Somebody else who takes upgrades of the same server. */
export interface UpgradeListener {
  /** Whose it is: `ws`, `socket.io`; `undefined`: the app's own, or nobody's that is known. */
  readonly library: string | undefined
  /** The app's line that added it, or else where it stands; `undefined`: it is not known. */
  readonly place: string | undefined
  /** Of the function. */
  readonly name: string
}

/** What gives a library away in the text of its listener, where nobody knows where that stands. */
const byText: readonly [library: string, text: RegExp][] = [
  ['socket.io', /destroyUpgrade/],
  ['vite', /vite-hmr|HMR_HEADER/],
  ['next', /webpack-hmr|upgradeHandler/],
  ['ws', /emitConnection|handleUpgrade\(\w+, \w+, \w+, \w+\)/],
]

const libraryOfPackage: Readonly<Record<string, string>> = { 'engine.io': 'socket.io' }

/** Which library a listener is of, by the file that added it, or where it stands itself; by its text where neither is known. */
export function libraryOf([frame]: readonly Frame[], text: string): string | undefined {
  if (frame === undefined) return byText.find(([, pattern]) => pattern.test(text))?.[0]
  const name = packageOf(frame.file)
  return name === undefined ? undefined : (libraryOfPackage[name] ?? name)
}

/** `ws (app.js:3)`. */
export function nameOf({ library, place, name }: UpgradeListener): string {
  const who = library ?? (name || "on('upgrade')")
  return place === undefined ? who : `${who} (${place})`
}

/**
 * Those who cannot share a server. `ws` with `{ server }` answers every upgrade that reaches it, 400 where it is not its path, and so do two of
 * them to each other. `paths`: ours, which the others do not see.
 */
export function judgeListeners(listeners: readonly UpgradeListener[], paths: readonly string[]): Finding[] {
  const findings: Finding[] = []
  const names = listeners.map(nameOf).join(', ')
  if (paths.includes(anyPath) && listeners.length > 0) {
    findings.push({ code: 'attach/every-path-taken', values: { others: names } })
  } else if (listeners.length > 1 && listeners.some(({ library }) => library === 'ws')) {
    findings.push({ code: 'attach/two-upgrade-listeners', values: { listeners: names } })
  }
  return findings
}

/** The listener without which Node announces no upgrade. It says nothing; we catch them before. */
export function ignoreUpgrade(): void {}

type Listener = (...args: never[]) => unknown

/** Who else listens for upgrades on a server: those that come later by the line that adds them, those before by where they stand. */
export class UpgradeListeners {
  readonly #server: HttpServer
  readonly #onAdded: () => void
  readonly #known = new WeakMap<Listener, UpgradeListener>()
  readonly #watch = (event: string | symbol, listener: Listener) => {
    if (event === 'upgrade' && listener !== ignoreUpgrade) this.#added(listener)
  }

  /** `onAdded` is called when there is one more. */
  constructor(server: HttpServer, onAdded: () => void) {
    this.#server = server
    this.#onAdded = onAdded
  }

  start(): void {
    this.#server.on('newListener', this.#watch)
  }

  stop(): void {
    this.#server.off('newListener', this.#watch)
  }

  get list(): readonly UpgradeListener[] {
    // Node's types know which arguments each event has; here it is only about who they are.
    const listeners = this.#server.rawListeners('upgrade').map(original) as Listener[]
    const others = listeners.filter((listener) => listener !== ignoreUpgrade)
    const unknown = others.filter((listener) => !this.#known.has(listener))
    for (const [at, frame] of placesOf(unknown).entries()) {
      const listener = unknown[at]
      if (listener !== undefined) this.#keep(listener, frame === undefined ? [] : [frame])
    }
    return others.flatMap((listener) => this.#known.get(listener) ?? [])
  }

  #added(listener: Listener): void {
    const frames = currentFrames()
    this.#keep(original(listener) as Listener, frames)
    // It is added when those who hear of it are done.
    process.nextTick(this.#onAdded)
  }

  #keep(listener: Listener, frames: readonly Frame[]): void {
    const frame = appFrame(frames)
    const library = libraryOf(frames, String(listener))
    this.#known.set(listener, { library, place: frame && shownPlace(frame), name: listener.name })
  }
}

/** What `once` was given. */
function original(listener: unknown): unknown {
  return (listener as { readonly listener?: unknown }).listener ?? listener
}
