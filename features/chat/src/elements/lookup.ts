import type { Clock, Failing } from '@parley/elements/models'
import { failingOf, systemClock } from '@parley/elements/models'
import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** A pause in typing after which it is asked. */
export const pauseMs = 250

interface Page<Found, Next> {
  readonly found: readonly Found[]
  readonly next?: Next | undefined
}

interface Options<Found, Next> {
  readonly ask: (words: string, next: Next | undefined) => Promise<Page<Found, Next>>
  /** Whether no words ask for everything; otherwise they ask for nothing. */
  readonly asksForAll?: boolean
  readonly clock?: Clock
}

/**
 * A question that is being typed. It is asked after a pause, and only the answer to the last one counts; what was found before
 * stays until then.
 */
export class Lookup<Found, Next = never> implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #options: Options<Found, Next>
  #words = ''
  #found: readonly Found[] = []
  #next: Next | undefined
  #state: 'idle' | 'asking' | 'answered' | 'failed' = 'idle'
  #failure: Failing | undefined
  #turn = 0
  #stop: (() => void) | undefined

  constructor(host: ReactiveControllerHost, options: Options<Found, Next>) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  get words(): string {
    return this.#words
  }

  get found(): readonly Found[] {
    return this.#found
  }

  get hasMore(): boolean {
    return this.#next !== undefined
  }

  /** `asking` from the first letter on. */
  get state(): 'idle' | 'asking' | 'answered' | 'failed' {
    return this.#state
  }

  /** Why the last question was not answered. */
  get failure(): Failing | undefined {
    return this.#failure
  }

  hostDisconnected(): void {
    this.#stop?.()
  }

  /** For the `input` event of a field. */
  readonly typed = ({ target }: Event): void => {
    this.#words = (target as HTMLInputElement).value.trim()
    if (this.#isNothing) {
      this.clear()
      return
    }
    this.#await()
    this.#stop = (this.#options.clock ?? systemClock).after(pauseMs, this.ask)
  }

  /** For the `keydown` event of a field: Enter does not wait for the pause. */
  readonly entered = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.isComposing) this.ask()
  }

  /** Asks now, from the beginning. */
  readonly ask = (): void => {
    if (this.#isNothing) this.clear()
    else this.#ask(undefined)
  }

  /** Asks for what comes after what was found. */
  readonly more = (): void => {
    if (this.#next !== undefined) this.#ask(this.#next)
  }

  /** Forgets what was asked and found. */
  clear(): void {
    this.#stop?.()
    this.#turn += 1
    this.#words = ''
    this.#found = []
    this.#next = undefined
    this.#state = 'idle'
    this.#host.requestUpdate()
  }

  get #isNothing(): boolean {
    return this.#words === '' && !this.#options.asksForAll
  }

  /** From here on only an answer to what will be asked next counts. */
  #await(): number {
    this.#stop?.()
    this.#state = 'asking'
    this.#host.requestUpdate()
    return ++this.#turn
  }

  #ask(next: Next | undefined): void {
    const turn = this.#await()
    this.#options.ask(this.#words, next).then(
      (page) => {
        // A slow answer to an earlier question is none to this one.
        if (turn !== this.#turn) return
        this.#found = next === undefined ? page.found : [...this.#found, ...page.found]
        this.#next = page.next
        this.#state = 'answered'
        this.#host.requestUpdate()
      },
      (error: unknown) => {
        if (turn !== this.#turn) return
        this.#failure = failingOf(error)
        this.#state = 'failed'
        this.#host.requestUpdate()
      },
    )
  }
}
