import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const room = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(path.join(room, 'README.md'), 'utf8')
const section = /^## `<parley-trading>`\n[\s\S]*?(?=\n## )/mu.exec(readme)?.[0] ?? ''
const elements = path.join(room, 'src/elements')
const source = readdirSync(elements, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(path.join(elements, name), 'utf8'))
  .join('\n')
const element = readFileSync(path.join(elements, 'screen/parley-trading.ts'), 'utf8')

/** The names in backquotes of a text. */
const namesIn = (text: string) => [...text.matchAll(/`([^`]+)`/gu)].map(([, name]) => name ?? '')

test('the attributes and properties that the README names are those of the element', () => {
  const properties = /static override properties = \{([\s\S]*?)\n {2}\}/u.exec(element)?.[1] ?? ''
  const own = [...properties.matchAll(/^ {4}(\w+): \{([^}]*)\}/gmu)]
    .filter(([, , how]) => !how?.includes('state'))
    .map(([, name, how]) => /attribute: '([^']+)'/u.exec(how ?? '')?.[1] ?? name)
  const tables = /^\| attribute[\s\S]*?\n\n\| property[\s\S]*?\n\n/mu.exec(section)?.[0] ?? ''
  expect([...tables.matchAll(/^\| `([\w-]+)`/gmu)].map(([, name]) => name).sort()).toEqual(own.sort())
})

test('the parts that the README names are there, passed on, and none is left out', () => {
  const told = namesIn(/^### Parts\n\n((?:.+\n)+)/mu.exec(section)?.[1] ?? '')
  const made = [...source.matchAll(/ part="([^"]+)"/gu)].map(([, name]) => name)
  const passed = [...source.matchAll(/exportparts="([^"]+)"/gu)].flatMap(([, names]) => names?.split(/,\s*/u) ?? [])
  expect(told.sort()).toEqual([...new Set([...made, 'notice', 'cause'])].sort())
  expect(told.filter((name) => !passed.includes(name)).sort()).toEqual(['screen', 'status'])
})

test('the colours that the README names are those that the elements read', () => {
  const read = new Set([...source.matchAll(/var\(\s*(--parley-[a-z-]+)/gu)].map(([, name]) => name))
  const told = namesIn(section).filter((name) => name.startsWith('--parley-'))
  expect(told.length).toBeGreaterThan(5)
  for (const name of told) expect(read, name).toContain(name)
})
