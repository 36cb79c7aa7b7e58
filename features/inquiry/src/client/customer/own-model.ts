import type { Failing, Model } from '@parley/elements/models'
import { failingOf, Listeners } from '@parley/elements/models'
import type { Answers, CustomerCommands, FileInfo, OwnInquiry, PageContext } from '../../contract/index.ts'
import { send } from '../send.ts'
import type { OwnHandle } from './handles.ts'
import { randomKey } from './random-key.ts'

/** What a customer asks at first. */
export interface Question {
  readonly text: string
  readonly answers?: Answers
  readonly team?: string
  readonly page?: PageContext
  /** Uploaded to the inquiry that `prepareInquiry` has named. */
  readonly files?: readonly FileInfo[]
}

/** A question that the list does not show yet. */
export interface Starting extends Question {
  /** Of the inquiry that it becomes. */
  readonly inquiry: string
  readonly at: number
  /** It was refused: it waits for `retryStart` or `takeBack`. */
  readonly failure: Failing | undefined
}

/** Whether nobody expects anything of it any more. */
export function isOver({ status }: Pick<OwnInquiry, 'status'>): boolean {
  return status === 'resolved' || status === 'merged'
}

/** What one customer has asked, over the open view of his list. He has one inquiry at a time that is not over. */
export class OwnInquiriesModel implements Model {
  readonly #handle: OwnHandle
  readonly #makeKey: (length: number) => string
  readonly #changed = new Listeners()
  /** Of what is on its way, those that this page knows. */
  readonly #files = new Map<string, FileInfo>()
  readonly #stop: () => void

  constructor(handle: OwnHandle, makeKey: (length: number) => string = randomKey) {
    this.#handle = handle
    this.#makeKey = makeKey
    this.#stop = handle.onChange(() => this.#changed.tell())
  }

  get status(): OwnHandle['status'] {
    return this.#handle.status
  }

  get refusal(): OwnHandle['refusal'] {
    return this.#handle.refusal
  }

  /** Whether the server has said what is in it. */
  get isReady(): boolean {
    return this.#handle.position !== undefined
  }

  /** The one that something was said in last comes first. */
  get all(): readonly OwnInquiry[] {
    return Object.values(this.#handle.state.inquiries).sort((one, other) => other.lastAt - one.lastAt)
  }

  get(id: string): OwnInquiry | undefined {
    return this.all.find((one) => one.id === id)
  }

  /** The one that is not over. */
  get open(): OwnInquiry | undefined {
    return this.all.find((one) => !isOver(one))
  }

  get unread(): number {
    return this.all.reduce((sum, { unread }) => sum + unread, 0)
  }

  /** Also what an earlier page has left. */
  get starting(): Starting | undefined {
    const pending = this.#pending
    if (pending === undefined) return undefined
    const { inquiry, ticket: _, files = [], ...question } = pending.input as CustomerCommands['start']
    const known = files.flatMap((id) => this.#files.get(id) ?? [])
    const { createdAt: at, failure } = pending
    return { ...question, files: known, inquiry, at, failure: failure && failingOf(failure) }
  }

  /**
   * The id of the inquiry: of a new one, or of the one that is not over, which is to be gone on with. `prepared`: the id that `prepareInquiry` gave; with
   * files, that is where they are.
   */
  start({ files = [], ...question }: Question, prepared?: string): string {
    const { open, starting } = this
    if (open !== undefined) return open.id
    if (starting !== undefined && starting.failure === undefined) return starting.inquiry
    this.takeBack()
    const inquiry = prepared ?? this.#makeKey(24)
    for (const file of files) this.#files.set(file.id, file)
    const named = files.length === 0 ? {} : { files: files.map(({ id }) => id) }
    // Whoever waits for it looks into the list.
    this.#handle.commands.start({ inquiry, ticket: this.#makeKey(16), ...question, ...named }).catch(() => {})
    return inquiry
  }

  /** Asks again what was refused. */
  retryStart(): void {
    const pending = this.#pending
    if (pending?.failure !== undefined) this.#handle.retry(pending.id)?.catch(() => {})
  }

  /** Forgets what was refused. */
  takeBack(): void {
    const pending = this.#pending
    if (pending?.failure !== undefined) this.#handle.discard(pending.id)
  }

  /** Of a guest: whoever shows this code takes over what he has asked. Rejects with a `Failing`. */
  async offer(code: string): Promise<void> {
    await send(this.#handle, this.#handle.commands.offer({ code }))
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  close(): void {
    this.#stop()
    this.#changed.clear()
    this.#handle.close()
  }

  get #pending() {
    const { inquiries } = this.#handle.state
    return this.#handle.pending.findLast(
      ({ name, input }) => name === 'start' && !Object.hasOwn(inquiries, (input as CustomerCommands['start']).inquiry),
    )
  }
}
