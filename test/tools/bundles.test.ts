import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

/** What pages load, and the most it may weigh gzipped. Of the elements a half is Lit, the virtual list and Markdown. */
const bundles: [file: string, mostKilobytes: number][] = [
  ['packages/client/dist/browser/client.js', 14],
  ['features/chat/dist/browser/elements.js', 120],
]

describe.each(bundles)('%s', (file, mostKilobytes) => {
  const code = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8')

  it('holds no validator, no server code and nothing of Node', () => {
    // Words that survive minification: a message of zod's, an error of the host's, SQL, a module of Node's.
    for (const word of ['Invalid input', '~standard', 'ERR_CHANNEL', 'ERR_STORE', 'INSERT INTO', 'node:']) {
      expect(code.includes(word), word).toBe(false)
    }
  })

  it(`weighs at most ${mostKilobytes} kB gzipped`, () => {
    expect(gzipSync(code).length / 1000).toBeLessThan(mostKilobytes)
  })

  it('loads nothing from another host', () => {
    expect(code.match(/(?:from|import)\s*\(?["'](?!\.\.?\/)[^"']+/g) ?? []).toEqual([])
  })
})
