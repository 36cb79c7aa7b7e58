import { type FeatureContext, systemActor } from '@parley/channel'
import { type BearerKeys, no, wrongMethod } from '@parley/http'
import type { Board } from '../contract/index.ts'
import { isDay, type ReportLine, reportLines } from '../report.ts'
import { admitted, notForThisKey } from './admit.ts'
import type { Program } from './keys.ts'

/** `GET <path>/inquiry/report.csv?from=2026-11-01&to=2026-11-30`: one line a day and team (RFC 4180). `undefined`: no such address. */
export function reportFetch(programs: BearerKeys<Program>) {
  return async (request: Request, context: FeatureContext): Promise<Response | undefined> => {
    const { pathname, searchParams } = new URL(request.url)
    if (!pathname.endsWith('/inquiry/report.csv')) return undefined
    if (request.method !== 'GET') return wrongMethod('inquiry', 'GET')
    const program = admitted(request, programs, context)
    if (program instanceof Response) return program
    if (!program.may('report')) return notForThisKey('report')
    const [from, to] = ['from', 'to'].map((name) => searchParams.get(name) ?? undefined)
    const wrong = [from, to].find((day) => day !== undefined && !isDay(day))
    if (wrong !== undefined) return no(400, 'invalid-input', '"from" and "to" are days in UTC: 2026-11-30.')
    const board = (await context.open(systemActor, 'inquiry-desk/main', 'supervisor')).state as Board
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="inquiries.csv"',
      'cache-control': 'no-store',
    }
    const query = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    return new Response(csvOf(reportLines(board, query)), { headers })
  }
}

const columns: readonly [name: string, value: (line: ReportLine) => string | number | undefined][] = [
  ['day', ({ day }) => day],
  ['team', ({ team }) => team],
  ['opened', ({ opened }) => opened],
  ['resolved', ({ resolved }) => resolved],
  ['first_replies', ({ firstReply }) => firstReply.count],
  ['first_reply_mean_ms', ({ firstReply }) => meanOf(firstReply)],
  ['resolution_mean_ms', ({ resolution }) => meanOf(resolution)],
  ...[1, 2, 3, 4, 5].map(
    (score) => [`rated_${score}`, ({ ratings }: ReportLine) => ratings[score - 1]] satisfies (typeof columns)[number],
  ),
  ['breaches', ({ breaches }) => breaches],
]

/** No value needs quotes: they are days, numbers and names of teams. */
function csvOf(lines: readonly ReportLine[]): string {
  const rows = lines.map((line) => columns.map(([, value]) => value(line) ?? ''))
  return [columns.map(([name]) => name), ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

function meanOf({ count, sumMs }: ReportLine['firstReply']): number | undefined {
  return count === 0 ? undefined : Math.round(sumMs / count)
}
