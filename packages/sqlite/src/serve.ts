import { receiveMessageOnPort } from 'node:worker_threads'
import { toFailure } from './failure.ts'
import { LogDatabase } from './log-database.ts'
import type { Envelope, Reply, WorkerData } from './messages.ts'
import { RequestQueue } from './request-queue.ts'

/** Opens the data file and answers the requests of the port, in the queue's order. Throws if the file does not open. */
export function serve({ path, settings, port }: WorkerData): void {
  const database = new LogDatabase(path, settings)
  const queue = new RequestQueue()

  port.on('message', (envelope: Envelope) => {
    queue.add(envelope)
    for (let next = queue.take(); next !== undefined; next = queue.take()) {
      port.postMessage(replyTo(next))
      // With its port closed the worker has nothing to wait for, and ends.
      if (next.request.do === 'close') {
        port.close()
        return
      }
      // What has arrived meanwhile may overtake.
      for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port)) queue.add(more.message)
    }
  })

  function replyTo({ id, request }: Envelope): Reply {
    try {
      return { id, ok: true, value: database.answer(request) }
    } catch (error) {
      return { id, ok: false, error: toFailure(error, path) }
    }
  }
}
