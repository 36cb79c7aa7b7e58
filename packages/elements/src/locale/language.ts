export type Language = 'en' | 'ko'

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

/** The tag for an element of this page. */
export function languageTagOf(element: { readonly lang: string }): string {
  return chooseLanguageTag({
    own: element.lang,
    document: document.documentElement.lang,
    browser: navigator.language,
  })
}

export function languageOf(tag: string): Language {
  return isKorean(tag) ? 'ko' : 'en'
}

/** How dates and numbers are written: as the tag says where it is of the language we speak, else as the language does. */
export function regionOf(tag: string): string {
  const language = languageOf(tag)
  return tag.toLowerCase().startsWith(language) && isTag(tag) ? tag : language
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
