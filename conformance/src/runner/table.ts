import type { AreaResult, Deviation, SubjectResult } from './area.ts'

/** Lines of columns, the first left, the others right aligned. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, at) => Math.max(cell.length, all[at] ?? 0)), [])
  return rows
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('   '))
    .join('\n')
}

/** One line for each area, one column for each subject that any area ran, and the sum below. */
export function summaryOf(results: ReadonlyMap<string, AreaResult>): string {
  const all = [...results.values()].flatMap(({ subjects }) => subjects)
  const names = [...new Set(all.map(({ subject }) => subject))]
  const rows = [...results].map(([area, { subjects }]) => [
    area,
    ...names.map((name) => shown(subjects.filter(({ subject }) => subject === name))),
  ])
  const total = ['all', ...names.map((name) => shown(all.filter(({ subject }) => subject === name)))]
  return tableOf([['area', ...names], ...rows, total])
}

function shown(results: readonly SubjectResult[]): string {
  if (results.length === 0) return '–'
  const sum = (of: (one: SubjectResult) => number) => results.reduce((all, one) => all + of(one), 0)
  return `${sum(({ passes }) => passes)}/${sum(({ cases }) => cases)}`
}

/** Deviations by subject; those with the same reason in one paragraph, those without one by one. */
export function deviationsOf(deviations: readonly Deviation[]): string {
  const subjects = [...new Set(deviations.map(({ subject }) => subject))]
  return subjects
    .map((subject) => `${subject}\n${paragraphsOf(deviations.filter((one) => one.subject === subject)).join('\n')}`)
    .join('\n\n')
}

function paragraphsOf(deviations: readonly Deviation[]): string[] {
  const reasons = [...new Set(deviations.map(({ reason }) => reason))]
  return reasons.flatMap((reason) => {
    const found = deviations.filter((one) => one.reason === reason)
    if (reason !== undefined) return [`  ${reason}\n    ${found.length}: ${shortened(found.map((one) => one.case))}`]
    return found.map((one) => `  ${one.case}  ${one.title}\n    expected ${one.expected}\n    seen     ${one.seen}`)
  })
}

/** Neighbours as a range: `6.7.1 to 6.7.4, 8.1.2`. */
function shortened(ids: readonly string[]): string {
  const ranges: { first: string; last: string }[] = []
  for (const id of ids) {
    const range = ranges.at(-1)
    if (range !== undefined && follows(range.last, id)) range.last = id
    else ranges.push({ first: id, last: id })
  }
  return ranges.map(({ first, last }) => (first === last ? first : `${first} to ${last}`)).join(', ')
}

function follows(one: string, next: string): boolean {
  const at = one.lastIndexOf('.')
  return next === `${one.slice(0, at)}.${Number(one.slice(at + 1)) + 1}`
}
