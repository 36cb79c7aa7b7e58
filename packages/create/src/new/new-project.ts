import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from '@parley/diagnosis'
import { ourCheckout, ourDependencies } from '../our-packages.ts'
import { packageNameFor, templateNamed } from './check-name.ts'
import { projectFiles } from './project-files.ts'
import { checkEmpty, writeProject } from './write-project.ts'

export interface NewProject {
  /** Made if it is not there; otherwise empty. */
  readonly folder: string
  /** One of `templateNames`. @default 'express' */
  readonly template?: string
  /** Of comments, of the README and of the page. @default 'en' */
  readonly language?: Language
}

/**
 * Makes a project with server and page, ready for `npm install` and `npm start`, and gives its files. Throws `Refused`, with nothing
 * left behind: `create/template`, `create/name`, `create/folder-not-empty`, `create/not-published`, `create/write`.
 */
export function newProject({ folder, template: wanted = 'express', language = 'en' }: NewProject): readonly string[] {
  const template = templateNamed(wanted)
  const name = packageNameFor(folder, template)
  checkEmpty(folder)
  const files = projectFiles(template, {
    name,
    language,
    sources: new Map([
      ...sourcesIn(template.name),
      ...(template.shares ?? []).flatMap((folder) => [...sourcesIn(folder)]),
    ]),
    ours: ourDependencies(folder, ourCheckout()),
  })
  writeProject(folder, files)
  return [...files.keys()]
}

/** By path in the project. */
function sourcesIn(folder: string): Map<string, string> {
  const root = fileURLToPath(new URL(`../../templates/${folder}/`, import.meta.url))
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort()
  return new Map(files.map((file) => [path.relative(root, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')]))
}
