import type { SocketDriver, SocketUser } from './driver/socket-driver.ts'
import { MessageQueue } from './message-queue.ts'
import type { Message } from './socket.ts'

/** What people may listen for. */
export interface SocketEvents {
  /** A whole message. */
  message: (data: Message) => unknown
  /** Once, last. `clean`: both sides said goodbye. If this side gave up, `fault` says why. */
  close: (code: number, reason: string, clean: boolean) => unknown
  /** Everything sent so far has left this process: `bufferedAmount` is 0. */
  drain: () => unknown
}

type Listener = (...data: unknown[]) => unknown

/** Brings what happens on one socket to those who listen, loop or wait for it. */
export class Delivery implements SocketUser {
  readonly #driver: SocketDriver
  readonly #onFault: (error: unknown) => void
  // Most sockets have one listener or two: a list of all costs less than one of each kind.
  #listeners: { readonly name: keyof SocketEvents; readonly listener: Listener }[] | undefined
  #queue: MessageQueue | undefined
  #waitingForDrain: { readonly position: number; readonly resolve: () => void }[] | undefined
  #hasFailed = false
  #isReleased = false
  #end: Parameters<SocketEvents['close']> | undefined

  /** `onFault` hears the first thing a listener throws. */
  constructor(driver: SocketDriver, onFault: (error: unknown) => void) {
    this.#driver = driver
    this.#onFault = onFault
  }

  text(text: string): void {
    this.#message(text)
  }

  binary(bytes: Uint8Array): void {
    this.#message(bytes)
  }

  drained(): void {
    this.#emit('drain')
  }

  wentOut(position: number): void {
    const waiting = this.#waitingForDrain
    if (waiting === undefined) return
    while (waiting.length > 0 && waiting[0]!.position <= position) waiting.shift()!.resolve()
  }

  /** Nothing more goes out: whoever waits for it goes on. The end itself comes after the messages before it. */
  gone(): void {
    for (const { resolve } of this.#waitingForDrain?.splice(0) ?? []) resolve()
  }

  closed(code: number, reason: string, clean: boolean): void {
    this.#end = [code, reason, clean]
    this.#queue?.end()
    this.#emit('close', code, reason, clean)
  }

  add<Name extends keyof SocketEvents>(name: Name, listener: SocketEvents[Name]): void {
    // The data fits: both come from the same entry of SocketEvents.
    const entry = { name, listener: listener as Listener }
    if (this.#listeners === undefined) this.#listeners = [entry]
    else this.#listeners.push(entry)
    if (name === 'drain') this.#driver.tellEveryDrain()
    // After the code that added this listener: it may have more to say first.
    if (name === 'message') queueMicrotask(() => this.#queue ?? this.#driver.release())
    const end = this.#end
    if (name === 'close' && end !== undefined) queueMicrotask(() => this.#call(entry.listener, ...end))
  }

  whenDrained(): Promise<void> {
    if (this.#driver.isGone || this.#driver.queuedBytes === 0) return Promise.resolve()
    this.#driver.tellEveryDrain()
    this.#waitingForDrain ??= []
    const waiting = this.#waitingForDrain
    const position = this.#driver.sentPosition
    return new Promise((resolve) => waiting.push({ position, resolve }))
  }

  iterate(): AsyncIterator<Message> {
    this.#queue ??= new MessageQueue(this.#driver, this.#end !== undefined, () => this.#letGo())
    return this.#queue.iterate()
  }

  release(): void {
    this.#isReleased = true
    this.#letGo()
  }

  fail(error: unknown): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#driver.close(1011, 'the handler failed')
    try {
      this.#onFault(error)
    } catch (fault) {
      // Whoever is told of faults has one of his own: it must not end the process, and somebody should know.
      process.emitWarning(fault instanceof Error ? fault : String(fault))
    }
  }

  /** Messages that nobody will ask for must not keep the socket from being read. */
  #letGo(): void {
    if (!this.#isReleased || this.#queue?.isUsed) return
    this.#queue = undefined
    this.#driver.release()
  }

  #message(data: Message): void {
    if (this.#hasFailed) return
    this.#queue?.push(data)
    this.#emit('message', data)
  }

  // Fixed arguments: this runs for every message.
  #emit(name: keyof SocketEvents, a?: unknown, b?: unknown, c?: unknown): void {
    const listeners = this.#listeners
    if (listeners === undefined) return
    // Those who are added meanwhile hear what comes next.
    const count = listeners.length
    for (let at = 0; at < count; at++) {
      const entry = listeners[at]!
      if (entry.name === name) this.#call(entry.listener, a, b, c)
    }
  }

  #call(listener: Listener, a?: unknown, b?: unknown, c?: unknown): void {
    try {
      const result = listener(a, b, c)
      // Not `instanceof`: a promise may be of another realm or another make.
      if (isThenable(result)) result.then(undefined, (error: unknown) => this.fail(error))
    } catch (error) {
      this.fail(error)
    }
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
}
