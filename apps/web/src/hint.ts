import { element } from './element.ts'
import type { Words } from './words.ts'

const storageKey = 'parley-hint'

/** Tells a first visitor that two windows are two people, until it is closed. */
export function showHint(place: HTMLElement, words: Words): void {
  if (isDismissed()) return
  const link = element('a', { href: location.href, target: '_blank', rel: 'noopener', textContent: words.hintLink })
  // The room may have changed since.
  link.addEventListener('click', () => {
    link.href = location.href
  })
  const close = element('button', {
    type: 'button',
    className: 'close',
    ariaLabel: words.dismiss,
    title: words.dismiss,
    textContent: '×',
  })
  close.addEventListener('click', () => {
    place.hidden = true
    dismiss()
    document.querySelector('parley-chat-app')?.focus()
  })
  place.replaceChildren(element('p', {}, `${words.hint} `, link), close)
  place.hidden = false
}

function isDismissed(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'closed'
  } catch {
    return false
  }
}

function dismiss(): void {
  try {
    localStorage.setItem(storageKey, 'closed')
  } catch {
    // It will be shown again on the next visit.
  }
}
