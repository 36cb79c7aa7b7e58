export type SnoozeChoice = 'hours' | 'tomorrow' | 'nextWeek'

const morning = 9

/** When a snoozed inquiry comes back, by the clock of this place; times in milliseconds since 1970. */
export function snoozeTimes(now: number): readonly { readonly choice: SnoozeChoice; readonly until: number }[] {
  const today = new Date(now)
  const day = (days: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, morning).getTime()
  // 1 to 7 days ahead: on a Monday the next one. On a Sunday that is tomorrow, which is listed already.
  const toMonday = (8 - today.getDay()) % 7 || 7
  return [
    { choice: 'hours', until: now + 3 * 3_600_000 },
    { choice: 'tomorrow', until: day(1) },
    ...(toMonday > 1 ? [{ choice: 'nextWeek', until: day(toMonday) } as const] : []),
  ]
}

/** A moment as a field of type `datetime-local` has it: the reader's zone, without naming it. */
export function fieldOf(at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

export function momentOf(field: string): number | undefined {
  const at = new Date(field).getTime()
  return Number.isNaN(at) ? undefined : at
}
