import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const room = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(path.join(room, 'README.md'), 'utf8')
const folders = ['features/notifications/src/elements', 'packages/elements/src'].map((name) =>
  path.join(room, '../..', name),
)
const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    // These elements have no dialog.
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^popups[\\/]dialog/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8')),
)
const source = sources.join('\n')

/** The names in backquotes of a text. */
const namesIn = (text: string) => [...text.matchAll(/`([^`]+)`/gu)].map(([, name]) => name ?? '')

test('the parts that the README names are there, and none is left out', () => {
  const sections = [...readme.matchAll(/^(?:### Parts\n\n|Parts: )((?:.+\n)+)/gmu)].map(([, text]) => text ?? '')
  expect(sections).toHaveLength(2)
  const told = new Set(sections.flatMap(namesIn))
  const shown = [...source.matchAll(/part=(?:"([^"$]+)"|\$\{[^}]*\? '([^']+)' : '([^']+)'\})/gu)]
  const made = new Set(shown.flatMap(([, ...names]) => names.flatMap((name) => name?.split(' ') ?? [])))
  // Sections are named by what they are about.
  for (const [, name] of source.matchAll(/sectionView\(\s*'([^']+)'/gu)) made.add(`section-${name}`).add('section')
  expect([...told].sort()).toEqual([...made].sort())
})

test('the custom properties that the README names are those that the elements read', () => {
  const told = new Set(namesIn(readme).filter((name) => name.startsWith('--parley-')))
  const read = new Set([...source.matchAll(/var\(\s*(--parley-[a-z-]+)/gu)].map(([, name]) => name))
  for (const name of told) expect(read, name).toContain(name)
})
