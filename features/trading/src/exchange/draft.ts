// What one command of the channel decides. The engine does it as it goes, so that each next item sees what the one before has done, and takes it all back in the
// end: a decision changes nothing.
import type { NewEvent } from '@parley/channel'
import { type EngineCommand, type Fact, Rejection, TradingCode } from '../contract/index.ts'
import { erasedId } from '../names.ts'
import type { ExchangeEvents } from './events.ts'
import type { ExchangeState } from './exchange-state.ts'

export type Event = NewEvent<ExchangeEvents>

export class Draft {
  readonly state: ExchangeState
  readonly now: number
  readonly #facts: Fact[] = []
  readonly #prints: number[] = []
  readonly #extra: Event[] = []
  /** Names that orders of this very command have, if it has any: most commands are one order. */
  #names: Map<string, number> | undefined
  #admin: string | undefined
  #isSaid = false
  #isExpected = false

  constructor(state: ExchangeState, now: number) {
    this.state = state
    this.now = now
  }

  run(command: EngineCommand, at = this.now): Rejection | undefined {
    const facts = this.state.engine.execute(command, at)
    if (facts instanceof Rejection) return facts
    for (const fact of facts) this.#facts.push(fact)
    return undefined
  }

  /** Places what has names; `print` says what is asked. */
  place(account: string, clients: readonly string[], print: number, command: EngineCommand): Rejection | undefined {
    const before = this.#facts.length
    const rejection = this.run(command)
    if (rejection !== undefined) return rejection
    let accepted = 0
    // Stops that it triggers were accepted before: what is accepted now is what was asked for.
    for (let at = before; at < this.#facts.length; at++) {
      const fact = this.#facts[at]!
      if (fact.type !== 'accepted') continue
      accepted++
      if (fact.order.cancelOnDisconnect) this.#expect(account)
    }
    for (let n = 0; n < accepted; n++) this.#prints.push(print)
    // Of a replacement the new order may have been refused.
    if (accepted === 0) return undefined
    this.#names ??= new Map()
    for (const client of clients) this.#names.set(nameOf(account, client), print)
    return undefined
  }

  /** Whoever is not here counts as here from then on, so that it is noticed if he does not come. */
  #expect(account: string): void {
    if (this.#isExpected || account === erasedId || this.state.present.has(account)) return
    this.#isExpected = true
    this.add({ type: 'presenceSet', data: { account, here: true } })
  }

  /** Whether these names are known: of the same content, of another, or not at all. */
  known(account: string, clients: readonly string[], print: number): 'same' | 'other' | 'new' {
    let same = 0
    for (const client of clients) {
      const known = this.#names?.get(nameOf(account, client)) ?? this.state.ids.find(account, client)?.print
      if (known === undefined) continue
      if (known !== print) return 'other'
      same++
    }
    if (same === 0) return 'new'
    return same === clients.length ? 'same' : 'other'
  }

  /** How many orders this command has placed so far. */
  get placed(): number {
    return this.#prints.length
  }

  note(fact: Fact): void {
    this.#facts.push(fact)
  }

  add(event: Event): void {
    this.#extra.push(event)
  }

  /** It is an event also if nothing happened. */
  say(): void {
    this.#isSaid = true
  }

  by(admin: string): void {
    this.#admin = admin
  }

  events(): readonly Event[] {
    if (this.#facts.length === 0 && !this.#isSaid) return this.#extra
    const sums = this.#sums()
    const data = {
      facts: this.#facts,
      ...(sums !== undefined && { sums }),
      ...(this.#admin !== undefined && { admin: this.#admin }),
      ...(this.#prints.length > 0 && { prints: this.#prints }),
    }
    return [{ type: 'executed', data }, ...this.#extra]
  }

  /** While what was decided is so. */
  #sums(): { readonly [market: string]: number } | undefined {
    let sums: { [market: string]: number } | undefined
    for (const fact of this.#facts) {
      if (!('level' in fact) && fact.type !== 'status') continue
      sums ??= {}
      if (sums[fact.market] === undefined) sums[fact.market] = this.state.engine.sum(fact.market)
    }
    return sums
  }
}

export function idReused(client: string): Rejection {
  return new Rejection(TradingCode.idReused, `The name ${JSON.stringify(client)} is that of another order of yours.`)
}

function nameOf(account: string, client: string): string {
  return `${client}\n${account}`
}
