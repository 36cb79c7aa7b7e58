import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { root, workspaceOf } from './run-tool.ts'

// Not TypeScript, so that a build can begin with it.
const tool: { newest(paths: readonly string[]): number } = await import(
  pathToFileURL(path.join(root, 'tools/newest.mjs')).href
)
const old = new Date('2020-01-01')
const recent = new Date('2021-01-01')

/** A folder `src` with these files, all of them old. */
function oldSources(): string {
  const files = ['src/a.ts', 'src/deep/b.ts', 'src/a.test.ts', 'vite.config.ts']
  const workspace = workspaceOf(Object.fromEntries(files.map((file) => [file, ''])))
  for (const name of [...files, 'src/deep', 'src']) utimesSync(path.join(workspace, name), old, old)
  return workspace
}

const newestIn = (workspace: string, ...names: string[]) => tool.newest(names.map((name) => path.join(workspace, name)))

it('a source that was changed is newer, however deep it lies', () => {
  const workspace = oldSources()
  expect(newestIn(workspace, 'src')).toBe(old.getTime())
  utimesSync(path.join(workspace, 'src/deep/b.ts'), recent, recent)
  expect(newestIn(workspace, 'src')).toBe(recent.getTime())
})

it('so is a single file, such as how a bundle is made', () => {
  const workspace = oldSources()
  utimesSync(path.join(workspace, 'vite.config.ts'), recent, recent)
  expect(newestIn(workspace, 'src')).toBe(old.getTime())
  expect(newestIn(workspace, 'src', 'vite.config.ts')).toBe(recent.getTime())
})

it('a test that was changed is none of a build’s business', () => {
  const workspace = oldSources()
  utimesSync(path.join(workspace, 'src/a.test.ts'), recent, recent)
  expect(newestIn(workspace, 'src')).toBe(old.getTime())
})

it('a source that was taken away, or came with an old time, is noticed', () => {
  const without = oldSources()
  rmSync(path.join(without, 'src/deep/b.ts'))
  expect(newestIn(without, 'src')).toBeGreaterThan(recent.getTime())

  const moved = oldSources()
  mkdirSync(path.join(moved, 'src/other'))
  writeFileSync(path.join(moved, 'src/other/c.ts'), '')
  for (const name of ['src/other/c.ts', 'src/other']) utimesSync(path.join(moved, name), old, old)
  expect(newestIn(moved, 'src')).toBeGreaterThan(recent.getTime())
})

it('what is not there makes everything out of date', () => {
  expect(newestIn(oldSources(), 'nowhere')).toBe(Number.POSITIVE_INFINITY)
})
