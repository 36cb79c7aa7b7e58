import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

const microsecondsPerTick = 10_000
/** Of the machine: `availableParallelism` counts only those that this process is pinned to. */
const cores = cpus().length

/** CPU time that all processes together have had, in µs, with what the hypervisor took for others. NaN without /proc. */
export function machineCpu(): number {
  try {
    const [user = 0, nice = 0, system = 0, _idle, _waiting, irq = 0, softIrq = 0, stolen = 0] = readFileSync(
      '/proc/stat',
      'utf8',
    )
      .split('\n', 1)[0]!
      .trim()
      .split(/\s+/)
      .slice(1)
      .map(Number)
    return (user + nice + system + irq + softIrq + stolen) * microsecondsPerTick
  } catch {
    return Number.NaN
  }
}

/** Above this share of the machine in other hands, figures say more about the others than about the contestants. */
export const quietShare = 0.05

/** Waits until the rest of the machine is quiet, at most so long. */
export async function waitForQuiet(atMostSeconds: number): Promise<void> {
  for (let left = atMostSeconds; left > 0; left--) {
    const before = machineCpu()
    await sleep(1000)
    const share = (machineCpu() - before) / (1_000_000 * cores)
    if (!(share > quietShare)) return
  }
}

/** The share of the machine that others had, given the CPU time of all and of ours. */
export function othersShare(all: number, ours: number, elapsedMs: number): number {
  return Math.max(0, all - ours) / (elapsedMs * 1000 * cores)
}
