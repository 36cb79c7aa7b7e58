import type { PageContext } from '../../contract/index.ts'

/** Where somebody asks, for the agents: without query and fragment, where secrets may stand. */
export function pageContext(language: string): PageContext {
  const { origin, pathname, protocol } = location
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const url = `${origin}${pathname}`
  return {
    ...(/^https?:$/.test(protocol) && url.length <= 2000 && { url }),
    ...(document.title && { title: document.title.slice(0, 200) }),
    language: language.slice(0, 35),
    ...(timeZone && { zone: timeZone }),
  }
}
