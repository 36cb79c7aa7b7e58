import type { SocketDriver } from './driver/socket-driver.ts'
import type { Message } from './socket.ts'

/** Gives the messages of one socket out one by one, to whoever asks first. While nobody asks, the driver holds them. */
export class MessageQueue {
  readonly #driver: SocketDriver
  #asking: ((result: IteratorResult<Message, undefined>) => void)[] = []
  readonly #onReturn: () => void
  #hasEnded: boolean
  #loops = 0

  /** `onReturn`: a loop was left before the end. */
  constructor(driver: SocketDriver, hasEnded: boolean, onReturn: () => void) {
    this.#driver = driver
    this.#hasEnded = hasEnded
    this.#onReturn = onReturn
    driver.hold()
  }

  /** There is a loop that was not left. */
  get isUsed(): boolean {
    return this.#loops > 0
  }

  /** A message for the one who has asked for longest. */
  push(message: Message): void {
    this.#asking.shift()?.({ value: message, done: false })
    if (this.#asking.length === 0) this.#driver.hold()
  }

  end(): void {
    this.#hasEnded = true
    for (const tell of this.#asking.splice(0)) tell({ value: undefined, done: true })
  }

  iterate(): AsyncIterator<Message> {
    let isOver = false
    this.#loops++
    return {
      next: () => (isOver ? over() : this.#next()),
      return: () => {
        if (!isOver) {
          isOver = true
          this.#loops--
          this.#onReturn()
        }
        return over()
      },
    }
  }

  #next(): Promise<IteratorResult<Message, undefined>> {
    if (this.#hasEnded) return over()
    return new Promise((resolve) => {
      this.#asking.push(resolve)
      this.#driver.release()
    })
  }
}

function over(): Promise<IteratorResult<Message, undefined>> {
  return Promise.resolve({ value: undefined, done: true })
}
