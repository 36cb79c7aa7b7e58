const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How one language and region writes times. All times in milliseconds since 1970. */
export interface Times {
  /** 2:05 PM */
  time(at: number): string
  /** Date and time in full. */
  moment(at: number): string
  /** The time of today, otherwise with the day: "Tue, 3 Mar, 2:05 PM". */
  shortMoment(at: number, now: number): string
  /** "now", "5 min. ago", "yesterday"; beyond a week the day, with the year where it is another. */
  ago(at: number, now: number): string
}

export function timesFor(region: string): Times {
  const time = new Intl.DateTimeFormat(region, { hour: 'numeric', minute: '2-digit' })
  const moment = new Intl.DateTimeFormat(region, { dateStyle: 'full', timeStyle: 'short' })
  const short = new Intl.DateTimeFormat(region, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  const day = new Intl.DateTimeFormat(region, { month: 'short', day: 'numeric' })
  const dayOfYear = new Intl.DateTimeFormat(region, { year: 'numeric', month: 'short', day: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(region, { numeric: 'auto', style: 'short' })
  return {
    time: (at) => time.format(at),
    moment: (at) => moment.format(at),
    shortMoment: (at, now) => (dayOf(at) === dayOf(now) ? time : short).format(at),
    ago: (at, now) => {
      // Clocks differ: what comes from a server that is ahead came now.
      const past = Math.max(0, now - at)
      if (past < minuteMs) return relative.format(0, 'second')
      if (past < hourMs) return relative.format(-Math.floor(past / minuteMs), 'minute')
      const days = dayOf(now) - dayOf(at)
      if (past < dayMs && days < 1) return relative.format(-Math.floor(past / hourMs), 'hour')
      if (days < 7) return relative.format(-days, 'day')
      return new Date(at).getFullYear() === new Date(now).getFullYear() ? day.format(at) : dayOfYear.format(at)
    },
  }
}

/** The number of the local day. */
function dayOf(at: number): number {
  const date = new Date(at)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs)
}
