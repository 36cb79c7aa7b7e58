import type { Authenticate, ChannelDescription, Hello } from '@parley/channel/client'
import { ClientCode } from './codes.ts'
import type { Environment, Timer } from './environment.ts'
import { randomText } from './random-text.ts'
import type { StatusReason } from './status.ts'

/** The version of PROTOCOL.md that this client speaks. */
export const protocol = 1

/** A token, or what brings one: called before each sign-in and each refresh, so it must give one that is still good. */
export type TokenSource = string | (() => string | Promise<string>)

/** After a refresh that failed, and between any two. */
const leastMs = 10_000
/** The longest that timers of browsers and Node can wait. */
const mostMs = 2 ** 31 - 1

export interface SignInOptions {
  readonly guest?: Hello['guest']
  readonly token?: TokenSource
}

interface SignInHooks {
  send(message: Hello | Authenticate): void
  /** Without a token there is no hello. */
  failed(reason: StatusReason): void
  report(error: unknown): void
}

/** Says hello on each connection, and brings a newer token some time before the session would end. */
export class SignIn {
  readonly #environment: Environment
  readonly #source: TokenSource | undefined
  readonly #guest: Hello['guest']
  readonly #hooks: SignInHooks
  readonly #versions = new Map<string, number>()
  #timer: Timer | undefined
  /** From asking for a newer token to the server's answer. */
  #isRefreshing = false
  /** The token function has been asked, and has given nothing yet. */
  #isAsking = false
  /** Counts what was asked for: an answer that comes after the connection has gone on is for nobody. */
  #asked = 0

  constructor(environment: Environment, { guest, token }: SignInOptions, hooks: SignInHooks) {
    this.#environment = environment
    this.#source = token
    this.#guest = guest ?? (token === undefined ? { key: randomText(32, environment.random) } : undefined)
    this.#hooks = hooks
  }

  /** Whether there can be another token than the one that was used. */
  get canRefresh(): boolean {
    return typeof this.#source === 'function'
  }

  /** What hello waits for. */
  get waitsFor(): StatusReason | undefined {
    if (!this.#isAsking) return undefined
    return { code: ClientCode.noToken, message: 'The token function of connect() has given no token yet.' }
  }

  /** The page uses this kind of channel: the next hello says in which version. */
  uses({ name, version = 1 }: Pick<ChannelDescription, 'name' | 'version'>): void {
    this.#versions.set(name, version)
  }

  /** The socket is open. */
  hello(): void {
    this.#token(
      (token) => {
        const guest = this.#guest
        const schema = this.#versions.size > 0 && { schema: Object.fromEntries(this.#versions) }
        this.#hooks.send({ type: 'hello', protocol, ...(guest && { guest }), ...(token && { token }), ...schema })
      },
      (error) => this.#hooks.failed({ code: ClientCode.noToken, message: String(error) }),
    )
  }

  /** The server has taken us in, until `expiresAt`: a newer token is brought when most of that time is over. */
  welcomed(expiresAt: number | undefined): void {
    this.#timer?.cancel()
    this.#isRefreshing = false
    if (expiresAt === undefined) return
    // Not all at the same moment: many may have been taken in at once.
    const share = 0.75 + 0.15 * this.#environment.random()
    this.#refreshAfter((expiresAt - this.#environment.now()) * share)
  }

  /** Brings a newer token for the session that is open, where there is a function to ask. */
  refresh(): void {
    if (!this.canRefresh || this.#isRefreshing) return
    this.#isRefreshing = true
    this.#token(
      (token = '') => this.#hooks.send({ type: 'authenticate', token }),
      (error) => {
        this.#hooks.report(error)
        this.refused(undefined)
      },
    )
  }

  /** The newer token was not taken, or there was none. The session goes on for now. */
  refused(retryAfterMs: number | undefined): void {
    if (!this.#isRefreshing) return
    this.#isRefreshing = false
    this.#refreshAfter(retryAfterMs ?? leastMs)
  }

  /** The connection has gone on. */
  stop(): void {
    this.#asked += 1
    this.#isAsking = false
    this.#isRefreshing = false
    this.#timer?.cancel()
  }

  /** Calls one of the two, at once where no function has to be asked; neither after `stop`. */
  #token(use: (token: string | undefined) => void, fail: (error: unknown) => void): void {
    this.#asked += 1
    const source = this.#source
    if (typeof source !== 'function') {
      use(source)
      return
    }
    const asked = this.#asked
    const bring = async () => check(await source())
    const settle = (then: () => void) => {
      if (this.#asked !== asked) return
      this.#isAsking = false
      then()
    }
    this.#isAsking = true
    bring().then(
      (token) => settle(() => use(token)),
      (error: unknown) => settle(() => fail(error)),
    )
  }

  #refreshAfter(ms: number): void {
    this.#timer?.cancel()
    if (!this.canRefresh) return
    // A clock that is wrong must not make us ask without end.
    const afterMs = Math.min(mostMs, Math.max(leastMs, ms))
    this.#timer = this.#environment.setTimer(() => this.refresh(), afterMs)
  }
}

function check(token: unknown): string {
  if (typeof token === 'string' && token !== '') return token
  throw new TypeError('The token function of connect() gave no token: it must give a string that is not empty.')
}
