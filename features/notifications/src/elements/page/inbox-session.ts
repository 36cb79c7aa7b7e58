import type { Notice } from '@parley/elements'
import { claimGuestKey, guestKey, noticeOf, Patience, shareConnection } from '@parley/elements'
import { systemClock } from '@parley/elements/models'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { InboxConnection } from './inbox-share.ts'
import { InboxShare } from './inbox-share.ts'

interface Host extends ReactiveControllerHost {
  readonly url: string
  readonly connection: InboxConnection | undefined
  readonly isConnected: boolean
}

/** An element's part of the inbox: from its own connection or the page's, from when it stands in the page to when it leaves. */
export class InboxSession implements ReactiveController {
  readonly #host: Host
  readonly #patience: Patience
  #share: InboxShare | undefined
  #from: { readonly url: string; readonly connection: InboxConnection | undefined } | undefined
  #stops: readonly (() => void)[] = []
  /** Why the last try failed, if one did since the connection was last live. */
  #lastReason: { readonly code: string; readonly message: string } | undefined

  constructor(host: Host) {
    this.#host = host
    this.#patience = new Patience(systemClock, () => host.requestUpdate())
    host.addController(this)
  }

  /** `undefined` until it is known which guest this tab is. */
  get share(): InboxShare | undefined {
    return this.#share
  }

  get isLive(): boolean {
    return this.#share?.status.state === 'live'
  }

  get notice(): Notice | undefined {
    if (!this.#share) return undefined
    const { inbox, status } = this.#share
    const view = inbox ?? { status: 'opening', refusal: undefined }
    return noticeOf({ status, view, isLong: this.#patience.isOver, lastReason: this.#lastReason })
  }

  hostConnected(): void {
    this.#from = undefined
    this.#host.requestUpdate()
  }

  /** To be called before each update; Lit asks controllers only after `willUpdate`. */
  follow(): void {
    const { url, connection, isConnected } = this.#host
    if (!isConnected || (this.#from?.url === url && this.#from.connection === connection)) return
    this.#from = { url, connection }
    this.#open()
  }

  hostDisconnected(): void {
    this.#close()
  }

  #open(): void {
    this.#close()
    const { url, connection } = this.#host
    const key = guestKey()
    if (connection) this.#start(connection, () => {})
    else if (key !== undefined) {
      const shared = shareConnection(url, key)
      this.#start(shared.connection, shared.release)
    } else {
      const from = this.#from
      // Whose connection it is must be known before there is one.
      void claimGuestKey().then(() => {
        if (this.#from !== from || !this.#host.isConnected || this.#share) return
        this.#open()
        this.#host.requestUpdate()
      })
    }
  }

  #start(connection: InboxConnection, release: () => void): void {
    const share = InboxShare.of(connection)
    this.#share = share
    const changed = () => {
      this.#noteStatus()
      this.#host.requestUpdate()
    }
    this.#stops = [share.onChange(changed), share.use(this.#host), release]
    this.#noteStatus()
  }

  #close(): void {
    this.#patience.stop()
    this.#lastReason = undefined
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.#share = undefined
  }

  #noteStatus(): void {
    const status = this.#share?.status
    if (!status) return
    this.#patience.note(status.state === 'live')
    if (status.state === 'live') this.#lastReason = undefined
    if (status.state === 'waiting') this.#lastReason = status.reason
  }
}
