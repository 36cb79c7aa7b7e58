import { css, LitElement } from 'lit'
import { tabStopsIn } from './tab-stops.ts'

const gapPx = 6
const edgePx = 8

/**
 * What opens beside something in the page's top layer: menus and the like. It closes with Escape, and with a press elsewhere; then it
 * emits `closed`. On a phone it is a sheet at the bottom.
 */
export abstract class Popup extends LitElement {
  #at: DOMRect | undefined
  #anchor: HTMLElement | undefined

  /** Opens it beside a place. */
  open(at: HTMLElement | DOMRect): void {
    this.#anchor = at instanceof HTMLElement ? at : undefined
    this.#at = at instanceof HTMLElement ? at.getBoundingClientRect() : at
    if (!this.isOpen) this.showPopover()
    document.addEventListener('pointerdown', this.#onOutside, true)
    this.requestUpdate()
    void this.updateComplete.then(() => {
      this.#place()
      this.focusFirst()
    })
  }

  close(): void {
    if (!this.isOpen) return
    document.removeEventListener('pointerdown', this.#onOutside, true)
    this.hidePopover()
    this.dispatchEvent(new Event('closed'))
  }

  get isOpen(): boolean {
    return this.matches(':popover-open')
  }

  protected abstract focusFirst(): void

  /** Keeps Tab inside: behind the last comes the first. For popups that are dialogs; a menu closes instead. */
  protected trapTab(event: KeyboardEvent): void {
    const stops = tabStopsIn(this.renderRoot as ShadowRoot)
    const [edge, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
    const from = event.composedPath()[0]
    if (from !== edge && from !== this) return
    event.preventDefault()
    to?.focus()
  }

  // Not of the kind that the browser closes by itself: a finger that opened it by resting on a message would close it by leaving.
  override connectedCallback(): void {
    super.connectedCallback()
    this.popover = 'manual'
    this.addEventListener('keydown', this.#onEscape)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('keydown', this.#onEscape)
    document.removeEventListener('pointerdown', this.#onOutside, true)
  }

  #onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    this.close()
  }

  #onOutside = (event: PointerEvent): void => {
    const path = event.composedPath()
    // What opened it decides itself what another press on it does.
    if (!path.includes(this) && !(this.#anchor && path.includes(this.#anchor))) this.close()
  }

  #place(): void {
    const at = this.#at
    if (!at) return
    const { width, height } = this.getBoundingClientRect()
    const below = at.bottom + gapPx
    const fitsBelow = below + height <= innerHeight - edgePx
    const top = fitsBelow ? below : Math.max(edgePx, at.top - gapPx - height)
    const isRtl = getComputedStyle(this).direction === 'rtl'
    const left = isRtl ? at.left : at.right - width
    // The sheet of a phone is placed by its style sheet; these have no effect there.
    this.style.top = `${top}px`
    this.style.left = `${Math.max(edgePx, Math.min(left, innerWidth - edgePx - width))}px`
  }
}

export const popupStyles = css`
  :host {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 6px;
    border: 1px solid var(--_border);
    border-radius: 12px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font-family: var(--_font);
    font-size: 0.875rem;
    overflow: auto;
  }

  :host(:not(:popover-open)) {
    display: none;
  }

  @media (max-width: 560px) {
    :host(:popover-open) {
      inset: auto 0 0 0 !important;
      width: auto;
      max-width: none;
      max-height: 80dvh;
      padding: 8px 8px max(8px, env(safe-area-inset-bottom));
      border-width: 1px 0 0;
      border-radius: 16px 16px 0 0;
    }

    :host::backdrop {
      background: rgb(0 0 0 / 0.4);
    }
  }
`
