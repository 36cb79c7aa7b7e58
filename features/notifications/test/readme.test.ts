import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inboxConfig } from '../src/options.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

it('README.md: its categories and ways are taken', () => {
  const [, code = ''] = readme.match(/```ts\n([\s\S]*?)```/) ?? []
  const config = new Function('inboxConfig', `${code}; return config`)(inboxConfig)
  expect(config.categories.names).toEqual(['comments', 'orders', 'alarms'])
  expect([...config.ways.keys()]).toEqual(['push', 'email'])
})

it('README.md: it says the limits and their defaults', () => {
  for (const [name, limit] of Object.entries(inboxConfig().limits)) {
    expect(readme, name).toContain(`\`${name}\``)
    expect(readme, name).toMatch(new RegExp(`\`${name}\`[^\\n]*\\| [^|]*\\b${limit}\\b`))
  }
})
