import type { Connection, Status } from '@parley/client'
import type { Model } from '@parley/elements/models'
import { Listeners, systemClock } from '@parley/elements/models'
import { describeInbox } from '../../client/description.ts'
import type { InboxHandle } from '../../client/handle.ts'
import { InboxModel } from '../../client/inbox-model.ts'
import { NewsDesk } from '../../client/news-desk.ts'
import { SettingsModel } from '../../client/settings-model.ts'
import { browserTabs, pageTitle } from './browser.ts'
import { sound } from './sound.ts'

/** What these elements need of a connection. */
export type InboxConnection = Pick<Connection, 'status' | 'user' | 'onStatus' | 'retryNow' | 'open'>

interface Opened {
  readonly user: string
  readonly inbox: InboxModel
  readonly settings: SettingsModel
  readonly desk: NewsDesk
  readonly stop: () => void
}

const shares = new WeakMap<InboxConnection, InboxShare>()

/**
 * The inbox of whoever is signed in on a connection, for all elements on it: opened once the server has said who that is, closed
 * with the last element. One of the elements shows the toasts, and the title counts once.
 */
export class InboxShare implements Model {
  readonly connection: InboxConnection
  readonly #changed = new Listeners()
  readonly #users = new Set<object>()
  /** Elements that may show toasts, and those that want the count in the title; the first one is the one. */
  readonly #toasters = new Set<object>()
  readonly #titled = new Set<object>()
  #stopStatus: (() => void) | undefined
  #opened: Opened | undefined

  private constructor(connection: InboxConnection) {
    this.connection = connection
  }

  static of(connection: InboxConnection): InboxShare {
    const known = shares.get(connection) ?? new InboxShare(connection)
    shares.set(connection, known)
    return known
  }

  get inbox(): InboxModel | undefined {
    return this.#opened?.inbox
  }

  get settings(): SettingsModel | undefined {
    return this.#opened?.settings
  }

  get desk(): NewsDesk | undefined {
    return this.#opened?.desk
  }

  get status(): Status {
    return this.connection.status
  }

  /** Begins with the first element, ends with the last. */
  use(user: object): () => void {
    this.#users.add(user)
    this.#stopStatus ??= this.connection.onStatus(() => this.#note())
    this.#note()
    return () => {
      this.#users.delete(user)
      this.want(user, { toasts: false, title: false })
      if (this.#users.size > 0) return
      this.#stopStatus?.()
      this.#stopStatus = undefined
      this.#close()
    }
  }

  /** What an element does beside showing itself. */
  want(user: object, { toasts, title }: { readonly toasts: boolean; readonly title: boolean }): void {
    const before = this.#toasters.values().next().value
    if (toasts) this.#toasters.add(user)
    else this.#toasters.delete(user)
    if (title) this.#titled.add(user)
    else this.#titled.delete(user)
    this.#count()
    this.#opened?.desk.takePart(this.#toasters.size > 0)
    if (before !== this.#toasters.values().next().value) this.#changed.tell()
  }

  showsToasts(user: object): boolean {
    return this.#toasters.values().next().value === user
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  #note(): void {
    const { status, user } = this.connection
    if (user !== undefined && user.id !== this.#opened?.user) {
      this.#close()
      this.#open(user.id)
    }
    this.#opened?.desk.note(status.state === 'live')
    this.#changed.tell()
  }

  #open(user: string): void {
    const handle: InboxHandle = this.connection.open(describeInbox, user)
    const inbox = new InboxModel(handle)
    const settings = new SettingsModel(handle)
    const desk = new NewsDesk(inbox, user, { clock: systemClock, tabs: browserTabs, ring: () => sound.ring() })
    const stops = [
      inbox.onChange(() => {
        this.#begin(inbox)
        this.#count()
        this.#changed.tell()
      }),
      settings.onChange(() => this.#changed.tell()),
      desk.onChange(() => this.#changed.tell()),
    ]
    const stop = () => {
      for (const each of stops) each()
    }
    this.#opened = { user, inbox, settings, desk, stop }
    desk.takePart(this.#toasters.size > 0)
    this.#begin(inbox)
    this.#count()
  }

  #begin(inbox: InboxModel): void {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    inbox.begin({ zone: timeZone, language: document.documentElement.lang || navigator.language })
  }

  #count(): void {
    if (this.#titled.size > 0 && this.#opened) pageTitle().set(this, this.#opened.inbox.counts.unread)
    else pageTitle().forget(this)
  }

  #close(): void {
    this.#opened?.stop()
    this.#opened?.desk.close()
    this.#opened?.settings.close()
    this.#opened?.inbox.close()
    this.#opened = undefined
    this.#count()
  }
}
