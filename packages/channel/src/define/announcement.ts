import type { Text } from './text.ts'

/** What a feature has to tell a person. It says nothing of how: that is for the feature that takes announcements. */
export interface Announcement {
  /** One of those its feature `announces`: `chat/mention`. 1 to 100 characters. */
  readonly category: string
  /** `{actors}` and `{count}` in it are filled in; words of people go through `verbatim`. Cut at 200 characters; so is the `body` at 2 000. */
  readonly title: Text
  readonly body?: Text
  /** Where it leads: a path on this site, or an address of http or https. At most 2 000 characters. */
  readonly link?: string
  /** Who did it. */
  readonly actor?: { readonly id: string; readonly name: string }
  /** What has the same key is about the same thing: told once, with the newest. At most 200 characters. */
  readonly key?: string
  /** The feature's own, any JSON of at most 4 096 characters. */
  readonly data?: unknown
  /** `title` and `body` are not for other eyes: whatever leaves the page says only that there is something. */
  readonly private?: boolean
  /** What was told under this `key` says this from now on, and nobody is told again; where it is not there any more it is told. */
  readonly quietUpdate?: boolean
}

/**
 * How a feature takes what all features announce: as commands to a channel of its own. `announce` gets an `Announcement`, `withdraw`
 * gets `{ key }`.
 */
export interface AnnouncementTaker {
  /** The channel that hears what this person is told (`inbox/ana`); `undefined`: nobody tells him anything. */
  readonly to: (person: string) => string | undefined
  readonly announce: string
  readonly withdraw: string
}

/** In UTF-16 units; of `data` as JSON. Texts are cut; what else is longer makes the command fail. */
export const announcementLimits = {
  category: 100,
  title: 200,
  body: 2_000,
  name: 200,
  link: 2_000,
  key: 200,
  data: 4_096,
  languages: 50,
} as const

/** A kind of announcement, as its feature describes it to people. */
export interface AnnouncedCategory {
  readonly title: Text
  readonly description?: Text
}

/** By their names. */
export type AnnouncedCategories = { readonly [category: string]: AnnouncedCategory }
