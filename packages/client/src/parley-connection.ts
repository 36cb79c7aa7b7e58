import type {
  ChannelContract,
  ChannelDescription,
  DownMessage,
  Fold,
  Goodbye,
  Reason,
  Refused,
  UpMessage,
  Welcome,
} from '@parley/channel/client'
import { Code } from '@parley/channel/client'
import { ChangeQueue } from './change-queue.ts'
import type { HandleOf } from './channel-handle.ts'
import { ClientCode } from './codes.ts'
import { rejectedReceipt } from './command-receipt.ts'
import type { Connection, ConnectOptions, User } from './connection.ts'
import type { Environment } from './environment.ts'
import { Heartbeat } from './heartbeat.ts'
import { Listeners } from './listeners.ts'
import { makeHandle } from './make-handle.ts'
import type { OpenView } from './open-view.ts'
import { OpenViews } from './open-views.ts'
import { Outbox } from './outbox.ts'
import { UsageError } from './parley-error.ts'
import { parseDown } from './parse-down.ts'
import { randomText } from './random-text.ts'
import { Reads } from './reads.ts'
import { SocketLife } from './socket-life.ts'
import type { Status } from './status.ts'
import { StoredOutbox } from './stored-outbox.ts'
import { isWithinBytes } from './text-size.ts'
import { viewKey } from './view-key.ts'
import type { Wire } from './wire.ts'

const protocol = 1
const closedReason: Reason = { code: ClientCode.closed, message: 'Closed from this side.', retryable: false }

/** Binds the parts: socket life and heartbeat below, views, outbox and reads above, messages between them. */
export class ParleyConnection implements Connection {
  readonly #report: (error: unknown) => void
  readonly #guest: { readonly key: string; readonly name?: string }
  readonly #life: SocketLife
  readonly #heartbeat: Heartbeat
  readonly #views: OpenViews
  readonly #stored: StoredOutbox
  readonly #outbox: Outbox
  readonly #reads: Reads
  readonly #wire: Wire
  readonly #changes = new ChangeQueue<OpenView>((view) => view.changes.tell())
  readonly #statusListeners: Listeners<[Status]>
  readonly #stopWatching: (() => void) | undefined
  readonly #idPrefix: string
  #lastId = 0
  #user: User | undefined
  #maxMessageBytes = Number.POSITIVE_INFINITY
  #wasLive = false

  constructor(url: string, options: ConnectOptions, environment: Environment) {
    this.#report = (error) => environment.report?.(error)
    this.#guest = options.guest ?? { key: randomText(32, environment.random) }
    this.#idPrefix = randomText(12, environment.random)
    this.#statusListeners = new Listeners(this.#report)
    this.#wire = { isLive: () => this.#life.status.state === 'live', send: (message) => this.#send(message) }
    const during = (work: () => void) => this.#changes.during(work)
    this.#reads = new Reads(environment, this.#wire)
    this.#views = new OpenViews({
      environment,
      wire: this.#wire,
      report: this.#report,
      during,
      changed: (view) => this.#changes.mark(view),
      moved: (view, position) => this.#outbox.viewMoved(view.key, position),
      ready: (view) => this.#reads.viewReady(view.key),
      ended: (view, reason) => {
        this.#outbox.viewGone(view.key)
        this.#reads.viewEnded(view.key, reason)
      },
    })
    this.#stored = new StoredOutbox(options.outbox, this.#report)
    const { maxPending = 1000, maxInFlight = 64 } = options
    this.#outbox = new Outbox(
      environment,
      { maxPending, maxInFlight },
      {
        wire: this.#wire,
        during,
        nextId: () => this.#nextId(),
        stored: this.#stored,
        userId: () => this.#user?.id,
        viewOf: (key) => this.#views.get(key),
        changed: (key) => {
          const view = this.#views.get(key)
          if (view !== undefined) this.#changes.mark(view)
        },
      },
    )
    this.#heartbeat = new Heartbeat(environment, {
      ping: () => this.#send({ type: 'ping' }),
      dead: () => this.#life.drop({ code: ClientCode.silent, message: 'The server has fallen silent.' }),
    })
    this.#life = new SocketLife(environment, url, {
      opened: () => this.#send({ type: 'hello', protocol, guest: this.#guest }),
      message: (text) => during(() => this.#receive(text)),
      changed: () => during(() => this.#statusChanged()),
    })
    this.#stopWatching = environment.onOnlineChange?.(() => {
      this.#life.wake()
      this.#heartbeat.check()
    })
    this.#life.start()
  }

  get status(): Status {
    return this.#life.status
  }

  get user(): User | undefined {
    return this.#user
  }

  onStatus(listener: (status: Status) => void): () => void {
    return this.#statusListeners.add(listener)
  }

  open<Contract extends ChannelContract, View extends keyof Contract['views'] & string>(
    description: ChannelDescription<Contract>,
    key: string,
    view?: View,
  ): HandleOf<Contract, View> {
    const name: string | undefined = view ?? Object.keys(description.views)[0]
    if (name === undefined || !Object.hasOwn(description.views, name)) {
      throw new UsageError('ERR_PARLEY_VIEW', `The channel ${description.name} has no view ${name ?? 'at all'}`)
    }
    const fold = description.views[name as View] as Fold<unknown, unknown>
    const channel = `${description.name}/${key}`
    const source = { key: viewKey(channel, name), channel, view: name, fold }
    const held = this.#changes.during(() => this.#views.hold(source))
    return this.#handle(held) as unknown as HandleOf<Contract, View>
  }

  retryNow(): void {
    this.#life.retryNow()
  }

  close(): void {
    this.#stopWatching?.()
    this.#life.close()
    this.#stored.release()
  }

  #handle(view: OpenView) {
    const { channel } = view
    const target = { channel, view: view.view, viewKey: view.key }
    return makeHandle(view, {
      post: (name, input) => this.#changes.during(() => this.#outbox.post(target, name, input)),
      reject: () => rejectedReceipt(this.#nextId(), closedReason),
      signal: (name, data) => {
        if (view.isReady) this.#send({ type: 'signal', channel, name, data: data ?? null })
      },
      pending: () => this.#outbox.pending(view.key),
      retry: (id) => this.#changes.during(() => this.#outbox.retry(id)),
      discard: (id) => this.#changes.during(() => this.#outbox.discard(id)),
      read: (before, limit) => this.#reads.ask(this.#nextId(), view, before, limit),
      release: () => {
        if (!this.#views.release(view, this.#wire)) return
        this.#outbox.viewGone(view.key)
        this.#reads.viewEnded(view.key, closedReason)
      },
    })
  }

  #nextId(): string {
    this.#lastId += 1
    return `${this.#idPrefix}.${this.#lastId}`
  }

  #send(message: UpMessage | string): boolean {
    const text = typeof message === 'string' ? message : JSON.stringify(message)
    if (!isWithinBytes(text, this.#maxMessageBytes)) return false
    this.#life.send(text)
    return true
  }

  #statusChanged(): void {
    const status = this.#life.status
    if (this.#wasLive && status.state !== 'live') {
      this.#heartbeat.stop()
      this.#views.disconnected()
      this.#outbox.disconnected()
      this.#reads.disconnected()
    }
    if (!this.#wasLive && status.state === 'live') {
      // Before anybody hears of it, or what they do then would overtake what waited.
      this.#wasLive = true
      this.#views.connected()
      this.#outbox.flush()
    }
    this.#wasLive = status.state === 'live'
    if (status.state === 'refused' || status.state === 'closed') {
      const { code, message } = status.state === 'refused' ? status : closedReason
      const reason = { code, message, retryable: false }
      this.#views.end(status.state, reason)
      this.#outbox.end(reason)
      this.#reads.end(reason)
    }
    this.#statusListeners.tell(status)
  }

  #receive(text: string): void {
    this.#heartbeat.heard()
    const parsed = parseDown(text)
    if (!parsed.ok) {
      this.#report(new Error(`The server sent what is no message: ${parsed.error}`))
      return
    }
    if (parsed.value === undefined) return
    if (this.#wire.isLive()) this.#dispatch(parsed.value)
    else this.#greet(parsed.value)
  }

  /** Before `welcome` only what concerns the connection itself can come. */
  #greet(message: DownMessage): void {
    if (message.type === 'welcome') this.#welcome(message)
    else if (message.type === 'goodbye') this.#goodbye(message)
    else if (message.type === 'error') this.#life.noteError(message)
    else if (message.type === 'refused') this.#connectionRefused(message)
  }

  #welcome(welcome: Welcome): void {
    if (welcome.protocol !== protocol) {
      const message = `The server speaks version ${welcome.protocol} of the protocol, this client version ${protocol}.`
      this.#life.refuse({ code: Code.protocolVersion, message })
      return
    }
    this.#user = welcome.user
    this.#outbox.welcomed(welcome.user.id)
    this.#maxMessageBytes = welcome.maxMessageBytes
    this.#heartbeat.start(welcome.heartbeatMs)
    this.#life.welcomed()
  }

  #dispatch(message: DownMessage): void {
    switch (message.type) {
      case 'opened':
      case 'events':
      case 'closed':
      case 'presence':
      case 'signal':
        this.#views.receive(message)
        return
      case 'done':
        this.#outbox.receiveDone(message.id, message.offset)
        return
      case 'page':
        this.#reads.receivePage(message)
        return
      case 'refused':
        this.#refused(message)
        return
      case 'goodbye':
        this.#goodbye(message)
        return
      case 'error':
        this.#life.noteError(message)
        this.#report(new Error(`The server answered with an error: ${message.code}: ${message.message}`))
        return
      case 'welcome':
      case 'pong':
        return
    }
  }

  #goodbye({ code, message, reconnectAfterMs }: Goodbye): void {
    this.#life.noteGoodbye({ code, message }, reconnectAfterMs)
  }

  #refused(message: Refused): void {
    const reason = reasonOf(message)
    if (message.id !== undefined) {
      if (!this.#outbox.receiveRefused(message.id, reason)) this.#reads.receiveRefused(message.id, reason)
    } else if (message.channel === undefined) {
      this.#life.noteError(reason)
    } else if (!this.#views.receiveRefused(message, reason)) {
      this.#report(new Error(`The server refused a signal: ${reason.code}: ${reason.message}`))
    }
  }

  /** The answer to `hello` was no. */
  #connectionRefused({ id, channel, code, message, retryable }: Refused): void {
    if (id !== undefined || channel !== undefined) return
    if (retryable) this.#life.drop({ code, message })
    else this.#life.refuse({ code, message })
  }
}

function reasonOf({ code, message, retryable, issues }: Refused): Reason {
  return issues === undefined ? { code, message, retryable } : { code, message, retryable, issues }
}
