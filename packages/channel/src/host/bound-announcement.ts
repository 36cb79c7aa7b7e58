import { type Announcement, announcementLimits as most } from '../define/announcement.ts'
import type { Text } from '../define/text.ts'
import { UsageError } from '../usage-error.ts'

/**
 * The announcement as it is sent: nothing but its own fields, none longer than it may be. What people wrote is cut; what a feature makes
 * itself must fit. Throws `UsageError` (`ERR_CHANNEL_EFFECT`).
 */
export function boundAnnouncement(announcement: Announcement): Announcement {
  const { category, title, body, link, actor, key, data } = announcement
  checkField('category', category, 1, most.category)
  if (link !== undefined) checkField('link', link, 1, most.link)
  if (key !== undefined) checkField('key', key, 1, most.key)
  if (data !== undefined) checkField('data', JSON.stringify(data), 1, most.data)
  return {
    category,
    title: boundText('title', title, most.title),
    ...(body === undefined ? {} : { body: boundText('body', body, most.body) }),
    ...(link === undefined ? {} : { link }),
    ...(actor === undefined ? {} : { actor: boundActor(actor) }),
    ...(key === undefined ? {} : { key }),
    ...(data === undefined ? {} : { data }),
    ...(announcement.private === true ? { private: true } : {}),
    ...(announcement.quietUpdate === true ? { quietUpdate: true } : {}),
  }
}

/** The key of what is withdrawn. Throws as the other does. */
export function boundKey(key: string): string {
  checkField('key', key, 1, most.key)
  return key
}

function boundActor({ id, name }: { readonly id: string; readonly name: string }) {
  checkField('actor.id', id, 1, Number.MAX_SAFE_INTEGER)
  if (typeof name !== 'string') throw wrong(`the "actor.name" of an announcement is a string, not ${String(name)}`)
  return { id, name: cut(name, most.name) }
}

function boundText(field: string, text: Text, length: number): Text {
  if (typeof text === 'string') return cut(text, length)
  if (typeof text !== 'object' || text === null) throw noText(field, text)
  const languages = Object.entries<unknown>(text)
  if (languages.length === 0 || languages.length > most.languages) {
    throw wrong(
      `the "${field}" of an announcement is in 1 to ${most.languages} languages; this one is in ${languages.length}`,
    )
  }
  const bound = languages.map(([language, words]) => {
    checkField(`language of the ${field}`, language, 1, most.category)
    if (typeof words !== 'string') throw noText(field, words)
    return [language, cut(words, length)] as const
  })
  return Object.fromEntries(bound)
}

/** Never in the middle of a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 2)
  const isHalf = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, isHalf ? length - 2 : length - 1)}…`
}

function checkField(field: string, value: unknown, least: number, length: number): asserts value is string {
  if (typeof value !== 'string') throw wrong(`the "${field}" of an announcement is a string, not ${String(value)}`)
  if (value.length >= least && value.length <= length) return
  throw wrong(
    `the "${field}" of an announcement has ${least} to ${length} characters; this one is ${value.length} long`,
  )
}

function noText(field: string, text: unknown): UsageError {
  return wrong(
    `the "${field}" of an announcement is a string, or strings by language: { en: "…", ko: "…" }, not ${String(text)}`,
  )
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_CHANNEL_EFFECT', message)
}
