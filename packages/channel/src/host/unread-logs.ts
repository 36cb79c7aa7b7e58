/** Logs in which nobody can tell what is a person's, by their kind, and why that is so. */
export interface UnreadLog {
  /** What stands before the `/` of these channels' names. */
  readonly kind: string
  /**
   * `unknown-channel`: no feature here defines them. `unknown-key`: the definition does not accept their keys any more. `no-erase`: the
   * definition has no `erase`.
   */
  readonly code: 'unknown-channel' | 'unknown-key' | 'no-erase'
  /** How many there are. */
  readonly channels: number
  /** What to do, for whoever runs the server. */
  readonly message: string
}

const fixes: Readonly<Record<UnreadLog['code'], (kind: string) => string>> = {
  'unknown-channel': (kind) => `No feature here defines "${kind}/…". Attach it, and do this again.`,
  'unknown-key': (kind) =>
    `"acceptsKey" of "${kind}" refuses channels that have a log. Accept them, and do this again.`,
  'no-erase': (kind) =>
    `"${kind}" has no "erase". Define it: "erase: () => undefined" says that its events name nobody.`,
}

/** Collects them, one entry for each kind and reason. */
export class UnreadLogs {
  readonly #counts = new Map<string, { readonly kind: string; readonly code: UnreadLog['code']; channels: number }>()

  add(kind: string, code: UnreadLog['code']): void {
    const key = `${kind} ${code}`
    const counted = this.#counts.get(key) ?? { kind, code, channels: 0 }
    counted.channels++
    this.#counts.set(key, counted)
  }

  list(): readonly UnreadLog[] {
    return [...this.#counts.values()].map((counted) => ({ ...counted, message: fixes[counted.code](counted.kind) }))
  }
}
