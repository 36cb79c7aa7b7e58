import { setTimeout as sleep } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'

export interface Memory {
  readonly rss: number
  /** Of the heap, taken from the system and free. How much of it stays free is the collector's taste, and swings by megabytes. */
  readonly heapFree: number
  readonly heapUsed: number
  /** Of buffers and the like, outside of the heap. */
  readonly external: number
}

/** Node has it with `--expose-gc`, Bun always. */
const collect: (() => void) | undefined =
  globalThis.gc ?? (globalThis as { Bun?: { gc(isSynchronous: boolean): void } }).Bun?.gc.bind(undefined, true)

/** What the process holds once garbage is gone: collects until the heap no longer shrinks, for two seconds at most. */
export async function settledMemory(): Promise<Memory> {
  let before = Number.POSITIVE_INFINITY
  for (let left = 10; left > 0; left--) {
    collect?.()
    // What finalisers let go of, the next collection finds.
    await sleep(200)
    const { heapUsed } = process.memoryUsage()
    if (heapUsed > before * 0.999) break
    before = heapUsed
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, heapFree: globalThis.gc === undefined ? 0 : heapFree(), heapUsed, external }
}

function heapFree(): number {
  const { total_physical_size: resident, used_heap_size: used } = getHeapStatistics()
  return Math.max(0, resident - used)
}
