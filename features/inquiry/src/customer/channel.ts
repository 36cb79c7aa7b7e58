import { defineChannel } from '@parley/channel'
import type { DeskConfig } from '../options.ts'
import { isPersonId } from '../person-id.ts'
import * as handing from './commands/handing-over.ts'
import { start, startFor } from './commands/starting.ts'
import { stateFold } from './customer-state.ts'
import { fromServer, own, ownGuest, ruled, verifiedOther } from './decide.ts'
import { customerEffects } from './effects.ts'
import { eraseFromEvent, guestOf } from './erase.ts'
import { showOwn } from './events.ts'
import { customerInputs } from './inputs.ts'
import { ownFold } from './own-fold.ts'

/** The channels `inquiry-customer/<user id>`, as PROTOCOL.md#inquiry describes them. */
export function customerChannel(config: DeskConfig) {
  const inputs = customerInputs(config.limits)
  const rarely = { perSecond: 1 / 60, burst: 5 }
  return defineChannel('inquiry-customer', stateFold, {
    acceptsKey: isPersonId,
    commands: {
      start: { input: inputs.start, rate: config.startRates, decide: ruled(own, start, config) },
      offer: { input: inputs.offer, rate: rarely, decide: ruled(ownGuest, handing.offer, config) },
      // So that nobody tries codes.
      adopt: {
        input: inputs.adopt,
        rate: { ...rarely, counts: 'attempts' },
        decide: ruled(verifiedOther, handing.adopt, config),
      },
      startFor: { input: inputs.startFor, decide: ruled(fromServer, startFor, config) },
      progressed: { input: inputs.progressed, decide: ruled(fromServer, handing.progressed, config) },
      notBegun: { input: inputs.notBegun, decide: ruled(fromServer, handing.notBegun, config) },
      adopted: { input: inputs.adopted, decide: ruled(fromServer, handing.adopted, config) },
    },
    effects: customerEffects,
    erase: eraseFromEvent,
    sameAs: guestOf,
    views: {
      customer: {
        allow: (_state, { id }, key) => id === key,
        history: false,
        projection: { fold: ownFold, project: ({ list }) => list, show: showOwn },
      },
    },
  })
}
