import { describe, expect, test } from 'vitest'
import { Replay } from './replay.ts'

function run(...lines: (string | object)[]) {
  const replay = new Replay()
  const output = lines.flatMap((line) => replay.take(typeof line === 'string' ? line : JSON.stringify(line)))
  return { replay, output, end: replay.end() }
}

const market = { do: 'list', market: { symbol: 'BTC-USD', tick: '0.01', lot: '0.0001', makerPpm: 0, takerPpm: 1000 } }
const opening = [
  { do: 'asset', name: 'BTC', decimals: 8 },
  { do: 'asset', name: 'USD', decimals: 6 },
  market,
  { do: 'deposit', account: 'ana', asset: 'BTC', amount: '2', at: 1000 },
  { do: 'deposit', account: 'ben', asset: 'USD', amount: '100.5' },
]
const ask = {
  do: 'place',
  account: 'ana',
  client: 'a1',
  market: 'BTC-USD',
  side: 'sell',
  type: 'limit',
  quantity: '0.5',
  price: '100',
}
const bid = {
  do: 'place',
  account: 'ben',
  client: 'b1',
  market: 'BTC-USD',
  side: 'buy',
  type: 'limit',
  quantity: '0.2',
  price: '101.5',
  at: 2000,
}

describe('a replay', () => {
  test('prints every event in whole numbers, and in the end the book and the money in decimals', () => {
    const { output, end } = run(...opening, ask, bid)
    expect(output.map(({ type }) => type)).toEqual([
      ...['listed', 'deposited', 'deposited', 'accepted', 'rested', 'accepted', 'traded'],
    ])
    expect(output.at(-1)).toMatchObject({
      line: 7,
      event: 7,
      at: 2000,
      price: 10_000,
      lots: 2000,
      cost: 20_000_000,
      takerFee: 20_000,
    })
    expect(end).toEqual([
      { book: 'BTC-USD', status: 'open', bids: [], asks: [['100.00', '0.3000']], checksum: expect.any(Number) },
      {
        account: 'ana',
        balances: { BTC: { free: '1.50000000', locked: '0.30000000' }, USD: { free: '20.000000', locked: '0.000000' } },
      },
      {
        account: 'ben',
        balances: { BTC: { free: '0.20000000', locked: '0.00000000' }, USD: { free: '80.480000', locked: '0.000000' } },
      },
      { fees: { USD: '0.020000' } },
      { end: { lines: 7, facts: 7, refused: 0, unreadable: 0 } },
    ])
  })

  test('of the same lines is the same, byte for byte', () => {
    const once = () => JSON.stringify(run(...opening, ask, bid))
    expect(once()).toBe(once())
  })

  test('has the assets and markets of paper money where the file names none', () => {
    const { end } = run({ do: 'deposit', account: 'ana', asset: 'USD', amount: '5' })
    expect(end.map(({ book }) => book).filter(Boolean)).toEqual(['BTC-USD', 'ETH-USD', 'SOL-USD', 'BTC-KRW'])
  })

  test('passes over empty lines and remarks', () => {
    expect(run('', '  ', '# a remark').output).toEqual([])
  })

  test.each([
    ['no JSON', '{', 'one JSON object'],
    ['a list', '[]', 'one JSON object'],
    ['an unknown command', { do: 'steal' }, '"do" is asset'],
    ['an unknown field', { ...ask, colour: 'red' }, 'colour'],
    ['a time that is none', { ...ask, at: 1.5 }, '"at" is'],
    ['a missing account', { ...ask, account: undefined }, 'account'],
  ])('says of a line with %s that it cannot be read, and goes on', (_what, line, said) => {
    const { replay, output, end } = run(...opening, line, ask)
    expect(output.find(({ unreadable }) => unreadable !== undefined)).toEqual({
      line: 6,
      unreadable: expect.stringContaining(said),
    })
    expect(replay.isClean).toBe(false)
    expect(end.at(-1)).toMatchObject({ end: { unreadable: 1, lines: 7 } })
    expect(output.at(-1)).toMatchObject({ type: 'rested' })
  })

  test.each([
    ['too many decimals', { ...ask, price: '100.001' }, 'trading/too-many-decimals'],
    ['no such market', { ...ask, market: 'DOGE-USD' }, 'trading/no-market'],
    ['more than there is', { ...ask, quantity: '3' }, 'trading/insufficient-funds'],
    ['an order of nobody', { do: 'cancel', account: 'ana', ref: { client: 'none' } }, 'trading/unknown-order'],
    ['an amendment of nobody', { do: 'amend', account: 'ana', ref: { order: 7 }, price: '5' }, 'trading/unknown-order'],
    [
      'a market that cannot be',
      { do: 'list', market: { symbol: 'BTC-USD', tick: '0', lot: '1' } },
      'trading/bad-market',
    ],
    ['an asset that comes late', { do: 'asset', name: 'ETH', decimals: 8 }, 'trading/no-asset'],
    ['a clock that goes back', { ...ask, at: 999 }, 'trading/stale'],
  ])('says of a command that is refused, as %s, why, with its line', (_what, line, code) => {
    const { replay, output } = run(...opening, line)
    expect(output.at(-1)).toEqual({ line: 6, refused: { code, message: expect.any(String) } })
    expect(replay.isClean).toBe(true)
  })

  test('cancels, amends, replaces, and lets the clock end what is good till a date', () => {
    const { output, end } = run(
      ...[...opening, ask, { do: 'amend', account: 'ana', ref: { client: 'a1' }, quantity: '0.4' }],
      {
        do: 'replace',
        account: 'ana',
        ref: { client: 'a1' },
        mode: 'stop-on-failure',
        place: { ...ask, do: undefined, account: undefined, client: 'a2', price: '120', tif: 'gtd', until: 5000 },
      },
      {
        do: 'place',
        account: 'ana',
        client: 'a3',
        market: 'BTC-USD',
        side: 'sell',
        type: 'limit',
        quantity: '1',
        price: '130',
      },
      ...[
        { do: 'cancelAll', account: 'ben' },
        { do: 'clock', at: 5000 },
        { do: 'cancel', account: 'ana', ref: { client: 'a3' } },
      ],
    )
    expect(output.filter(({ type }) => type === 'ended').map(({ reason, client }) => [client, reason])).toEqual([
      ['a1', 'replaced'],
      ['a2', 'expired'],
      ['a3', 'user'],
    ])
    expect(end[0]).toMatchObject({ bids: [], asks: [] })
  })

  test('what is due is over before the line that comes then, and is told with it', () => {
    const dated = { ...ask, tif: 'gtd', until: 5000 }
    const { output, end } = run(...opening, dated, { ...bid, price: '120', at: 5000 })
    const line = opening.length + 2
    expect(output.filter((each) => each.line === line).map(({ type, reason }) => [type, reason])).toEqual([
      ['ended', 'expired'],
      ['accepted', undefined],
      ['rested', undefined],
    ])
    expect(end[0]).toMatchObject({ asks: [] })
  })

  test('halts a market, collects for an auction, and opens it at one price', () => {
    const { output } = run(
      ...[...opening, { do: 'auction', market: 'BTC-USD' }, ask, { ...bid, price: '110', quantity: '0.5' }],
      ...[
        { do: 'resume', market: 'BTC-USD' },
        { do: 'halt', market: 'BTC-USD' },
        { ...ask, client: 'a2' },
      ],
    )
    expect(output.filter(({ type }) => type === 'traded')).toHaveLength(1)
    expect(output.at(-1)).toMatchObject({ refused: { code: 'trading/halted' } })
  })
})
