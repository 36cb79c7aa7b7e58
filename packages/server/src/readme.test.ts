import { readFileSync } from 'node:fs'
import { CloseCode, Code, defaultHostLimits } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { defaults, optionNames, withDefaults } from './options.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The rows of the table under a heading, each with what stands in its cells. */
function table(heading: string): string[][] {
  const [, section = ''] = readme.split(`## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  const rows = own.split('\n').filter((line) => line.startsWith('| `'))
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const nameOf = ([cell = '']: string[]) => cell.replaceAll('`', '')
/** `65 536, with …` is 65536. */
const numberOf = ([, cell = '']: string[]) => Number(/^[\d ]+/.exec(cell)?.[0].replaceAll(' ', ''))

const options = table('Options')
const socketLimits = table('Limits of the server and of a socket')
const hostLimits = table('Limits of a session and of a channel')

describe('the README', () => {
  it('has every option, and none besides', () => {
    expect([...options, ...socketLimits].map(nameOf).sort()).toEqual([...optionNames].sort())
  })

  it('has every option that is a number among the limits, with its default', () => {
    const numbers = Object.entries(defaults).filter(([, value]) => typeof value === 'number')
    expect(Object.fromEntries(socketLimits.map((row) => [nameOf(row), numberOf(row)]))).toEqual(
      Object.fromEntries(numbers),
    )
    expect(readme).toContain('65 536, with `onSocket` 1 048 576')
    expect(withDefaults({ onSocket() {} }).maxMessageBytes).toBe(1_048_576)
  })

  it('has every limit of a session and of a channel, and none besides, with its default', () => {
    expect(Object.fromEntries(hostLimits.map((row) => [nameOf(row), numberOf(row)]))).toEqual(defaultHostLimits)
  })

  it('says of every limit what happens there, with codes that exist', () => {
    const codes = new Set<string>([...Object.values(Code), ...Object.values(CloseCode).map(String)])
    for (const row of [...socketLimits, ...hostLimits]) {
      expect(row, nameOf(row)).toHaveLength(4)
      expect(row[3], nameOf(row)).toMatch(/\w/)
      for (const code of row[3]?.match(/\b4\d{3}\b|`[a-z]+(-[a-z]+)+`/g) ?? []) {
        expect(codes, nameOf(row)).toContain(code.replaceAll('`', ''))
      }
    }
  })
})
