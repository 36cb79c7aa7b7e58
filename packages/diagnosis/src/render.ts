import { entryOf } from './catalogue/index.ts'
import type { Entry, Language, Words } from './entry.ts'
import type { Finding } from './finding.ts'

/** A finding in the words of one language. */
export interface Rendered {
  readonly code: string
  readonly what: string
  readonly why: string
  readonly fix: string
  readonly evidence: string | undefined
  readonly lines: readonly string[]
  /** Where more of it stands, from the root of this repository. */
  readonly docs: string
}

/** Throws `RangeError` for a code that is not in the catalogue, and for a `{name}` that the finding has no value for: both are faults of who found it. */
export function render(finding: Finding, language: Language): Rendered {
  const entry = entryOf(finding.code)
  if (entry === undefined) throw new RangeError(`There is no code ${finding.code} in the catalogue.`)
  return renderWith(entry, finding, language)
}

/** `render` with an entry that need not be in the catalogue. */
export function renderWith(entry: Entry, finding: Finding, language: Language): Rendered {
  const { code, values = {}, evidence, lines = [] } = finding
  const { what, why } = entry[language]
  const fill = (text: string) => filled(text, values, code)
  const fix = fixFor(entry[language], values)
  return { code, what: fill(what), why: fill(why), fix: fill(fix), evidence, lines, docs: docsOf(code) }
}

/** The fix whose `{name}`s all have a value, if there is one. */
export function fixFor({ fix, fixWithout }: Words, values: Readonly<Record<string, string>>): string {
  const isWhole = [...fix.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => values[name] !== undefined)
  return isWhole ? fix : (fixWithout ?? fix)
}

/** Three lines at most, and those to paste. */
export function toText({ code, what, evidence, fix, lines }: Rendered): string {
  const seen = evidence === undefined ? '' : `\n  ${evidence}`
  const paste = lines.map((line) => `\n    ${line}`).join('')
  return `${what} (${code})${seen}\n  ${fix}${paste}`
}

/** The page of a code, from the root of this repository. */
export function docsOf(code: string): string {
  return `docs/errors/${code.replaceAll('/', '-')}.md`
}

function filled(text: string, values: Readonly<Record<string, string>>, code: string): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new RangeError(`A finding of ${code} says no "${name}".`)
    return value
  })
}
