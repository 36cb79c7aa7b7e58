import type { Clock } from '@parley/elements/models'
import { fail, failingOf } from '@parley/elements/models'
import type { Fact, OrderReport, ReplaceRefused, Side } from '../contract/index.ts'
import { TradingCode } from '../contract/index.ts'
import type { AccountHandle } from './contract.ts'
import type { AmendRequest, OcoRequest, OrderRequest } from './requests.ts'

/** The same request within this time is the same order: a double click, or Enter twice. */
export const sameWithinMs = 1000
/** An order that was taken and is not shown so long after that is not going to be: it was taken before, and so much has ended since. */
export const shownWithinMs = 5000

interface OrdersHost {
  readonly clock: Clock
  readonly makeId: () => string
  /** The server's time. */
  now(): number
  /** The open account, until `release`. */
  hold(): { readonly handle: AccountHandle; readonly release: () => void }
  /** A round trip through the open account. */
  ask(handle: AccountHandle): Promise<unknown>
}

interface Waiting {
  readonly offset: number
  readonly handle: AccountHandle
  /** Whether the account shows what was asked for, whatever its offset. */
  readonly isShown: () => boolean
  readonly level: () => void
  readonly ended: (failing: unknown) => void
}

/** Sends what an account orders, each thing once, and waits until the account shows what became of it. */
export class Orders {
  readonly #host: OrdersHost
  readonly #recent = new Map<string, Promise<unknown>>()
  #waiting: readonly Waiting[] = []

  constructor(host: OrdersHost) {
    this.#host = host
  }

  place(request: OrderRequest, client?: string): Promise<OrderReport> {
    return this.#once(['place', request, client], () => {
      const name = client ?? this.#host.makeId()
      const input = { ...request, client: name, sentAt: this.#host.now() }
      return this.#do(
        ({ commands }) => commands.place(input),
        (handle) => byClient(handle, name),
      )
    })
  }

  placeOco(request: OcoRequest, client?: string): Promise<readonly [OrderReport, OrderReport]> {
    return this.#once(['placeOco', request, client], () => {
      const name = client ?? this.#host.makeId()
      const [limit, stop] = [`${name}.limit`, `${name}.stop`]
      const input = {
        ...request,
        limit: { ...request.limit, client: limit },
        stop: { ...request.stop, client: stop },
        sentAt: this.#host.now(),
      }
      return this.#do(
        ({ commands }) => commands.placeOco(input),
        (handle) => {
          const [one, other] = [byClient(handle, limit), byClient(handle, stop)]
          return one && other && ([one, other] as const)
        },
      )
    })
  }

  cancel(order: number): Promise<OrderReport> {
    return this.#once(['cancel', order], () =>
      this.#do(
        ({ commands }) => commands.cancel({ ref: { order } }),
        ({ state }) => endedById(state, order),
      ),
    )
  }

  cancelAll(which: { readonly market?: string; readonly side?: Side }): Promise<void> {
    return this.#once(['cancelAll', which], async () => {
      await this.#do(
        ({ commands }) => commands.cancelAll(which),
        () => true,
      )
    })
  }

  amend(order: number, request: AmendRequest): Promise<OrderReport> {
    return this.#once(['amend', order, request], () => {
      const input = { ref: { order }, ...request, sentAt: this.#host.now() }
      return this.#do(
        ({ commands }) => commands.amend(input),
        (handle) => byId(handle, order),
      )
    })
  }

  replace(order: number, request: OrderRequest, mode: 'stop-on-failure' | 'allow-failure'): Promise<OrderReport> {
    return this.#once(['replace', order, request, mode], async () => {
      const client = this.#host.makeId()
      const input = { ref: { order }, mode, place: { ...request, client }, sentAt: this.#host.now() }
      const told: { refused?: ReplaceRefused; stop?: () => void } = {}
      const post = (handle: AccountHandle) => {
        told.stop = handle.onEvent(({ data }) => {
          const refused = data.facts.find((fact) => isRefusedOrder(fact, client))
          if (refused !== undefined) told.refused = refused
        })
        return handle.commands.replace(input)
      }
      try {
        const done = await this.#do(post, (handle) => byClient(handle, client) ?? told.refused)
        if ('half' in done) throw fail(done.code, done.message)
        return done
      } finally {
        told.stop?.()
      }
    })
  }

  async deadMan(afterMs: number): Promise<void> {
    await this.#do(
      ({ commands }) => commands.deadMan({ afterMs }),
      () => true,
    )
  }

  /** The view has changed: whoever waited for that goes on. */
  received(handle: AccountHandle): void {
    for (const one of this.#waiting) if (one.handle === handle && isLevel(one)) this.#go(one)
  }

  close(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { ended } of waiting) ended(fail('client/closed', 'The account was closed.'))
  }

  #once<Answer>(what: readonly unknown[], run: () => Promise<Answer>): Promise<Answer> {
    const key = JSON.stringify(what)
    const recent = this.#recent.get(key)
    if (recent !== undefined) return recent as Promise<Answer>
    const doing = run()
    this.#recent.set(key, doing)
    const forget = () => void this.#recent.delete(key)
    const isOld = new Promise<void>((resolve) => this.#host.clock.after(sameWithinMs, resolve))
    void Promise.allSettled([doing, isOld]).then(forget)
    return doing
  }

  /** `answer`: `undefined` while the account does not show it. */
  async #do<Answer>(
    post: (handle: AccountHandle) => Promise<{ readonly offset: number }> & { readonly id: string },
    answer: (handle: AccountHandle) => Answer | undefined,
  ): Promise<Answer> {
    const { handle, release } = this.#host.hold()
    const receipt = post(handle)
    try {
      const { offset } = await receipt
      await this.#level(handle, offset, () => answer(handle) !== undefined)
      return known(answer(handle))
    } catch (error) {
      // It is told once: by what this rejects with.
      handle.discard(receipt.id)
      throw failingOf(error)
    } finally {
      release()
    }
  }

  /**
   * Resolves when the account shows what became of a command. What concerns it comes before the `done`, so mostly it does already. Else what is shown
   * is from before a break, of the line or of the store; or the command concerned nobody, as a retry finds its order placed, and this view, a part,
   * never comes to that offset. A question put through the view now is answered in either case, by a server that has it open: then it is enough that
   * what was asked for is shown.
   */
  #level(handle: AccountHandle, offset: number, isShown: () => boolean): Promise<void> {
    if ((handle.position?.offset ?? -1) >= offset) return Promise.resolve()
    return new Promise((resolve, ended) => {
      let isAnswered = false
      let forget = () => {}
      const level = () => {
        forget()
        resolve()
      }
      const waiting: Waiting = { offset, handle, level, ended, isShown: () => isAnswered && isShown() }
      this.#waiting = [...this.#waiting, waiting]
      const answered = () => {
        isAnswered = true
        if (isLevel(waiting)) this.#go(waiting)
        else forget = this.#host.clock.after(shownWithinMs, () => this.#go(waiting))
      }
      this.#host.ask(handle).then(answered, ended)
    })
  }

  #go(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((one) => one !== waiting)
    waiting.level()
  }
}

/** The old order is gone, and this one was not taken. */
function isRefusedOrder(fact: Fact, client: string): fact is ReplaceRefused {
  return fact.type === 'replace-refused' && fact.half === 'place' && fact.client === client
}

function isLevel({ handle, offset, isShown }: Waiting): boolean {
  return (handle.position?.offset ?? -1) >= offset || isShown()
}

function byClient({ state }: AccountHandle, client: string): OrderReport | undefined {
  const isIt = (order: OrderReport) => order.client === client
  return copyOf(state.orders.find(isIt) ?? state.closed.find(isIt))
}

function byId({ state }: AccountHandle, id: number): OrderReport | undefined {
  return copyOf(state.orders.find((order) => order.id === id) ?? endedById(state, id))
}

function endedById({ closed }: AccountHandle['state'], id: number): OrderReport | undefined {
  return copyOf(closed.find((order) => order.id === id))
}

function copyOf(order: OrderReport | undefined): OrderReport | undefined {
  return order && { ...order }
}

function known<Answer>(answer: Answer | undefined): Answer {
  if (answer === undefined) throw fail(TradingCode.unknownOrder, 'The account shows no such order any more.')
  return answer
}
