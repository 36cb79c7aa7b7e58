import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const room = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(path.join(room, 'README.md'), 'utf8')
const section = /^## `<parley-inquiry>`\n[\s\S]*?(?=\n## |$(?![\s\S]))/mu.exec(readme)?.[0] ?? ''
const source = [path.join(room, 'src/elements/widget'), path.join(room, '../../packages/elements/src')]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // The widget has no dialog.
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^popups[\\/]dialog/.test(name))
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  )
  .join('\n')
const fileOf = (name: string) => readFileSync(path.join(room, 'src/elements/widget', name), 'utf8')
const element = fileOf('parley-inquiry.ts')
/** What is drawn in the element's own root. */
const inPanel = ['parley-inquiry.ts', 'launcher-view.ts', 'panel-header.ts', 'panel-screens.ts', 'list-view.ts']
  .map(fileOf)
  .join('\n')

/** The names in backquotes of a text. */
const namesIn = (text: string) => [...text.matchAll(/`([^`]+)`/gu)].map(([, name]) => name ?? '')
const told = namesIn(/^### Parts\n\n((?:.+\n)+)/mu.exec(section)?.[1] ?? '')

test('the parts that the README names are there, and none is left out', () => {
  const made = [...source.matchAll(/\spart="([^"]+)"/gu)]
    .flatMap(([, names]) => names?.replace(/message-\$\{.*\}/u, 'message-mine message-theirs').split(' ') ?? [])
    .concat(['notice', 'menu'])
  expect([...new Set(told)].sort()).toEqual([...new Set(made)].sort())
})

test('each part is passed on to the page by whatever contains it', () => {
  const exported = [...source.matchAll(/exportparts="([^"]+)"/gu)].flatMap(([, names]) => names?.split(/,\s*/u) ?? [])
  const own = [...inPanel.matchAll(/\spart="([^"]+)"/gu)].flatMap(([, names]) => names?.split(' ') ?? [])
  expect(told.filter((name) => ![...exported, ...own].includes(name))).toEqual([])
})

test('the custom properties, attributes, properties, events and slots that the README names are those of the element', () => {
  const read = new Set([...source.matchAll(/var\(\s*(--parley-[a-z-]+)/gu)].map(([, name]) => name))
  const properties = namesIn(section).filter((name) => name.startsWith('--parley-'))
  expect(properties.filter((name) => !read.has(name))).toEqual([])
  const declared = /static override properties = \{([\s\S]*?)\n {2}\}/u.exec(element)?.[1] ?? ''
  const open = [...declared.matchAll(/^ {4}(\w+): \{([^}]*)\}/gmu)].filter(([, , how]) => !how?.includes('state'))
  const rows = [...section.matchAll(/^\| `([\w-]+)`/gmu)].map(([, name]) => name)
  const events = [...new Set([...element.matchAll(/'(parley-inquiry-[a-z]+)'/gu)].map(([, name]) => name))]
  const isEvent = (name: string | undefined) => name?.startsWith('parley-inquiry-') ?? false
  const slots = [...inPanel.matchAll(/<slot name="([a-z]+)"/gu)].map(([, name]) => name)
  expect(rows.filter(isEvent).sort()).toEqual(events.filter((name) => element.includes(`#tell('${name}'`)).sort())
  expect(rows.filter((name) => !isEvent(name)).sort()).toEqual([...open.map(([, name]) => name), ...slots].sort())
})
