import type { Scenario } from '../scenario.ts'
import { churn } from './churn.ts'
import {
  announcedAndDribbled,
  announcedHuge,
  byteFragments,
  emptyFragments,
  messageFlood,
  pingFlood,
  unmeteredPingFlood,
} from './frames.ts'
import { handshakeFlood, silence, silentSocket, slowloris, unauthenticated } from './handshakes.ts'
import { stalledReader, zipBomb } from './memory.ts'

export const scenarios: readonly Scenario[] = [
  pingFlood,
  unmeteredPingFlood,
  emptyFragments,
  byteFragments,
  announcedAndDribbled,
  announcedHuge,
  messageFlood,
  zipBomb,
  stalledReader,
  slowloris,
  silence,
  silentSocket,
  unauthenticated,
  handshakeFlood,
  churn,
]
