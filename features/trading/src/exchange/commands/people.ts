import { Rejection, TradingCode } from '../../contract/index.ts'
import { erasedId } from '../../names.ts'
import type { Ask, OwnAsk } from '../decide.ts'
import type { ExchangeInputs } from '../inputs.ts'

type Answer = Rejection | undefined

/** Everybody is given his welcome once. Who has come before has nothing to do. */
export function join({ draft, account, config }: OwnAsk<unknown>): Answer {
  const { state } = draft
  if (account === erasedId || config.welcome.size === 0 || state.joined.has(account)) return undefined
  const full = roomFor(account, { draft, config })
  if (full !== undefined) return full
  for (const [asset, units] of config.welcome) {
    const rejection = draft.run({ do: 'deposit', account, asset, units, reason: 'welcome' })
    if (rejection !== undefined) return rejection
  }
  return undefined
}

/** He has his account open. */
export function present({ draft, input: { account } }: Ask<ExchangeInputs['present']>): Answer {
  if (!draft.state.present.has(account)) draft.add({ type: 'presenceSet', data: { account, here: true } })
  return undefined
}

/** He has not had it open for as long as he may be gone. */
export function gone({ draft, input: { account } }: Ask<ExchangeInputs['gone']>): Answer {
  if (draft.state.present.has(account)) draft.add({ type: 'presenceSet', data: { account, here: false } })
  return draft.run({ do: 'cancel-all', account, reason: 'disconnect' })
}

/** Bots do not count. */
export function roomFor(account: string, { draft, config }: Pick<Ask<unknown>, 'draft' | 'config'>): Answer {
  const { people } = draft.state
  if (config.isBot(account) || people.has(account) || people.size < config.limits.maxAccounts) return undefined
  return new Rejection(TradingCode.tooManyAccounts, `There are ${people.size} accounts, which is all there may be.`)
}
