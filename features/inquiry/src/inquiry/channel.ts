import { type Actor, defineChannel, systemActor } from '@parley/channel'
import { z } from 'zod'
import type { DeskConfig } from '../options.ts'
import { agentHere, isAnswering, isCustomer, isPreparing } from './access.ts'
import { agentFold } from './agent-fold.ts'
import { prepare } from './commands/preparing.ts'
import * as saying from './commands/saying.ts'
import * as standing from './commands/standing.ts'
import * as system from './commands/system.ts'
import { customerFold } from './customer-fold.ts'
import { fromServer, ofAgent, ofCustomer, ofEither } from './decide.ts'
import { agentDocuments, customerDocuments } from './documents.ts'
import { inquiryEffects } from './effects.ts'
import { eraseFromEvent } from './erase.ts'
import { inquiryInputs } from './inputs.ts'
import { type InquiryState, stateFold } from './inquiry-state.ts'
import { showAgent, showCustomer } from './show.ts'

const typing = z.object({ typing: z.boolean() })
const working = z.object({ on: z.enum(['reply', 'note', 'nothing']) })

/** The channels `inquiry/<id>`, as PROTOCOL.md#inquiry describes them. */
export function inquiryChannel(config: DeskConfig) {
  const inputs = inquiryInputs(config.limits)
  const often = { perSecond: 5, burst: 100 }
  const seldom = { perSecond: 1 / 600, burst: 5 }
  const rarely = { perSecond: 0.5, burst: 10 }
  const isAgent = (state: InquiryState, actor: Actor) => agentHere(state, actor, config) !== undefined
  return defineChannel('inquiry', stateFold, {
    acceptsKey: (key) => /^[a-z0-9]{16,40}$/.test(key),
    commands: {
      // As fast as he may begin them: files cost more than words.
      prepare: { input: inputs.prepare, rate: config.startRates, decide: prepare },
      write: { input: inputs.write, rate: { perSecond: 1, burst: 20 }, decide: ofCustomer(saying.write, config) },
      askForPerson: { input: inputs.askForPerson, rate: rarely, decide: ofCustomer(standing.askForPerson, config) },
      end: { input: inputs.end, rate: rarely, decide: ofCustomer(standing.end, config) },
      rate: { input: inputs.rate, rate: rarely, decide: ofCustomer(standing.rate, config) },
      // Mail is not to be made a nuisance of.
      mailTranscript: {
        input: inputs.mailTranscript,
        rate: [
          { ...seldom, per: 'user' },
          { ...seldom, per: 'address' },
        ],
        decide: ofEither(standing.mailTranscript, config),
      },
      mark: { input: inputs.mark, rate: often, decide: ofEither(standing.mark, config) },
      reply: { input: inputs.reply, rate: often, decide: ofAgent(saying.reply, config) },
      note: { input: inputs.note, rate: often, decide: ofAgent(saying.note, config) },
      begin: { input: inputs.begin, decide: fromServer(system.begin, config) },
      routed: { input: inputs.routed, decide: fromServer(system.routed, config) },
      say: { input: inputs.say, decide: fromServer(saying.say, config) },
      identify: { input: inputs.identify, decide: fromServer(system.identify, config) },
      readBy: { input: inputs.readBy, decide: fromServer(standing.readBy, config) },
      uploaded: { input: inputs.uploaded, decide: fromServer(system.uploaded, config) },
      uploadsGone: { input: inputs.uploadsGone, decide: fromServer(system.uploadsGone, config) },
    },
    signals: {
      // Agents who only look are not seen by the customer, whatever they do.
      typing: {
        data: typing,
        allow: (state, actor) => isCustomer(state, actor) || (isAgent(state, actor) && isAnswering(state, actor)),
        as: (actor) => shownInSignals(actor, config),
      },
      working: { data: working, views: ['agent'], allow: isAgent },
    },
    effects: inquiryEffects(config),
    erase: eraseFromEvent,
    views: {
      customer: {
        allow: (state, actor) => isCustomer(state, actor) || isPreparing(state, actor),
        history: false,
        documents: customerDocuments,
        projection: { fold: customerFold, project: ({ customer }) => customer, show: showCustomer },
      },
      agent: {
        allow: (state, actor) => actor === systemActor || isAgent(state, actor),
        presence: true,
        history: false,
        documents: agentDocuments,
        projection: { fold: agentFold, project: ({ agent }) => agent, show: showAgent },
      },
    },
  })
}

/** An agent by his public name, without his id: also customers hear it. */
function shownInSignals(actor: Actor, config: DeskConfig) {
  const profile = config.agentOf(actor)
  if (profile !== undefined) return { id: 'agent', name: profile.name }
  const { id, name, guest } = actor
  return guest ? { id, name, guest } : { id, name }
}
