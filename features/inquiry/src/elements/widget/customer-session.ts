import type { Notice } from '@parley/elements'
import {
  browserKey,
  claimBrowserKey,
  claimGuestKey,
  guestKey,
  noticeOf,
  Patience,
  shareConnection,
} from '@parley/elements'
import { fail, systemClock } from '@parley/elements/models'
import { Uploads } from '@parley/files/client'
import { AboutModel } from '../../client/customer/about.ts'
import type { CustomerConnection } from '../../client/customer/connection.ts'
import { handOver } from '../../client/customer/hand-over.ts'
import type { LineHandle } from '../../client/customer/handles.ts'
import { OwnInquiriesModel } from '../../client/customer/own-model.ts'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import { describeDesk, describeOwnInquiries } from '../../client/description.ts'
import type { FileInfo } from '../../contract/index.ts'
import type { UploadFile } from '../upload-file.ts'
import { FirstFiles } from './first-files.ts'
import { ThreadHolder } from './thread-holder.ts'

/** From where: the page's connection of a guest to an address, or one that the page gives. */
export interface Source {
  readonly url: string
  readonly connection: CustomerConnection | undefined
  /** Which guest: that of the browser, or that of the tab. */
  readonly guest: 'browser' | 'tab'
}

interface Opened {
  readonly user: string
  readonly own: OwnInquiriesModel
  readonly threads: ThreadHolder
  readonly firstFiles: FirstFiles
  readonly stop: () => void
}

/** All that is open for one customer: from when a connection says who he is to when it says otherwise, or the element leaves. */
export class CustomerSession {
  readonly #changed: () => void
  readonly #patience: Patience
  #connection: CustomerConnection | undefined
  #key: string | undefined
  #from: Source | undefined
  #stops: readonly (() => void)[] = []
  #opened: Opened | undefined
  #line: LineHandle | undefined
  #stopLine: () => void = () => {}
  #about: AboutModel | undefined
  /** Why the last try failed, if one did since the connection was last live. */
  #lastReason: { readonly code: string; readonly message: string } | undefined

  constructor(changed: () => void) {
    this.#changed = changed
    this.#patience = new Patience(systemClock, changed)
  }

  get connection(): CustomerConnection | undefined {
    return this.#connection
  }

  get own(): OwnInquiriesModel | undefined {
    return this.#opened?.own
  }

  /** What is to go with the first message of the next one. */
  get firstFiles(): FirstFiles | undefined {
    return this.#opened?.firstFiles
  }

  /** What waits, while it is watched. */
  get line(): LineHandle | undefined {
    return this.#line
  }

  get about(): AboutModel | undefined {
    return this.#about
  }

  get isLive(): boolean {
    return this.#connection?.status.state === 'live'
  }

  get notice(): Notice | undefined {
    if (!this.#connection) return undefined
    const view = this.own ?? { status: 'opening', refusal: undefined }
    const { status } = this.#connection
    return noticeOf({ status, view, isLong: this.#patience.isOver, lastReason: this.#lastReason })
  }

  /** What was not read; what is read here counts at once. */
  get unread(): number {
    const { own, threads } = this.#opened ?? {}
    if (!own?.isReady) return 0
    const read = threads?.held?.isRead === true ? (own.get(threads.held.id)?.unread ?? 0) : 0
    return own.unread - read
  }

  /** The conversation of an inquiry, the only one that is open. */
  thread(inquiry: string | undefined): ThreadModel | undefined {
    return this.#opened?.threads.hold(inquiry)
  }

  /** The line is said every second while people come and go: only who looks at it needs it. */
  watchLine(isWatched: boolean): void {
    if (isWatched === (this.#line !== undefined) || (isWatched && !this.#opened)) return
    this.#stopLine()
    this.#line?.close()
    this.#line = isWatched ? this.#connection?.open(describeDesk, 'main', 'line') : undefined
    this.#stopLine = this.#line?.onChange(this.#changed) ?? (() => {})
  }

  readonly upload: UploadFile = (inquiry, file, options) => {
    const most = this.#about?.about?.maxFileBytes ?? Number.POSITIVE_INFINITY
    if (file.size > most) return Promise.reject(fail('inquiry/file-too-large', `${file.name} has ${file.size} bytes.`))
    const key = this.#key
    const authorization = () => (key === undefined ? undefined : `Guest ${key}`)
    return new Uploads({ base: this.#base, feature: 'inquiry', keyName: 'inquiry', authorization }).send(
      inquiry,
      file,
      options,
    )
  }

  readonly urlOf = (file: Pick<FileInfo, 'id'>): string => `${this.#base}/files/${file.id}`

  follow(source: Source): void {
    const { url, connection, guest } = source
    const from = this.#from
    if (from?.url === url && from.connection === connection && from.guest === guest) return
    const isSignIn = from?.connection === undefined && connection !== undefined && this.#connection !== undefined
    // The guest of this page is who signs in now: what he has asked goes with him.
    if (isSignIn && from?.url === url) this.#handOverTo(connection, from)
    this.close()
    this.#from = source
    this.#about = new AboutModel(this.#base)
    this.#stops = [this.#about.onChange(this.#changed)]
    const known = guest === 'browser' ? browserKey() : guestKey()
    if (connection) this.#start(connection, undefined, () => {})
    else if (known !== undefined) {
      const shared = shareConnection(url, known)
      this.#start(shared.connection, known, shared.release)
    } else {
      // Whose connection it is must be known before there is one.
      void (guest === 'browser' ? claimBrowserKey() : claimGuestKey()).then(() => {
        if (this.#from !== source) return
        this.#from = undefined
        this.#changed()
      })
    }
  }

  /** Gives what the guest of this page has asked to the person of a connection. Rejects with a `Failing`. */
  async handOver(): Promise<boolean> {
    const { connection, guest, url } = this.#from ?? {}
    if (connection === undefined || url === undefined) return false
    const key = guest === 'browser' ? await claimBrowserKey() : await claimGuestKey()
    const shared = shareConnection(url, key)
    try {
      await Promise.all([isKnown(shared.connection), isKnown(connection)])
      return await handOver(shared.connection, connection)
    } finally {
      shared.release()
    }
  }

  close(): void {
    this.watchLine(false)
    this.#closeModels()
    this.#patience.stop()
    this.#lastReason = undefined
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.#connection = undefined
    this.#key = undefined
    this.#about = undefined
    this.#from = undefined
  }

  get #base(): string {
    return new URL(`${this.#from?.url.replace(/\/$/, '')}/inquiry`, document.baseURI).href
  }

  /** Holds the guest's connection until it is done. What is refused stays the guest's. */
  #handOverTo(connection: CustomerConnection, from: Source): void {
    if (this.#key === undefined) return
    const shared = shareConnection(from.url, this.#key)
    const done = async () => {
      await isKnown(connection)
      await handOver(shared.connection, connection)
    }
    void done()
      .catch((failing: unknown) => console.warn('What the guest asked was not handed over:', failing))
      .finally(shared.release)
  }

  #start(connection: CustomerConnection, key: string | undefined, release: () => void): void {
    this.#connection = connection
    this.#key = key
    this.#stops = [...this.#stops, connection.onStatus(() => this.#note()), release]
    this.#note()
  }

  #note(): void {
    const { status, user } = this.#connection!
    const isLive = status.state === 'live'
    this.#patience.note(isLive)
    if (isLive) this.#lastReason = undefined
    if (status.state === 'waiting') this.#lastReason = status.reason
    if (user !== undefined && user.id !== this.#opened?.user) {
      this.#closeModels()
      this.#open(this.#connection!, user.id)
    }
    if (isLive && this.#about?.failing !== undefined) void this.#about.load()
    this.#changed()
  }

  #open(connection: CustomerConnection, user: string): void {
    const own = new OwnInquiriesModel(connection.open(describeOwnInquiries, user))
    const threads = new ThreadHolder({ connection, own, me: user }, this.#changed)
    const firstFiles = new FirstFiles(connection, this.upload)
    this.#opened = { user, own, threads, firstFiles, stop: own.onChange(this.#changed) }
  }

  #closeModels(): void {
    this.#opened?.stop()
    this.#opened?.threads.close()
    this.#opened?.firstFiles.clear()
    this.#opened?.own.close()
    this.#opened = undefined
  }
}

/** Settles once the server has said who that is; a connection that will not be has no user. */
function isKnown(connection: CustomerConnection): Promise<void> {
  return new Promise((resolve) => {
    let stop = () => {}
    const look = () => {
      const { state } = connection.status
      if (connection.user === undefined && state !== 'refused' && state !== 'closed') return
      stop()
      resolve()
    }
    stop = connection.onStatus(look)
    look()
  })
}
