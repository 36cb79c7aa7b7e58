export interface SeatLimits {
  readonly maxSockets: number
  readonly maxSocketsPerAddress: number
  readonly maxSocketsPerUser: number
}

/**
 * Counts who is here, those that are still being let in too: all that wait for `authenticate` would come in otherwise. What
 * is back at zero is forgotten.
 */
export class Seats {
  readonly #limits: SeatLimits
  readonly #ofNetwork: Count
  readonly #ofUser: Count
  #taken = 0

  constructor(limits: SeatLimits) {
    this.#limits = limits
    this.#ofNetwork = new Count(limits.maxSocketsPerAddress)
    this.#ofUser = new Count(limits.maxSocketsPerUser)
  }

  get taken(): number {
    return this.#taken
  }

  /** How many networks and users are counted now. */
  get names(): number {
    return this.#ofNetwork.size + this.#ofUser.size
  }

  /** `network`: under which name the caller is counted, if it is. Or what there are too many of. */
  take(network: string | undefined): Seat | 'of-server' | 'of-address' {
    if (this.#taken >= this.#limits.maxSockets) return 'of-server'
    if (network !== undefined && !this.#ofNetwork.raise(network)) return 'of-address'
    this.#taken++
    return new Seat(this.#ofUser, () => {
      this.#taken--
      if (network !== undefined) this.#ofNetwork.lower(network)
    })
  }
}

/** The place of one socket. */
export class Seat {
  readonly #users: Count
  readonly #free: () => void
  #user: string | undefined
  #isFree = false

  constructor(users: Count, free: () => void) {
    this.#users = users
    this.#free = free
  }

  /** Says whose it is; a later word replaces an earlier one. `false`: that user has as many as one may have. */
  giveTo(userId: string): boolean {
    if (this.#isFree) return false
    if (this.#user === userId) return true
    if (!this.#users.raise(userId)) return false
    if (this.#user !== undefined) this.#users.lower(this.#user)
    this.#user = userId
    return true
  }

  /** May be called more than once. */
  free(): void {
    if (this.#isFree) return
    this.#isFree = true
    this.#free()
    if (this.#user !== undefined) this.#users.lower(this.#user)
  }
}

class Count {
  readonly #most: number
  readonly #counts = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#counts.size
  }

  raise(name: string): boolean {
    const count = this.#counts.get(name) ?? 0
    if (count >= this.#most) return false
    this.#counts.set(name, count + 1)
    return true
  }

  lower(name: string): void {
    const count = this.#counts.get(name) ?? 0
    if (count > 1) this.#counts.set(name, count - 1)
    else this.#counts.delete(name)
  }
}
