import type { Mark } from '../contract/index.ts'
import { isUnread, isVisible } from '../contract/index.ts'

export const inboxTabs = ['all', 'unread', 'archived', 'snoozed'] as const
export type InboxTab = (typeof inboxTabs)[number]

export interface InboxFilter {
  readonly tab: InboxTab
  /** One category; all of them unless given. */
  readonly category?: string | undefined
}

/** What a tab lists. */
const belongs: { readonly [Tab in InboxTab]: (mark: Mark) => boolean } = {
  all: isVisible,
  unread: isUnread,
  archived: ({ archivedAt }) => archivedAt !== undefined,
  snoozed: ({ archivedAt, snoozedUntil }) => archivedAt === undefined && snoozedUntil !== undefined,
}

/** The ids of what a filter lists, newest first. Snoozed ones stand by when they come back, the first first. */
export function idsIn(marks: { readonly [n: string]: Mark }, { tab, category }: InboxFilter): number[] {
  const listed = Object.entries(marks).filter(
    ([, mark]) => belongs[tab](mark) && (category === undefined || mark.category === category),
  )
  const order = (mark: Mark) => (tab === 'snoozed' ? -(mark.snoozedUntil ?? 0) : mark.last)
  return listed.sort(([, one], [, other]) => order(other) - order(one)).map(([n]) => Number(n))
}
