import { randomBytes } from 'node:crypto'
import { type MemoryFeature, type MemoryStore, memoryFeature, memoryStore, virtualClock } from '@parley/testkit'
import { MemoryFiles } from '../../../../packages/files/test/memory-files.ts'
import { chat, type FileOptions } from '../../src/server.ts'

export const hour = 3_600_000
export const day = 24 * hour
export const sweepEveryMs = hour / 6

interface Upload {
  readonly id: string
  readonly by: string
}

/** A room, people who send files there, and what must be kept of them. Whatever says "hold" is held. */
export class FileTown {
  readonly files = new MemoryFiles()
  readonly clock = virtualClock(1_000_000_000)
  /** Files that were uploaded, and that no message was seen to name. */
  readonly waiting: Upload[] = []
  /** The messages there are, and those that are held: what they name must be kept. By offset. */
  readonly posted = new Map<number, { readonly by: string; readonly files: readonly string[] }>()
  readonly held = new Map<number, { readonly by: string; readonly files: readonly string[] }>()
  readonly reports: string[] = []
  #store: MemoryStore = memoryStore()
  #memory: MemoryFeature
  readonly #options: FileOptions

  constructor(options: FileOptions = {}) {
    this.#options = options
    this.#memory = this.#serve()
  }

  async upload(by: string, body: BodyInit = 'some text'): Promise<void> {
    const response = await this.#ask(by, 'files?room=general&name=a.txt', body)
    if (response === undefined) throw new Error('no such address')
    const { file } = (await response.json()) as { readonly file: { readonly id: string } }
    this.waiting.push({ id: file.id, by })
  }

  /** Without it no room has ever heard of a file. */
  async found(): Promise<this> {
    await this.#command('boss', 'create', { kind: 'public', title: 'General' })
    return this
  }

  /** A server that died when the file was stored and its room had not heard of it. */
  async orphan(): Promise<void> {
    const info = { name: 'a.txt', type: 'text/plain', size: 0, channel: 'chat/general', at: this.clock.now() }
    await this.files.put(randomBytes(16).toString('hex'), new Blob([]).stream() as never, async () => info)
  }

  /** What comes of it counts: a file that was withdrawn before is refused. */
  async post({ by, id }: Upload, text: string): Promise<void> {
    const response = await this.#ask(by, 'rooms/general/messages', JSON.stringify({ text, files: [id] }))
    if (response?.status !== 201) return
    const { offset } = (await response.json()) as { readonly offset: number }
    const { state } = await this.#memory.context(undefined).open(this.#person('boss'), 'chat/general', 'moderation')
    const { held } = state as { readonly held: readonly { readonly held: number }[] }
    const isHeld = held.find((each) => each.held === offset) !== undefined
    const into = isHeld ? this.held : this.posted
    into.set(offset, { by, files: [id] })
    this.#forget(id)
  }

  /** With words alone: a scheduled message names no file. */
  async schedule(by: string): Promise<void> {
    const input = { room: 'general', text: 'later', at: this.clock.now() + hour }
    await this.#memory.context(undefined).command(this.#person(by), `chat-person/${by}`, 'schedule', input)
  }

  async release(held: number): Promise<void> {
    const message = this.held.get(held)!
    const { offset } = await this.#command('boss', 'release', { held })
    this.held.delete(held)
    this.posted.set(offset, message)
  }

  async delete(offset: number): Promise<void> {
    await this.#command('boss', 'delete', { offset })
    this.posted.delete(offset)
  }

  async erase(person: string): Promise<void> {
    await this.#memory.host.erasePerson(person)
    for (const messages of [this.posted, this.held]) {
      for (const [offset, { by }] of messages) if (by === person) messages.delete(offset)
    }
    for (const { id, by } of [...this.waiting]) if (by === person) this.#forget(id)
  }

  async restart(): Promise<void> {
    await this.stop()
    this.#store = this.#store.reopen()
    this.#memory = this.#serve()
  }

  async stop(): Promise<void> {
    await this.#memory.close()
    this.reports.push(...this.#memory.reports)
  }

  async wait(ms: number): Promise<void> {
    await this.clock.advance(ms)
  }

  /** Long enough for a round through all files, however few a turn takes. */
  async waitForRounds(): Promise<void> {
    for (let turn = 0; turn < 2 * this.files.kept.size + 4; turn++) await this.wait(sweepEveryMs)
  }

  /** Files that must be there. */
  get named(): string[] {
    return [...this.posted.values(), ...this.held.values()].flatMap(({ files }) => files).sort()
  }

  get stored(): string[] {
    return [...this.files.kept.keys()].sort()
  }

  async statusOf(id: string): Promise<number | undefined> {
    const response = await this.#memory.fetch(new Request(`http://localhost/parley/chat/files/${id}`))
    await response?.body?.cancel()
    return response?.status
  }

  #forget(file: string): void {
    const at = this.waiting.findIndex(({ id }) => id === file)
    if (at >= 0) this.waiting.splice(at, 1)
  }

  #ask(by: string, address: string, body: BodyInit): Promise<Response | undefined> {
    const init = { method: 'POST', body, headers: { 'content-type': 'text/plain' }, duplex: 'half' } as RequestInit
    return this.#memory.fetch(new Request(`http://localhost/parley/chat/${address}`, init), this.#person(by))
  }

  #command(by: string, name: string, input: object): Promise<{ readonly offset: number }> {
    return this.#memory.context(undefined).command(this.#person(by), 'chat/general', name, input)
  }

  #person(id: string) {
    return { id, name: id, guest: false }
  }

  #serve(): MemoryFeature {
    const feature = chat({
      isModerator: ({ id }) => id === 'boss',
      check: ({ text }) => (text === 'hold' ? { hold: 'to be looked at' } : undefined),
      files: { store: this.files, sweepEveryMs, sweepFiles: 3, ...this.#options },
    })
    const limits = { commandBurst: 1_000_000, commandsPerSecond: 1_000_000 }
    return memoryFeature(feature, { store: this.#store, clock: this.clock, limits })
  }
}
