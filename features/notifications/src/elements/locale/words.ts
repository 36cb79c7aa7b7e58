import type { Language, Times } from '@parley/elements'
import { languageOf, regionOf, timesFor } from '@parley/elements'
import type { Content, Text } from '../../contract/index.ts'
import { filledIn, textIn } from '../../contract/index.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

/** One language with its way to write times and numbers. */
export interface Words extends Times {
  readonly language: Language
  /** The tag that dates and numbers follow. */
  readonly region: string
  readonly text: Catalogue
  /** The number on a badge: "99+" beyond 99. */
  badge(count: number): string
  /** A title of what happened, with that filled in. Any other text, a body too, as it is. */
  say(text: Text, content?: Pick<Content, 'actors' | 'actorCount' | 'count'>): string
}

export function wordsFor(tag: string): Words {
  const language = languageOf(tag)
  const region = regionOf(tag)
  const numbers = new Intl.NumberFormat(region)
  return {
    ...timesFor(region),
    language,
    region,
    text: language === 'ko' ? ko : en,
    badge: (count) => (count > 99 ? `${numbers.format(99)}+` : numbers.format(count)),
    say: (text, content) => (content === undefined ? textIn(text, region) : filledIn(text, region, content)),
  }
}
