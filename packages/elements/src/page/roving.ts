/** Arrows, Home and End go from one of a list's items to another. Says whether the key was one of them. */
export function rove(event: KeyboardEvent, items: readonly HTMLElement[]): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return false
  const index = items.findIndex((item) => event.composedPath().includes(item))
  const last = items.length - 1
  const steps: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: last }
  const to = steps[event.key]
  if (index < 0 || to === undefined) return false
  // In a field these go to the ends of its text.
  if (event.target instanceof HTMLInputElement && (event.key === 'Home' || event.key === 'End')) return false
  event.preventDefault()
  items[Math.min(last, Math.max(0, to))]?.focus()
  return true
}

/** The one item of a list that Tab goes to: where the focus was last, else the first that is there. */
export function tabStop(keys: readonly string[], ...wanted: readonly (string | undefined)[]): string | undefined {
  return wanted.find((key) => key !== undefined && keys.includes(key)) ?? keys[0]
}
