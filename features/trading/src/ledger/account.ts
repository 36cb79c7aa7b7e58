/** One account's money, in minor units. Whoever counts often holds on to this: the account of an id stays the same object. */
export class Account {
  readonly id: string
  /** Of the asset number n: free at 2n, locked at 2n + 1. The ledger alone writes here. */
  units: Float64Array

  constructor(id: string, assets: number) {
    this.id = id
    this.units = new Float64Array(2 * assets)
  }

  free(asset: number): number {
    return this.units[2 * asset] ?? 0
  }

  locked(asset: number): number {
    return this.units[2 * asset + 1] ?? 0
  }
}
