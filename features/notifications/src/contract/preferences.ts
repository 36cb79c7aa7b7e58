// What a person wants to hear of, by which way, and when.

/** The column of the inbox itself; the other ways lead beyond the page. */
export const inboxWay = 'inbox'

/** Times when nothing leaves the page. What was due meanwhile is sent when they end. */
export interface QuietHours {
  /** `HH:MM`, 24 hours, in `zone`. `from` later than `to` is over midnight; both the same is the whole day, with fewer than seven `days`. */
  readonly from: string
  readonly to: string
  /** ISO weekdays (1 Monday to 7 Sunday) on which they begin; all of them unless given. */
  readonly days?: readonly number[]
  /** An IANA time zone: `Asia/Seoul`. */
  readonly zone: string
}

export interface Preferences {
  /** Off: nothing but what is required goes any way but the inbox. */
  on: boolean
  /** Switches of whole ways; on unless named. */
  ways: { [way: string]: boolean }
  /** One category by one way; what the category says unless named. */
  categories: { [category: string]: { [way: string]: boolean } }
  quiet?: QuietHours
  /** The language of what leaves the page: `en`, `ko`, `pt-BR`. */
  language?: string
  /** Where the person is: an IANA time zone, as the first device told. */
  zone?: string
}

/** A kind of notification, as the app describes it. */
export interface Category {
  readonly title: string | { readonly [language: string]: string }
  readonly description?: string | { readonly [language: string]: string }
  /** It goes its ways whatever the person wants, and he is told why. */
  readonly required: boolean
  /** The ways it may go at all, and whether it does unless the person says otherwise. */
  readonly ways: { readonly [way: string]: boolean }
}

/** Whether a notification of this category goes this way, or why it does not. */
export function wantsBy(
  { required, ways }: Pick<Category, 'required' | 'ways'>,
  preferences: Pick<Preferences, 'on' | 'ways' | 'categories'>,
  category: string,
  way: string,
): true | 'category' | 'preference' {
  const standard = Object.hasOwn(ways, way) ? ways[way] : undefined
  if (standard === undefined) return 'category'
  if (required) return true
  const own = Object.hasOwn(preferences.categories, category) ? preferences.categories[category] : undefined
  if (!preferences.on && way !== inboxWay) return 'preference'
  if (Object.hasOwn(preferences.ways, way) && preferences.ways[way] === false) return 'preference'
  const isOn = (own !== undefined && Object.hasOwn(own, way) ? own[way] : undefined) ?? standard
  return isOn ? true : 'preference'
}

/** A browser that may be pushed to, as its person sees it in the settings: no keys, no address. */
export interface Device {
  /** The first 16 hexadecimal digits of the SHA-256 of its endpoint: by it a browser knows itself. */
  readonly id: string
  readonly name: string
  readonly at: number
}
