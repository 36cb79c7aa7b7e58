import type { Language } from '@parley/diagnosis'
import { lineOfCode, oneLine } from './one-line.ts'
import { rendered } from './rendered.ts'
import { type DoctorFinding, type Report, type Step, stepNames } from './report.ts'

/** How text is shown. */
export interface TextOptions {
  /** Colours beside the signs, for a terminal. */
  readonly hasColour: boolean
  /** Something of it can be mended by `--fix`, which was not asked for. */
  readonly offersFix?: boolean
}

const words = {
  en: {
    nothing: 'Nothing found.',
    unread: 'No file here starts a server, so little was looked at. If it is in another folder: parley doctor FOLDER',
    errors: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
    warnings: (count: number) => (count === 1 ? '1 warning' : `${count} warnings`),
    first: 'Mend the first one first; others may follow from it.',
    fix: (count: number, of: number) =>
      `parley doctor --fix mends ${of === 1 ? 'it' : count === of ? 'all of them' : `${count === 1 ? 'one' : count} of them`}.`,
  },
  ko: {
    nothing: '문제를 찾지 못했습니다.',
    unread:
      '이 폴더에는 서버를 시작하는 파일이 없어서 거의 살펴보지 못했습니다. 다른 폴더에 있다면: parley doctor 폴더',
    errors: (count: number) => `문제 ${count}개`,
    warnings: (count: number) => `경고 ${count}개`,
    first: '맨 위부터 고치세요. 나머지는 그 결과일 수 있습니다.',
    fix: (count: number, of: number) =>
      `parley doctor --fix 로 ${of === 1 ? '고칠 수 있습니다' : count === of ? '모두 고칠 수 있습니다' : `그중 ${count}개를 고칠 수 있습니다`}.`,
  },
} as const

/** For people: the first cause first, four lines and those to paste for each, then what was looked at. */
export function toReportText({ target, language, findings, steps }: Report, options: TextOptions): string {
  const blocks = findings.map((finding) => findingText(finding, language, options))
  const said = words[language]
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const counts = [...(errors > 0 ? [said.errors(errors)] : []), ...(warnings > 0 ? [said.warnings(warnings)] : [])]
  const isUnread = steps.some(({ name, state }) => name === 'files' && state === 'skipped')
  const summary =
    counts.length === 0
      ? isUnread
        ? said.unread
        : said.nothing
      : `${counts.join(', ')}.${errors > 1 ? ` ${said.first}` : ''}`
  const mendable = findings.filter(({ repair }) => repair !== undefined && repair.length > 0).length
  const offer = options.offersFix === true && mendable > 0 ? [said.fix(mendable, findings.length)] : []
  const looked = steps.length === 0 ? [] : [steps.map((step) => stepText(step, language, options)).join('  ')]
  return `${[target, ...blocks, [...looked, summary, ...offer].join('\n')].join('\n\n')}\n`
}

/** Characters: what is longer fills a terminal and is read by nobody. */
const maxEvidence = 240
const maxWords = 600

function findingText(finding: DoctorFinding, language: Language, options: TextOptions): string {
  const { what, why, fix, evidence, lines, code } = rendered(finding, language)
  const isError = finding.severity === 'error'
  const sign = painted(isError ? '✗' : '!', isError ? 31 : 33, options)
  const seen = evidence === undefined ? [] : [`  ${oneLine(evidence, maxEvidence)}`]
  const paste = lines.map((line) => `      ${painted(lineOfCode(line), 36, options)}`)
  const said = [
    `${oneLine(what, maxWords)} (${code})`,
    ...seen,
    `  ${oneLine(why, maxWords)}`,
    `  → ${oneLine(fix, maxWords)}`,
  ]
  return [`${sign} ${said.join('\n')}`, ...paste].join('\n')
}

function stepText({ name, state, detail }: Step, language: Language, options: TextOptions): string {
  const [sign, colour] = { ok: ['✓', 32], failed: ['✗', 31], skipped: ['–', 90], warned: ['!', 33] }[state] as [
    string,
    number,
  ]
  const shown = detail === '' ? '' : ` (${oneLine(detail, maxEvidence)})`
  return `${painted(sign, colour, options)} ${stepNames[name][language]}${shown}`
}

function painted(text: string, colour: number, { hasColour }: TextOptions): string {
  return hasColour ? `\u001B[${colour}m${text}\u001B[0m` : text
}
