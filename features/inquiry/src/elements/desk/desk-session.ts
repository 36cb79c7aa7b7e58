import type { Connection } from '@parley/client'
import type { Notice } from '@parley/elements'
import { claimGuestKey, guestKey, noticeOf, Patience, shareConnection } from '@parley/elements'
import { systemClock } from '@parley/elements/models'
import { Uploads } from '@parley/files/client'
import { AboutModel } from '../../client/customer/about.ts'
import { describeDesk, describeInquiry, describeMine, describeQueue } from '../../client/description.ts'
import { AllModel } from '../../client/desk/all-model.ts'
import { BoardModel } from '../../client/desk/board-model.ts'
import { ConversationModel } from '../../client/desk/conversation-model.ts'
import { DeskModel } from '../../client/desk/desk-model.ts'
import { Drafts } from '../../client/desk/drafts.ts'
import { MineModel } from '../../client/desk/mine-model.ts'
import type { AboutDesk } from '../../contract/index.ts'
import type { UploadFile } from '../upload-file.ts'
import { keptDrafts } from './kept-drafts.ts'

/** What the desk needs of a connection. */
export type DeskConnection = Pick<Connection, 'status' | 'user' | 'onStatus' | 'retryNow' | 'open'>

interface Opened {
  readonly user: string
  readonly desk: DeskModel
  readonly mine: MineModel
  readonly all: AllModel
  readonly drafts: Drafts
  readonly stops: readonly (() => void)[]
}

/** The open views of one agent: from when a connection says who he is to when it says otherwise, or the element leaves. */
export class DeskSession {
  readonly #changed: () => void
  readonly #patience: Patience
  #connection: DeskConnection | undefined
  #from: { readonly url: string; readonly connection: DeskConnection | undefined } | undefined
  #stops: readonly (() => void)[] = []
  #about: AboutModel | undefined
  #uploads: Uploads | undefined
  #opened: Opened | undefined
  #board: BoardModel | undefined
  #conversation: ConversationModel | undefined
  /** Why the last try failed, if one did since the connection was last live. */
  #lastReason: { readonly code: string; readonly message: string } | undefined

  constructor(changed: () => void) {
    this.#changed = changed
    this.#patience = new Patience(systemClock, changed)
  }

  get connection(): DeskConnection | undefined {
    return this.#connection
  }

  get models(): Omit<Opened, 'stops' | 'user'> | undefined {
    return this.#opened
  }

  /** What the server says of itself, once it is known. */
  get about(): AboutDesk | undefined {
    return this.#about?.about
  }

  /** Takes files to the server, if it takes any. */
  get upload(): UploadFile | undefined {
    return (this.about?.maxFileBytes ?? 0) > 0 ? this.#upload : undefined
  }

  readonly #upload: UploadFile = (...given) => this.#uploads!.send(...given)

  get notice(): Notice | undefined {
    if (!this.#connection) return undefined
    const view = this.#opened?.desk ?? { status: 'opening', refusal: undefined }
    return noticeOf({
      ...{ status: this.#connection.status, view, isLong: this.#patience.isOver, lastReason: this.#lastReason },
    })
  }

  /** The conversation of an inquiry, the only one that is open; `undefined` closes it. */
  conversation(inquiry: string | undefined): ConversationModel | undefined {
    if (this.#conversation?.id === inquiry) return this.#conversation
    this.#conversation?.close()
    this.#conversation = undefined
    if (!this.#opened || !this.#connection || inquiry === undefined) return undefined
    const handle = this.#connection.open(describeInquiry, inquiry, 'agent')
    this.#conversation = new ConversationModel(inquiry, handle, this.#opened.user)
    this.#conversation.onChange(this.#changed)
    return this.#conversation
  }

  /** What supervisors read; opened when it is first asked for. */
  board(): BoardModel | undefined {
    if (!this.#opened || !this.#connection) return undefined
    this.#board ??= new BoardModel(this.#connection.open(describeDesk, 'main', 'supervisor'))
    return this.#board
  }

  /** Uses this connection, or the one of the page to this address. */
  follow(url: string, connection: DeskConnection | undefined): void {
    if (this.#from?.url === url && this.#from.connection === connection) return
    this.close()
    const from = { url, connection }
    this.#from = from
    const key = guestKey()
    const base = new URL(`${url.replace(/\/$/, '')}/inquiry`, document.baseURI).href
    // Of a connection of the page's own the cookie says who it is.
    const authorization = () => (connection || key === undefined ? undefined : `Guest ${key}`)
    this.#uploads = new Uploads({ base, feature: 'inquiry', keyName: 'inquiry', authorization })
    this.#about = new AboutModel(base)
    if (connection) this.#start(connection, () => {})
    else if (key !== undefined) {
      const shared = shareConnection(url, key)
      this.#start(shared.connection, shared.release)
    } else {
      // Whose connection it is must be known before there is one.
      void claimGuestKey().then(() => {
        if (this.#from !== from) return
        this.#from = undefined
        this.#changed()
      })
    }
  }

  close(): void {
    this.#closeModels()
    this.#patience.stop()
    this.#lastReason = undefined
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.#connection = undefined
    this.#about = undefined
    this.#uploads = undefined
    this.#from = undefined
  }

  #start(connection: DeskConnection, release: () => void): void {
    this.#connection = connection
    this.#stops = [connection.onStatus(() => this.#note()), release, this.#about!.onChange(this.#changed)]
    this.#note()
  }

  #note(): void {
    const { status, user } = this.#connection!
    this.#patience.note(status.state === 'live')
    if (status.state === 'live') {
      this.#lastReason = undefined
      void this.#about?.load()
    }
    if (status.state === 'waiting') this.#lastReason = status.reason
    if (user !== undefined && user.id !== this.#opened?.user) {
      this.#closeModels()
      this.#open(this.#connection!, user.id)
    }
    this.#changed()
  }

  #open(connection: DeskConnection, user: string): void {
    const openQueue = (team: string) => connection.open(describeQueue, team)
    const desk = new DeskModel(connection.open(describeDesk, 'main', 'desk'), openQueue)
    const mine = new MineModel(connection.open(describeMine, user))
    const all = new AllModel(desk)
    const stops = [desk, mine].map((model) => model.onChange(this.#changed))
    this.#opened = { user, desk, mine, all, drafts: new Drafts(keptDrafts(user)), stops }
  }

  #closeModels(): void {
    this.#conversation?.close()
    this.#conversation = undefined
    this.#board?.close()
    this.#board = undefined
    for (const stop of this.#opened?.stops ?? []) stop()
    this.#opened?.all.close()
    this.#opened?.mine.close()
    this.#opened?.desk.close()
    this.#opened = undefined
  }
}
