import { type AssetInfo, type EngineCommand, type Fact, Rejection, TradingCode } from '../contract/index.ts'
import { Engine } from '../engine/engine.ts'
import { assetsOf, MarketFault, type MarketOptions, marketInfoOf } from '../exchange/market-info.ts'
import { readAmendment, readOco, readOrder } from '../exchange/read-order.ts'
import { minorStep, parseDecimal } from '../money/index.ts'
import { isAsset } from '../names.ts'
import { paperAssets, paperMarkets } from '../paper.ts'
import { type Line, readLine } from './inputs.ts'
import { balanceLines, bookLine, type OutputLine } from './output.ts'

type Command = EngineCommand | Rejection
type Input<Do extends Line['do']> = Extract<Line, { readonly do: Do }>['input']

/**
 * Runs commands of a file through an engine of its own: the same lines give the same lines, byte for byte. Lines that name assets come first, then markets; a file
 * that names no assets has those of the paper exchange, and one that lists no markets the paper markets, too.
 */
export class Replay {
  readonly #assets = new Map<string, AssetInfo>()
  #engine: Engine | undefined
  #now = 0
  #lines = 0
  #facts = 0
  #refused = 0
  #unreadable = 0

  /** What comes of one line of the file; empty ones and those that begin with `#` are passed over. */
  take(text: string): readonly OutputLine[] {
    this.#lines++
    if (text.trim() === '' || text.startsWith('#')) return []
    const read = readLine(text)
    if ('fault' in read) {
      this.#unreadable++
      return [{ line: this.#lines, unreadable: read.fault }]
    }
    const at = read.at ?? this.#now
    if (at < this.#now)
      return this.#refuse(new Rejection(TradingCode.stale, `Time goes on: ${at} is before ${this.#now}.`))
    this.#now = at
    if (read.line.do === 'asset') return this.#asset(read.line.input)
    const engine = this.#started(read.line.do === 'list')
    return [...this.#dueIn(engine), ...this.#done(read.line, engine)]
  }

  /** What is over by the clock is over before anything else is looked at, as in an exchange. */
  #dueIn(engine: Engine): readonly OutputLine[] {
    const dueAt = engine.nextDue()
    if (dueAt === undefined || dueAt > this.#now) return []
    const facts = engine.execute({ do: 'clock' }, this.#now)
    return facts instanceof Rejection ? this.#refuse(facts) : this.#told(facts)
  }

  #done(line: Exclude<Line, { readonly do: 'asset' }>, engine: Engine): readonly OutputLine[] {
    const command = this.#commandOf(line, engine)
    if (command instanceof Rejection) return this.#refuse(command)
    const done = engine.execute(command, this.#now)
    return done instanceof Rejection ? this.#refuse(done) : this.#told(done)
  }

  /** Books, money and counts, once all lines are taken. */
  end(): readonly OutputLine[] {
    const engine = this.#started(false)
    const books = engine.markets().map((symbol) => bookLine(engine, symbol))
    const counts = { lines: this.#lines, facts: this.#facts, refused: this.#refused, unreadable: this.#unreadable }
    return [...books, ...balanceLines(engine), { end: counts }]
  }

  /** Whether all lines could be read; what was refused was read. */
  get isClean(): boolean {
    return this.#unreadable === 0
  }

  #told(facts: readonly Fact[]): readonly OutputLine[] {
    return facts.map((fact) => ({ line: this.#lines, event: ++this.#facts, at: this.#now, ...fact }))
  }

  #refuse({ code, message }: Rejection): readonly OutputLine[] {
    this.#refused++
    return [{ line: this.#lines, refused: { code, message } }]
  }

  #asset({ name, decimals }: Input<'asset'>): readonly OutputLine[] {
    if (this.#engine !== undefined)
      return this.#refuse(new Rejection(TradingCode.noAsset, 'Assets come before all else.'))
    if (!isAsset(name)) return this.#refuse(new Rejection(TradingCode.noAsset, 'An asset is 1 to 10 of A–Z, 0–9.'))
    this.#assets.set(name, { name, decimals })
    return []
  }

  /** `listsOwn`: what begins it is a market of the file's own. */
  #started(listsOwn: boolean): Engine {
    if (this.#engine !== undefined) return this.#engine
    const isPaper = this.#assets.size === 0
    if (isPaper) for (const [name, decimals] of Object.entries(paperAssets)) this.#assets.set(name, { name, decimals })
    this.#engine = new Engine({ assets: [...this.#assets.values()] })
    if (isPaper && !listsOwn) {
      for (const market of paperMarkets) {
        const command = this.#listing(market)
        if (!(command instanceof Rejection)) this.#engine.execute(command, this.#now)
      }
    }
    return this.#engine
  }

  #listing(market: MarketOptions): Command {
    const info = marketInfoOf(market, (asset) => this.#assets.get(asset)?.decimals)
    return info instanceof MarketFault ? new Rejection(TradingCode.badMarket, `${info.message}.`) : { do: 'list', info }
  }

  #commandOf(line: Exclude<Line, { readonly do: 'asset' }>, engine: Engine): Command {
    switch (line.do) {
      case 'list':
        return this.#listing(line.input.market as MarketOptions)
      case 'deposit':
        return this.#deposit(line.input, 1)
      case 'withdraw':
        return this.#deposit(line.input, -1)
      case 'halt':
        return { do: 'status', market: line.input.market, status: 'halted' }
      case 'resume':
        return { do: 'status', market: line.input.market, status: 'open' }
      case 'auction': {
        const { market, forMs } = line.input
        return { do: 'status', market, status: 'auction', ...(forMs !== undefined && { until: this.#now + forMs }) }
      }
      case 'fees':
        return { do: 'fees', ...line.input }
      case 'place':
        return this.#order(line.input, engine)
      case 'placeOco': {
        const { account, ...pair } = line.input
        const market = this.#market(pair.market, engine)
        return market instanceof Rejection ? market : readOco(pair, account, market)
      }
      case 'cancel':
        return { do: 'cancel', ...line.input }
      case 'cancelAll': {
        const { account, market, side } = line.input
        return {
          do: 'cancel-all',
          account,
          ...(market !== undefined && { market }),
          ...(side !== undefined && { side }),
        }
      }
      case 'amend':
        return this.#amendment(line.input, engine)
      case 'replace':
        return this.#replacement(line.input, engine)
      case 'deadMan': {
        const { account, afterMs } = line.input
        return { do: 'dead-man', account, ...(afterMs > 0 && { until: this.#now + afterMs }) }
      }
      case 'clock':
        return { do: 'clock' }
    }
  }

  #deposit({ account, asset, amount }: Input<'deposit'>, sign: 1 | -1): Command {
    const decimals = this.#assets.get(asset)?.decimals
    if (decimals === undefined) return new Rejection(TradingCode.noAsset, `There is no asset ${JSON.stringify(asset)}.`)
    const units = parseDecimal(amount, minorStep(decimals), '"amount"')
    return units instanceof Rejection ? units : { do: 'deposit', account, asset, units: sign * units }
  }

  #order({ account, ...order }: Input<'place'>, engine: Engine) {
    const market = this.#market(order.market, engine)
    return market instanceof Rejection ? market : readOrder(order, account, market)
  }

  #amendment({ account, ref, ...amendment }: Input<'amend'>, engine: Engine): Command {
    const found = engine.find(account, ref)
    if (found === undefined)
      return new Rejection(TradingCode.unknownOrder, `${account} has no such order that is open.`)
    const market = this.#market(found.order.market, engine)
    if (market instanceof Rejection) return market
    const read = readAmendment(amendment, market.info)
    return read instanceof Rejection ? read : { do: 'amend', account, ref, ...read }
  }

  #replacement({ account, ref, mode, place }: Input<'replace'>, engine: Engine): Command {
    const order = this.#order({ account, ...place }, engine)
    if (order instanceof Rejection) return order
    const { do: _do, account: _account, ...rest } = order
    return { do: 'replace', account, ref, mode, place: rest }
  }

  #market(symbol: string, engine: Engine) {
    const market = engine.market(symbol)
    if (market === undefined)
      return new Rejection(TradingCode.noMarket, `There is no market ${JSON.stringify(symbol)}.`)
    const { info } = market
    return { info, quoteStep: minorStep(assetsOf(info)[1]?.decimals ?? 0) }
  }
}
