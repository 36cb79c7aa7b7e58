import type { Entry } from '../../entry.ts'
import { exchange } from './exchange.ts'
import { orders } from './orders.ts'

/** What trading() refuses. */
export const trading: readonly Entry[] = [...orders, ...exchange]
