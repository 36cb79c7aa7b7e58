import { FloodServer } from './flood-server.ts'
import { openFlooder } from './flooder.ts'
import { type Damage, mebibyte, nameOf, type Scale, type Scenario } from './scenario.ts'
import type { Kind } from './server/contestant.ts'

export interface ScenarioResult {
  readonly extraBytes: number
  readonly elapsedMs: number
  /** How the flooders ended, each kind of end once. */
  readonly ends: string
  /** What ours must not do; empty: all is well. */
  readonly faults: readonly string[]
  /** All of it in a line. */
  readonly figure: string
}

/** Runs one scenario against a server in a process of its own, which has served a few before. */
export async function runScenario(scenario: Scenario, kind: Kind, scale: Scale): Promise<ScenarioResult> {
  const server = await FloodServer.start({ kind, ...scenario.config(kind, scale) })
  try {
    await warmUp(server, kind)
    const before = await server.rest()
    const damage = await scenario.run(server, scale, kind)
    const extraBytes = Math.max(0, server.peakBytes - before)
    return resultOf(scenario, kind, damage, { extraBytes, limitBytes: scenario.maxExtraBytes(scale) })
  } finally {
    await server.stop()
  }
}

/** What is compiled and allocated once is not the flood's. */
async function warmUp(server: FloodServer, kind: Kind): Promise<void> {
  for (let round = 0; round < 50; round++) {
    const peer = await openFlooder(server, kind)
    peer.discards = true
    for (const payload of ['hello', Buffer.alloc(70_000)]) peer.send(typeof payload === 'string' ? 1 : 2, payload)
    peer.send(9, 'ping')
    peer.send(8)
    peer.finish()
    await peer.ended(1_000).catch(() => {})
    peer.cut()
  }
}

interface Taken {
  readonly extraBytes: number
  readonly limitBytes: number
}

function resultOf(scenario: Scenario, kind: Kind, damage: Damage, { extraBytes, limitBytes }: Taken): ScenarioResult {
  const { elapsedMs, note } = damage
  const names = [...new Set(damage.ends.map(nameOf))]
  const faults = [...(damage.faults ?? [])]
  if (scenario.ends.length > 0) {
    if (names.length === 0) faults.push('the flooder was not ended')
    // Others have other names for it.
    const wrong = kind === 'parley' ? names.filter((name) => !scenario.ends.includes(name)) : []
    for (const name of wrong) faults.push(`ended with ${name}`)
  }
  if (extraBytes > limitBytes)
    faults.push(`took ${inMebibytes(extraBytes)} more, ${inMebibytes(limitBytes)} are allowed`)
  const ends = names.join(', ') || 'not ended'
  const figure = [
    scenario.ends.length > 0 ? ends : undefined,
    `+${inMebibytes(extraBytes)}`,
    `${(elapsedMs / 1000).toFixed(1)} s`,
    note,
  ]
  return { extraBytes, elapsedMs, ends, faults, figure: figure.filter((part) => part !== undefined).join(', ') }
}

function inMebibytes(bytes: number): string {
  return `${(bytes / mebibyte).toFixed(1)} MiB`
}
