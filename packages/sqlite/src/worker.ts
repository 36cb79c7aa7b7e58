// The entry of the worker thread. It imports the rest itself, so that even an import that fails (a libsql binary that
// does not fit this machine) reaches the caller, who is blocked until `opened` changes.
import { workerData } from 'node:worker_threads'
import type { Opened, WorkerData } from './messages.ts'

const data: WorkerData = workerData
let opened: Opened
try {
  const { serve } = await import('./serve.ts')
  serve(data)
  opened = { ok: true }
} catch (error) {
  const { toFailure } = await import('./failure.ts')
  opened = { ok: false, error: toFailure(error, data.path) }
}
data.port.postMessage(opened)
if (!opened.ok) data.port.close()
const flag = new Int32Array(data.opened)
Atomics.store(flag, 0, 1)
Atomics.notify(flag, 0)
