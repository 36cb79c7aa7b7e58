import type {
  Authenticate,
  ChannelContract,
  ChannelDescription,
  DownMessage,
  ErrorMessage,
  Fold,
  Goodbye,
  Reason,
  Refused,
  UpMessage,
  Welcome,
} from '@parley/channel/client'
import { Code, isStarred, ruleNameOf } from '@parley/channel/client'
import { ChangeQueue } from './change-queue.ts'
import type { HandleOf, RuleNameOf, ViewNameOf } from './channel-handle.ts'
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
import type { OutboxItem } from './outbox-entry.ts'
import { UsageError } from './parley-error.ts'
import { parseDown } from './parse-down.ts'
import { randomText } from './random-text.ts'
import { Reads } from './reads.ts'
import { protocol, SignIn } from './sign-in.ts'
import { SocketLife } from './socket-life.ts'
import type { Status, StatusReason } from './status.ts'
import { StoredOutbox } from './stored-outbox.ts'
import { isWithinBytes } from './text-size.ts'
import { viewKey } from './view-key.ts'
import type { Wire } from './wire.ts'

// PROTOCOL.md#codes
const tokenExpiring = 'token-expiring'
const tokenExpired = 'token-expired'
const schemaMismatch = 'schema-mismatch'
const closedReason: Reason = { code: ClientCode.closed, message: 'Closed from this side.', retryable: false }

/** Whoever hears of changes at the end of a turn. */
interface Changing {
  readonly changes: Listeners<[]>
}

/** Binds the parts: socket life and heartbeat below, views, outbox and reads above, messages between them. */
export class ParleyConnection implements Connection {
  readonly #report: (error: unknown) => void
  readonly #signIn: SignIn
  readonly #life: SocketLife
  readonly #heartbeat: Heartbeat
  readonly #views: OpenViews
  readonly #stored: StoredOutbox
  readonly #outbox: Outbox
  readonly #reads: Reads
  readonly #wire: Wire
  readonly #changes = new ChangeQueue<Changing>(({ changes }) => changes.tell())
  readonly #outboxChanges: Changing
  #outdated: StatusReason | undefined
  readonly #statusListeners: Listeners<[Status]>
  readonly #stopWatching: (() => void) | undefined
  readonly #idPrefix: string
  #lastId = 0
  #user: User | undefined
  #maxMessageBytes = Number.POSITIVE_INFINITY
  #wasLive = false

  constructor(url: string, options: ConnectOptions, environment: Environment) {
    this.#report = (error) => environment.report?.(error)
    this.#idPrefix = randomText(12, environment.random)
    this.#statusListeners = new Listeners(this.#report)
    this.#outboxChanges = { changes: new Listeners(this.#report) }
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
        itemsChanged: () => this.#changes.mark(this.#outboxChanges),
      },
    )
    this.#heartbeat = new Heartbeat(environment, {
      ping: () => this.#send({ type: 'ping' }),
      dead: () => this.#life.drop({ code: ClientCode.silent, message: 'The server has fallen silent.' }),
    })
    this.#signIn = new SignIn(environment, options, {
      send: (message) => this.#send(message),
      failed: (reason) => this.#life.drop(reason),
      report: this.#report,
    })
    this.#life = new SocketLife(environment, url, {
      opened: () => this.#signIn.hello(),
      message: (text) => during(() => this.#receive(text)),
      late: () => this.#signIn.waitsFor,
      changed: () => during(() => this.#statusChanged()),
    })
    this.#stopWatching = environment.onOnlineChange?.(() => {
      this.#life.wake()
      this.#heartbeat.check()
    })
    this.#outbox.restore()
    this.#life.start()
  }

  get status(): Status {
    const { status } = this.#life
    return status.state === 'live' && this.#outdated ? { ...status, outdated: this.#outdated } : status
  }

  get outbox(): readonly OutboxItem[] {
    return this.#outbox.items
  }

  onOutbox(listener: () => void): () => void {
    return this.#outboxChanges.changes.add(listener)
  }

  get user(): User | undefined {
    return this.#user
  }

  onStatus(listener: (status: Status) => void): () => void {
    return this.#statusListeners.add(listener)
  }

  open<
    Contract extends ChannelContract,
    First extends keyof Contract['views'],
    View extends ViewNameOf<Contract['views']> = First & ViewNameOf<Contract['views']>,
  >(
    description: ChannelDescription<Contract, First>,
    key: string,
    view?: View,
  ): HandleOf<Contract, RuleNameOf<Contract['views'], View>> {
    if (typeof description?.views !== 'object' || typeof key !== 'string') {
      throw new UsageError(
        'ERR_PARLEY_VIEW',
        "open() takes a channel's description and then its key: open(genericChannel, 'news')",
      )
    }
    const views: { readonly [view: string]: unknown } = description.views
    const name: string | undefined = view ?? Object.keys(views)[0]
    const ruleName = name === undefined ? undefined : ruleNameOf(name, (each) => Object.hasOwn(views, each))
    if (name === undefined || ruleName === undefined || (name === ruleName && isStarred(name))) {
      throw new UsageError('ERR_PARLEY_VIEW', `The channel ${description.name} has no view ${name ?? 'at all'}`)
    }
    const fold = views[ruleName] as Fold<unknown, unknown>
    this.#signIn.uses(description)
    const channel = `${description.name}/${key}`
    const { version = 1 } = description
    const source = { key: viewKey(channel, name), channel, view: name, fold, version, isPart: isStarred(ruleName) }
    const held = this.#changes.during(() => this.#views.hold(source))
    return this.#handle(held) as unknown as HandleOf<Contract, RuleNameOf<Contract['views'], View>>
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
      find: (collection, query) => this.#reads.find(this.#nextId(), view, collection, query),
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

  #send(message: UpMessage | Authenticate | string): boolean {
    const text = typeof message === 'string' ? message : JSON.stringify(message)
    if (!isWithinBytes(text, this.#maxMessageBytes)) return false
    this.#life.send(text)
    return true
  }

  #statusChanged(): void {
    const { status } = this
    if (status.state !== 'live') {
      this.#signIn.stop()
      this.#outdated = undefined
      // The next welcome may allow more; until then nothing of ours may keep hello from being said.
      this.#maxMessageBytes = Number.POSITIVE_INFINITY
    }
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
    else if (message.type === 'error') this.#error(message)
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
    this.#signIn.welcomed(welcome.expiresAt)
    this.#life.welcomed()
  }

  /** The answer to a newer token. */
  #welcomedAgain({ user, expiresAt }: Welcome): void {
    if (user.id === this.#user?.id) {
      this.#user = user
      this.#signIn.welcomed(expiresAt)
    } else {
      const message = 'The newer token is another person’s.'
      this.#life.drop({ code: ClientCode.otherUser, message })
    }
  }

  #error(error: ErrorMessage): void {
    const { code, message } = error
    if (code === tokenExpiring) {
      this.#signIn.refresh()
    } else if (code === tokenExpired && !this.#signIn.canRefresh) {
      this.#life.refuse(error)
    } else if (code !== schemaMismatch) {
      this.#life.noteError(error)
      if (this.#wire.isLive()) this.#report(new Error(`The server answered with an error: ${code}: ${message}`))
    } else if (this.#outdated === undefined) {
      this.#outdated = { code, message }
      if (this.#wire.isLive()) this.#statusListeners.tell(this.status)
    }
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
      case 'found':
        this.#reads.receive(message)
        return
      case 'refused':
        this.#refused(message)
        return
      case 'goodbye':
        this.#goodbye(message)
        return
      case 'error':
        this.#error(message)
        return
      case 'welcome':
        this.#welcomedAgain(message)
        return
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
      this.#signIn.refused(reason.retryAfterMs)
    } else if (!this.#views.receiveRefused(message, reason)) {
      this.#report(new Error(`The server refused a signal: ${reason.code}: ${reason.message}`))
    }
  }

  /** The answer to `hello` was no. */
  #connectionRefused({ id, channel, code, message, retryable, retryAfterMs }: Refused): void {
    if (id !== undefined || channel !== undefined) return
    if (retryable) this.#life.drop({ code, message }, retryAfterMs)
    else this.#life.refuse({ code, message })
  }
}

function reasonOf({ code, message, retryable, issues, retryAfterMs }: Refused): Reason {
  return { code, message, retryable, ...(issues && { issues }), ...(retryAfterMs !== undefined && { retryAfterMs }) }
}
