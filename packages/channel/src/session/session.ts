import { CloseCode, Code } from '../codes.ts'
import type { Actor } from '../define/actor.ts'
import type { CommandSender } from '../host/command-request.ts'
import type { Host } from '../host/host.ts'
import { type Outlet, Reader } from '../host/reader.ts'
import * as reasons from '../host/reasons.ts'
import type { Reason } from '../messages/down.ts'
import { encode, encodeDone, encodePage, encodeRefused } from '../messages/encode-down.ts'
import { parseUp } from '../messages/parse-up.ts'
import type { CommandMessage, Hello, Open, Read, SignalUp, UpMessage } from '../messages/up.ts'
import { TokenBucket } from './token-bucket.ts'

/** The version of PROTOCOL.md that this code speaks. */
export const protocolVersion = 1

export interface SessionOptions {
  readonly host: Host
  readonly outlet: Outlet
  /** Who this is, given what the client's `hello` said of a guest; `undefined` if it may not come in. */
  readonly identify: (guest: Hello['guest']) => Actor | undefined
  readonly heartbeatMs: number
  readonly maxMessageBytes: number
}

/**
 * The server half of PROTOCOL.md for one socket: texts in, texts out. It never throws: what the peer does wrong is
 * answered, and after `maxErrors` of that the socket is closed.
 */
export class Session implements CommandSender {
  readonly #options: SessionOptions
  readonly #host: Host
  readonly #outlet: Outlet
  readonly #readers = new Map<string, Reader>()
  #actor: Actor | undefined
  readonly #commands: TokenBucket
  readonly #signals: TokenBucket
  readonly #errors: TokenBucket
  /** Reads that wait for their turn at the store. */
  #waitingReads: Read[] = []
  #readsUnderWay = 0
  #pending = 0
  #hasEnded = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.#host = options.host
    this.#outlet = options.outlet
    const { limits, runtime } = options.host
    const now = runtime.now()
    this.#commands = new TokenBucket(limits.commandsPerSecond, limits.commandBurst, now)
    this.#signals = new TokenBucket(limits.signalsPerSecond, limits.signalBurst, now)
    // One is forgiven every ten seconds, so that a session of months does not end for what went wrong in spring.
    this.#errors = new TokenBucket(0.1, limits.maxErrors - 1, now)
  }

  /** Who this is, once the first message came. */
  get actor(): Actor | undefined {
    return this.#actor
  }

  receive(text: string): void {
    if (this.#hasEnded) return
    const parsed = parseUp(text)
    if (!parsed.ok) {
      this.#error(parsed.code, parsed.text)
      return
    }
    const { message } = parsed
    if (message.type === 'hello') {
      this.#hello(message)
      return
    }
    this.#actor ??= this.#welcome(undefined)
    if (this.#actor !== undefined) this.#handle(message, this.#actor)
  }

  /** A binary frame came. */
  receiveBinary(): void {
    this.#error(Code.badMessage, 'Send text frames, each holding one JSON object; this one was binary.')
  }

  /** The peer has caught up with what was sent: readers that were left out are brought level. */
  drained(): void {
    for (const reader of this.#readers.values()) {
      if (this.#outlet.isBacklogged) return
      if (reader.isBehind || reader.hasStalePresence) this.#host.catchUp(reader)
    }
  }

  /** Tells the client that the server closes, and when to come back. The caller then closes the socket. */
  sayGoodbye(reconnectAfterMs: number): void {
    const message = 'The server is going away for a moment. Come back after the time given.'
    this.#outlet.send(encode({ type: 'goodbye', code: Code.draining, message, reconnectAfterMs }))
  }

  /** The socket is gone. */
  end(): void {
    this.#hasEnded = true
    for (const reader of this.#readers.values()) this.#host.leave(reader)
    this.#readers.clear()
    this.#waitingReads = []
  }

  #hello(message: Hello): void {
    if (this.#actor !== undefined) {
      this.#error(Code.badMessage, '"hello" is only allowed as the first message.')
    } else if (message.protocol !== protocolVersion) {
      const text = `This server speaks version ${protocolVersion} of the protocol, not ${message.protocol}.`
      this.#refuseSession(Code.protocolVersion, text, CloseCode.protocolVersion)
    } else {
      this.#actor = this.#welcome(message.guest)
    }
  }

  #welcome(guest: Hello['guest']): Actor | undefined {
    const { identify, heartbeatMs, maxMessageBytes } = this.#options
    const actor = identify(guest)
    if (actor === undefined) {
      const text = 'This server wants to know who you are. Sign in first.'
      this.#refuseSession(Code.unauthenticated, text, CloseCode.unauthenticated)
      return undefined
    }
    const { id, name, guest: isGuest } = actor
    const user = { id, name, guest: isGuest }
    this.#outlet.send(encode({ type: 'welcome', protocol: protocolVersion, user, heartbeatMs, maxMessageBytes }))
    return actor
  }

  #handle(message: Exclude<UpMessage, Hello>, actor: Actor): void {
    switch (message.type) {
      case 'command':
        this.#command(message, actor)
        break
      case 'open':
        this.#open(message, actor)
        break
      case 'close':
        this.#leave(message.channel, message.view)
        this.#outlet.send(encode({ type: 'closed', channel: message.channel, view: message.view }))
        break
      case 'signal':
        this.#signal(message)
        break
      case 'read':
        this.#read(message)
        break
      case 'ping':
        this.#outlet.send('{"type":"pong"}')
        break
      default:
        assertNever(message)
    }
  }

  #command(message: CommandMessage, actor: Actor): void {
    const { id } = message
    if (!this.#hasRoomFor(id)) return
    if (!this.#commands.take(this.#host.runtime.now())) {
      this.#answer(encodeRefused({ id }, reasons.tooFast))
      return
    }
    this.#host.command(actor, message, this)
  }

  /** The host's answer to a command. */
  done(id: string, offset: number): void {
    this.#answer(encodeDone(id, offset))
  }

  /** The host's answer to a command. */
  refused(id: string, reason: Reason): void {
    this.#answer(encodeRefused({ id }, reason))
  }

  #open({ channel, view, position }: Open, actor: Actor): void {
    const key = viewKey(channel, view)
    this.#leave(channel, view)
    const refused = (reason: Reason) => {
      if (this.#readers.get(key) === reader) this.#readers.delete(key)
      if (!this.#hasEnded) this.#outlet.send(encodeRefused({ channel, view }, reason))
    }
    const reader = new Reader(channel, view, actor, this.#outlet)
    this.#forgetEnded()
    if (this.#readers.size >= this.#host.limits.maxViews) {
      refused(reasons.tooManyViews(this.#host.limits.maxViews))
      return
    }
    this.#readers.set(key, reader)
    this.#host.open(reader, position, refused)
  }

  /** Views that the host ended no longer count. */
  #forgetEnded(): void {
    for (const [key, reader] of this.#readers) {
      if (reader.hasLeft) this.#readers.delete(key)
    }
  }

  #leave(channel: string, view: string): void {
    const key = viewKey(channel, view)
    const reader = this.#readers.get(key)
    if (reader === undefined) return
    this.#readers.delete(key)
    this.#host.leave(reader)
  }

  #signal(message: SignalUp): void {
    const reader = this.#openReaderOf(message.channel)
    // Signals may be dropped: that is what they are for.
    if (reader !== undefined && !this.#signals.take(this.#host.runtime.now())) return
    const reason = reader ? this.#host.signal(reader, message) : reasons.notOpen(message.channel)
    if (reason !== undefined) this.#error(reason.code, reason.message)
  }

  #read(message: Read): void {
    const { id, channel, view } = message
    const reader = this.#readers.get(viewKey(channel, view))
    // Until `opened` was sent nobody has said that this user may see anything.
    if (reader?.offset === undefined || reader.hasLeft) {
      this.#outlet.send(encodeRefused({ id }, reasons.notOpen(channel)))
      return
    }
    if (!this.#hasRoomFor(id)) return
    this.#waitingReads.push(message)
    this.#readNext()
  }

  /** A few at a time: nobody's scrolling may fill the store's queue, and who is gone no longer asks. */
  #readNext(): void {
    if (this.#readsUnderWay >= this.#host.limits.maxReadsAtOnce) return
    const message = this.#waitingReads.shift()
    if (message === undefined) return
    const { id, channel, view } = message
    const reader = this.#readers.get(viewKey(channel, view))
    if (reader === undefined || reader.hasLeft) {
      this.#answer(encodeRefused({ id }, reasons.notOpen(channel)))
      this.#readNext()
      return
    }
    this.#readsUnderWay++
    this.#host
      .read(reader, message)
      .then(
        (page) => this.#answer('code' in page ? encodeRefused({ id }, page) : encodePage(id, page.events, page.more)),
        (error: unknown) => {
          this.#host.runtime.report(error, `${channel}: reading older events`)
          this.#answer(encodeRefused({ id }, reasons.storeUnavailable))
        },
      )
      .finally(() => {
        this.#readsUnderWay--
        this.#readNext()
      })
  }

  #openReaderOf(channel: string): Reader | undefined {
    for (const reader of this.#readers.values()) {
      if (reader.channel === channel && reader.offset !== undefined && !reader.hasLeft) return reader
    }
    return undefined
  }

  #hasRoomFor(id: string): boolean {
    const { maxPending } = this.#host.limits
    if (this.#pending >= maxPending) {
      this.#outlet.send(encodeRefused({ id }, reasons.tooManyPending(maxPending)))
      return false
    }
    this.#pending++
    return true
  }

  #answer(message: string): void {
    this.#pending--
    if (!this.#hasEnded) this.#outlet.send(message)
  }

  #error(code: string, message: string): void {
    if (this.#hasEnded) return
    this.#outlet.send(encode({ type: 'error', code, message }))
    if (!this.#errors.take(this.#host.runtime.now())) {
      this.#outlet.close(CloseCode.tooManyErrors, Code.tooManyErrors)
      this.end()
    }
  }

  #refuseSession(code: Code, message: string, closeCode: number): void {
    this.#outlet.send(encode({ type: 'error', code, message }))
    this.#outlet.close(closeCode, code)
    this.end()
  }
}

/** Neither name can hold a line feed and be defined, so no two pairs share a key. */
function viewKey(channel: string, view: string): string {
  return `${channel}\n${view}`
}

function assertNever(message: never): never {
  throw new TypeError(`not a message: ${JSON.stringify(message)}`)
}
