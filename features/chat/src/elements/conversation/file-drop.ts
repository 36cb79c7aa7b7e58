import type { ReactiveController, ReactiveControllerHost } from 'lit'

interface Host extends ReactiveControllerHost {
  readonly renderRoot: Node
}

interface Taker {
  readonly takesFiles: () => boolean
  readonly addFiles: (files: readonly File[]) => void
}

/** Files that are dragged over an element, dropped on it or pasted into it. */
export class FileDrop implements ReactiveController {
  readonly #host: Host
  readonly #taker: Taker
  #isDragging = false

  constructor(host: Host, taker: Taker) {
    this.#host = host
    this.#taker = taker
    host.addController(this)
  }

  /** Whether files are over the element that it would take. */
  get isDragging(): boolean {
    return this.#isDragging
  }

  hostDisconnected(): void {
    this.#isDragging = false
  }

  readonly drag = (event: DragEvent): void => {
    if (!this.#isTaken(event)) return
    event.preventDefault()
    this.#show(true)
  }

  readonly leave = ({ relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node) || !this.#host.renderRoot.contains(relatedTarget)) this.#show(false)
  }

  readonly drop = (event: DragEvent): void => {
    this.#show(false)
    if (!this.#isTaken(event)) return
    event.preventDefault()
    this.#taker.addFiles([...(event.dataTransfer?.files ?? [])])
  }

  readonly paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0 || !this.#taker.takesFiles()) return
    event.preventDefault()
    this.#taker.addFiles(files)
  }

  #isTaken({ dataTransfer }: DragEvent): boolean {
    return dataTransfer?.types.includes('Files') === true && this.#taker.takesFiles()
  }

  #show(isDragging: boolean): void {
    if (this.#isDragging === isDragging) return
    this.#isDragging = isDragging
    this.#host.requestUpdate()
  }
}
