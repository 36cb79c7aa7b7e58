import { describe, expect, it } from 'vitest'
import { whyUndefined } from './why-undefined.ts'

const cwd = process.cwd()
const inFolder = (files: Record<string, string>) => (file: string) => files[file.slice(cwd.length + 1)]
const at = (file: string, line: number) => ({ file: `${cwd}/${file}`, line })

describe('a server that is undefined', () => {
  it('is created below', () => {
    const read = inFolder({
      'www.js': 'const { attach } = require("parley")\n\nattach(server, {})\nvar server = create()\n',
    })
    expect(whyUndefined(at('www.js', 3), read)).toEqual({
      kind: 'below',
      name: 'server',
      at: 'www.js:3',
      createdAt: 'www.js:4',
    })
  })

  it.each([
    ["const { server } = require('./http')", "require('./chat')\nmodule.exports = { server }"],
    ["import { server } from './http.js'", "import './chat.js'\nimport chat from './chat.js'\nexport const server = 1"],
  ])('comes from a file that imports this one: %s', (line, other) => {
    const read = inFolder({ 'chat.js': `${line}\nattach(server, {})`, 'http.js': other })
    expect(whyUndefined(at('chat.js', 2), read)).toEqual({
      kind: 'circular',
      name: 'server',
      at: 'chat.js:2',
      files: ['chat.js', 'http.js'],
    })
  })

  it.each([
    ['an argument that nothing is known of', 'function go(server) { attach(server, {}) }'],
    ['created above, and compared below', 'attach(server, {})\nif (server == null) {}'],
    ['no name', 'attach(\n  undefined)'],
    ['imported from a file that does not import back', "attach(server); const { server } = require('./gone')"],
  ])('is only said to be there: %s', (_what, source) => {
    expect(whyUndefined(at('a.js', 1), inFolder({ 'a.js': source }))).toEqual({ kind: 'here', at: 'a.js:1' })
  })

  it('has no place where nobody called, and no source where there is no file', () => {
    expect(whyUndefined(undefined)).toBeUndefined()
    expect(whyUndefined(at('not/there.js', 9))).toEqual({ kind: 'here', at: 'not/there.js:9' })
  })
})
