// What a push carries: JSON, made by the way `push`, shown by the service worker.

export interface PushPayload {
  /** Missing if it is private: then only that there is something. */
  readonly title?: string
  readonly body?: string
  /** Where a press leads; the site's first page unless given. */
  readonly link?: string
  /** Pushes with the same tag take each other's place. */
  readonly tag: string
  /** Of `title` and `body`, or of what is said in their place. */
  readonly language: string
  /** When it happened, in milliseconds since 1970. */
  readonly at: number
}

/** What the service worker says to open pages when the browser has another subscription. */
export const pushChanged = { type: 'parley-push-changed' }

/** What to show for a push, whatever came. */
export interface ShownPush {
  readonly title: string
  readonly options: {
    readonly body?: string
    readonly tag: string
    readonly lang: string
    readonly timestamp: number
    readonly renotify: boolean
    readonly data: { readonly link: string }
  }
}

const newOne: { readonly [language: string]: string } = { en: 'New notification', ko: '새 알림이 있어요' }

/**
 * Browsers want something shown for each push: what cannot be read shows that there is something. `now` in milliseconds since 1970.
 */
export function shownPush(text: string, now: number): ShownPush {
  const { title, body, link, tag, language, at } = parse(text)
  const lang = textOf(language) ?? 'en'
  return {
    title: textOf(title) ?? newOne[lang.split('-')[0] ?? ''] ?? newOne.en!,
    options: {
      ...(textOf(body) !== undefined && { body: textOf(body)! }),
      tag: textOf(tag) ?? 'parley',
      lang,
      timestamp: typeof at === 'number' && Number.isFinite(at) ? at : now,
      renotify: true,
      data: { link: textOf(link) ?? '/' },
    },
  }
}

function parse(text: string): { readonly [Key in keyof PushPayload]?: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
