import { type Connection, connect } from '@parley/client'
import {
  ConversationModel,
  DeskModel,
  describeDesk,
  describeInquiry,
  describeMine,
  describeQueue,
  MineModel,
} from '@parley/inquiry/client'
import { agentId, pathOf } from './people.ts'

/** Hears the text of what has come onto the screen of an agent. */
export interface ScreenListener {
  /** As an entry of the conversation that is open. */
  onEntry(text: string): void
  /** As the newest word of its row in `mine`. */
  onRow(text: string): void
}

interface Shown {
  readonly isReady: boolean
  onChange(listener: () => void): () => void
}

/** All that the page of one agent holds, without its elements: the desk, what is his, and the first of that as the open conversation. */
export class AgentPage {
  /** Whose conversation is open. */
  readonly inquiry: string
  readonly customer: string
  readonly #connection: Connection
  readonly #listener: ScreenListener
  readonly #mine: MineModel
  readonly #conversation: ConversationModel
  #newest: number
  #row = ''

  /** `onDesk` is called when the desk is there. */
  static async open(
    port: number,
    index: number,
    listener: ScreenListener,
    onDesk: () => void = () => {},
  ): Promise<AgentPage> {
    const me = agentId(index)
    const connection = connect(`ws://127.0.0.1:${port}${pathOf(me)}`)
    const openQueue = (team: string) => connection.open(describeQueue, team)
    const desk = new DeskModel(connection.open(describeDesk, 'main', 'desk'), openQueue)
    const mine = new MineModel(connection.open(describeMine, me))
    // Whatever else an agent has open is opened and awaited here.
    await Promise.all([ready(desk).then(onDesk), ready(mine)])
    const [first] = mine.rows
    if (first === undefined) throw new Error(`${me} has no inquiry to open`)
    const { id, customer } = first.row
    const conversation = new ConversationModel(id, open(connection, id), me)
    await ready(conversation)
    return new AgentPage(connection, customer.id, mine, conversation, listener)
  }

  private constructor(
    connection: Connection,
    customer: string,
    mine: MineModel,
    conversation: ConversationModel,
    listener: ScreenListener,
  ) {
    this.#connection = connection
    this.inquiry = conversation.id
    this.customer = customer
    this.#listener = listener
    this.#mine = mine
    this.#conversation = conversation
    this.#newest = conversation.newest
    conversation.onChange(() => this.#readEntries())
    mine.onChange(() => this.#readRow())
  }

  close(): void {
    this.#connection.close()
  }

  #readEntries(): void {
    const { entries, newest } = this.#conversation
    for (let at = entries.length - 1; at >= 0 && entries[at]!.n > this.#newest; at--) {
      const entry = entries[at]!
      if (entry.kind === 'customer') this.#listener.onEntry(entry.text)
    }
    this.#newest = newest
  }

  #readRow(): void {
    const text = this.#mine.rows.find(({ row }) => row.id === this.inquiry)?.row.last.text ?? ''
    if (text === this.#row) return
    this.#row = text
    this.#listener.onRow(text)
  }
}

function open(connection: Connection, inquiry: string) {
  return connection.open(describeInquiry, inquiry, 'agent')
}

function ready(model: Shown): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!model.isReady) return
      resolve()
      stop()
    }
    const stop = model.onChange(look)
    look()
  })
}
