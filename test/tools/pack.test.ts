// What npm would publish of each package, read from `npm pack --dry-run`. Needs a build, as all that uses dist/ does.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './run-tool.ts'

interface Packed {
  readonly name: string
  readonly files: readonly { readonly path: string }[]
}

interface Manifest {
  readonly name: string
  readonly license: string
  readonly exports: unknown
  readonly bin?: unknown
}

const folders = ['packages', 'features', 'apps']
  .flatMap((group) => readdirSync(path.join(root, group)).map((name) => `${group}/${name}`))
  .filter((folder) => existsSync(path.join(root, folder, 'package.json')))
const packed = pack()

describe.each(folders)('%s', (folder) => {
  const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as Manifest
  const files = packed.get(manifest.name) ?? []

  it('ships its license, the same as ours, and a README', () => {
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']))
    expect(manifest.license).toBe('MIT')
    expect(readFileSync(path.join(root, folder, 'LICENSE'), 'utf8')).toBe(
      readFileSync(path.join(root, 'LICENSE'), 'utf8'),
    )
  })

  it('ships no tests, no helpers of tests and nothing that only a build needs', () => {
    const unwanted = /\.test(-d)?\.|(^|\/)(test|testing|demo|bench)\/|\.tsbuildinfo$|(^|\/)(tsconfig|vite\.config)\b/
    expect(files.filter((file) => unwanted.test(file))).toEqual([])
  })

  it('ships every file that its exports and its commands name', () => {
    const named = [...pathsIn(manifest.exports), ...pathsIn(manifest.bin)].map((file) => path.posix.normalize(file))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((file) => !files.includes(file))).toEqual([])
  })

  it('ships the source that each of its source maps is of', () => {
    const maps = files.filter((file) => file.endsWith('.js.map') && !file.startsWith('dist/browser/'))
    const sources = maps.flatMap((file) => {
      const map = JSON.parse(readFileSync(path.join(root, folder, file), 'utf8')) as { readonly sources: string[] }
      return map.sources.map((source) => path.posix.join(path.posix.dirname(file), source))
    })
    expect(sources.filter((source) => !files.includes(source) && existsSync(path.join(root, folder, source)))).toEqual(
      [],
    )
  })
})

it('the worker of the embedded store ships beside what starts it', () => {
  expect(packed.get('@parley/sqlite')).toEqual(expect.arrayContaining(['dist/worker.js', 'dist/open-sqlite.js']))
})

/** The files in each package's tarball. */
function pack(): Map<string, readonly string[]> {
  const args = ['pack', '--dry-run', '--json', '--workspaces', '--offline', '--loglevel=error']
  const text = execFileSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  const all = JSON.parse(text) as Packed[]
  return new Map(all.map(({ name, files }) => [name, files.map((file) => file.path)]))
}

/** Every path in a value of `exports` or `bin`, whatever its conditions. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : []
}
