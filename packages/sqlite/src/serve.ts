import { toFailure } from './failure.ts'
import { LogDatabase } from './log-database.ts'
import type { Reply, Request, WorkerData } from './messages.ts'

/** Opens the data file and answers the requests of the port one by one, in order. Throws if it does not open. */
export function serve({ path, settings, port }: WorkerData): void {
  const database = new LogDatabase(path, settings)
  port.on('message', (request: Request) => {
    let reply: Reply
    try {
      reply = { ok: true, value: database.answer(request) }
    } catch (error) {
      reply = { ok: false, error: toFailure(error, path) }
    }
    port.postMessage(reply)
    // With its port closed the worker has nothing to wait for, and ends.
    if (request.do === 'close') port.close()
  })
}
