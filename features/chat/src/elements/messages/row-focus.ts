import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Message } from '../../contract/message.ts'
import type { MessageRow } from '../timeline.ts'

interface Host extends ReactiveControllerHost {
  readonly rows: readonly MessageRow[]
  readonly renderRoot: ParentNode
}

interface Acts {
  /** Has the row rendered, wherever it is, and brings it into view. */
  readonly bring: (index: number) => void
  /** How many rows are wholly in view. */
  readonly rowsInView: () => number
  readonly openMenu: (message: Message, at: HTMLElement) => void
}

/** Which message has the keyboard and which the pointer. Tab reaches one message, arrows walk from one to another. */
export class RowFocus implements ReactiveController {
  readonly #host: Host
  readonly #acts: Acts
  #focused: string | undefined
  #hasFocus = false
  #hovered: string | undefined

  constructor(host: Host, acts: Acts) {
    this.#host = host
    this.#acts = acts
    host.addController(this)
  }

  hostDisconnected(): void {
    this.#hasFocus = false
    this.#hovered = undefined
  }

  /** The one message that Tab reaches. */
  get stopKey(): string | undefined {
    return this.index === -1 ? this.#host.rows.at(-1)?.key : this.#focused
  }

  /** Where the message stands that had the keyboard last; -1 if it is not among the rows. */
  get index(): number {
    return this.#host.rows.findIndex(({ key }) => key === this.#focused)
  }

  /** Whether the message has the pointer or the keyboard. */
  isActive(key: string): boolean {
    return key === this.#hovered || (this.#hasFocus && key === this.#focused)
  }

  /** Puts the keyboard on a message. One that is far away is rendered first; the focus follows. */
  focus(key: string): void {
    const index = this.#host.rows.findIndex((row) => row.key === key)
    if (index === -1) return
    this.#focused = key
    this.#acts.bring(index)
    this.#host.requestUpdate()
    if (this.#focusRendered(key)) return
    void this.#host.updateComplete.then(() => this.#focusRendered(key))
  }

  readonly focusin = ({ target }: FocusEvent): void => {
    const row = rowAt(target, this.#host.rows)
    if (!row) return
    this.#focused = row.key
    this.#hasFocus = true
    this.#host.requestUpdate()
  }

  /** The message stays the one that Tab comes back to; only its toolbar goes. */
  readonly focusout = ({ relatedTarget }: FocusEvent): void => {
    if (rowAt(relatedTarget, this.#host.rows) !== undefined) return
    this.#hasFocus = false
    this.#host.requestUpdate()
  }

  readonly pointerover = ({ target, pointerType }: PointerEvent): void => {
    if (pointerType === 'touch') return
    this.#hover(rowAt(target, this.#host.rows)?.key ?? this.#hovered)
  }

  readonly pointerleave = (): void => this.#hover(undefined)

  readonly keydown = (event: KeyboardEvent): void => {
    const { target, key } = event
    if (!(target instanceof HTMLElement)) return
    const row = rowAt(target, this.#host.rows)
    if (!row) return
    const isMenu = key === 'ContextMenu' || (key === 'F10' && event.shiftKey)
    const isMessage = target.matches('.message')
    if ((isMenu || (isMessage && key === 'Enter')) && row.message) {
      event.preventDefault()
      this.#acts.openMenu(row.message, target)
    } else if (isMessage && !event.ctrlKey && !event.metaKey && !event.altKey) this.#walk(event, row)
    else if (key === 'Escape' && !isMessage) {
      event.stopPropagation()
      this.focus(row.key)
    }
  }

  #walk(event: KeyboardEvent, row: MessageRow): void {
    const { rows } = this.#host
    const page = Math.max(1, this.#acts.rowsInView() - 1)
    const to = stepTo(event.key, { index: rows.indexOf(row), count: rows.length, page })
    if (to === undefined) return
    event.preventDefault()
    this.focus(rows[to]!.key)
  }

  #hover(key: string | undefined): void {
    if (key === this.#hovered) return
    this.#hovered = key
    this.#host.requestUpdate()
  }

  #focusRendered(key: string): boolean {
    const messages = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('.message')]
    const message = messages.find((one) => one.dataset.key === key)
    message?.focus({ preventScroll: true })
    return message !== undefined
  }
}

/** The row whose message an event fell on. */
export function rowAt(target: EventTarget | null, rows: readonly MessageRow[]): MessageRow | undefined {
  const key = target instanceof Element ? target.closest<HTMLElement>('.message')?.dataset.key : undefined
  return key === undefined ? undefined : rows.find((row) => row.key === key)
}

/** Where a key leads from the row at `index`, kept within the list; `undefined` for a key that leads nowhere. */
export function stepTo(
  key: string,
  { index, count, page }: { readonly index: number; readonly count: number; readonly page: number },
): number | undefined {
  const steps: Record<string, number> = {
    ArrowUp: index - 1,
    ArrowDown: index + 1,
    PageUp: index - page,
    PageDown: index + page,
    Home: 0,
    End: count - 1,
  }
  const to = steps[key]
  return to === undefined ? undefined : Math.max(0, Math.min(to, count - 1))
}
