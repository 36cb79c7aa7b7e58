import type { User } from '../options.ts'

/** Who may not come in any more, each until he is restored or has signed in anew. Kept as long as this process lives. */
export class Revocations {
  readonly #since = new Map<string, number>()

  /** `now`: wall clock in milliseconds. */
  add(userId: string, now: number): void {
    this.#since.set(userId, now)
  }

  delete(userId: string): void {
    this.#since.delete(userId)
  }

  /** Whether this user, signed in when he did, is kept out. Who does not say when he signed in is. */
  holds({ id, signedInAt }: Pick<User, 'id' | 'signedInAt'>): boolean {
    const since = this.#since.get(id)
    return since !== undefined && !(signedInAt !== undefined && signedInAt > since)
  }
}
