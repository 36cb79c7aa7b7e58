const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)'

/** What Tab stops at in a shadow root, in order: also in what is slotted into it, and in the roots of the elements in it. */
export function tabStopsIn(root: ShadowRoot): HTMLElement[] {
  return [...root.children].flatMap(stopsOf)
}

function stopsOf(element: Element): HTMLElement[] {
  // It is laid out as what is in it, or in place of it.
  if (element instanceof HTMLSlotElement) {
    const assigned = element.assignedElements()
    return (assigned.length > 0 ? assigned : [...element.children]).flatMap(stopsOf)
  }
  const isStop =
    element instanceof HTMLElement && element.matches(focusable) && element.tabIndex >= 0 && element.checkVisibility()
  return [...(isStop ? [element] : []), ...[...(element.shadowRoot ?? element).children].flatMap(stopsOf)]
}
