/** The files of a project, as the reader asks for them. Paths are absolute and have `/` between their parts. Nothing here runs or changes anything. */
export interface Files {
  kindOf(path: string): 'file' | 'folder' | undefined
  /** The text of a file; undefined if there is none, or it has more than {@link maxFileBytes} bytes. */
  textOf(path: string): string | undefined
  /** The names in a folder, as they are spelt there; none if it is no folder. */
  namesIn(path: string): readonly string[]
}

/** A file that somebody wrote has fewer bytes; what has more was made by a program. */
export const maxFileBytes = 524_288

/** `/a/b/../c` → `/a/c`. */
export function joinPath(folder: string, name: string): string {
  const parts: string[] = []
  for (const part of `${name.startsWith('/') ? '' : folder}/${name}`.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `/${parts.join('/')}`.replace(/^\/([a-z]:)/i, '$1')
}

/** `/a/b/c.js` → `/a/b`. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/')
  return at <= 0 ? '/' : path.slice(0, at)
}

/** `/a/b/c.js` → `c.js`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** `.js`, or nothing. */
export function extensionOf(path: string): string {
  return /\.\w+$/.exec(nameOf(path))?.[0] ?? ''
}

/** From `folder` to `path`, as an import writes it without the leading `./`. */
export function relativeTo(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '')
  const to = path.split('/').filter((part) => part !== '')
  let same = 0
  while (same < from.length && same < to.length && from[same] === to[same]) same++
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/')
}
