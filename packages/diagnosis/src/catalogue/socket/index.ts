import type { Entry } from '../../entry.ts'
import { frames } from './frames.ts'
import { socketLimits } from './limits.ts'

/** Why this end gave a socket up. */
export const socket: readonly Entry[] = [...frames, ...socketLimits]
