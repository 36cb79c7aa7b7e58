// What the features of one server announce, and who takes it.
import {
  type AnnouncedCategories,
  type AnnouncedCategory,
  type AnnouncementTaker,
  announcementLimits,
} from '../define/announcement.ts'
import type { Feature } from '../define/feature.ts'
import { UsageError } from '../usage-error.ts'

/** Who takes announcements; `undefined`: nobody. Throws `UsageError` (`ERR_FEATURE_ANNOUNCEMENTS`) if two do, or one says it wrongly. */
export function announcementTaker(features: readonly Feature[]): AnnouncementTaker | undefined {
  const takers = features.filter(({ announcements }) => announcements !== undefined)
  const [first, second] = takers
  if (first === undefined) return undefined
  if (second !== undefined) {
    const both = `"${first.name}" and "${second.name}"`
    throw wrong(`Announcements go to one feature of a server; these are two: ${both}. Leave one out.`)
  }
  const { to, announce, withdraw } = (first.announcements ?? {}) as Partial<Record<keyof AnnouncementTaker, unknown>>
  if (typeof to === 'function' && typeof announce === 'string' && typeof withdraw === 'string') {
    return first.announcements
  }
  const line = '{ to: (person) => "inbox/" + person, announce: "notify", withdraw: "withdraw" }'
  throw wrong(`"announcements" of the feature "${first.name}" says where they go and as which commands: ${line}.`)
}

/** What they all announce. Throws `UsageError` (`ERR_FEATURE_ANNOUNCES`) for a category of two features, or one that people cannot read. */
export function announcedBy(features: readonly Feature[]): AnnouncedCategories {
  const by = new Map<string, string>()
  const all: [string, AnnouncedCategory][] = []
  for (const { name, announces = {} } of features) {
    for (const [category, words] of Object.entries<AnnouncedCategory | undefined>(announces)) {
      const other = by.get(category)
      if (other !== undefined) {
        const both = `both "${other}" and "${name}"`
        throw new UsageError(
          'ERR_FEATURE_ANNOUNCES',
          `The category ${JSON.stringify(category)} is announced by ${both}.`,
        )
      }
      const isName = category.length >= 1 && category.length <= announcementLimits.category
      if (!isName || words?.title === undefined) {
        const line = `{ "${name}/something": { title: "What it is" } }`
        throw new UsageError(
          'ERR_FEATURE_ANNOUNCES',
          `"announces" of the feature "${name}" has a title for each category: ${line}. ${JSON.stringify(category)} is none.`,
        )
      }
      by.set(category, name)
      all.push([category, words])
    }
  }
  return Object.fromEntries(all)
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_FEATURE_ANNOUNCEMENTS', message)
}
