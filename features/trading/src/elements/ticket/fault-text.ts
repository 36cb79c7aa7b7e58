import type { Fault } from '../../client/ticket/check-draft.ts'
import type { TicketMarket } from '../../client/ticket/read-draft.ts'
import { TradingCode } from '../../contract/index.ts'
import type { Words } from '../orders/locale/words.ts'

/** What is wrong with a field, in words, with the numbers that would be right. */
export function faultText(
  fault: Fault,
  words: Words,
  { info, quoteDecimals }: TicketMarket,
  baseDecimals: number,
): string {
  const { faults } = words.text
  switch (fault.code) {
    case 'missing':
      return faults.missing
    case 'in-the-past':
      return faults.inPast
    case TradingCode.badNumber:
      return faults.badNumber
    case TradingCode.notPositive:
      return faults.notPositive
    case TradingCode.tooManyDecimals:
      return faults.steps(fault.step)
    case TradingCode.tooLarge:
      return fault.mostLots === undefined ? faults.tooLarge : faults.atMost(words.quantity(info, fault.mostLots))
    case TradingCode.insufficientFunds: {
      const money = (units: number) =>
        `${words.money(units, fault.asset === info.quote ? quoteDecimals : baseDecimals)} ${fault.asset}`
      return faults.funds(money(fault.needs), money(fault.free))
    }
    case TradingCode.minNotional:
      return faults.least(`${words.money(fault.least, quoteDecimals)} ${info.quote}`)
    case TradingCode.priceBand:
      return faults.band(words.price(info, fault.lowest), words.price(info, fault.highest))
    case TradingCode.wouldTrade:
      return faults.wouldTrade(words.price(info, fault.best))
    case 'would-trigger':
    case 'limit-side':
      return faults[fault.must](words.price(info, fault.last))
    case TradingCode.noLiquidity:
      return faults.nobody
    case 'display-too-large':
      return faults.display
  }
}
