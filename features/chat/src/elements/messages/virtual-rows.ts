import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'

/** Nearer to the end than this counts as being there. */
export const endSlackPx = 32
/** Rows that are rendered beyond the view on either side, so that a fast scroll finds them there. */
const overscan = 16

export interface VirtualRow {
  readonly index: number
  /** Where it begins, in pixels from the top of all rows. */
  readonly start: number
}

export interface RowsInput {
  readonly keys: readonly string[]
  readonly estimate: (index: number) => number
  /** Whether a view that is at the end goes along with what is added there. */
  readonly follows: boolean
  /** Rows whose upper part has changed: what stands below it stays where it is. */
  readonly changedAbove: ReadonlySet<string>
}

/**
 * Which of many rows are in view, and the rules by which the view keeps its place: at the end it stays at the end;
 * elsewhere what is being read stays where it stands, whatever is added, removed or resized around it.
 */
export class VirtualRows {
  readonly #scroller: () => HTMLElement | null
  readonly #render: (now: boolean) => void
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>
  readonly #measured = new WeakMap<HTMLElement, string>()
  #input: RowsInput = { keys: [], estimate: () => 60, follows: true, changedAbove: new Set() }
  /** A row that is as high as was expected is known by that number only: it must not change with what the row holds. */
  #estimates = new Map<string, number>()
  #kept: number | undefined
  #isAtEnd = true

  /** `render(true)`: the view has been moved, so rows must stand in their new places before the next picture. */
  constructor(scroller: () => HTMLElement | null, render: (now: boolean) => void) {
    this.#scroller = scroller
    this.#render = render
    this.#virtualizer = new Virtualizer(this.#options())
    this.#virtualizer.shouldAdjustScrollPositionOnItemSizeChange = ({ key, start, end }) =>
      this.#growsUpwards(String(key), start, end)
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd
  }

  get totalPx(): number {
    return this.#virtualizer.getTotalSize()
  }

  rows(): readonly VirtualRow[] {
    return this.#virtualizer.getVirtualItems()
  }

  update(input: RowsInput): void {
    this.#input = input
    if (this.#estimates.size > 2 * input.keys.length + 1000) this.#forget(input.keys)
    this.#virtualizer.setOptions(this.#options())
  }

  /** The row with the keyboard's focus stays rendered, so that the focus is not lost. */
  keep(index: number | undefined): void {
    this.#kept = index
  }

  /** To be called after each rendering, with the elements of the rows. */
  rendered(elements: Iterable<HTMLElement>): void {
    this.#virtualizer._willUpdate()
    for (const element of elements) {
      const key = this.#input.keys[Number(element.dataset.index)]
      if (key === undefined || this.#measured.get(element) === key) continue
      this.#measured.set(element, key)
      this.#virtualizer.measureElement(element)
    }
    this.#virtualizer.measureElement(null)
  }

  /** To be called when the list was scrolled. */
  scrolled(): void {
    const scroller = this.#scroller()
    if (scroller) this.#isAtEnd = fromEnd(scroller) <= endSlackPx
  }

  /** To be called when the scroller itself has another size. */
  resized(): void {
    if (this.#isAtEnd) this.toEnd()
  }

  toEnd(): void {
    this.#isAtEnd = true
    this.#virtualizer.scrollToEnd()
    this.#arrived()
  }

  show(index: number, align: 'start' | 'center' | 'auto'): void {
    this.#virtualizer.scrollToIndex(index, { align })
    this.#arrived()
    this.scrolled()
  }

  disconnect(): void {
    this.#virtualizer._didMount()()
  }

  #estimate(index: number): number {
    const key = this.#input.keys[index] ?? ''
    const known = this.#estimates.get(key)
    if (known !== undefined) return known
    const estimate = this.#input.estimate(index)
    this.#estimates.set(key, estimate)
    return estimate
  }

  #forget(keys: readonly string[]): void {
    const kept = new Set(keys)
    for (const key of this.#estimates.keys()) if (!kept.has(key)) this.#estimates.delete(key)
  }

  /** The middle of the view is what is being read: what is above it grows upwards, out of the view, the rest downwards. */
  #growsUpwards(key: string, start: number, end: number): boolean {
    const middle = (this.#virtualizer.scrollOffset ?? 0) + (this.#scroller()?.clientHeight ?? 0) / 2
    return this.#input.changedAbove.has(key) ? start < middle : end <= middle
  }

  /** The news of a scroll comes with the next picture; the rows for it are wanted in this one. */
  #arrived(): void {
    const scroller = this.#scroller()
    if (!scroller) return
    this.#virtualizer.scrollOffset = scroller.scrollTop
    this.#render(false)
  }

  #options(): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] {
    const { keys, follows } = this.#input
    return {
      count: keys.length,
      getScrollElement: this.#scroller,
      estimateSize: (index) => this.#estimate(index),
      getItemKey: (index) => keys[index] ?? index,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: (_, isNow) => this.#render(isNow && this.#virtualizer.isScrolling === false),
      overscan,
      // The place of "this is where the room begins", of the spinner there, and of a button to try again.
      paddingStart: topPx,
      paddingEnd: 8,
      anchorTo: 'end',
      followOnAppend: follows,
      scrollEndThreshold: endSlackPx,
      rangeExtractor: ({ startIndex, endIndex, count }) => {
        const first = Math.max(0, startIndex - overscan)
        const last = Math.min(count - 1, endIndex + overscan)
        const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index)
        if (this.#kept !== undefined && this.#kept < count && (this.#kept < first || this.#kept > last))
          indexes.push(this.#kept)
        return indexes
      },
    }
  }
}

/** What stands above the first row, in pixels. */
export const topPx = 56

export function fromEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight
}
