import { isStarred, partOf, ruleNameOf } from '../values/starred-name.ts'
import type { AnyView } from './define-channel.ts'
import { everyPart } from './rules.ts'

/** A view, or a part of one, with the rule that it has. */
export interface ViewOfChannel {
  /** What the rule is called: `book/*` for the part `book/BTC-USD`. */
  readonly ruleName: string
  readonly rule: AnyView
  /** What stands for the star; empty where there is none. */
  readonly part: string
}

/** The view of this name; `undefined`: there is none. Whether there is such a part, the rule's `acceptsPart` knows. */
export function viewIn(views: ReadonlyMap<string, AnyView>, view: string): ViewOfChannel | undefined {
  const ruleName = ruleNameOf(view, (name) => views.has(name))
  const rule = ruleName === undefined ? undefined : views.get(ruleName)
  if (ruleName === undefined || rule === undefined) return undefined
  const part = partOf(view, ruleName)
  // Line feeds stand between names where two of them make one key.
  if (isStarred(ruleName) && (part === everyPart || part.includes('\n'))) return undefined
  return { ruleName, rule, part }
}
