import { extensionOf, folderOf, joinPath, relativeTo } from '../files/files.ts'
import { mentionsOf } from '../read-project.ts'
import { lineOf, lineText, placeText } from '../show.ts'
import type { Import, Module } from '../source/module.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** Files that cannot be read, or are not where they are looked for. */
export const fileRules: readonly Rule[] = [
  { codes: ['project/syntax'], find: syntax },
  { codes: ['project/entry-missing'], find: entryMissing },
  {
    codes: ['project/file-case', 'project/import-extension', 'project/missing-file'],
    after: ['project/syntax'],
    find: missingFiles,
  },
]

function syntax({ project, pages }: Facts): ProjectFinding[] {
  const inPages = pages.pages.flatMap(({ path, scripts }) =>
    // A template's script is only code once it is filled in.
    /\.html?$/.test(path) ? scripts.flatMap(({ module }) => (module === undefined ? [] : [module])) : [],
  )
  return [...project.modules, ...inPages].flatMap((module) => {
    const { fault, text } = module.parsed
    if (fault === undefined) return []
    const at = `${project.shown(module.path)}:${fault.line}`
    const evidence = `${at}  ${lineOf(text, fault.line).trim()}`
    return [error('project/syntax', { values: { at, fault: fault.message }, evidence })]
  })
}

function entryMissing({ project }: Facts): ProjectFinding[] {
  const { entries, manifest, files, folder } = project
  if (manifest === undefined || 'fault' in manifest) return []
  const missing = entries.find(({ by, exists }) => by === 'scripts.start' && !exists)
  if (missing === undefined) return []
  const name = project.shown(missing.path)
  // It is made by a build that has not been run yet, which is no mistake.
  if (
    /^(?:dist|build|out|lib|\.\w+)\//.test(name) &&
    Object.keys(manifest.scripts).some((each) => /build|compile|prestart/.test(each))
  )
    return []
  const there = ['bin/www', 'server.js', 'app.js', 'index.js', 'src/index.js', 'src/server.js'].find(
    (each) => files.kindOf(joinPath(folder, each)) === 'file',
  )
  const start = manifest.scripts.start ?? ''
  const line = manifest.text.split('\n').findIndex((each) => /"start"\s*:/.test(each)) + 1
  const before = lineOf(manifest.text, line)
  const spelt = start.split(/\s+/).find((word) => joinPath(folder, word) === missing.path)
  const after = there === undefined || spelt === undefined ? undefined : startingWith(before, start, spelt, there)
  const evidence = `package.json: "start": "${start}" | there is no ${name}`
  const lines = after === undefined ? [] : [after.trim()]
  const mends =
    after === undefined || after === before
      ? {}
      : { repair: [{ do: 'replace' as const, file: manifest.path, line, before, after }] }
  return [error('project/entry-missing', { values: { name, start }, evidence, lines, ...mends })]
}

/** The line of package.json with another file in its start script, and nowhere else: `.` stands in many a word. */
function startingWith(line: string, start: string, file: string, there: string): string {
  const renamed = start
    .split(/(\s+)/)
    .map((word) => (word === file ? there : word))
    .join('')
  return line.replace(/("start"\s*:\s*)("(?:[^"\\]|\\.)*")/, (whole, key: string, value: string) =>
    value === JSON.stringify(start) ? key + JSON.stringify(renamed) : whole,
  )
}

function missingFiles({ project }: Facts): ProjectFinding[] {
  const found: ProjectFinding[] = []
  for (const { module, mention } of mentionsOf(project)) {
    if (mention.isOptional) continue
    const resolved = project.resolve(module, mention.specifier)
    if (resolved.is !== 'missing') continue
    const at = placeText(project, module, mention)
    const evidence = `${at}  ${lineText(module, mention)}`
    const { like } = resolved
    const name = project.shown(resolved.path)
    if (like === undefined) {
      // What a build writes is not there before it.
      if (/(?:^|\/)(?:dist|build|out|generated|\.\w+)\//.test(`${name}/`)) continue
      found.push(error('project/missing-file', { values: { at, name, specifier: mention.specifier }, evidence }))
      continue
    }
    const specifier = specifierFor(module, mention, like.path)
    const before = lineOf(module.parsed.text, mention.line)
    const after = withSpecifier(before, mention.specifier, specifier)
    const values = { at, specifier: mention.specifier, there: project.shown(like.path), meant: specifier }
    const code =
      like.differs === 'extension'
        ? 'project/import-extension'
        : like.differs === 'case'
          ? 'project/file-case'
          : 'project/missing-file'
    const repair = [{ do: 'replace' as const, file: module.path, line: mention.line, before, after }]
    const isSure = like.differs !== 'place'
    const rest = { evidence: `${evidence} | there is ${project.shown(like.path)}`, lines: [after.trim()] }
    if (isSure) found.push(error(code, { values, ...rest, repair }))
    else found.push(error(code, { values: { at, name, specifier: mention.specifier }, ...rest, repair }))
  }
  return found
}

/** How this file writes where the other is: with its ending where it wrote one or must. */
function specifierFor(module: Module, mention: Import, path: string): string {
  const relative = relativeTo(folderOf(module.path), path)
  const whole = relative.startsWith('.') ? relative : `./${relative}`
  const keepsEnding = extensionOf(mention.specifier) !== '' || module.kind === 'esm'
  return keepsEnding ? whole : whole.replace(/\.js$/, '')
}

/** A line of code with another specifier in its quotes. */
export function withSpecifier(line: string, before: string, after: string): string {
  for (const quote of ["'", '"', '`']) {
    if (line.includes(`${quote}${before}${quote}`))
      return line.replace(`${quote}${before}${quote}`, `${quote}${after}${quote}`)
  }
  return line
}
