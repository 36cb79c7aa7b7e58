import { RawSocket } from '../client/raw-socket.ts'
import type { Chatting } from './chatting.ts'

/** Hears each frame of what others posted; the bytes are only valid during the call. */
export type PostListener = (bytes: Buffer, from: number, to: number) => void

/** One person on one connection, in some rooms. */
export class Chatter {
  readonly #chatting: Chatting
  readonly #socket: RawSocket
  readonly #rooms: readonly string[]
  #greeted: () => void = () => {}
  #answered: () => void = () => {}
  #isGreeted = false
  #awaited = 0

  /** Connects; the person is in no room yet. */
  static async connect(
    chatting: Chatting,
    {
      port,
      localAddress,
      rooms,
    }: { readonly port: number; readonly localAddress: string; readonly rooms: readonly string[] },
    onPosts: (count: number) => void,
    onFrame?: PostListener,
  ): Promise<Chatter> {
    const chatter = new Chatter(chatting, port, localAddress, rooms, onPosts, onFrame)
    const greeted = new Promise<void>((resolve) => {
      chatter.#greeted = resolve
    })
    await chatter.#socket.opened
    if (!chatting.greeted(Buffer.from(' '), 0, chatter.#socket)) await greeted
    chatter.#isGreeted = true
    return chatter
  }

  private constructor(
    chatting: Chatting,
    port: number,
    localAddress: string,
    rooms: readonly string[],
    onPosts: (count: number) => void,
    onFrame: PostListener | undefined,
  ) {
    this.#chatting = chatting
    this.#rooms = rooms
    this.#socket = new RawSocket({ port, path: chatting.path, localAddress }, (bytes, from, to, socket) => {
      const posts = chatting.deliveries(bytes, from)
      if (posts > 0) {
        onPosts(posts)
        onFrame?.(bytes, from, to)
      } else if (this.#awaited > 0 && chatting.isAnswer(bytes, from, to)) {
        if (--this.#awaited === 0) this.#answered()
      } else if (chatting.greeted(bytes, from, socket) && !this.#isGreeted) {
        this.#greeted()
      }
    })
  }

  join(): Promise<void> {
    return this.#ask(this.#rooms.map((room, at) => this.#chatting.join(room, at)))
  }

  listen(): Promise<void> {
    return this.#ask(this.#rooms.flatMap((room) => this.#chatting.listen(room) ?? []))
  }

  post(room: string, count: number, text: string): void {
    this.#socket.send(this.#chatting.post(room, count, text))
  }

  leave(): void {
    this.#socket.destroy()
  }

  #ask(requests: readonly string[]): Promise<void> {
    if (requests.length === 0) return Promise.resolve()
    this.#awaited = requests.length
    const answered = new Promise<void>((resolve) => {
      this.#answered = resolve
    })
    for (const request of requests) this.#socket.send(request)
    return answered
  }
}
