import { CloseCode, Code } from '../codes.ts'
import type { Actor } from '../define/actor.ts'
import type { CommandSender } from '../host/command-request.ts'
import type { Host } from '../host/host.ts'
import { type Outlet, Reader } from '../host/reader.ts'
import * as reasons from '../host/reasons.ts'
import type { UserRate } from '../host/user-rates.ts'
import type { Reason } from '../messages/down.ts'
import { encode, encodeDone, encodeFound, encodePage, encodeRefused } from '../messages/encode-down.ts'
import { parseUp } from '../messages/parse-up.ts'
import type { CommandMessage, Find, Hello, Open, Read, SignalUp, UpMessage } from '../messages/up.ts'
import { ClientVersions } from './client-versions.ts'
import { TokenBucket } from './token-bucket.ts'
import { type TokenOwner, TokenSignIn, type VerifyToken } from './token-sign-in.ts'

/** The version of PROTOCOL.md that this code speaks. */
export const protocolVersion = 1

export interface SessionOptions {
  readonly host: Host
  readonly outlet: Outlet
  /** Who this is, given what the client's `hello` said of a guest; `undefined` if it may not come in. */
  readonly identify: (guest: Hello['guest']) => Actor | undefined
  /** Who a token names. Without it no token is good. */
  readonly verifyToken?: VerifyToken | undefined
  readonly heartbeatMs: number
  readonly maxMessageBytes: number
  /** By which word all who stand behind the same address are counted together (rates `per: 'address'`); `undefined`: they are not. Compared, and nothing else. */
  readonly network?: string | undefined
}

/**
 * The server half of PROTOCOL.md for one socket: texts in, texts out. It never throws: what the peer does wrong is
 * answered, and after `maxErrors` of that the socket is closed.
 */
export class Session implements CommandSender, TokenOwner {
  readonly #options: SessionOptions
  readonly #host: Host
  readonly #outlet: Outlet
  readonly #readers = new Map<string, Reader>()
  #actor: Actor | undefined
  /** Made for those who bring a token. */
  #tokens: TokenSignIn | undefined
  /** What this user may send, over all his sessions. */
  #rate: UserRate | undefined
  readonly #errors: TokenBucket
  /** Reads and finds that wait for their turn at the store. */
  #waitingReads: (Read | Find)[] = []
  #readsUnderWay = 0
  #pending = 0
  readonly #versions: ClientVersions
  #hasEnded = false
  /** When the client was told to come back, once the server is going away. */
  #returnsAfterMs: number | undefined

  constructor(options: SessionOptions) {
    this.#options = options
    this.#host = options.host
    this.#outlet = options.outlet
    const { limits, runtime } = options.host
    const tell = ({ code, message }: Reason) => this.#outlet.send(encode({ type: 'error', code, message }))
    this.#versions = new ClientVersions(options.host, tell)
    // One is forgiven every ten seconds, so that a session of months does not end for what went wrong in spring.
    this.#errors = new TokenBucket(0.1, limits.maxErrors - 1, runtime.now())
  }

  /** Who this is, once the first message came. */
  get actor(): Actor | undefined {
    return this.#actor
  }

  /** Whether the first token is being looked at. What comes meanwhile is kept, but better held back at the socket. */
  get isSigningIn(): boolean {
    return this.#actor === undefined && this.#tokens?.isUnderWay === true
  }

  receive(text: string): void {
    if (this.#hasEnded) return
    if (this.isSigningIn) {
      this.#tokens?.keep(text)
      return
    }
    const parsed = parseUp(text)
    if (!parsed.ok) {
      this.#error(parsed.code, parsed.text)
      return
    }
    const { message } = parsed
    if (message.type === 'hello') {
      if (this.#actor === undefined && message.schema !== undefined) this.#versions.hello(message.schema)
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
      if (reader.hasNoRoom) {
        reader.hasNoRoom = false
        reader.openAgain?.()
      }
      if (reader.isBehind || reader.hasStalePresence) this.#host.catchUp(reader)
    }
    for (let turns = this.#waitingReads.length; turns > 0; turns--) this.#readNext()
  }

  /** Tells the client that the server closes, and when to come back. The caller then closes the socket. */
  sayGoodbye(reconnectAfterMs: number): void {
    const message = 'The server is going away for a moment. Come back after the time given.'
    this.#returnsAfterMs = reconnectAfterMs
    this.#outlet.send(encode({ type: 'goodbye', code: Code.draining, message, reconnectAfterMs }))
  }

  /** The socket is gone. */
  end(): void {
    this.#hasEnded = true
    this.#tokens?.end()
    if (this.#rate !== undefined) this.#host.rates.leave(this.#rate)
    this.#rate = undefined
    for (const reader of this.#readers.values()) this.#host.leave(reader)
    this.#readers.clear()
    this.#waitingReads = []
  }

  #hello(message: Hello): void {
    if (this.#actor !== undefined) {
      this.#error(Code.badMessage, '"hello" is only allowed as the first message.')
    } else if (message.protocol !== protocolVersion) {
      const text = `This server speaks version ${protocolVersion} of the protocol, not ${message.protocol}.`
      this.refuseSession(Code.protocolVersion, text, CloseCode.protocolVersion)
    } else if (message.token !== undefined) {
      this.#useToken(message.token, undefined)
    } else {
      this.#actor = this.#welcome(message.guest)
    }
  }

  #useToken(token: string, actor: Actor | undefined): void {
    this.#tokens ??= new TokenSignIn(this.#options, this)
    if (this.#tokens.isUnderWay)
      this.#error(Code.badMessage, 'One token at a time: wait for the answer to the last one.')
    else this.#tokens.use(token, actor)
  }

  /** A token was good, the first or a later one; `early` came while it was looked at. */
  signedIn(actor: Actor, expiresAt: number | undefined, early: readonly string[]): void {
    this.#actor = actor
    this.#sayWelcome(actor, expiresAt)
    for (const text of early) this.receive(text)
  }

  #welcome(guest: Hello['guest']): Actor | undefined {
    const { identify } = this.#options
    const actor = identify(guest)
    if (actor === undefined) {
      const text = 'This server wants to know who you are. Sign in first.'
      this.refuseSession(Code.unauthenticated, text, CloseCode.unauthenticated)
      return undefined
    }
    this.#sayWelcome(actor, undefined)
    return actor
  }

  #sayWelcome({ id, name, guest }: Actor, expiresAt: number | undefined): void {
    const { heartbeatMs, maxMessageBytes } = this.#options
    this.#rate ??= this.#host.rates.enter(id)
    const ours = { type: 'welcome', protocol: protocolVersion, user: { id, name, guest } } as const
    const end = expiresAt === undefined ? {} : { expiresAt }
    this.#outlet.send(encode({ ...ours, heartbeatMs, maxMessageBytes, ...end }))
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
      case 'find':
        this.#read(message)
        break
      case 'ping':
        this.#outlet.send('{"type":"pong"}')
        break
      case 'authenticate':
        this.#useToken(message.token, actor)
        break
      default:
        assertNever(message)
    }
  }

  #command(message: CommandMessage, actor: Actor): void {
    const { id, channel, name } = message
    if (!this.#hasRoomFor(id)) return
    const { rates, runtime } = this.#host
    const wait = this.#rate?.takeCommand(runtime.now()) ?? 0
    if (wait > 0) this.refused(id, reasons.tooManyCommands(wait))
    else this.#host.command(actor, message, this, rates.chargeOf(actor.id, channel, name, this.#options.network))
  }

  /** The host's answer to a command. */
  done(id: string, offset: number): void {
    this.#answer(encodeDone(id, offset))
  }

  /** The host's answer to a command. */
  refused(id: string, reason: Reason): void {
    const retryAfterMs = reason.code === Code.draining ? this.#returnsAfterMs : undefined
    this.#answer(encodeRefused({ id }, retryAfterMs === undefined ? reason : { ...reason, retryAfterMs }))
  }

  #open({ channel, view, position, version }: Open, actor: Actor): void {
    const key = viewKey(channel, view)
    this.#leave(channel, view)
    const refused = (reason: Reason) => {
      // Closed meanwhile, or opened again: the answer to that is the one that counts.
      if (reader.hasLeft) return
      if (this.#readers.get(key) === reader) this.#readers.delete(key)
      if (!this.#hasEnded) this.#outlet.send(encodeRefused({ channel, view }, reason))
    }
    const reader = new Reader(channel, view, actor, this.#outlet)
    this.#forgetEnded()
    const mismatch = this.#versions.mismatchOf(channel, version)
    if (mismatch !== undefined) {
      refused(mismatch)
      return
    }
    if (this.#readers.size >= this.#host.limits.maxViews) {
      refused(reasons.tooManyViews(this.#host.limits.maxViews))
      return
    }
    this.#readers.set(key, reader)
    reader.openAgain = () => this.#host.open(reader, position, refused)
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
    const { channel, name } = message
    const reader = this.#openReaderOf(channel)
    // Signals may be dropped: that is what they are for.
    if (reader !== undefined && !this.#rate?.takeSignal(channel, name, this.#host.runtime.now(), this.#options.network))
      return
    const reason = reader ? this.#host.signal(reader, message) : reasons.notOpen(channel)
    if (reason !== undefined) this.#error(reason.code, reason.message)
  }

  #read(message: Read | Find): void {
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
    // Who does not take what it asked for is given no more of it.
    if (this.#readsUnderWay >= this.#host.limits.maxReadsAtOnce || this.#outlet.isBacklogged) return
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
    this.#ask(reader, message)
      .then(
        (answer) => this.#answer(typeof answer === 'string' ? answer : encodeRefused({ id }, answer)),
        (error: unknown) => {
          const what = message.type === 'read' ? 'reading older events' : 'finding documents'
          this.#host.runtime.report(error, `${channel}: ${what}`)
          this.#answer(encodeRefused({ id }, reasons.storeUnavailable))
        },
      )
      .finally(() => {
        this.#readsUnderWay--
        this.#readNext()
      })
  }

  async #ask(reader: Reader, message: Read | Find): Promise<string | Reason> {
    if (message.type === 'read') {
      const page = await this.#host.read(reader, message)
      return 'code' in page ? page : encodePage(message.id, page.events, page.more)
    }
    const found = await this.#host.find(reader, message)
    return 'code' in found ? found : encodeFound(message.id, found.documents, found.more, found.next)
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

  /** The session is over; the peer is told why. */
  refuseSession(code: string, message: string, closeCode: number): void {
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
