import type { FloodServer } from './flood-server.ts'
import type { Ended, Kind, ServerConfig } from './server/contestant.ts'

/** How much of it: `light` for the tests of every day, `full` for `npm run conformance`. */
export type Scale = 'light' | 'full'

/** What came of one flood. */
export interface Damage {
  /** How the flooder's sockets ended; empty: they did not. */
  readonly ends: readonly Ended[]
  readonly elapsedMs: number
  /** What else was seen, for the figures. */
  readonly note?: string
  /** What went wrong beside ends and memory; empty: nothing. */
  readonly faults?: readonly string[]
}

/** One way to wear a server out. */
export interface Scenario {
  readonly id: string
  readonly title: string
  /** Whom it can be done to. */
  readonly kinds: readonly Kind[]
  config(kind: Kind, scale: Scale): Omit<ServerConfig, 'kind'>
  run(server: FloodServer, scale: Scale, kind: Kind): Promise<Damage>
  /** Ours must end like this: the code and the fault's name, any of them. Empty: they need not end. */
  readonly ends: readonly string[]
  /** Ours must not take more memory than this beyond what it took before. */
  maxExtraBytes(scale: Scale): number
}

export const mebibyte = 1024 * 1024

/** `1008 control/ping-flood`. */
export function nameOf({ code, name }: Ended): string {
  return name === '' ? String(code) : `${code} ${name}`
}
