// Which names for orders an account has used. A name that is known brings no second order: a retry has nothing to do, and another order under it is refused.

/** One order by the name that its owner gave it. */
interface Known {
  readonly client: string
  readonly order: number
  /** What was asked, as `printOf` makes it. */
  readonly print: number
  /** Wall clock when it ended; `undefined` while it is open. */
  endedAt: number | undefined
  hasTraded: boolean
}

interface Account {
  readonly known: Map<string, Known>
  /** Those that ended, oldest first, from `first` on. */
  ended: Known[]
  first: number
}

export type SavedIds = readonly {
  readonly account: string
  readonly open: readonly (readonly [client: string, order: number, print: number, hasTraded: 0 | 1])[]
  /**
   * Name, print, and milliseconds after the one before, of each in their order, one list of all: there are a thousand of everybody, which is most of what
   * an exchange stores of its state.
   */
  readonly ended: readonly (string | number)[]
}[]

interface Bounds {
  /** Names of ended orders that are kept of each account. */
  readonly rememberedIds: number
  /** Younger ones are kept, however many they are: a command that is still valid may bring them again. */
  readonly maxWindowMs: number
}

export class ClientIds {
  readonly #bounds: Bounds
  readonly #accounts = new Map<string, Account>()
  readonly #open = new Map<number, { readonly account: Account; readonly known: Known }>()

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  /** What was asked under this name, of an order that is open or ended. */
  find(account: string, client: string): { readonly print: number } | undefined {
    return this.#accounts.get(account)?.known.get(client)
  }

  accepted(account: string, client: string, order: number, print: number): void {
    const of = this.#account(account)
    const known: Known = { client, order, print, endedAt: undefined, hasTraded: false }
    of.known.set(client, known)
    this.#open.set(order, { account: of, known })
  }

  /** Whether that was the first time for this order. */
  traded(order: number): boolean {
    const known = this.#open.get(order)?.known
    if (known === undefined || known.hasTraded) return false
    known.hasTraded = true
    return true
  }

  ended(order: number, at: number): void {
    const open = this.#open.get(order)
    if (open === undefined) return
    this.#open.delete(order)
    const { account, known } = open
    known.endedAt = at
    account.ended.push(known)
    this.#forget(account, at)
  }

  #forget(account: Account, at: number): void {
    const { rememberedIds, maxWindowMs } = this.#bounds
    while (account.ended.length - account.first > rememberedIds) {
      const oldest = account.ended[account.first]!
      if (at - oldest.endedAt! <= maxWindowMs) break
      account.first++
      // The name may be that of a newer order by now.
      if (account.known.get(oldest.client) === oldest) account.known.delete(oldest.client)
    }
    if (account.first > 1_000 && account.first * 2 > account.ended.length) {
      account.ended = account.ended.slice(account.first)
      account.first = 0
    }
  }

  #account(id: string): Account {
    const known = this.#accounts.get(id)
    if (known !== undefined) return known
    const account: Account = { known: new Map(), ended: [], first: 0 }
    this.#accounts.set(id, account)
    return account
  }

  save(): SavedIds {
    return [...this.#accounts]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([account, { known, ended, first }]) => ({
        account,
        open: [...known.values()]
          .filter(({ endedAt }) => endedAt === undefined)
          .sort((one, other) => one.order - other.order)
          .map(({ client, order, print, hasTraded }) => [client, order, print, hasTraded ? 1 : 0] as const),
        ended: savedEnded(ended, first),
      }))
  }

  static load(bounds: Bounds, saved: SavedIds): ClientIds {
    const ids = new ClientIds(bounds)
    for (const { account, open, ended } of saved) {
      const of = ids.#account(account)
      for (const known of loadedEnded(ended)) {
        of.known.set(known.client, known)
        of.ended.push(known)
      }
      for (const [client, order, print, hasTraded] of open) {
        ids.accepted(account, client, order, print)
        if (hasTraded === 1) ids.traded(order)
      }
    }
    return ids
  }

  /** All that this account used is another's from now on, under names that `rename` makes of the orders' numbers. */
  hand(from: string, to: string, rename: (order: number) => string): void {
    const given = this.#accounts.get(from)
    if (given === undefined) return
    this.#accounts.delete(from)
    const taker = this.#account(to)
    for (const { order, print, endedAt, hasTraded } of given.known.values()) {
      if (endedAt !== undefined) continue
      const known: Known = { client: rename(order), order, print, endedAt, hasTraded }
      taker.known.set(known.client, known)
      this.#open.set(order, { account: taker, known })
    }
  }
}

function savedEnded(ended: readonly Known[], first: number): (string | number)[] {
  const saved: (string | number)[] = []
  let before = 0
  for (let at = first; at < ended.length; at++) {
    const { client, print, endedAt = 0 } = ended[at]!
    saved.push(client, print, endedAt - before)
    before = endedAt
  }
  return saved
}

/** Their numbers are not kept: nobody asks for them any more. */
function loadedEnded(saved: readonly (string | number)[]): Known[] {
  const ended: Known[] = []
  let endedAt = 0
  for (let at = 0; at < saved.length; at += 3) {
    endedAt += Number(saved[at + 2])
    ended.push({ client: String(saved[at]), order: 0, print: Number(saved[at + 1]), endedAt, hasTraded: false })
  }
  return ended
}

/** A number that tells what was asked from other things that were asked: 52 bits of a text. */
export function printOf(text: string): number {
  let low = 0x811c9dc5
  let high = 0x9747b28c
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 13)
  }
  return ((high >>> 0) % 0x100000) * 0x100000000 + (low >>> 0)
}
