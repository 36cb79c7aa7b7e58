/** One thing in both languages of the page. */
export interface Said {
  readonly en: string
  readonly ko: string
}

export type Language = keyof Said

export function said(en: string, ko: string): Said {
  return { en, ko }
}
