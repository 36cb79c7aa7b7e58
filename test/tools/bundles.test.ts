import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const elements = 'features/chat/dist/browser/'
const bell = 'features/notifications/dist/browser/'
const inquiry = 'features/inquiry/dist/browser/'
const trading = 'features/trading/dist/browser/'
const client = 'packages/client/dist/browser/'
const inspector = 'packages/inspector/dist/browser/inspector.js'

const folderOf = (folder: string) => fileURLToPath(new URL(`../../${folder}`, import.meta.url))
const read = (file: string) => readFileSync(folderOf(file), 'utf8')
const kilobytes = (code: string) => gzipSync(code).length / 1000

/** The files beside elements.js, by their names without the hash. */
const partsIn = (folder: string) =>
  new Map(
    readdirSync(folderOf(folder))
      .filter((name) => /\.js$/.test(name) && name !== 'elements.js')
      .map((name) => [name.split('.')[0] ?? '', name]),
  )
const parts = partsIn(elements)
const inquiryParts = partsIn(inquiry)
const tradingParts = partsIn(trading)

/** What elements.js names to be loaded with it: the first picture waits for it. */
const firstOf = (folder: string) =>
  [...read(`${folder}elements.js`).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)].map(([, name = '']) => name)
const first = firstOf(elements)

/**
 * What pages load, and the most it may weigh gzipped. Of the first picture a third is Lit and the virtual list. The client has 4 in it that find out why
 * a connection fails, and each of the elements' files 2 that say it in Korean: what tells that the server is away cannot be loaded from it then.
 */
const bundles: [name: string, files: string[], mostKilobytes: number][] = [
  ['client.js', [`${client}client.js`], 18],
  ['the first picture of a room', ['elements.js', ...first].map((name) => `${elements}${name}`), 85],
  ['markdown', [`${elements}${parts.get('markdown')}`], 23],
  ['room-tools', [`${elements}${parts.get('room-tools')}`], 13],
  ['app-columns', [`${elements}${parts.get('app-columns')}`], 6],
  ['app-tools', [`${elements}${parts.get('app-tools')}`], 8],
  ['bell', [`${bell}elements.js`], 46],
  ['service worker', [`${bell}sw.js`], 2],
  ['what inquiries add to a page without them', [`${inquiry}elements.js`], 2],
  ['the widget of customers', ['shared', 'define-widget'].map((name) => `${inquiry}${inquiryParts.get(name)}`), 50],
  ['the desk', ['shared', 'define-desk'].map((name) => `${inquiry}${inquiryParts.get(name)}`), 65],
  ['what trading adds to a page without it', [`${trading}elements.js`], 1],
  ['the trading screen', [`${trading}${tradingParts.get('define-trading')}`], 62],
  ['what draws the chart', [`${trading}${tradingParts.get('drawing')}`], 56],
  ['the inspector', [inspector], 36],
  ['all of the chat', ['elements.js', ...parts.values()].map((name) => `${elements}${name}`), 130],
]

it.each(bundles)('%s weighs no more than it may', (_, files, mostKilobytes) => {
  expect(
    files
      .map(read)
      .map(kilobytes)
      .reduce((sum, one) => sum + one),
  ).toBeLessThan(mostKilobytes)
})

it('elements.js waits for one file besides the client: what it shares with what comes later', () => {
  expect(first).toEqual([parts.get('shared')])
})

it('nothing on a page waits for the elements of inquiries: they come when the page has one', () => {
  expect([firstOf(inquiry), [...inquiryParts.keys()].sort()]).toEqual([[], ['define-desk', 'define-widget', 'shared']])
})

it('the trading screen comes when a page has it, and what draws its chart when there is a chart to draw', () => {
  expect([firstOf(trading), [...tradingParts.keys()].sort()]).toEqual([[], ['define-trading', 'drawing']])
  const [screen, chart] = [tradingParts.get('define-trading'), tradingParts.get('drawing')]
  expect(read(`${trading}${screen}`)).toContain(`import(\`./${chart}\`)`)
  // The library's own name, which its licence wants kept.
  expect(read(`${trading}${chart}`)).toContain('TradingView Lightweight Charts')
  expect(read(`${trading}${screen}`)).not.toContain('lightweight-charts')
})

it('what lies beside elements.js has its hash in its name, so that browsers may keep it', () => {
  for (const name of [...parts.values(), ...inquiryParts.values(), ...tradingParts.values()])
    expect(name).toMatch(/^[a-z-]+\.[0-9a-f]{16}\.js$/)
})

describe.each([
  `${client}client.js`,
  `${elements}elements.js`,
  `${bell}elements.js`,
  `${bell}sw.js`,
  `${inquiry}elements.js`,
  ...[...parts.values()].map((name) => `${elements}${name}`),
  ...[...inquiryParts.values()].map((name) => `${inquiry}${name}`),
  inspector,
  `${trading}elements.js`,
  ...[...tradingParts.values()].map((name) => `${trading}${name}`),
])('%s', (file) => {
  const code = read(file)

  it('holds no validator, no server code and nothing of Node', () => {
    // Words that survive minification: a message of zod's, an error of the host's, SQL, a module of Node's.
    for (const word of ['Invalid input', '~standard', 'ERR_CHANNEL', 'ERR_STORE', 'INSERT INTO', 'node:']) {
      expect(code.includes(word), word).toBe(false)
    }
  })

  it('loads nothing from another host', () => {
    expect(code.match(/(?:from|import)\s*\(?(["'`])(?!\.\.?\/)[^"'`\s]+\1/g) ?? []).toEqual([])
  })
})
