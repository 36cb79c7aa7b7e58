import { noChange } from 'lit'
import type { ElementPart, PartInfo } from 'lit/directive.js'
import { Directive, directive, PartType } from 'lit/directive.js'

interface Place {
  readonly top?: number
  readonly height?: number
}

/** Places an element by its style object: a page's content security policy may forbid style attributes. */
class Moved extends Directive {
  #place: Place = {}

  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new Error('moved() belongs on an element.')
  }

  override render(_place: Place): typeof noChange {
    return noChange
  }

  override update({ element }: ElementPart, [place]: [Place]): typeof noChange {
    const { style } = element as HTMLElement
    if (place.top !== undefined && place.top !== this.#place.top) style.transform = `translateY(${place.top}px)`
    if (place.height !== undefined && place.height !== this.#place.height) style.height = `${place.height}px`
    this.#place = place
    return noChange
  }
}

export const moved = directive(Moved)
