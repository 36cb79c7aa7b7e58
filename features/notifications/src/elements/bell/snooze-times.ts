export type SnoozeChoice = 'hour' | 'evening' | 'tomorrow' | 'nextWeek'

const hourMs = 3_600_000
const morning = 9
const evening = 18

/** When what is put off now comes back, by the clock of this place; times in milliseconds since 1970. An evening that has begun is none. */
export function snoozeTimes(now: number): readonly { readonly choice: SnoozeChoice; readonly until: number }[] {
  const today = new Date(now)
  const day = (days: number, hour: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, hour).getTime()
  // 1 to 7 days ahead: on a Monday the next one.
  const toMonday = (8 - today.getDay()) % 7 || 7
  const times = [
    { choice: 'hour', until: now + hourMs },
    { choice: 'evening', until: day(0, evening) },
    { choice: 'tomorrow', until: day(1, morning) },
    { choice: 'nextWeek', until: day(toMonday, morning) },
  ] as const
  return times.filter(({ choice, until }, index) => {
    if (choice === 'evening') return until > now + hourMs
    // On a Sunday tomorrow is Monday.
    return times.findIndex((other) => other.until === until) === index
  })
}
