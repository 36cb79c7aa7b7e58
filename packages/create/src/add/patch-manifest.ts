import { Refused } from '../refused.ts'
import type { Manifest } from './entries.ts'

/** Throws `create/manifest` for a text that is no JSON object. */
export function readManifest(text: string, folder: string): Manifest {
  let manifest: unknown
  let evidence = 'package.json'
  try {
    // Windows editors like a BOM there; npm takes it.
    manifest = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    evidence = `package.json: ${error instanceof Error ? error.message : error}`
  }
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest))
    throw new Refused({ code: 'create/manifest', values: { folder }, evidence })
  return manifest
}

/** package.json with what it lacks, as npm would write it: indented as it is, names in order. The same text if it lacks nothing. */
export function withDependencies(text: string, manifest: Manifest, ours: Readonly<Record<string, string>>): string {
  const { dependencies, devDependencies } = manifest as Record<string, Record<string, string> | undefined>
  const missing = Object.entries(ours).filter(([name]) => !(name in { ...dependencies, ...devDependencies }))
  if (missing.length === 0) return text
  const all = Object.entries({ ...dependencies, ...Object.fromEntries(missing) })
  const sorted = Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? 2
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const written = JSON.stringify({ ...manifest, dependencies: sorted }, undefined, indent).replaceAll('\n', newline)
  return written + (/\r?\n$/.exec(text)?.[0] ?? '')
}

/** .gitignore with the files that Parley writes. */
export function withIgnored(text: string): string {
  const there = new Set(text.split(/\r?\n/).map((line) => line.trim()))
  const missing = ['parley.db*', 'parley-files/'].filter((line) => !there.has(line))
  if (missing.length === 0) return text
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  return `${text}${text === '' || text.endsWith('\n') ? '' : newline}${missing.join(newline)}${newline}`
}
