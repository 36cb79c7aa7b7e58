/** What a view shows of the events `after + 1 … offset`: maybe fewer than there are. */
export interface EventRun {
  readonly after: number
  readonly offset: number
  readonly events: readonly string[]
}

/** Whether all of these make a message of at most so many bytes, its head aside. */
export function fits(events: readonly string[], maxBytes: number): boolean {
  let units = 0
  for (const text of events) units += text.length + 1
  // No unit takes more than three bytes of UTF-8: what is small enough by that need not be counted.
  if (units * 3 <= maxBytes) return true
  if (units > maxBytes) return false
  let bytes = 0
  for (const text of events) bytes += utf8Bytes(text) + 1
  return bytes <= maxBytes
}

/** Cut into runs that join on, each of at most so many bytes or of one event. */
export function partsOf(run: EventRun, maxBytes: number): readonly EventRun[] {
  const { events } = run
  if (fits(events, maxBytes)) return [run]
  const parts: EventRun[] = []
  let { after } = run
  let first = 0
  let bytes = 0
  events.forEach((text, at) => {
    const size = utf8Bytes(text) + 1
    if (at > first && bytes + size > maxBytes) {
      const offset = offsetOf(text) - 1
      parts.push({ after, offset, events: events.slice(first, at) })
      after = offset
      first = at
      bytes = 0
    }
    bytes += size
  })
  parts.push({ after, offset: run.offset, events: events.slice(first) })
  return parts
}

function offsetOf(text: string): number {
  return (JSON.parse(text) as { offset: number }).offset
}

function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // Two halves of a pair take four bytes together.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}
