/** On a phone the panel covers the page: Tab stays in it. Elsewhere it goes on to the page. */
export function keepTabIn(event: KeyboardEvent, panel: HTMLElement | null): void {
  if (!panel || !matchMedia('(max-width: 560px)').matches) return
  const stops = stopsIn(panel)
  const [edge, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  if (event.composedPath()[0] !== edge) return
  event.preventDefault()
  to?.focus()
}

const focusable = 'a[href], button, input:not([hidden]), select, textarea, [tabindex="0"]'

function stopsIn(element: Element): HTMLElement[] {
  const isStop = element instanceof HTMLElement && element.matches(focusable) && element.checkVisibility()
  return [...(isStop ? [element] : []), ...[...(element.shadowRoot ?? element).children].flatMap(stopsIn)]
}
