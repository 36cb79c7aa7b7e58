// What an exchange's owner does: money from outside, markets, their status and fees.
import type { DeadManCommand, DepositCommand, SetFeesCommand, SetStatusCommand } from '../contract/commands.ts'
import type { MarketInfo } from '../contract/market.ts'
import type { Rejection } from '../contract/rejection.ts'
import * as apply from './apply.ts'
import { setDeadMan } from './clock.ts'
import * as refusals from './refusals.ts'
import type { Run } from './run.ts'
import { setStatus } from './status.ts'

export function deposit(run: Run, { account, asset, units, reason = 'admin' }: DepositCommand): Rejection | undefined {
  const { ledger } = run.state
  const number = ledger.assetNumber(asset)
  if (number < 0) return refusals.noAsset
  const fault = refusals.faultOf(units < 0 ? -units : units, 'units')
  if (fault !== undefined) return fault
  if (ledger.deposited(number) + units > Number.MAX_SAFE_INTEGER) return refusals.tooLarge
  if (units < 0 && ledger.free(account, number) < -units) return refusals.insufficientFunds
  const fact = { type: 'deposited' as const, account, asset, units, reason }
  apply.deposited(run.state, fact)
  run.say(fact)
  return undefined
}

export function changeStatus(run: Run, { market, status, until }: SetStatusCommand): Rejection | undefined {
  const book = run.state.bySymbol.get(market)
  if (book === undefined) return refusals.noMarket
  if (until !== undefined) {
    if (status !== 'auction') return refusals.badOrder('Only an auction ends by itself.')
    const fault = refusals.faultOf(until, 'until')
    if (fault !== undefined) return fault
    if (until <= run.at) return refusals.badOrder('`until` has passed.')
  }
  setStatus(run, book, status, until)
  return undefined
}

export function changeFees(run: Run, { market, makerPpm, takerPpm }: SetFeesCommand): Rejection | undefined {
  if (!run.state.bySymbol.has(market)) return refusals.noMarket
  if (!isFee(makerPpm) || !isFee(takerPpm)) return badFee
  const fact = { type: 'fees' as const, market, makerPpm, takerPpm }
  apply.setFees(run.state, market, makerPpm, takerPpm)
  run.say(fact)
  return undefined
}

export function deadMan(run: Run, { account, until }: DeadManCommand): Rejection | undefined {
  if (until !== undefined) {
    const fault = refusals.faultOf(until, 'until')
    if (fault !== undefined) return fault
    if (until <= run.at) return refusals.badOrder('`until` has passed.')
  } else if (!run.state.deadMen.has(account)) return undefined
  setDeadMan(run, account, until)
  return undefined
}

export function list(run: Run, info: MarketInfo): Rejection | undefined {
  const { state } = run
  const fault = infoFault(info)
  if (fault !== undefined) return fault
  if (state.bySymbol.has(info.symbol)) return refusals.badOrder('This market exists already.')
  const isKnown = (asset: string): boolean => state.ledger.assetNumber(asset) >= 0
  if (!isKnown(info.base) || !isKnown(info.quote)) return refusals.noAsset
  const fact = { type: 'listed' as const, info }
  apply.listed(state, info)
  run.say(fact)
  return undefined
}

const badFee = refusals.badOrder('A fee is a whole number of parts per million, from 0 to a million.')

function isFee(ppm: number): boolean {
  return Number.isInteger(ppm) && ppm >= 0 && ppm <= 1_000_000
}

function infoFault(info: MarketInfo): Rejection | undefined {
  if (!/^[A-Z0-9-]{1,20}$/.test(info.symbol)) return refusals.badOrder('A symbol is 1 to 20 of A–Z, 0–9 and -.')
  if (info.base === info.quote) return refusals.badOrder('A market trades two assets.')
  if (!isFee(info.makerPpm) || !isFee(info.takerPpm)) return badFee
  if (!isFee(info.protectionPpm)) return refusals.badOrder('The protection is up to a million parts per million.')
  if (!Number.isSafeInteger(info.minNotional) || info.minNotional < 0) {
    return refusals.badOrder('The least notional is a whole number from 0.')
  }
  return (
    refusals.faultOf(info.lotUnits, 'lotUnits') ??
    refusals.faultOf(info.stepUnits, 'stepUnits') ??
    refusals.faultOf(info.maxLots, 'maxLots') ??
    refusals.faultOf(info.maxOpenOrders, 'maxOpenOrders') ??
    refusals.faultOf(info.maxStops, 'maxStops') ??
    (info.maxTrailing === undefined ? undefined : refusals.faultOf(info.maxTrailing, 'maxTrailing')) ??
    (info.bandPpm === undefined ? undefined : refusals.faultOf(info.bandPpm, 'bandPpm'))
  )
}
