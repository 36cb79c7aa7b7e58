/** A run of a message's text; with `href` it is a link. */
export interface TextRun {
  readonly text: string
  readonly href?: string
}

// The host must end in a Latin domain, a number or `localhost`, so that a Korean particle written right after an
// address ("https://example.com에서") stays outside; a path may be in any script.
const address =
  /https?:\/\/(?:[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:[a-z]{2,}|\d{1,3})|localhost)(?::\d{1,5})?(?:[/?#][^\s<>"]*)?/giu

/** Finds http and https addresses in a text. Joined together, the runs are the text again. */
export function linkText(text: string): readonly TextRun[] {
  const runs: TextRun[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const shown = withoutTail(match[0])
    const href = safeHref(shown)
    if (!href) continue
    if (match.index > end) runs.push({ text: text.slice(end, match.index) })
    runs.push({ text: shown, href })
    end = match.index + shown.length
  }
  if (end < text.length) runs.push({ text: text.slice(end) })
  return runs
}

function safeHref(shown: string): string | undefined {
  if (!URL.canParse(shown)) return undefined
  const url = new URL(shown)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
}

/** Punctuation at the end belongs to the sentence, and so does a bracket that the address did not open. */
function withoutTail(shown: string): string {
  let result = shown
  for (;;) {
    const last = result.at(-1) ?? ''
    const isStray = last === ')' && count(result, ')') > count(result, '(')
    if (!isStray && !/[.,!?;:'*_~\]}」』”’。、]/u.test(last)) return result
    result = result.slice(0, -1)
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
