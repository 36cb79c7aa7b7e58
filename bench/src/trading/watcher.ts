import { maskedText } from '../client/frames.ts'
import { RawSocket } from '../client/raw-socket.ts'
import type { Watching } from './watching.ts'

/** The bytes are only valid during the call. */
export type NewsListener = (bytes: Buffer, from: number, to: number, deliveries: number) => void

/** One connection that has said what it says first, and was answered. */
export class Watcher {
  readonly socket: RawSocket

  static async connect(
    watching: Watching,
    port: number,
    who: string,
    says: string | undefined,
    onNews: NewsListener,
  ): Promise<Watcher> {
    let answered = () => {}
    const isAnswered = new Promise<void>((resolve) => {
      answered = resolve
    })
    let isWaiting = true
    const watcher = new Watcher(watching, port, who, (bytes, from, to, deliveries) => {
      if (isWaiting && (says === undefined || watching.isAnswer(bytes, from))) {
        isWaiting = false
        answered()
      }
      onNews(bytes, from, to, deliveries)
    })
    await watcher.socket.opened
    if (says !== undefined) watcher.socket.write(maskedText(says))
    await isAnswered
    return watcher
  }

  private constructor(watching: Watching, port: number, who: string, onFrame: NewsListener) {
    let isGreeted = watching.greeted(Buffer.from(' '), 0, undefined as never)
    this.socket = new RawSocket({ port, path: watching.path(who) }, (bytes, from, to, socket) => {
      const greets = watching.greeted(bytes, from, socket)
      if (!isGreeted && !greets) return
      isGreeted = true
      onFrame(bytes, from, to, watching.deliveries(bytes, from))
    })
  }
}
