import type { Files } from '../project/files/files.ts'
import type { Edit } from './edit.ts'

/** A finding, as far as mending it is concerned. */
export interface Mendable {
  readonly code: string
  readonly repair?: readonly Edit[]
}

/** One file as it shall be. */
export interface Change {
  readonly file: string
  readonly before: string
  readonly after: string
  /** The codes that it mends. */
  readonly codes: readonly string[]
}

/** What is done, in this order: files changed, files renamed, commands run. */
export interface Plan {
  readonly changes: readonly Change[]
  readonly renames: readonly (Extract<Edit, { do: 'rename' }> & { readonly code: string })[]
  readonly commands: readonly (Extract<Edit, { do: 'run' }> & { readonly code: string })[]
}

/** Puts the repairs of several findings together. What no longer fits, or falls on a line that another one changes, is left out. */
export function planOf(findings: readonly Mendable[], files: Files): Plan {
  const drafts = new Map<string, Draft>()
  const renames: Plan['renames'][number][] = []
  const commands: Plan['commands'][number][] = []
  for (const { code, repair = [] } of findings) {
    // All of it or nothing: half a repair is a new fault.
    if (!repair.every((edit) => fits(edit, drafts, files))) continue
    for (const edit of repair) {
      if (edit.do === 'rename') renames.push({ ...edit, code })
      else if (edit.do === 'run') commands.push({ ...edit, code })
      else draftOf(edit.file, drafts, files).take(edit, code)
    }
  }
  const unique = commands.filter((each, index) => commands.findIndex((other) => sameCommand(each, other)) === index)
  const changes = [...drafts.values()].map((draft) => draft.change).filter(({ before, after }) => before !== after)
  return { changes, renames, commands: unique }
}

function fits(edit: Edit, drafts: Map<string, Draft>, files: Files): boolean {
  if (edit.do === 'run') return true
  if (edit.do === 'rename') return files.kindOf(edit.from) === 'file' && files.kindOf(edit.to) === undefined
  return files.kindOf(edit.file) === 'file' && draftOf(edit.file, drafts, files).fits(edit)
}

function draftOf(file: string, drafts: Map<string, Draft>, files: Files): Draft {
  const known = drafts.get(file)
  if (known !== undefined) return known
  const made = new Draft(file, files.textOf(file) ?? '')
  drafts.set(file, made)
  return made
}

function sameCommand(one: Plan['commands'][number], other: Plan['commands'][number]): boolean {
  return one.folder === other.folder && one.command.join(' ') === other.command.join(' ')
}

/** One file, whose lines are changed where they stand, so that numbers stay true. */
class Draft {
  readonly #file: string
  readonly #before: string
  readonly #lines: string[]
  readonly #changed = new Map<number, string | undefined>()
  readonly #added: string[] = []
  readonly #codes = new Set<string>()

  constructor(file: string, text: string) {
    this.#file = file
    this.#before = text
    this.#lines = text.split('\n')
  }

  fits(edit: Extract<Edit, { do: 'replace' | 'append' }>): boolean {
    if (edit.do === 'append') return !this.#lines.some((line) => bare(line) === bare(edit.text))
    const line = this.#lines[edit.line - 1]
    return line !== undefined && line.replace(/\r$/, '') === edit.before && !this.#changed.has(edit.line)
  }

  take(edit: Extract<Edit, { do: 'replace' | 'append' }>, code: string): void {
    if (edit.do === 'append') this.#added.push(edit.text)
    else this.#changed.set(edit.line, edit.after)
    this.#codes.add(code)
  }

  get change(): Change {
    const end = this.#before.includes('\r\n') ? '\r\n' : '\n'
    const lines = this.#lines.flatMap((line, index) => {
      if (!this.#changed.has(index + 1)) return [line.replace(/\r$/, '')]
      const after = this.#changed.get(index + 1)
      return after === undefined ? [] : after.split('\n')
    })
    if (this.#added.length > 0) {
      while (lines.at(-1) === '') lines.pop()
      lines.push(...this.#added, '')
    }
    return { file: this.#file, before: this.#before, after: lines.join(end), codes: [...this.#codes] }
  }
}

/** A line without what makes no difference. */
function bare(line: string): string {
  return line.trim().replace(/;$/, '')
}
