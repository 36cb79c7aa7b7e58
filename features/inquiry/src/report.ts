import type { Board, DayNumbers } from './contract/index.ts'

export interface ReportQuery {
  /** The first day, in UTC: `2026-11-01`. @default as far back as there is any, 92 days at most */
  readonly from?: string
  /** The last day. @default today */
  readonly to?: string
}

/** What one team did on one day. */
export interface ReportLine extends DayNumbers {
  readonly day: string
  readonly team: string
}

/** By day, then by team. */
export function reportLines({ days }: Board, { from = '', to = '~' }: ReportQuery): readonly ReportLine[] {
  return Object.entries(days)
    .filter(([day]) => day >= from && day <= to)
    .flatMap(([day, teams]) => Object.entries(teams).map(([team, numbers]) => ({ day, team, ...numbers })))
    .sort((a, b) => (a.day + a.team < b.day + b.team ? -1 : 1))
}

export function isDay(day: unknown): day is string {
  return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
}
