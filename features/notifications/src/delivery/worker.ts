import { applyEvent, type FeatureRun, type FeatureServer } from '@parley/channel'
import type { DeliveryQueue, DeliveryQueueEvents, QueuedDelivery, SendResult } from '../contract/index.ts'
import type { Way } from '../ways/way.ts'
import { sendResult } from './channel.ts'
import { type AtOnce, type Attempt, attemptOf, dueOf, isTried } from './due.ts'
import { queueFold } from './queue-fold.ts'

export interface WorkerOptions extends AtOnce {
  /** How long one may take. */
  readonly timeoutMs: number
}

/** How long the end waits for what is being sent before it tells it to stop. */
const graceMs = 3_000
const longestRetryMs = 30_000

/**
 * Sends what waits in `notify-delivery/<way>` and reports what became of it. What it was sending when the process died is sent again under the
 * same id, as the queue has not heard of it.
 */
export class DeliveryWorker implements FeatureRun {
  readonly #server: FeatureServer
  readonly #way: Way
  readonly #options: WorkerOptions
  readonly #channel: string
  #queue: DeliveryQueue = queueFold.state()
  readonly #attempts = new Map<string, Attempt>()
  readonly #sending = new Set<AbortController>()
  readonly #underWay = new Set<Promise<void>>()
  readonly #endWatch: () => void
  #wakeAt: number | undefined
  #cancelWake = () => {}
  #isClosing = false
  #endWaits = () => {}
  readonly #closing = new Promise<void>((resolve) => {
    this.#endWaits = resolve
  })

  constructor(server: FeatureServer, way: Way, options: WorkerOptions) {
    this.#server = server
    this.#way = way
    this.#options = options
    this.#channel = `notify-delivery/${way.name}`
    this.#endWatch = server.watch(this.#channel, 'queue', {
      onState: (state) => {
        this.#queue = state as DeliveryQueue
        for (const id of this.#attempts.keys()) this.#forget(id)
        this.#turn()
      },
      onEvents: (events) => {
        for (const event of events) {
          applyEvent(queueFold, this.#queue, event)
          for (const id of idsIn(event.data as DeliveryQueueEvents[keyof DeliveryQueueEvents])) this.#forget(id)
        }
        this.#turn()
      },
    })
  }

  async close(): Promise<void> {
    this.#isClosing = true
    this.#endWatch()
    this.#cancelWake()
    this.#endWaits()
    const cancelStop = this.#server.setTimer(() => {
      for (const controller of this.#sending) controller.abort(new DOMException('The server closes.', 'AbortError'))
    }, graceMs)
    await Promise.all(this.#underWay)
    cancelStop()
  }

  /** An attempt whose outcome the queue shows needs no remembering. */
  #forget(id: string): void {
    const attempt = this.#attempts.get(id)
    const waiting = Object.hasOwn(this.#queue.queued, id) ? this.#queue.queued[id] : undefined
    const isOpen =
      attempt !== undefined && (!attempt.isReported || (waiting !== undefined && isTried(waiting, attempt)))
    if (!isOpen) this.#attempts.delete(id)
  }

  #turn(): void {
    if (this.#isClosing) return
    const now = this.#server.now()
    const { start, nextAt } = dueOf(this.#queue, this.#attempts, now, this.#options)
    for (const waiting of start) this.#begin(waiting)
    if (nextAt === this.#wakeAt) return
    this.#cancelWake()
    this.#wakeAt = nextAt
    if (nextAt === undefined) return
    this.#cancelWake = this.#server.setTimer(() => {
      this.#wakeAt = undefined
      this.#turn()
    }, nextAt - now)
  }

  #begin(waiting: QueuedDelivery): void {
    const { delivery } = waiting
    const attempt = attemptOf(waiting)
    this.#attempts.set(delivery.id, attempt)
    const work = this.#work(waiting, attempt).then(() => {
      this.#underWay.delete(work)
      attempt.isReported = true
      this.#forget(delivery.id)
      this.#turn()
    })
    this.#underWay.add(work)
  }

  /** Never rejects. */
  async #work({ delivery, cancelled }: QueuedDelivery, { attempt }: Attempt): Promise<void> {
    const { expiresAt = Number.POSITIVE_INFINITY } = delivery
    // The queue says of what cannot be tried later that it was called off or is too old.
    const isOver = cancelled !== undefined || expiresAt <= this.#server.now()
    const result: SendResult = isOver ? { status: 'later', reason: 'too-old' } : await this.#send(delivery)
    await this.#report({ id: delivery.id, attempt, result: this.#withoutDetail(result) })
  }

  async #send(delivery: QueuedDelivery['delivery']): Promise<SendResult> {
    const controller = new AbortController()
    const { signal } = controller
    const { timeoutMs } = this.#options
    const late = new DOMException(`It took longer than ${timeoutMs} ms.`, 'TimeoutError')
    const cancelDeadline = this.#server.setTimer(() => controller.abort(late), timeoutMs)
    this.#sending.add(controller)
    try {
      const stopped = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
      const given: unknown = await Promise.race([Promise.resolve(this.#way.send(delivery, signal)), stopped])
      const result = sendResult.safeParse(given)
      if (result.success) return result.data
      throw new TypeError(`"send" of the way "${this.#way.name}" answers { status: 'sent' } or another SendResult.`)
    } catch (error) {
      if (signal.aborted) return { status: 'later', reason: error === late ? 'timeout' : 'closing' }
      this.#server.report(error, `notifications: sending by "${this.#way.name}" threw`)
      // The person reads the reason; what it says is the app's own affair.
      return { status: 'later', reason: 'error' }
    } finally {
      cancelDeadline()
      this.#sending.delete(controller)
    }
  }

  /** What the other side said is for the log. That a device is gone is no fault. */
  #withoutDetail(result: SendResult): SendResult {
    if (result.status === 'sent') return result
    const { detail, ...rest } = result
    if (detail !== undefined && rest.status !== 'gone')
      this.#server.report(new Error(detail), `notifications: sending by "${this.#way.name}"`)
    return rest
  }

  /** Until it is stored; the end of the server ends it, too, and the delivery is sent again by the next. */
  async #report(report: { readonly id: string; readonly attempt: number; readonly result: SendResult }): Promise<void> {
    for (let waitMs = 1_000; ; waitMs = Math.min(longestRetryMs, waitMs * 2)) {
      try {
        await this.#server.command(this.#channel, 'reported', report)
        return
      } catch (error) {
        if (waitMs === 1_000) this.#server.report(error, `notifications: reporting of "${this.#way.name}"`)
        if (this.#isClosing) return
        const waited = new Promise<void>((resolve) => void this.#server.setTimer(resolve, waitMs))
        await Promise.race([waited, this.#closing])
      }
    }
  }
}

function idsIn(data: DeliveryQueueEvents[keyof DeliveryQueueEvents]): readonly string[] {
  if ('ids' in data) return data.ids
  return ['delivery' in data ? data.delivery.id : data.id]
}
