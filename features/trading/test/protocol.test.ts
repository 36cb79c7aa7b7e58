import { readFileSync } from 'node:fs'
import { schemaHashOf } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { intervals, TradingCode, tradingAnnounces } from '../src/contract/index.ts'
import { exchangeChannel } from '../src/exchange/channel.ts'
import { keptSeconds } from '../src/exchange/documents.ts'
import { maxAuctionMs, maxDeadManMs } from '../src/exchange/inputs.ts'
import { executionsFold, serverFold } from '../src/exchange/server-folds.ts'
import { accountFold, bookFold, candlesFold, marketsFold, ordersFold, tradesFold } from '../src/feeds/index.ts'
import { exchangeConfig } from '../src/options.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const protocol = read('../../../PROTOCOL.md')
const section = protocol.slice(protocol.indexOf('## Trading'), protocol.indexOf('## Generic channels'))
const readme = read('../README.md')
const config = exchangeConfig()
const channel = exchangeChannel(config)
const folds = [accountFold, bookFold, candlesFold, executionsFold, marketsFold, ordersFold, serverFold, tradesFold]

/** The words that a union of texts in this file of the contract has. */
function wordsIn(file: string, type: string): string[] {
  const source = read(`../src/contract/${file}.ts`)
  const begin = source.indexOf(`export type ${type} =`)
  const end = source.indexOf('\n\n', begin)
  return [...source.slice(begin, end).matchAll(/'([a-z-]+)'/g)].map(([, word]) => word!)
}

describe('PROTOCOL.md', () => {
  it.each(Object.values(TradingCode))('knows the code %s', (code) => expect(section).toContain(`| \`${code}\``))

  it('knows the commands, the views and their events, the events of the log', () => {
    for (const name of channel.commands.keys()) expect(section, name).toContain(`\`${name}\``)
    for (const name of channel.views.keys()) expect(section, name).toContain(`\`${name.replace('/*', '/<')}`)
    for (const name of folds.flatMap((fold) => Object.keys(fold.events))) expect(section, name).toContain(`\`${name}\``)
    for (const name of Object.keys(channel.fold.events)) expect(section, name).toContain(`\`${name}\``)
  })

  it.each([
    ['order', 'OrderType'],
    ['order', 'TimeInForce'],
    ['order', 'SelfTrade'],
    ['order', 'OrderStatus'],
    ['order', 'EndReason'],
    ['market', 'MarketStatus'],
  ])('knows the words of %s.ts: %s', (file, type) => {
    const words = wordsIn(file, type)
    expect(words.length).toBeGreaterThan(2)
    for (const word of words) expect(section, word).toContain(`\`${word}\``)
  })

  it('knows the facts that an account hears', () => {
    const source = read('../src/contract/facts.ts')
    const facts = [...source.matchAll(/readonly type: '([a-z-]+)'/g)].map(([, name]) => name!)
    expect(facts.length).toBeGreaterThan(12)
    for (const name of facts) if (name !== 'status' && name !== 'fees') expect(section, name).toContain(`\`${name}\``)
  })

  it('knows what is announced, and the intervals', () => {
    for (const name of Object.keys(tradingAnnounces)) expect(section).toContain(`\`${name}\``)
    for (const name of Object.keys(intervals)) expect(section).toContain(`\`${name}\``)
  })

  it('and the code have the same limits', () => {
    expect(config).toMatchObject({
      ...{ windowMs: 5_000, disconnectGraceMs: 10_000, orderRate: { perSecond: 50, burst: 500 } },
      limits: { maxBatch: 50, rememberedIds: 1_000, maxWindowMs: 60_000 },
    })
    expect([maxDeadManMs, maxAuctionMs, keptSeconds]).toEqual([86_400_000, 7 * 86_400_000, 86_400])
    for (const said of [
      'merged, once in 500 ms',
      'merged, once in 100 ms',
      'merged, once in 250 ms',
      'the newest 100, newest first',
      'the newest 500',
      'the newest 50, newest first',
      '`items`: 1 to 50 of',
      'from now, at most a day',
      'at most a week',
      'those of a second the newest day',
      '1 to 64 visible ASCII characters',
      'The newest 1000 names of ended orders are remembered, and those of the last minute',
      '(5000 unless said; at most 60000) or 1000 or more ahead',
      'takes one of 500, of which 50 come back in a second',
      'for 5 seconds and the app’s grace (10 seconds)'.replace('’', "'"),
    ])
      expect(section.replaceAll('\n', ' ')).toContain(said)
  })
})

describe('README.md', () => {
  it('knows the options and limits with their defaults, and the codes of what is written wrong', () => {
    for (const [name, value] of Object.entries(config.limits))
      expect(readme).toMatch(new RegExp(`\\| \`${name}\` +\\| \`${value}\``))
    const source = read('../src/options.ts')
    for (const [, name] of source
      .slice(source.indexOf('interface ExchangeOptions'), source.indexOf('/** What the channel'))
      .matchAll(/readonly (\w+)\?:/g))
      expect(readme, name).toMatch(new RegExp(`\\| \`${name}\` `))
    const codes = new Set(
      ['options', 'server', 'api', 'http/keys', 'living-plan'].flatMap(
        (file) => read(`../src/${file}.ts`).match(/ERR_TRADING_[A-Z]+/g) ?? [],
      ),
    )
    expect(codes.size).toBe(8)
    for (const code of codes) expect(readme).toContain(code)
  })

  it('knows the answers over HTTP', () => {
    const own = [...read('../src/http/fetch.ts').matchAll(/no\((\d{3}), '([^']+)'/g)].map(([, ...answer]) => answer)
    const shared = [
      ['401', 'unauthenticated'],
      ['405', 'trading/method'],
      ['413', 'trading/too-large'],
      ['400', 'bad-message'],
    ]
    expect(own.length).toBeGreaterThan(2)
    const answers = [...own, ...shared]
    for (const [status, code] of answers)
      expect(readme, code).toMatch(new RegExp(`\\| ${status} +\\| [^|]*\`${code}\``))
  })
})

it('has the names that clients of version 1 know', () => {
  expect(schemaHashOf(channel)).toMatchInlineSnapshot(`"5367f0147b1f5db1"`)
})
