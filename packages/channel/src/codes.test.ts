import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CloseCode, Code, mayReconnect } from './codes.ts'

const protocol = readFileSync(new URL('../../../PROTOCOL.md', import.meta.url), 'utf8')

describe('the catalogue of codes', () => {
  it('and PROTOCOL.md list the same codes', () => {
    const section = protocol.slice(protocol.indexOf('<a id="codes">'), protocol.indexOf('## Staying connected'))
    const documented = [...section.matchAll(/^\| `([a-z-]+)` +\|/gm)].map((match) => match[1])
    expect(documented.sort()).toEqual([...Object.values(Code)].sort())
  })

  it('and PROTOCOL.md list the same close codes, with the same policy', () => {
    const rows = [...protocol.matchAll(/^\| (4\d{3}) +\|.*\| (yes|no) +\|$/gm)].map(([, code, again]) => [
      Number(code),
      again,
    ])
    expect(rows).toEqual([
      [CloseCode.tooSlow, 'yes'],
      [CloseCode.helloTimeout, 'yes'],
      [CloseCode.expired, 'yes'],
      [CloseCode.unauthenticated, 'no'],
      [CloseCode.protocolVersion, 'no'],
      [CloseCode.tooManyErrors, 'no'],
    ])
    for (const [code, again] of rows) expect(mayReconnect(Number(code))).toBe(again === 'yes')
  })
})
