import { receiveMessageOnPort } from 'node:worker_threads'
import { toFailure } from './failure.ts'
import { LogDatabase } from './log-database.ts'
import type { Envelope, Reply, WorkerData } from './messages.ts'
import { isWriting, RequestQueue } from './request-queue.ts'

/** Answers to reads that wait for company at most. */
const mostAnswers = 32

/** Opens the data file and answers the requests of the port, in the queue's order. Throws if the file does not open. */
export function serve({ path, settings, port }: WorkerData): void {
  const database = new LogDatabase(path, settings)
  const queue = new RequestQueue()

  port.on('message', (envelopes: readonly Envelope[]) => {
    take(envelopes)
    let replies: Reply[] = []
    const post = () => {
      if (replies.length > 0) port.postMessage(replies)
      replies = []
    }
    for (let next = queue.take(); next !== undefined; next = queue.take()) {
      const mustNotWait = isWriting(next.request)
      // Writing takes its time.
      if (mustNotWait) post()
      replies.push(replyTo(next))
      if (mustNotWait || replies.length >= mostAnswers) post()
      // With its port closed the worker has nothing to wait for, and ends.
      if (next.request.do === 'close') {
        post()
        port.close()
        return
      }
      // What has arrived meanwhile may overtake.
      for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port)) take(more.message)
    }
    post()
  })

  function take(envelopes: readonly Envelope[]): void {
    for (const envelope of envelopes) queue.add(envelope)
  }

  function replyTo({ id, request }: Envelope): Reply {
    try {
      return { id, ok: true, value: database.answer(request) }
    } catch (error) {
      return { id, ok: false, error: toFailure(error, path) }
    }
  }
}
