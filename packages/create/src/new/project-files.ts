import type { Language } from '@parley/diagnosis'
import { ourNames } from '../our-packages.ts'
import { inLanguage } from './in-language.ts'
import { readmeOf } from './readme.ts'
import { type Template, versions } from './templates.ts'

/** By path with slashes, in the order in which they are written. */
export type Files = ReadonlyMap<string, string>

/** Files that are run by their name, as bin/www of express-generator is. */
export const isExecutable = (file: string): boolean => file.startsWith('bin/')

/** All files of a new project. `sources`: the template's own; `ours`: our packages, as package.json names them. */
export function projectFiles(template: Template, { name, language, sources, ours }: ProjectParts): Files {
  const files = new Map<string, string>()
  files.set('package.json', manifestOf(template, name, ours))
  files.set('.gitignore', ['node_modules/', ...(template.ignored ?? []), 'parley.db*', 'parley-files/', ''].join('\n'))
  files.set('README.md', readmeOf(template, name, language))
  for (const [file, text] of sources) files.set(file, inLanguage(text, language).replaceAll('PROJECT', name))
  return files
}

interface ProjectParts {
  readonly name: string
  readonly language: Language
  readonly sources: Files
  readonly ours: Readonly<Record<string, string>>
}

function manifestOf(template: Template, name: string, ours: Readonly<Record<string, string>>): string {
  const { type, scripts, dependencies, devDependencies = [] } = template
  const theirs = (names: readonly string[]) => names.map((each) => [each, versions[each]])
  const manifest = {
    name,
    version: '0.1.0',
    private: true,
    type,
    engines: { node: '>=20.19' },
    scripts,
    dependencies: sorted([...theirs(dependencies), ...ourNames.map((each) => [each, ours[each]])]),
    ...(devDependencies.length > 0 ? { devDependencies: sorted(theirs(devDependencies)) } : {}),
  }
  return `${JSON.stringify(manifest, undefined, 2)}\n`
}

function sorted(entries: readonly (readonly (string | undefined)[])[]): Record<string, string> {
  return Object.fromEntries(entries.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}
