import { type Actor, systemActor } from '@parley/channel'
import { Rejection, TradingCode } from '../contract/index.ts'
import type { ExchangeConfig } from '../options.ts'
import * as admin from './commands/admin.ts'
import * as ordering from './commands/ordering.ts'
import * as people from './commands/people.ts'
import { clock } from './commands/time.ts'
import { fromServer, ofAdmin, ofOwner, ofSteerer, ofTrader } from './decide.ts'
import { type ExchangeInputs, exchangeInputs } from './inputs.ts'

/** What may be asked of an exchange, by whom, and what it comes to. */
export function exchangeCommands(config: ExchangeConfig) {
  const inputs = exchangeInputs(config.limits)
  return {
    join: { input: inputs.join, rate: config.joinRate, decide: ofOwner(people.join, config) },
    place: { input: inputs.place, decide: ofTrader(ordering.place, config) },
    placeOco: { input: inputs.placeOco, decide: ofTrader(ordering.placeOco, config) },
    cancel: { input: inputs.cancel, decide: ofOwner<ExchangeInputs['cancel']>(ordering.cancel, config) },
    cancelAll: { input: inputs.cancelAll, decide: cancelAll(config) },
    amend: { input: inputs.amend, decide: ofTrader(ordering.amend, config) },
    replace: { input: inputs.replace, decide: ofTrader(ordering.replace, config) },
    batch: { input: inputs.batch, decide: ofTrader(ordering.batch, config) },
    deadMan: { input: inputs.deadMan, decide: ofOwner(ordering.deadMan, config) },
    deposit: { input: inputs.deposit, decide: ofAdmin(admin.deposit, config) },
    withdraw: { input: inputs.withdraw, decide: ofAdmin(admin.withdraw, config) },
    halt: { input: inputs.halt, decide: ofAdmin(admin.halt, config) },
    resume: { input: inputs.resume, decide: ofAdmin(admin.resume, config) },
    auction: { input: inputs.auction, decide: ofAdmin(admin.auction, config) },
    fees: { input: inputs.fees, decide: ofAdmin(admin.fees, config) },
    list: { input: inputs.list, decide: ofAdmin(admin.list, config) },
    living: { input: inputs.living, decide: ofSteerer(admin.living, config) },
    past: { input: inputs.past, decide: fromServer(admin.past, config) },
    clock: { input: inputs.clock, decide: fromServer(clock, config) },
    present: { input: inputs.present, decide: fromServer(people.present, config) },
    gone: { input: inputs.gone, decide: fromServer(people.gone, config) },
  }
}

/** His own orders anybody may cancel, those of others an admin may; the server does either. */
function cancelAll(config: ExchangeConfig) {
  const own = ofOwner<ExchangeInputs['cancelAll']>((ask) => ordering.cancelAll(ask, 'user'), config)
  const others = ofAdmin<ExchangeInputs['cancelAll']>((ask) => {
    const { account } = ask.input
    if (account === undefined) return new Rejection(TradingCode.badOrder, 'Say of which "account".')
    return ordering.cancelAll({ ...ask, account }, 'admin')
  }, config)
  const isAdmins = ({ account, by }: ExchangeInputs['cancelAll'], actor: Actor) =>
    by !== undefined || (actor !== systemActor && account !== undefined && account !== actor.id)
  const decide: typeof own = (state, input, context) =>
    (isAdmins(input, context.actor) ? others : own)(state, input, context)
  return decide
}
