import { copyFileSync, existsSync } from 'node:fs'
import type { Child } from '../process/children.ts'
import { processCpu } from '../process/cpu.ts'
import { startServer } from '../process/turns.ts'
import type { Memory } from '../servers/memory.ts'
import type { FillPlan } from '../servers/running.ts'

/** A data file with all inquiries in it, made once; each round gets a copy. */
export interface Filled {
  readonly seconds: number
  /** CPU time of the server process meanwhile. */
  readonly cpuSeconds: number
  readonly empty: Memory
  /** With the channels that a server keeps in memory after so much. */
  readonly full: Memory
}

export async function fillDesk(
  { inquiries, agents, assignedEach, bytes }: FillPlan,
  profile: string | undefined,
  dataFile: string,
): Promise<Filled> {
  const deadlineMs = 120_000 + inquiries * 50
  const { server } = await startServer({ server: 'parley-inquiry', dataFile }, { profile, deadlineMs, exposeGc: true })
  const empty = await memoryOf(server)
  const began = performance.now()
  const cpuBefore = processCpu(server.pid)
  server.send({ do: 'fill', plan: { inquiries, agents, assignedEach, bytes } })
  await server.next()
  const seconds = (performance.now() - began) / 1000
  const cpuSeconds = (processCpu(server.pid) - cpuBefore) / 1_000_000
  const full = await memoryOf(server)
  await server.stop()
  return { seconds, cpuSeconds, empty, full }
}

export function memoryOf(server: Child): Promise<Memory> {
  server.send({ do: 'memory' })
  return server.next<Memory>()
}

/** Of a server that has ended: its log may not be in the file yet. */
export function copyDataFile(from: string, to: string): void {
  for (const end of ['', '-wal']) if (existsSync(`${from}${end}`)) copyFileSync(`${from}${end}`, `${to}${end}`)
}
