import { chatRoom } from '@parley/chat/client'
import { type Connection, connect } from '@parley/client'
import { openSqlite } from '@parley/sqlite'
import { expect, onTestFinished } from 'vitest'
import { Ledger } from './ledger.ts'

export const room = 'ledger'

export interface TrafficOptions {
  readonly writers?: number
  /** Posts one writer has on the way at a time. */
  readonly window?: number
}

/** People who post into one room as fast as they are answered, each of whom hears all, and the ledger of it. */
export class Traffic {
  readonly ledger = new Ledger()
  readonly writers: readonly Writer[]
  #isPosting = true

  constructor(url: string, { writers = 4, window = 25 }: TrafficOptions = {}) {
    this.writers = Array.from({ length: writers }, (_, index) => new Writer(url, `${index}`, this.ledger))
    onTestFinished(() => this.close())
    for (const writer of this.writers) {
      for (let i = 0; i < window; i++) this.#keepPosting(writer)
    }
  }

  /** Posts nothing more. Resolves when all is acknowledged and everybody has heard of all. */
  async settle(): Promise<void> {
    this.#isPosting = false
    await this.ledger.settles()
    // An acknowledgement may come before the news of what others posted.
    const ends = () => new Set(this.writers.map(({ handle }) => handle.position?.offset)).size
    await expect.poll(ends, { timeout: 20_000 }).toBe(1)
  }

  close(): void {
    for (const { connection } of this.writers) connection.close()
  }

  /** Holds the ledger and what everybody heard against the log in the file, which no server may have open. */
  async expectKept(data: string): Promise<void> {
    const log = await readPosts(data)
    const texts = log.map(({ text }) => text)
    const textAt = new Map(log.map(({ offset, text }) => [offset, text]))
    const { posted, acknowledged, refused } = this.ledger
    expect(refused).toEqual([])
    expect(new Set(texts).size, 'nothing is stored twice').toBe(log.length)
    expect(new Set(texts), 'all that was posted is stored, and nothing else').toEqual(posted)
    for (const [text, offset] of acknowledged) expect(textAt.get(offset)).toBe(text)
    for (const { handle, heard } of this.writers) {
      expect(handle.state.messages.map(({ text }) => text)).toEqual(texts.slice(-50))
      expect(heard.length).toBeGreaterThan(0)
      // Each heard what stands in the log, where it stands, in its order, once.
      expect(heard.filter(([offset, text]) => textAt.get(offset) !== text)).toEqual([])
      const offsets = heard.map(([offset]) => offset)
      expect(offsets.filter((offset, at) => at > 0 && offset <= offsets[at - 1]!)).toEqual([])
    }
  }

  #keepPosting(writer: Writer): void {
    if (!this.#isPosting) return
    void writer.post().then(() => this.#keepPosting(writer))
  }
}

export class Writer {
  readonly connection: Connection
  readonly handle
  readonly heard: [offset: number, text: string][] = []
  /** The states of its connection, one after the other. */
  readonly states: string[] = []
  readonly #name: string
  readonly #ledger: Ledger
  #count = 0

  constructor(url: string, name: string, ledger: Ledger) {
    this.#name = name
    this.#ledger = ledger
    this.connection = connect(url)
    this.connection.onStatus(({ state }) => this.states.push(state))
    this.handle = this.connection.open(chatRoom, room, 'room')
    this.handle.onEvent((event) => {
      if (event.type === 'posted') this.heard.push([event.offset, event.data.text])
    })
  }

  /** Resolves when it is answered, and the answer is in the ledger. */
  async post(): Promise<void> {
    const text = `${this.#name}.${++this.#count}`
    this.#ledger.posted.add(text)
    try {
      const { offset } = await this.handle.commands.post({ text })
      this.#ledger.acknowledge(text, offset)
    } catch (error) {
      this.#ledger.refused.push(error)
    }
  }
}

export interface StoredPost {
  readonly offset: number
  readonly text: string
}

/** What was posted to the room in the file, in the order of the log; that people entered it is left out. */
export async function readPosts(data: string): Promise<StoredPost[]> {
  const store = openSqlite(data)
  try {
    const log: StoredPost[] = []
    for (let after = 0; ; ) {
      const page = await store.readAfter(`chat/${room}`, after, 1000)
      if (page.length === 0) return log
      for (const { offset, event } of page) {
        const { type, data } = JSON.parse(event)
        // Without holes: a lost event is noticed, whatever it says.
        expect(offset).toBe(++after)
        if (type === 'posted') log.push({ offset, text: data.text })
      }
    }
  } finally {
    await store.close()
  }
}
