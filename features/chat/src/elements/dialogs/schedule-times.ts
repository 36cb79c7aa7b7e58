/** Times that are proposed for a message that is sent later, each after `now`, in the reader's zone. */
export function proposedTimes(now: number): {
  readonly hour: number
  readonly tomorrow: number
  readonly monday: number
} {
  const at = (days: number) => {
    const date = new Date(now)
    date.setDate(date.getDate() + days)
    date.setHours(9, 0, 0, 0)
    return date.getTime()
  }
  const weekday = new Date(now).getDay()
  return { hour: Math.ceil((now + 3_600_000) / 60_000) * 60_000, tomorrow: at(1), monday: at((8 - weekday) % 7 || 7) }
}

/** A moment as a field of type `datetime-local` wants it: the reader's zone, without one. */
export function fieldOf(at: number): string {
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function momentOf(field: string): number | undefined {
  const at = new Date(field).getTime()
  return Number.isNaN(at) ? undefined : at
}
