/** Alt with an arrow goes to the room above (-1) or below (1); any other key is not for it. */
export function roomStep(event: KeyboardEvent): 1 | -1 | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined
  return event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
}
