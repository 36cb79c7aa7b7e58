import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { connectOptionNames } from './check-options.ts'
import { ConnectCode } from './connect-error.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const [, section = ''] = readme.split('\n## Connecting from Node\n')
const [options = '', failures = ''] = section.split('\n### When it fails\n')

function firstCells(text: string): (string | undefined)[] {
  return [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name)
}

it('has every code of a failed connection, and none besides', () => {
  expect(firstCells(failures).sort()).toEqual([...Object.values(ConnectCode), 'handshake/…'].sort())
})

it('has every option that is no limit, and none besides', () => {
  expect(firstCells(options).sort()).toEqual([...connectOptionNames].sort())
})
