import { defineFold } from '@parley/channel/client'
import type { Queue, QueueEvents, Row } from '../contract/index.ts'
import { compareInQueue } from '../contract/index.ts'
import { maxQueueShown } from '../contract/limits.ts'

/** The view `queue` of `inquiry-queue/<team>`: PROTOCOL.md#inquiry. The same on the server and in the browser. */
export const queueFold = defineFold<Queue, QueueEvents>({
  state: () => ({ rows: [], waiting: 0 }),
  events: {
    rowSet: (queue, { row, waiting, fill }) => {
      takeOut(queue.rows, row.id)
      putIn(queue.rows, row)
      filled(queue, waiting, fill)
    },
    rowOut: (queue, { id, waiting, fill }) => {
      takeOut(queue.rows, id)
      filled(queue, waiting, fill)
    },
  },
})

function filled(queue: Queue, waiting: number, fill: Row | undefined): void {
  if (fill !== undefined) putIn(queue.rows, fill)
  if (queue.rows.length > maxQueueShown) queue.rows.length = maxQueueShown
  queue.waiting = waiting
}

function takeOut(rows: Row[], id: string): void {
  const at = rows.findIndex((row) => row.id === id)
  if (at >= 0) rows.splice(at, 1)
}

function putIn(rows: Row[], row: Row): void {
  const at = rows.findIndex((other) => compareInQueue(row, other) < 0)
  rows.splice(at < 0 ? rows.length : at, 0, row)
}
