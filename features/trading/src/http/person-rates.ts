import { defaultKeyRate, KeyRate } from '@parley/http'

/** Beyond, whoever has asked for nothing the longest is forgotten. */
export const mostPeople = 10_000

/** How fast each person may ask over HTTP: as fast as a key that says nothing else. */
export class PersonRates {
  readonly #rates = new Map<string, KeyRate>()

  /** 0: he may go on. Otherwise the milliseconds until it is worth trying again. */
  take(person: string, now: number): number {
    const rate = this.#rates.get(person) ?? new KeyRate(defaultKeyRate)
    // Whoever asked last is at the end.
    this.#rates.delete(person)
    this.#rates.set(person, rate)
    if (this.#rates.size > mostPeople) this.#rates.delete(this.#rates.keys().next().value as string)
    return rate.take(now)
  }
}
