import type {} from '@parley/notifications/elements'
import { element } from './element.ts'
import type { Words } from './words.ts'

export const pages = {
  chat: '/',
  notifications: '/notifications/',
  shop: '/shop/',
  desk: '/desk/',
  trading: '/trading/',
} as const

export interface HeadOptions {
  /** The page it stands on. */
  readonly page: keyof typeof pages
  readonly words: Words
}

/** Puts the way to the other pages beside the wordmark. */
export function fillHead(head: HTMLElement, { page, words }: HeadOptions): void {
  const links = Object.entries(pages).map(([name, href]) => {
    const link = element('a', { href, textContent: words.pages[name as keyof typeof pages] })
    if (name === page) link.setAttribute('aria-current', 'page')
    return link
  })
  head.append(element('nav', { className: 'pages', ariaLabel: words.pagesLabel }, ...links))
}

/**
 * The bell of a page, to be made once the page has its language: it reads it when it comes to stand in the page. `countsInTitle`: its
 * number goes into the title, where nothing else counts there.
 */
export function bell({ countsInTitle }: { readonly countsInTitle: boolean }): HTMLElement {
  const made = document.createElement('parley-bell')
  made.setAttribute('settings', `${pages.notifications}#settings`)
  made.toggleAttribute('no-title', !countsInTitle)
  return made
}
