import type { Entry } from '../../entry.ts'
import { answers } from './answer.ts'
import { network } from './network.ts'

/** Why a program could not connect. */
export const connect: readonly Entry[] = [...network, ...answers]
