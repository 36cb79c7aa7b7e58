import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in ticks of 1/100 s whatever its own clock is (USER_HZ). */
const microsecondsPerTick = 10_000

/** CPU time of a process, user and system, all its threads, in µs. NaN where there is no /proc. */
export function processCpu(pid: number): number {
  try {
    return cpuOf(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return Number.NaN
  }
}

export interface ThreadCpu {
  readonly main: number
  /** Every other thread by its id: workers, and V8's and libuv's helpers. */
  readonly others: ReadonlyMap<number, number>
}

export function threadCpu(pid: number): ThreadCpu {
  const others = new Map<number, number>()
  let main = Number.NaN
  for (const entry of threadsOf(pid)) {
    try {
      const cpu = cpuOf(readFileSync(`/proc/${pid}/task/${entry}/stat`, 'utf8'))
      if (Number(entry) === pid) main = cpu
      else others.set(Number(entry), cpu)
    } catch {
      // The thread ended between the listing and the reading.
    }
  }
  return { main, others }
}

export interface CpuSplit {
  readonly main: number
  /** The busiest thread besides the main one. */
  readonly worker: number
  readonly rest: number
}

export function splitBetween(before: ThreadCpu, after: ThreadCpu): CpuSplit {
  const grown = [...after.others].map(([id, cpu]) => cpu - (before.others.get(id) ?? 0))
  const worker = Math.max(0, ...grown)
  const rest = grown.reduce((sum, cpu) => sum + cpu, 0) - worker
  return { main: after.main - before.main, worker, rest }
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

function cpuOf(stat: string): number {
  // The second field is the command in parentheses, which may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick
}
