import type { Mode } from './conversation-model.ts'

/** What is being written in one conversation. */
export interface Draft {
  readonly mode: Mode
  readonly reply: string
  readonly note: string
  /** The newest entry that was on the screen when the reply was begun; `undefined`: it is not. */
  readonly after: number | undefined
}

const none: Draft = { mode: 'reply', reply: '', note: '', after: undefined }

/** What is written and not sent, by inquiry: to look at another one loses nothing. */
export class Drafts {
  readonly #all = new Map<string, Draft>()

  of(inquiry: string): Draft {
    return this.#all.get(inquiry) ?? none
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

  #set(inquiry: string, draft: Draft): void {
    if (draft.reply === '' && draft.note === '' && draft.mode === 'reply') this.#all.delete(inquiry)
    else this.#all.set(inquiry, draft)
  }
}
