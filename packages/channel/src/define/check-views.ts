import { UsageError } from '../usage-error.ts'
import { canNameRule, isStarred } from '../values/starred-name.ts'
import type { AnyView } from './define-channel.ts'

/** Throws `UsageError` for views that nobody could open, or fold, and for collections that nobody could find. */
export function checkViews(
  channel: string,
  { saved }: { readonly saved?: unknown },
  views: { readonly [view: string]: AnyView },
): void {
  for (const [view, rule] of Object.entries(views)) {
    const wrong = nameFault(view) ?? partsFault(view, rule) ?? stateFault(rule, saved !== undefined)
    if (wrong !== undefined) {
      throw new UsageError('ERR_CHANNEL_VIEW', `The view ${JSON.stringify(view)} of "${channel}" ${wrong}`)
    }
    checkCollections(channel, view, rule)
  }
}

function nameFault(view: string): string | undefined {
  if (canNameRule(view)) return undefined
  return 'cannot be opened: a view has a name of 1 to 200 characters, or ends with "/*" as in "book/*".'
}

function partsFault(view: string, { parts, acceptsPart }: AnyView): string | undefined {
  if (isStarred(view)) {
    if (typeof parts === 'function') return undefined
    return 'is in parts: say whom of them an event concerns, { parts: (event) => [event.data.market] }.'
  }
  if (parts === undefined && acceptsPart === undefined) return undefined
  return `has parts, so its name ends with a star: "${view}/*".`
}

/** What readers fold is what they are sent. */
function stateFault({ projection }: AnyView, isSaved: boolean): string | undefined {
  if (projection === undefined) {
    return isSaved ? 'needs a projection: a state that is "saved" in another form is no JSON to send.' : undefined
  }
  if (projection.fold?.saved === undefined) return undefined
  return 'projects to a fold that is "saved" in another form: what is sent to readers is plain JSON.'
}

function checkCollections(channel: string, view: string, { documents = {} }: AnyView): void {
  const wrong = Object.keys(documents).find((collection) => !canNameRule(collection))
  if (wrong === undefined) return
  const what = 'A collection has a name of 1 to 200 characters, or ends with "/*" as in "thread/*"'
  throw new UsageError(
    'ERR_CHANNEL_DOCUMENTS',
    `${what}; the view "${view}" of "${channel}" has ${JSON.stringify(wrong)}.`,
  )
}
