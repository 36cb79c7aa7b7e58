import { readdirSync } from 'node:fs'
import path from 'node:path'
import { defaultHostLimits } from '@parley/channel'
import { expect, it } from 'vitest'
import { startProgram } from '../spawn-server.ts'
import { projectWith } from './in-a-folder.ts'
import { filesOf, read, root } from './read-docs.ts'

const readme = 'packages/channel/README.md'

it('the counter of the README of channels counts, refuses, and prints what it says', async () => {
  const folder = projectWith(filesOf(readme))
  const program = startProgram('try.js', { cwd: folder })
  expect(await program.ended).toEqual({ code: 0, signal: null })
  expect(program.stdout).toMatch(/^parley: Attached at try\.js:\d+: .*\n2\nIt stops at 0\.\n$/)
  expect(program.stderr).toBe('')
  expect(readdirSync(folder)).toContain('parley.db')
})

it('its definition takes ten lines', () => {
  const code = filesOf(readme).get('counter.js') ?? ''
  expect(
    code.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('import')).length,
  ).toBeLessThanOrEqual(10)
})

it('its table of limits has each of them, with its default', () => {
  const rows = [...read(readme).matchAll(/^\| `(\w+)` +\| (\d+) +\|/gm)].map(([, name, value]) => [name, Number(value)])
  expect(Object.fromEntries(rows)).toEqual(defaultHostLimits)
})

it('names only folders and files that are there', () => {
  const named = [...read(readme).matchAll(/`(src\/[\w./-]+)`/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(0)
  for (const name of named) {
    const file = path.join(root, 'packages/channel', name)
    expect(readdirSync(path.dirname(file))).toContain(path.basename(file))
  }
})
