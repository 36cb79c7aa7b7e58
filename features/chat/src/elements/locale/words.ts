import { dayOf } from '../timeline.ts'
import type { Catalogue, KnownReason } from './catalogue.ts'
import { knownReasons } from './catalogue.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

const dayMs = 24 * 3_600_000

/** One language with its way to write times. */
export interface Words {
  readonly language: 'en' | 'ko'
  readonly text: Catalogue
  /** 2:05 PM */
  time(at: number): string
  /** Today, Yesterday, Tuesday 3 March; with the year where it is another. */
  day(at: number, now: number): string
  /** Date and time in full. */
  moment(at: number): string
  /** Why something was refused, in words for the person who did it. */
  reason(refusal: { readonly code: string; readonly message: string }): string
}

/** The first of the tags that asks for a language we have decides; otherwise English. */
export function chooseLanguageTag(wanted: {
  readonly own: string | null | undefined
  readonly document: string
  readonly browser: string
}): string {
  if (wanted.own) return wanted.own
  // `lang="en"` is what every template begins with, so only Korean pages are taken at their word.
  return isKorean(wanted.document) ? wanted.document : wanted.browser
}

/** The words for a language tag. Dates follow the tag's region where it is one of our languages. */
export function wordsFor(tag: string): Words {
  const language = isKorean(tag) ? 'ko' : 'en'
  const region = tag.toLowerCase().startsWith(language) && isTag(tag) ? tag : language
  const text = language === 'ko' ? ko : en
  const time = new Intl.DateTimeFormat(region, { hour: 'numeric', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(region, { weekday: 'long', month: 'long', day: 'numeric' })
  const dayOfYear = new Intl.DateTimeFormat(region, { year: 'numeric', month: 'long', day: 'numeric' })
  const moment = new Intl.DateTimeFormat(region, { dateStyle: 'full', timeStyle: 'short' })
  return {
    language,
    text,
    time: (at) => time.format(at),
    day: (at, now) => {
      if (dayOf(at) === dayOf(now)) return text.today
      if (dayOf(at) === dayOf(now - dayMs)) return text.yesterday
      return new Date(at).getFullYear() === new Date(now).getFullYear() ? day.format(at) : dayOfYear.format(at)
    },
    moment: (at) => moment.format(at),
    reason: ({ code, message }) => (isKnown(code) ? text.reasons[code] : message),
  }
}

function isKorean(tag: string): boolean {
  return /^ko\b/iu.test(tag)
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function isKnown(code: string): code is KnownReason {
  return (knownReasons as readonly string[]).includes(code)
}
