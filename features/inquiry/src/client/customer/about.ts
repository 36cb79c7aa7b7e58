import type { Failing, Model } from '@parley/elements/models'
import { fail, failingOf, Listeners } from '@parley/elements/models'
import type { AboutDesk } from '../../contract/index.ts'

/** What a page must know before somebody asks: `GET <base>/about`. */
export class AboutModel implements Model {
  readonly #url: string
  readonly #fetch: typeof fetch
  readonly #changed = new Listeners()
  #about: AboutDesk | undefined
  #failing: Failing | undefined
  #loading: Promise<void> | undefined

  /** `base`: where the feature answers over HTTP, `https://…/parley/inquiry`. */
  constructor(base: string, ask: typeof fetch = (...given) => fetch(...given)) {
    this.#url = `${base}/about`
    this.#fetch = ask
  }

  get about(): AboutDesk | undefined {
    return this.#about
  }

  /** Why it is not known. */
  get failing(): Failing | undefined {
    return this.#failing
  }

  /** Once it is known, it is not asked again. */
  load(): Promise<void> {
    if (this.#about !== undefined) return Promise.resolve()
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined
      this.#changed.tell()
    })
    return this.#loading
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  async #load(): Promise<void> {
    try {
      const answer = await this.#fetch(this.#url)
      if (!answer.ok) throw fail('inquiry/no-about', `The server answered ${answer.status} to ${this.#url}.`, true)
      this.#about = (await answer.json()) as AboutDesk
      this.#failing = undefined
    } catch (error) {
      this.#failing = failingOf(error)
    }
  }
}
