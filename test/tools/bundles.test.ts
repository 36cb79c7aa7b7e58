import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const elements = 'features/chat/dist/browser/'
const bell = 'features/notifications/dist/browser/'
const client = 'packages/client/dist/browser/'

const folderOf = (folder: string) => fileURLToPath(new URL(`../../${folder}`, import.meta.url))
const read = (file: string) => readFileSync(folderOf(file), 'utf8')
const kilobytes = (code: string) => gzipSync(code).length / 1000

/** What comes after the first picture of a room, by its name without the hash. */
const parts = new Map(
  readdirSync(folderOf(elements))
    .filter((name) => /\.js$/.test(name) && name !== 'elements.js')
    .map((name) => [name.split('.')[0] ?? '', name]),
)

/** What pages load, and the most it may weigh gzipped. Of elements.js a third is Lit and the virtual list. */
const bundles: [name: string, file: string, mostKilobytes: number][] = [
  ['client.js', `${client}client.js`, 14],
  ['elements.js', `${elements}elements.js`, 78],
  ['markdown', `${elements}${parts.get('markdown')}`, 23],
  ['room-tools', `${elements}${parts.get('room-tools')}`, 12],
  ['app-columns', `${elements}${parts.get('app-columns')}`, 6],
  ['app-tools', `${elements}${parts.get('app-tools')}`, 8],
  ['bell', `${bell}elements.js`, 45],
  ['service worker', `${bell}sw.js`, 2],
]

describe.each(bundles)('%s', (_, file, mostKilobytes) => {
  it(`weighs at most ${mostKilobytes} kB gzipped`, () => {
    expect(kilobytes(read(file))).toBeLessThan(mostKilobytes)
  })
})

it('all that a page can load for the chat weighs at most 124 kB gzipped', () => {
  const files = ['elements.js', ...parts.values()].map((name) => kilobytes(read(`${elements}${name}`)))
  expect(files.reduce((sum, one) => sum + one, 0)).toBeLessThan(124)
})

it('what comes later has its hash in its name, so that browsers may keep it', () => {
  for (const name of parts.values()) expect(name).toMatch(/^[a-z-]+\.[0-9a-f]{16}\.js$/)
})

describe.each([
  `${client}client.js`,
  `${elements}elements.js`,
  `${bell}elements.js`,
  `${bell}sw.js`,
  ...[...parts.values()].map((name) => `${elements}${name}`),
])('%s', (file) => {
  const code = read(file)

  it('holds no validator, no server code and nothing of Node', () => {
    // Words that survive minification: a message of zod's, an error of the host's, SQL, a module of Node's.
    for (const word of ['Invalid input', '~standard', 'ERR_CHANNEL', 'ERR_STORE', 'INSERT INTO', 'node:']) {
      expect(code.includes(word), word).toBe(false)
    }
  })

  it('loads nothing from another host', () => {
    expect(code.match(/(?:from|import)\s*\(?["'`](?!\.\.?\/)[^"'`]+/g) ?? []).toEqual([])
  })
})
