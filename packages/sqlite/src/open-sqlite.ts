import { resolve } from 'node:path'
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Store } from '@parley/channel/store'
import { StoreError } from '@parley/channel/store'
import type { Opened, WorkerData } from './messages.ts'
import { WorkerStore } from './worker-store.ts'

export interface SqliteOptions {
  /**
   * For how long a command that is sent again is answered with its first outcome, measured from the `at` of its batch
   * to the `at` of the batch stored last.
   * @default 24 hours
   */
  readonly onceWindowMs?: number
  /**
   * The most the data file may grow to. Beyond it writing fails with `ERR_STORE_FULL` and reading goes on.
   * @default no limit
   */
  readonly maxBytes?: number
}

const defaultOnceWindowMs = 24 * 60 * 60 * 1000
const openTimeoutMs = 60_000

/**
 * Opens the data file at `path`, or creates it, and holds it until `close()`. It blocks until the file is open, and
 * throws `StoreError` if that fails; the message says what was found and what to do. Every commit is on the disk
 * (fsync) when its promise resolves. Call it once per file and process, and `close()` when the process ends.
 */
export function openSqlite(path: string, options: SqliteOptions = {}): Store {
  const file = resolve(path)
  const { port1, port2 } = new MessageChannel()
  const opened = new SharedArrayBuffer(4)
  const workerData: WorkerData = {
    path: file,
    settings: { onceWindowMs: options.onceWindowMs ?? defaultOnceWindowMs, maxBytes: options.maxBytes },
    port: port2,
    opened,
  }
  const { url, execArgv } = workerProgram()
  const worker = new Worker(url, { name: 'parley-sqlite', workerData, transferList: [port2], execArgv })
  const failure = awaitOpened(file, port1, opened)
  if (!failure) return new WorkerStore(file, worker, port1)
  // The reason is known; what else the worker has to say about it must not become an uncaught error.
  worker.on('error', () => {})
  worker.unref()
  port1.close()
  void worker.terminate()
  throw failure
}

function awaitOpened(file: string, port: MessageChannel['port1'], opened: SharedArrayBuffer): StoreError | undefined {
  Atomics.wait(new Int32Array(opened), 0, 0, openTimeoutMs)
  const message: { message: Opened } | undefined = receiveMessageOnPort(port)
  if (!message) {
    return new StoreError('ERR_STORE_FAILED', `${file} did not open within ${openTimeoutMs / 1000} s.`)
  }
  const reply = message.message
  return reply.ok ? undefined : new StoreError(reply.error.code, reply.error.message)
}

/** Built code runs as it is; the sources need the loader, which Vitest's transform does not reach inside a worker. */
function workerProgram(): { readonly url: URL; readonly execArgv: string[] } {
  if (!import.meta.url.endsWith('.ts')) return { url: new URL('./worker.js', import.meta.url), execArgv: [] }
  const loader = new URL('../../../tools/source-loader.mjs', import.meta.url)
  return {
    url: new URL('./worker.ts', import.meta.url),
    execArgv: ['--conditions=@parley/source', '--import', loader.href],
  }
}
