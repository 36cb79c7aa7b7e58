import { defineFold } from '@parley/channel/client'
import type { Content, Inbox, InboxEvents, Mark } from '../contract/index.ts'
import { maxRecent, maxRecentLength } from '../contract/limits.ts'
import { countWithin } from './length.ts'

export function emptyInbox(): Inbox {
  return {
    began: false,
    recent: [],
    marks: {},
    preferences: { on: true, ways: {}, categories: {} },
    devices: {},
    categories: {},
    ways: {},
  }
}

/** The view `inbox`: PROTOCOL.md#notifications. The same on the server and in the browser. */
export const inboxFold = defineFold<Inbox, InboxEvents>({
  state: emptyInbox,
  events: {
    began: (inbox, { zone, language }) => {
      const { preferences } = inbox
      inbox.began = true
      if (zone !== undefined) preferences.zone = zone
      if (language !== undefined) preferences.language = language
    },
    created: (inbox, { content, expiresAt, quiet }) => {
      inbox.marks[content.n] = { ...newMark(content, quiet), ...(expiresAt === undefined ? {} : { expiresAt }) }
      toFront(inbox, content)
    },
    updated: (inbox, { content, expiresAt = inbox.marks[content.n]?.expiresAt, quiet }) => {
      const known = inbox.marks[content.n]
      if (known === undefined) return
      const isNew = content.last > known.last
      const { category: _category, last: _last, key: _key, expiresAt: _expiresAt, ...standing } = known
      inbox.marks[content.n] = {
        ...newMark(content, isNew ? quiet : undefined),
        ...(isNew ? {} : standing),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      }
      if (isNew) toFront(inbox, content)
      else inbox.recent = inbox.recent.map((each) => (each.n === content.n ? content : each))
    },
    marked: (inbox, { ids, on = [], off = [] }, { at }) => {
      for (const n of ids) {
        const mark = inbox.marks[n]
        if (mark === undefined) continue
        if (off.includes('seen')) delete mark.seenAt
        if (off.includes('read')) delete mark.readAt
        if (off.includes('archived')) delete mark.archivedAt
        if (off.includes('snoozed')) delete mark.snoozedUntil
        if (on.includes('seen')) mark.seenAt ??= at
        if (on.includes('read')) setRead(mark, at)
        if (on.includes('archived')) mark.archivedAt ??= at
      }
    },
    snoozed: (inbox, { ids, until }) => {
      for (const n of ids) {
        const mark = inbox.marks[n]
        if (mark === undefined) continue
        mark.snoozedUntil = until
        delete mark.archivedAt
      }
    },
    acted: (inbox, { n, action }, { at }) => {
      const mark = inbox.marks[n]
      if (mark === undefined) return
      mark.acted = { action, at }
      setRead(mark, at)
    },
    removed: (inbox, { ids }) => {
      for (const n of ids) delete inbox.marks[n]
      inbox.recent = inbox.recent.filter(({ n }) => !ids.includes(n))
    },
    preferred: ({ preferences: { categories } }, { category, way, on }) => {
      const { [way]: _, ...others } = categories[category] ?? {}
      if (on !== null) categories[category] = { ...others, [way]: on }
      else if (Object.keys(others).length > 0) categories[category] = others
      else delete categories[category]
    },
    waySet: ({ preferences }, { way, on }) => {
      if (on) delete preferences.ways[way]
      else preferences.ways[way] = false
    },
    allSet: ({ preferences }, { on }) => {
      preferences.on = on
    },
    quietSet: ({ preferences }, { quiet }) => {
      if (quiet === null) delete preferences.quiet
      else preferences.quiet = quiet
    },
    languageSet: ({ preferences }, { language }) => {
      preferences.language = language
    },
    pushKeySet: (inbox, { pushKey }) => {
      inbox.pushKey = pushKey
    },
    deviceAdded: ({ devices }, { id, name, at }) => {
      devices[id] = { id, name, at }
    },
    deviceRemoved: ({ devices }, { id }) => {
      delete devices[id]
    },
  },
})

function newMark({ category, last, key }: Content, quiet: true | undefined): Mark {
  return { category, last, ...(key === undefined ? {} : { key }), ...(quiet === undefined ? {} : { quiet }) }
}

/** What is read has been seen, whoever says so. */
function setRead(mark: Mark, at: number): void {
  mark.readAt ??= at
  mark.seenAt ??= at
}

function toFront(inbox: Inbox, content: Content): void {
  const newest = [content, ...inbox.recent.filter(({ n }) => n !== content.n)].slice(0, maxRecent)
  inbox.recent = newest.slice(0, Math.max(1, countWithin(newest, maxRecentLength)))
}
