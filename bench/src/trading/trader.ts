import type { Fact } from '@parley/trading'
import { digitsAt } from '../client/ascii.ts'
import { maskedText } from '../client/frames.ts'
import { RawSocket } from '../client/raw-socket.ts'
import { pathOf } from '../inquiry/people.ts'
import { channel, symbol, traderId } from './market.ts'
import { type FlowOptions, OrderFlow, priceOf, type Step } from './order-flow.ts'
import { Reports } from './reports.ts'

/** More than may ever be unanswered on one connection. */
const ringSize = 65_536
const idDigits = 10
const doneAt = '{"type":"done","id":"'.length
const refusedAt = '{"type":"refused","id":"'.length

/** Of all traders together. */
export interface Answered {
  placed: number
  canceled: number
  /** Cancels of what had traded meanwhile. */
  tooLate: number
}

export interface TraderOptions {
  readonly port: number
  readonly index: number
  readonly flow: FlowOptions
  /** Has his account open, and is told of his orders there. */
  readonly hasReports: boolean
  readonly answered: Answered
  /** Hears how long each answer took, in ms. */
  readonly onAnswer: (ms: number) => void
}

/** One trader on one connection. */
export class Trader {
  readonly reports: Reports
  readonly #options: TraderOptions
  readonly #flow: OrderFlow
  readonly #id: string
  readonly #sentAt = new Float64Array(ringSize)
  readonly #steps: (Step | undefined)[] = Array.from({ length: ringSize })
  readonly #socket: RawSocket
  #window = 0
  #sent = 0
  #answered = 0
  #isTopUpDue = false
  #idle: (() => void) | undefined
  #entered: (() => void) | undefined
  #frames: Buffer[] = []

  static async connect(options: TraderOptions): Promise<Trader> {
    const trader = new Trader(options)
    await trader.#socket.opened
    await trader.#enter()
    return trader
  }

  private constructor(options: TraderOptions) {
    const { port, index, flow } = options
    this.#options = options
    this.#id = traderId(index)
    this.#flow = new OrderFlow(index, flow)
    this.reports = new Reports(this.#id, (client) => this.#flow.ended(client))
    this.#socket = new RawSocket({ port, path: pathOf(this.#id) }, (bytes, from, to) => this.#heard(bytes, from, to))
  }

  /** Keeps so many unanswered. */
  start(window: number): void {
    this.#window = window
    this.#topUp()
  }

  /** Sends one with the next `flush`, whatever is unanswered. `dueAt`: by `performance.now()`; that is what it is measured from. */
  act(dueAt: number): void {
    this.#frames.push(this.#frame(dueAt))
  }

  flush(): void {
    if (this.#frames.length === 0) return
    this.#socket.sendFrames(this.#frames)
    this.#frames = []
  }

  /** Sends nothing more, and resolves when all is answered. */
  stop(): Promise<void> {
    this.#window = 0
    if (this.#answered === this.#sent) return Promise.resolve()
    return new Promise((resolve) => {
      this.#idle = resolve
    })
  }

  async #enter(): Promise<void> {
    const { hasReports } = this.#options
    for (const message of [
      { type: 'command', id: `join.${this.#id}`, channel, name: 'join', input: {} },
      ...(hasReports ? [{ type: 'open', channel, view: `account/${this.#id}` }] : []),
    ]) {
      const entered = new Promise<void>((resolve) => {
        this.#entered = resolve
      })
      this.#socket.send(JSON.stringify(message))
      await entered
    }
    this.#entered = undefined
  }

  #heard(bytes: Buffer, from: number, to: number): void {
    // `{"type":"done"`, `{"type":"refused"`, `{"type":"events"`, `{"type":"opened"`, …
    const type = bytes[from + 9]
    const isDone = type === 0x64
    if (this.#entered !== undefined) {
      if (isDone || type === 0x6f) this.#entered()
      if (type === 0x72) throw new Error(`refused: ${bytes.toString('utf8', from, to)}`)
    } else if (isDone) this.#answer(digitsAt(bytes, bytes.indexOf('.', from + doneAt) + 1), true)
    else if (type === 0x72) this.#refused(bytes, from, to)
    else if (type === 0x65) this.#told(bytes, from, to)
  }

  #refused(bytes: Buffer, from: number, to: number): void {
    const count = digitsAt(bytes, bytes.indexOf('.', from + refusedAt) + 1)
    const isTooLate = this.#steps[count % ringSize]?.do === 'cancel' && bytes.includes('trading/unknown-order', from)
    if (!isTooLate) throw new Error(`refused: ${bytes.toString('utf8', from, to)}`)
    this.#answer(count, false)
  }

  #told(bytes: Buffer, from: number, to: number): void {
    const message = JSON.parse(bytes.toString('utf8', from, to)) as {
      readonly type: string
      readonly events?: readonly { readonly data: { readonly facts: readonly Fact[] } }[]
    }
    if (message.type !== 'events') throw new Error(`not expected: ${bytes.toString('utf8', from, to)}`)
    for (const { data } of message.events ?? []) this.reports.add(data.facts)
  }

  #answer(count: number, isDone: boolean): void {
    const place = count % ringSize
    const step = this.#steps[place]
    if (step === undefined) throw new Error(`answered twice, or never sent: ${this.#id}.${count}`)
    this.#steps[place] = undefined
    const { answered, onAnswer } = this.#options
    if (!isDone) answered.tooLate++
    else if (step.do === 'place') answered.placed++
    else answered.canceled++
    onAnswer(performance.now() - (this.#sentAt[place] ?? 0))
    this.#answered++
    if (this.#window > 0) {
      if (this.#isTopUpDue) return
      // After all frames of this read, so that what is new goes out in one write.
      this.#isTopUpDue = true
      queueMicrotask(() => this.#topUp())
    } else if (this.#answered === this.#sent) {
      this.#idle?.()
    }
  }

  #topUp(): void {
    this.#isTopUpDue = false
    const now = performance.now()
    while (this.#sent - this.#answered < this.#window) this.act(now)
    this.flush()
  }

  #frame(dueAt: number): Buffer {
    const count = this.#sent++
    const step = this.#flow.next()
    if (this.#steps[count % ringSize] !== undefined) throw new Error('more is unanswered than may be')
    this.#steps[count % ringSize] = step
    this.#sentAt[count % ringSize] = dueAt
    return maskedText(commandOf(`${this.#id}.${String(count).padStart(idDigits, '0')}`, step))
  }
}

function commandOf(id: string, step: Step): string {
  const head = `{"type":"command","id":"${id}","channel":"${channel}","name":"${step.do}","input":`
  if (step.do === 'cancel') return `${head}{"ref":{"client":"${step.client}"}}}`
  const { client, side, ticks } = step
  const order = `"client":"${client}","market":"${symbol}","side":"${side}","type":"limit","quantity":"0.0100"`
  return `${head}{${order},"price":"${priceOf(ticks)}","sentAt":${Date.now()}}}`
}
