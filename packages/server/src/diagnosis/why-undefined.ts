import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Frame, shownPlace } from './call-site.ts'

/** Reads a file; `undefined`: it is not there. */
export type ReadSource = (file: string) => string | undefined

/** What the file that called attach() shows of why its server does not exist yet. */
export type WhyUndefined =
  | { readonly kind: 'here'; readonly at: string }
  /** The line that creates it stands below. */
  | { readonly kind: 'below'; readonly name: string; readonly at: string; readonly createdAt: string }
  /** It comes from a file that needs this one, too. */
  | { readonly kind: 'circular'; readonly name: string; readonly at: string; readonly files: readonly [string, string] }

/** `undefined`: it is not known who called. */
export function whyUndefined(frame: Frame | undefined, read: ReadSource = readSource): WhyUndefined | undefined {
  if (frame === undefined) return undefined
  const at = shownPlace(frame)
  const source = read(frame.file)
  const lines = source?.split('\n') ?? []
  const [, name] = /\(\s*([A-Za-z_$][\w$]*)/.exec(lines[frame.line - 1] ?? '') ?? []
  if (source === undefined || name === undefined) return { kind: 'here', at }
  const created = new RegExp(`^\\s*(?:(?:var|let|const)\\s+)?${escaped(name)}\\s*=(?!=)`)
  const line = lines.findIndex((text, index) => index >= frame.line && created.test(text)) + 1
  if (line > 0) return { kind: 'below', name, at, createdAt: shownPlace({ file: frame.file, line }) }
  const files = circle(source, name, frame.file, read)
  return files === undefined ? { kind: 'here', at } : { kind: 'circular', name, at, files }
}

/** The file that `name` is imported from, if it imports this one. */
function circle(source: string, name: string, file: string, read: ReadSource): [string, string] | undefined {
  const word = new RegExp(`\\b${escaped(name)}\\b`)
  const from = importsIn(source).find(({ names }) => word.test(names))
  const other = from && resolved(file, from.specifier, read)
  if (other === undefined) return undefined
  const isBack = importsIn(read(other) ?? '').some(({ specifier }) => resolved(other, specifier, read) === file)
  const show = (each: string) => path.relative(process.cwd(), each)
  return isBack ? [show(file), show(other)] : undefined
}

interface Import {
  readonly names: string
  readonly specifier: string
}

/** Those of files beside it, as `require` and `import` write them. */
function importsIn(source: string): Import[] {
  const written = [
    /(?:var|let|const)\s+([^=;]+?)\s*=\s*require\(\s*['"](\.[^'"]*)['"]\s*\)/g,
    /import\s+([^;'"]+?)\s+from\s+['"](\.[^'"]*)['"]/g,
    /()\brequire\(\s*['"](\.[^'"]*)['"]\s*\)/g,
  ]
  return written.flatMap((pattern) =>
    [...source.matchAll(pattern)].map(([, names = '', specifier = '']) => ({ names, specifier })),
  )
}

function resolved(file: string, specifier: string, read: ReadSource): string | undefined {
  const base = path.resolve(path.dirname(file), specifier)
  const candidates = [base, ...['.js', '.mjs', '.cjs', '.ts', '/index.js'].map((end) => base + end)]
  return candidates.find((candidate) => read(candidate) !== undefined)
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$')
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
