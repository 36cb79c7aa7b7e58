import { element } from './element.ts'

export interface WayOn {
  readonly text: string
  readonly href: string
}

/** Fills the banner that says that a page is a demo, and where to go on in a window of its own. */
export function fillBanner(banner: HTMLElement, label: string, text: string, ways: readonly WayOn[]): void {
  const links = ways.map(({ text: textContent, href }) =>
    element('a', { href, target: '_blank', rel: 'noopener', textContent }),
  )
  const words = links.flatMap((link) => [' ', link])
  banner.ariaLabel = label
  banner.replaceChildren(element('p', {}, element('strong', { textContent: label }), ' ', text, ...words))
}
