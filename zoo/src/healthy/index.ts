import type { HealthyCase } from '../case.ts'
import { behindProxies } from './behind-proxies.ts'
import { besideParley } from './beside-parley.ts'
import { examples } from './examples.ts'
import { withParley } from './with-parley.ts'
import { withWs } from './with-ws.ts'

/** All set-ups that are right. */
export const healthy: readonly HealthyCase[] = [
  ...withWs,
  ...withParley,
  ...besideParley,
  ...behindProxies,
  ...examples,
]
