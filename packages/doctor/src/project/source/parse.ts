import { type Node, type ParserOptions, type Program, parseSync } from 'oxc-parser'

/** A file of code, read without running it. */
export interface Parsed {
  readonly text: string
  readonly program: Program
  /** It has `import … from` or `export`. */
  readonly hasModuleSyntax: boolean
  /** What keeps Node from reading it. */
  readonly fault: { readonly line: number; readonly message: string } | undefined
  /** Counted from 1. */
  lineAt(offset: number): number
}

/** What the parser says of a file whose kind, CommonJS or module, is another than its syntax: that is for the rules. */
const aboutItsKind = /import statement outside|export statement outside|import\.meta|outside a module|await/i

/** Reads JavaScript, TypeScript and JSX, by the name's end; a name without one is JavaScript. */
export function parse(name: string, text: string): Parsed {
  const lang = languageOf(name)
  const starts = lineStarts(text)
  const lineAt = (offset: number) => lineIn(starts, offset)
  const found = parseSync(name, text, { lang, sourceType: 'unambiguous' })
  const hasModuleSyntax = found.module.hasModuleSyntax
  const result = hasModuleSyntax ? found : parseSync(name, text, { lang, sourceType: 'commonjs' })
  const error = result.errors.find(
    ({ severity, message }) => String(severity) === 'Error' && !aboutItsKind.test(message),
  )
  const fault =
    error === undefined || result.program.body.length > 0
      ? undefined
      : { line: lineAt(error.labels[0]?.start ?? 0), message: error.message.split('\n', 1)[0] ?? '' }
  return { text, program: result.program, hasModuleSyntax, fault, lineAt }
}

function languageOf(name: string): NonNullable<ParserOptions['lang']> {
  if (/\.[cm]?ts$/.test(name)) return 'ts'
  if (name.endsWith('.tsx')) return 'tsx'
  return 'jsx'
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineIn(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low + 1
}

export type { Node }
