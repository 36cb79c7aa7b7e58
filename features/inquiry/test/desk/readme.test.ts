import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { shortcuts } from '../../src/client/desk/shortcuts.ts'

const room = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(path.join(room, 'README.md'), 'utf8')
/** From the heading of the desk to that of the next element. */
const section = /^## `<parley-inquiry-desk>`\n[\s\S]*?(?=\n## |$(?![\s\S]))/mu.exec(readme)?.[0] ?? ''
const source = ['features/inquiry/src/elements/desk', 'packages/elements/src']
  .map((name) => path.join(room, '../..', name))
  .flatMap((place) =>
    place.endsWith('.ts')
      ? [place]
      : readdirSync(place, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
          .map((name) => path.join(place, name)),
  )
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** The names in backquotes of a text. */
const namesIn = (text: string) => [...text.matchAll(/`([^`]+)`/gu)].map(([, name]) => name ?? '')

/** What `part` can be, for parts that are named after what they show. */
const named: { readonly [part: string]: readonly string[] } = {
  'composer-': ['reply', 'note'],
  'entry-': ['customer', 'agent', 'bot', 'note'],
}

test('the parts that the README names are there, and none is left out', () => {
  const told = new Set(namesIn(/^### Parts\n\n((?:.+\n)+)/mu.exec(section)?.[1] ?? ''))
  const shown = [...source.matchAll(/part=(?:"([^"]+)"|\$\{[^}]*\? '([^']+)' : '([^']+)'\})/gu)]
  const made = new Set(
    shown
      .flatMap(([, ...names]) => names.flatMap((name) => name?.split(' ') ?? []))
      .flatMap((name) => {
        const [before] = name.split('$')
        return name.includes('$') ? (named[before ?? ''] ?? []).map((kind) => `${before}${kind}`) : [name]
      }),
  )
  expect([...told].sort()).toEqual([...made].sort())
})

test('each part is passed on to the page by whatever contains it', () => {
  const exported = new Set(
    [...source.matchAll(/exportparts="([^"]+)"/gu)].flatMap(([, names]) => names?.split(/,\s*/u) ?? []),
  )
  const own = ['desk', 'lists', 'status', 'load', 'open-board', 'open-help', 'nothing', 'customer', 'toast']
  const told = namesIn(/^### Parts\n\n((?:.+\n)+)/mu.exec(section)?.[1] ?? '')
  expect(told.filter((name) => !exported.has(name) && !own.includes(name))).toEqual([])
})

test('the custom properties that the README names are those that the elements read', () => {
  const text = section.replace(/```[\s\S]*?```/gu, '')
  const told = namesIn(text).filter((name) => name.startsWith('--parley-'))
  const read = new Set([...source.matchAll(/var\(\s*(--parley-[a-z-]+)/gu)].map(([, name]) => name))
  expect(told.length).toBeGreaterThan(10)
  for (const name of told) expect(read, name).toContain(name)
})

test('the README lists every key', () => {
  const keys = namesIn(/^### By keyboard\n\n((?:.+\n)+)/mu.exec(section)?.[1] ?? '')
  for (const key of [...Object.keys(shortcuts), 'Enter', 'Escape']) expect(keys).toContain(key)
})

test('the attributes and properties that the README names are those of the element', () => {
  const element = /static override properties = \{([\s\S]*?)\n {2}\}/u.exec(
    readFileSync(path.join(room, 'src/elements/desk/parley-inquiry-desk.ts'), 'utf8'),
  )?.[1]
  const own = [...(element ?? '').matchAll(/^ {4}(\w+): \{([^}]*)\}/gmu)].filter(([, , how]) => !how?.includes('state'))
  const tables = /^\| attribute[\s\S]*?\n\n\| property[\s\S]*?\n\n/mu.exec(section)?.[0] ?? ''
  const told = [...tables.matchAll(/^\| `(\w+)`/gmu)].map(([, name]) => name)
  expect(told.sort()).toEqual(own.map(([, name]) => name).sort())
})
