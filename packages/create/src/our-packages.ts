import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refused } from './refused.ts'

/** What a project with a chat needs of ours, and where it is in a checkout. */
const folders: Readonly<Record<string, string>> = { parley: 'apps/parley', '@parley/chat': 'features/chat' }

export const ourNames: readonly string[] = Object.keys(folders)

/** The checkout of the repository that this file is in; `undefined` for a copy that was installed alone. */
export function ourCheckout(): string | undefined {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  if (!existsSync(path.join(root, 'package.json'))) return undefined
  const { name } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly name?: string }
  return name === 'parley-workspace' ? root : undefined
}

/**
 * The dependencies to write into the package.json of a project, as npm writes them for folders: `file:../parley/apps/parley`.
 * Throws `create/not-published` outside of a checkout: what is named `parley` in the registry is somebody else's.
 */
export function ourDependencies(project: string, checkout: string | undefined): Record<string, string> {
  if (checkout === undefined) throw new Refused({ code: 'create/not-published' })
  const from = realOf(project)
  const to = realpathSync(checkout)
  return Object.fromEntries(
    Object.entries(folders).map(([name, folder]) => [name, `file:${relative(from, path.join(to, folder))}`]),
  )
}

/** With slashes on every system. On another drive of Windows there is no relative path: then it is the whole one. */
function relative(from: string, to: string): string {
  return path.relative(from, to).replaceAll(path.sep, '/')
}

/** Links followed as far as there is something: npm reads relative paths from where a folder really is. */
function realOf(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder)
  return path.join(realOf(path.dirname(folder)), path.basename(folder))
}
