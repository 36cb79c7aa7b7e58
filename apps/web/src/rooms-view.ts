import { element } from './element.ts'
import { givenRooms, listedRooms, toRoomName } from './room-names.ts'
import { visitedRooms } from './visited-rooms.ts'
import type { Words } from './words.ts'

/** The list of rooms, as links that the page follows without loading anew, and a way to open another. */
export class RoomsView {
  readonly #nav: HTMLElement
  readonly #words: Words
  readonly #go: (room: string) => void

  constructor(nav: HTMLElement, words: Words, go: (room: string) => void) {
    this.#nav = nav
    this.#words = words
    this.#go = go
    nav.ariaLabel = words.rooms
  }

  show(current: string): void {
    const links = listedRooms(visitedRooms(), current).map((room) => {
      const link = this.#link(room)
      if (room === current) link.ariaCurrent = 'page'
      return element('li', {}, link)
    })
    this.#nav.replaceChildren(
      element('h2', { textContent: this.#words.rooms }),
      element('ul', {}, ...links, element('li', {}, this.#newRoom())),
    )
    this.#nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }

  #link(room: string): HTMLAnchorElement {
    const sign = element('span', { textContent: '#', ariaHidden: 'true' })
    const link = element('a', { href: roomHref(room), title: room }, sign, element('bdi', { textContent: room }))
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      this.#go(room)
    })
    return link
  }

  #newRoom(): HTMLElement {
    const words = this.#words
    const sign = element('span', { textContent: '+', ariaHidden: 'true' })
    const button = element('button', { type: 'button', className: 'new-room' }, sign, words.newRoom)
    const input = element('input', {
      name: 'room',
      required: true,
      maxLength: 64,
      autocomplete: 'off',
      spellcheck: false,
      placeholder: words.roomName,
      ariaLabel: `${words.roomName}. ${words.roomRule}`,
    })
    input.autocapitalize = 'none'
    const form = element('form', { hidden: true }, input, element('button', { textContent: words.open }))
    const close = () => {
      form.hidden = true
      button.hidden = false
    }
    button.addEventListener('click', () => {
      button.hidden = true
      form.hidden = false
      input.focus({ preventScroll: true })
      form.scrollIntoView({ block: 'nearest', inline: 'end' })
    })
    input.addEventListener('input', () => input.setCustomValidity(''))
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return
      close()
      button.focus()
    })
    form.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget)) && input.value === '') close()
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const room = toRoomName(input.value)
      if (room !== '') this.#go(room)
      else {
        input.setCustomValidity(words.roomRule)
        input.reportValidity()
      }
    })
    return element('div', {}, button, form)
  }
}

export function roomHref(room: string): string {
  return room === givenRooms[0] ? '/' : `/?room=${room}`
}
