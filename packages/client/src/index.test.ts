import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as browser from './index.ts'
import * as node from './node/index.ts'

const names = [
  'ClientCode',
  'ParleyError',
  'UsageError',
  'connect',
  'genericChannel',
  'indexedDbOutbox',
  'sessionOutbox',
]

test('the public names are these', () => {
  expect(Object.keys(browser).sort()).toEqual(names)
  expect(Object.keys(node).sort()).toEqual([...names, 'nodeEnvironment'].sort())
})

/** The types that a module exports, by its text. */
function typesOf(module: string): string[] {
  const text = readFileSync(new URL(module, import.meta.url), 'utf8')
  return [...text.matchAll(/^export type \{([^}]+)\}/gm)].flatMap(([, names = '']) => names.trim().split(/\s*,\s*/))
}

test('every type of the browser’s part can be imported in Node too', () => {
  expect(typesOf('./index.ts')).toContain('FindQuery')
  expect(typesOf('./node/index.ts')).toEqual(expect.arrayContaining(typesOf('./index.ts')))
})

/** All modules reached from one, by their import texts. */
function reached(from: URL, seen = new Set<string>()): Set<string> {
  for (const [, specifier = ''] of readFileSync(from, 'utf8').matchAll(
    /^(?:import|export) (?!type )[^']*? from '([^']+)'/gm,
  )) {
    const target = specifier.startsWith('.') ? new URL(specifier, from).href : specifier
    if (seen.has(target)) continue
    seen.add(target)
    if (specifier.startsWith('.')) reached(new URL(target), seen)
  }
  return seen
}

test('the browser’s part needs nothing of Node and no WebSocket code', () => {
  const modules = [...reached(new URL('./index.ts', import.meta.url))]
  expect(modules.length).toBeGreaterThan(15)
  expect(modules.filter((name) => !name.startsWith('file:'))).toEqual(['@parley/channel/client'])
  expect(modules.filter((name) => name.includes('/node/'))).toEqual([])
})
