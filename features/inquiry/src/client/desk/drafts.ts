import type { Mode } from './conversation-model.ts'

/** What is being written in one conversation. */
export interface Draft {
  readonly mode: Mode
  readonly reply: string
  readonly note: string
  /** The newest entry that was on the screen when the reply was begun; `undefined`: it is not. */
  readonly after: number | undefined
}

/** Where drafts outlive a reload. Of one person alone. */
export interface DraftStore {
  get(inquiry: string): string | undefined
  set(inquiry: string, draft: string | undefined): void
}

const none: Draft = { mode: 'reply', reply: '', note: '', after: undefined }

/** What is written and not sent, by inquiry: to look at another one loses nothing. */
export class Drafts {
  readonly #all = new Map<string, Draft>()
  readonly #store: DraftStore | undefined

  constructor(store?: DraftStore) {
    this.#store = store
  }

  of(inquiry: string): Draft {
    const known = this.#all.get(inquiry)
    if (known !== undefined) return known
    const draft = draftIn(this.#store?.get(inquiry))
    this.#all.set(inquiry, draft)
    return draft
  }

  /** `newest`: the newest entry on the screen. */
  write(inquiry: string, mode: Mode, text: string, newest: number): void {
    const before = this.of(inquiry)
    const after = mode === 'note' ? before.after : text === '' ? undefined : (before.after ?? newest)
    this.#set(inquiry, { ...before, mode, [mode]: text, after })
  }

  turn(inquiry: string, mode: Mode): void {
    this.#set(inquiry, { ...this.of(inquiry), mode })
  }

  /** What came meanwhile was looked at. */
  acknowledge(inquiry: string, newest: number): void {
    this.#set(inquiry, { ...this.of(inquiry), after: newest })
  }

  /** It is over: what was written goes with the page. */
  resolved(inquiry: string): void {
    this.#store?.set(inquiry, undefined)
  }

  #set(inquiry: string, draft: Draft): void {
    this.#all.set(inquiry, draft)
    const isEmpty = draft.reply === '' && draft.note === ''
    this.#store?.set(inquiry, isEmpty ? undefined : JSON.stringify(draft))
  }
}

/** Whatever stands there: others may have written it. */
function draftIn(kept: string | undefined): Draft {
  try {
    const value: unknown = JSON.parse(kept ?? '{}')
    const { mode, reply, note, after } = Object(value) as { readonly [field: string]: unknown }
    return {
      mode: mode === 'note' ? mode : 'reply',
      reply: typeof reply === 'string' ? reply : '',
      note: typeof note === 'string' ? note : '',
      after: typeof after === 'number' ? after : undefined,
    }
  } catch {
    return none
  }
}
