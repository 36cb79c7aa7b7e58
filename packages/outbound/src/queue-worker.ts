import type { ChannelEvent, FeatureRun, FeatureServer } from '@parley/channel'
import { type Attempt, isTried, type Queued } from './attempt.ts'
import { type SendResult, sendResult } from './send-result.ts'

/** A queue in a channel that has the view `queue` and takes `reported`, and how what waits in it is sent. */
export interface Outgoing<Queue, Waiting extends Queued, Begun extends Attempt> {
  readonly channel: string
  /** In reports: `notifications: sending by "push"`. */
  readonly where: { readonly sending: string; readonly reporting: string }
  readonly timeoutMs: number
  /** Takes an event into the queue; the ids of what it is about. */
  hear(queue: Queue, event: ChannelEvent): readonly string[]
  waitingIn(queue: Queue, id: string): Waiting | undefined
  /** What is to be sent now, and when there may be more without anything happening. */
  due(
    queue: Queue,
    attempts: ReadonlyMap<string, Begun>,
    now: number,
  ): { readonly start: readonly Waiting[]; readonly nextAt: number | undefined }
  begin(waiting: Waiting): { readonly id: string; readonly attempt: Begun }
  /** What it throws is `later`; `signal` is aborted when it takes longer than `timeoutMs`, and when the server closes. */
  send(waiting: Waiting, signal: AbortSignal): unknown
  /** Said of an answer that is no `SendResult`. */
  readonly fault: string
  /** What of a result is reported to the log; what is left is stored. */
  heard(id: string, result: SendResult): SendResult
}

/** How long the end waits for what is being sent before it tells it to stop. */
const graceMs = 3_000
const longestRetryMs = 30_000

/** Sends what waits and reports what became of it. What it was sending when the process died is sent again, as the queue has not heard of it. */
export class QueueWorker<Queue, Waiting extends Queued, Begun extends Attempt> implements FeatureRun {
  readonly #server: FeatureServer
  readonly #out: Outgoing<Queue, Waiting, Begun>
  #queue: Queue
  readonly #attempts = new Map<string, Begun>()
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

  /** `empty`: the queue until it is known. */
  constructor(server: FeatureServer, empty: Queue, out: Outgoing<Queue, Waiting, Begun>) {
    this.#server = server
    this.#queue = empty
    this.#out = out
    this.#endWatch = server.watch(out.channel, 'queue', {
      onState: (state) => {
        this.#queue = state as Queue
        for (const id of this.#attempts.keys()) this.#forget(id)
        this.#turn()
      },
      onEvents: (events) => {
        for (const event of events) for (const id of out.hear(this.#queue, event)) this.#forget(id)
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
    const waiting = this.#out.waitingIn(this.#queue, id)
    const isOpen =
      attempt !== undefined && (!attempt.isReported || (waiting !== undefined && isTried(waiting, attempt)))
    if (!isOpen) this.#attempts.delete(id)
  }

  #turn(): void {
    if (this.#isClosing) return
    const now = this.#server.now()
    const { start, nextAt } = this.#out.due(this.#queue, this.#attempts, now)
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

  #begin(waiting: Waiting): void {
    const { id, attempt } = this.#out.begin(waiting)
    this.#attempts.set(id, attempt)
    const work = this.#work(waiting, id, attempt.attempt).then(() => {
      this.#underWay.delete(work)
      attempt.isReported = true
      this.#forget(id)
      this.#turn()
    })
    this.#underWay.add(work)
  }

  /** Never rejects. */
  async #work(waiting: Waiting, id: string, attempt: number): Promise<void> {
    const result = this.#out.heard(id, await this.#send(waiting))
    await this.#report({ id, attempt, result })
  }

  async #send(waiting: Waiting): Promise<SendResult> {
    const controller = new AbortController()
    const { signal } = controller
    const { timeoutMs, fault, where } = this.#out
    const late = new DOMException(`It took longer than ${timeoutMs} ms.`, 'TimeoutError')
    const cancelDeadline = this.#server.setTimer(() => controller.abort(late), timeoutMs)
    this.#sending.add(controller)
    try {
      const stopped = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
      const given: unknown = await Promise.race([Promise.resolve(this.#out.send(waiting, signal)), stopped])
      const result = sendResult.safeParse(given)
      if (result.success) return result.data
      throw new TypeError(fault)
    } catch (error) {
      if (signal.aborted) return { status: 'later', reason: error === late ? 'timeout' : 'closing' }
      this.#server.report(error, `${where.sending} threw`)
      // The reason may be read by people; what it says is the app's own affair.
      return { status: 'later', reason: 'error' }
    } finally {
      cancelDeadline()
      this.#sending.delete(controller)
    }
  }

  /** Until it is stored; the end of the server ends it, too, and what was sent is sent again by the next. */
  async #report(report: { readonly id: string; readonly attempt: number; readonly result: SendResult }): Promise<void> {
    for (let waitMs = 1_000; ; waitMs = Math.min(longestRetryMs, waitMs * 2)) {
      try {
        await this.#server.command(this.#out.channel, 'reported', report)
        return
      } catch (error) {
        if (waitMs === 1_000) this.#server.report(error, this.#out.where.reporting)
        if (this.#isClosing) return
        const waited = new Promise<void>((resolve) => void this.#server.setTimer(resolve, waitMs))
        await Promise.race([waited, this.#closing])
      }
    }
  }
}
