import type { Duplex } from 'node:stream'
import type { Settings, User } from '../options.ts'
import type { Admitted } from './admission.ts'
import type { Agreed, Opening, UpgradeRefusal } from './opening.ts'
import { gone } from './unavailable.ts'

export interface UpgradeAccepted extends Agreed {
  readonly accepted: true
  readonly user: User | undefined
  /** Carries frames from now on. */
  readonly stream: Duplex
}

export type Upgraded = UpgradeAccepted | ({ readonly accepted: false } & UpgradeRefusal)

/**
 * Judges an opening and answers it: yes, or a refusal that says why. `admit`: asked once the request is a good one, who may
 * come in. `closedFor`: why nobody may come in meanwhile. Never throws, never rejects.
 */
export async function upgrade(
  opening: Opening,
  settings: Settings,
  admit: () => Promise<Admitted>,
  closedFor: () => UpgradeRefusal | undefined,
): Promise<Upgraded> {
  const judged = await judge(opening, settings, admit)
  // Signing in may have taken a while.
  const closed = closedFor()
  const verdict: Judged = closed === undefined ? judged : { accepted: false, ...closed }
  if (!verdict.accepted) {
    opening.refuse(verdict)
    return verdict
  }
  const stream = opening.accept(verdict)
  if (stream === undefined) {
    return { accepted: false, ...gone }
  }
  return { ...verdict, stream }
}

type Judged = Omit<UpgradeAccepted, 'stream'> | ({ readonly accepted: false } & UpgradeRefusal)

async function judge(opening: Opening, settings: Settings, admit: () => Promise<Admitted>): Promise<Judged> {
  const { protocols, deflate: choice, maxHeaders, maxHeaderBytes } = settings
  const handshake = opening.judge({ protocols, deflate: choice, maxHeaders, maxHeaderBytes })
  if (!handshake.accepted) return handshake
  const admitted = await admit()
  if (!admitted.accepted) return admitted
  const { protocol, deflate } = handshake
  return { accepted: true, protocol, deflate, user: admitted.user }
}
