import type { Host } from '@parley/channel'
import type { Ledger } from './ledger.ts'

/** People who are erased while everything goes on. One that fails, or dies with its server, is asked for again. */
export class Erasures {
  /** Who is not erased yet, and where the logs ended when that was first asked for. */
  readonly #wanted = new Map<string, ReadonlyMap<string, number>>()
  readonly #host: () => Host
  readonly #ledger: Ledger
  readonly #violate: (problem: string) => void

  constructor(host: () => Host, ledger: Ledger, violate: (problem: string) => void) {
    this.#host = host
    this.#ledger = ledger
    this.#violate = violate
  }

  get areDone(): boolean {
    return this.#wanted.size === 0
  }

  begin(person: string): void {
    const ends = new Map(this.#ledger.channels.map((channel) => [channel, this.#ledger.end(channel)]))
    this.#wanted.set(person, ends)
    this.#erase(person, ends)
  }

  tryAgain(): void {
    for (const [person, ends] of this.#wanted) this.#erase(person, ends)
  }

  #erase(person: string, ends: ReadonlyMap<string, number>): void {
    this.#host()
      .erasePerson(person)
      .then(
        () => {
          if (this.#wanted.get(person) === ends) this.#wanted.delete(person)
          this.#check(person, ends)
        },
        () => {},
      )
  }

  /** Nothing that was stored when it began still names the person. */
  #check(person: string, ends: ReadonlyMap<string, number>): void {
    for (const [channel, end] of ends) {
      for (const event of this.#ledger.events(channel).slice(0, end)) {
        if (event.type === 'added' && event.data.by === person)
          this.#violate(`${channel}: ${person} was erased, and is the author of ${event.offset}`)
      }
    }
  }
}
