import { setTimeout as sleep } from 'node:timers/promises'
import { processCpu } from './cpu.ts'
import { machineCpu, othersShare } from './quiet.ts'

/** What a while of measuring cost. */
export interface Window {
  readonly elapsedMs: number
  /** CPU time of the server process, in µs. */
  readonly serverCpu: number
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  /** The share of the machine that others had meanwhile. */
  readonly othersShare: number
}

/** Called from the process of the load. Reads the clocks of `serverPid` and of itself, waits, and reads them again. */
export async function measureWindow(serverPid: number, seconds: number): Promise<Window> {
  const start = snapshot(serverPid)
  await sleep(seconds * 1000)
  const end = snapshot(serverPid)
  const elapsedMs = end.time - start.time
  const serverCpu = end.server - start.server
  const own = end.own - start.own
  return {
    elapsedMs,
    serverCpu,
    serverCpuShare: serverCpu / (elapsedMs * 1000),
    loadCpuShare: own / (elapsedMs * 1000),
    othersShare: othersShare(end.all - start.all, serverCpu + own, elapsedMs),
  }
}

function snapshot(serverPid: number) {
  return { time: performance.now(), server: processCpu(serverPid), own: processCpu(process.pid), all: machineCpu() }
}
