// What the agents of a team are told of those who wait for it: how many, in one notification for each team, and nothing of who they are.
import {
  type Announcement,
  announce,
  type Effect,
  type EffectContext,
  sendCommand,
  setTimer,
  withdraw,
} from '@parley/channel'
import { ownValue, textIn, verbatim } from '@parley/channel/client'
import type { DeskSystemCommands, inquiryAnnounces, Text } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import { type DeskState, tellAfterMs } from './desk-state.ts'
import type { LoggedEvents, RowSet } from './events.ts'

const desk = 'inquiry-desk/main'

/** Once for each change of how many wait, however many events tell of it. Where nobody waits any more, at once. */
export function askToTell(
  { counts }: RowSet,
  at: number,
  { state, takesAnnouncements }: EffectContext<DeskState>,
): Effect[] {
  if (!takesAnnouncements || counts === undefined) return []
  return Object.keys(counts).flatMap((team): Effect[] => {
    const input: DeskSystemCommands['tellWaiting'] = { team }
    const { told, toTellSince, counts: now } = ownValue(state.teams, team) ?? {}
    if (now?.waiting === 0 && told !== undefined) return [sendCommand(desk, 'tellWaiting', input)]
    // Of its own id: it is never put off by what comes after it.
    return toTellSince === at ? [setTimer(`waiting/${team}/${at}`, at + tellAfterMs, 'tellWaiting', input)] : []
  })
}

export function tellOfWaiting(told: LoggedEvents['waitingTold'], config: DeskConfig): Effect[] {
  const { team, to, quiet, left } = told
  const news = announcementOf(told, config)
  return [
    ...to.map((id) => announce(id, news)),
    ...quiet.map((id) => announce(id, { ...news, quietUpdate: true })),
    ...left.map((id) => withdraw(id, keyOf(team))),
  ]
}

function announcementOf(
  { team, waiting, first }: LoggedEvents['waitingTold'],
  { teams, linkTo }: DeskConfig,
): Announcement {
  const category: keyof typeof inquiryAnnounces = 'inquiry/waiting'
  const link = first === undefined ? undefined : linkTo?.(first, 'agent')
  return {
    category,
    key: keyOf(team),
    title: titleOf(waiting, teams.get(team)?.title ?? team),
    ...(link !== undefined && { link }),
  }
}

function titleOf(waiting: number, team: Text): Text {
  const name = (language: string) => verbatim(textIn(team, language))
  const en = waiting === 1 ? 'An inquiry waits' : `${waiting} inquiries wait`
  return { en: `${en} (${name('en')})`, ko: `대기 중인 문의 ${waiting}건 (${name('ko')})` }
}

function keyOf(team: string): string {
  return `inquiry-waiting/${team}`
}
