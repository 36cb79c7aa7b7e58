/** What the tabs of one browser share; a test gives its own. */
export interface TabsWorld {
  /** Missing where the page is not secure. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  /** Missing in old browsers. */
  readonly channel: ((name: string, hear: (message: unknown) => void) => TabsChannel) | undefined
  /** Whether the person can see this tab. */
  readonly isInView: () => boolean
  /** Called whenever this tab comes into view or gets the focus. */
  readonly onInView: (listener: () => void) => () => void
}

export interface TabsChannel {
  postMessage(message: unknown): void
  close(): void
}

/**
 * Of all tabs with the same name that take part one leads: the one that was looked at last, as long as it is there. Where the browser has
 * no locks, each of them leads.
 */
export class TabLeader {
  readonly #name: string
  readonly #locks: TabsWorld['locks']
  readonly #channel: TabsChannel | undefined
  readonly #changed: () => void
  readonly #isInView: () => boolean
  readonly #stop: () => void
  #takesPart = false
  #leads = false
  /** Ends our turn, or our wait for it. */
  #end = new AbortController()

  constructor(
    name: string,
    world: TabsWorld,
    { changed, heard }: { readonly changed: () => void; readonly heard: (lasts: readonly number[]) => void },
  ) {
    this.#name = name
    this.#locks = world.locks
    this.#changed = changed
    this.#isInView = world.isInView
    this.#channel = world.channel?.(name, (message) => {
      if (Array.isArray(message) && message.every((last) => typeof last === 'number')) heard(message)
    })
    this.#stop = world.onInView(() => {
      if (this.#takesPart && !this.#leads) this.#ask(true)
    })
  }

  get leads(): boolean {
    return this.#leads
  }

  /** Until it is told so a tab does not take part: what would be shown in it, nobody sees. */
  takePart(on: boolean): void {
    if (on === this.#takesPart) return
    this.#takesPart = on
    if (on) this.#ask(this.#isInView())
    else {
      this.#end.abort()
      this.#set(false)
    }
  }

  /** Tells the other tabs what was shown here. */
  tell(lasts: readonly number[]): void {
    this.#channel?.postMessage(lasts)
  }

  close(): void {
    this.#takesPart = false
    this.#stop()
    this.#end.abort()
    this.#channel?.close()
  }

  /** Waits for its turn, or takes it from whoever has it. */
  #ask(takes: boolean): void {
    if (!this.#takesPart) return
    if (this.#locks === undefined) {
      this.#set(true)
      return
    }
    this.#end.abort()
    const end = new AbortController()
    this.#end = end
    const hold = () =>
      new Promise<void>((resolve) => {
        if (end.signal.aborted) return resolve()
        this.#set(true)
        end.signal.addEventListener('abort', () => resolve())
      })
    // The two do not go together: what takes does not wait.
    const options = takes ? { steal: true } : { signal: end.signal }
    this.#locks.request(this.#name, options, hold).catch(() => {
      // We were asked to stop, or another tab took it: then it is ours again when that one is gone.
      if (end.signal.aborted) return
      this.#set(false)
      this.#ask(false)
    })
  }

  #set(leads: boolean): void {
    if (this.#leads === leads) return
    this.#leads = leads
    this.#changed()
  }
}
