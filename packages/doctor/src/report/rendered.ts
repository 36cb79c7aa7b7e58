import { entryOf, type Language, type Rendered, render } from '@parley/diagnosis'
import type { DoctorFinding } from './report.ts'

/** A finding in the words of one language: the catalogue's, or those that a server said itself, in its own. */
export function rendered(finding: DoctorFinding, language: Language): Rendered {
  const { code, said, evidence, lines = [] } = finding
  if (said === undefined) return render(finding, language)
  const words = entryOf(code)?.[language]
  const { why, fix, docs } = render({ ...finding, code: 'probe/explained', values: said }, language)
  // The catalogue's words are for every server; what this one filled in, only it knows.
  const whole = (text: string | undefined) => (text === undefined || /\{\w+\}/.test(text) ? undefined : text)
  return {
    code,
    what: whole(words?.what) ?? said.message,
    why: whole(words?.why) ?? why,
    fix: said.fix || (whole(words?.fix) ?? fix),
    evidence,
    lines,
    docs: words === undefined ? docs : `docs/errors/${code.replaceAll('/', '-')}.md`,
  }
}
