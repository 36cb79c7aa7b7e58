import type {} from '@parley/notifications/elements'
import { element } from './element.ts'
import type { Words } from './words.ts'

const pages = { chat: '/', notifications: '/notifications/' } as const

export interface HeadOptions {
  /** The page it stands on. */
  readonly page: keyof typeof pages
  readonly words: Words
  /** Whether the bell puts its number into the title: where nothing else counts there. */
  readonly countsInTitle: boolean
}

/** Puts the way to the other pages and the bell beside the wordmark. */
export function fillHead(head: HTMLElement, { page, words, countsInTitle }: HeadOptions): void {
  const links = Object.entries(pages).map(([name, href]) => {
    const link = element('a', { href, textContent: words.pages[name as keyof typeof pages] })
    if (name === page) link.setAttribute('aria-current', 'page')
    return link
  })
  // Made here, once the page has its language: it reads it when it comes to stand in the page.
  const bell = document.createElement('parley-bell')
  bell.setAttribute('settings', `${pages.notifications}#settings`)
  bell.toggleAttribute('no-title', !countsInTitle)
  head.append(element('nav', { className: 'pages', ariaLabel: words.pagesLabel }, ...links), bell)
}
