// Starts the search of a target in a thread of its own and watches over it: an input that never ends, or that brings the
// thread down, is a finding like any other.
import { Worker } from 'node:worker_threads'
import type { Finding, Progress } from './campaign.ts'
import { newSharedInput, SharedInput } from './shared-input.ts'

export interface Orders {
  readonly target: string
  readonly seed: number
  readonly seconds: number
  /** The folder of the corpus. */
  readonly corpus: string
  /** Inputs that run something new are added to it. */
  readonly keeps: boolean
  readonly memory: SharedArrayBuffer
}

export type Report =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'done'; readonly finding: Finding | undefined }

/** An input that runs for so long will never end; what is merely slow is told by `run-input.ts`. */
const HANG_MS = 15_000

/** Resolves when the time is over, or with what was found. */
export async function watch(
  orders: Omit<Orders, 'memory'>,
  onProgress: (progress: Progress) => void,
  script: URL = new URL('./worker.js', import.meta.url),
  hangMs: number = HANG_MS,
): Promise<Finding | undefined> {
  const memory = newSharedInput()
  const shared = new SharedInput(memory)
  const worker = new Worker(script, { workerData: { ...orders, memory } })
  let looks: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve) => {
      const found = (problem: string): void => resolve({ target: orders.target, problem, input: shared.read() })
      let count = -1
      looks = setInterval(() => {
        if (shared.count === count) found(`hangs: no end after ${hangMs} ms`)
        count = shared.count
      }, hangMs)
      worker.on('message', (report: Report) => {
        if (report.type === 'progress') onProgress(report.progress)
        else resolve(report.finding)
      })
      worker.on('error', (error) => found(`brought the thread down: ${error.stack ?? error.message}`))
      worker.on('exit', (code) => found(`ended the thread with code ${code}`))
    })
  } finally {
    clearInterval(looks)
    await worker.terminate()
  }
}
