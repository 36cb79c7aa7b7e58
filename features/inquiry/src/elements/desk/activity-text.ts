import type { Activity, Doer } from '../../contract/index.ts'
import type { Words } from './locale/words.ts'

export interface ActivityContext {
  readonly words: Words
  /** What a team is called. */
  readonly team: (team: string) => string
  readonly now: number
}

/** What happened, in one sentence. */
export function activityText(activity: Activity, { words, team, now }: ActivityContext): string {
  const { text } = words
  const says = text.activity
  const by = 'by' in activity ? doerName(activity.by, words) : ''
  switch (activity.what) {
    case 'opened':
      return says.opened(team(activity.team))
    case 'assigned':
      return says.assigned[activity.how](activity.agent.name, by)
    case 'unassigned':
      return says.unassigned[activity.why](activity.agent.name)
    case 'team':
      return says.team(team(activity.from), team(activity.to), by)
    case 'priority':
      return says.priority(text.priorities[activity.from], text.priorities[activity.to], by)
    case 'labels':
      return says.labels(
        [...activity.added.map((label) => `+${label}`), ...activity.removed.map((label) => `−${label}`)].join(' '),
        by,
      )
    case 'snoozed':
      return says.snoozed(words.shortMoment(activity.until, now), by)
    case 'woken':
    case 'resolved':
    case 'reopened':
    case 'handed-off':
      return says[activity.what](by)
    case 'joined':
      return says.joined(activity.agent.name)
    case 'breached':
      return says.breached(text.targets[activity.target], words.shortMoment(activity.due, now))
    case 'rated':
      return says.rated(text.stars(activity.rating.score))
    case 'merged':
      return says.merged(text.no(activity.into.no), by)
    case 'took-in':
      return 'customer' in activity.by
        ? says['wrote-in'](text.no(activity.from.no))
        : says['took-in'](text.no(activity.from.no), by)
    case 'identified':
      return says.identified(activity.from.name, activity.to.name)
  }
}

/** What was written along with it: a note to colleagues, a reason, a comment. */
export function activityNote(activity: Activity): string | undefined {
  if ('note' in activity) return activity.note
  if (activity.what === 'handed-off') return activity.reason
  return activity.what === 'rated' ? activity.rating.comment : undefined
}

function doerName(by: Doer, { text }: Words): string {
  if ('agent' in by) return by.agent.name
  return 'customer' in by ? text.doer.customer : text.doer.system
}
