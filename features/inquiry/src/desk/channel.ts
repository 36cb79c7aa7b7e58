import type { Actor } from '@parley/channel'
import { defineChannel, sample, systemActor } from '@parley/channel'
import { setValue } from '@parley/channel/client'
import type { Desk, DeskYou, TeamInfo } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import { boardFold } from './board-fold.ts'
import * as agents from './commands/agents.ts'
import * as app from './commands/app.ts'
import * as arriving from './commands/arriving.ts'
import * as marking from './commands/marking.ts'
import * as sweeping from './commands/sweeping.ts'
import * as taking from './commands/taking.ts'
import * as time from './commands/time.ts'
import { tellWaiting } from './commands/waiting.ts'
import { about, byWhom, fromServer, lookupOf, ofAgent, ofSupervisor } from './decide.ts'
import { deskFold } from './desk-fold.ts'
import { type DeskState, noCounts } from './desk-state.ts'
import { shownTo } from './documents.ts'
import { deskEffects, deskName } from './effects.ts'
import { eraseFromEvent } from './erase.ts'
import { isOfLine, showDesk } from './events.ts'
import { deskInputs } from './inputs.ts'
import { lineOf } from './line.ts'
import { lineFold } from './line-fold.ts'
import { route } from './routing.ts'
import { stateFold } from './state-fold.ts'

/** The line is told once in so many milliseconds, however much happens. */
const lineEveryMs = 1_000

/** The channel `inquiry-desk/main`, as PROTOCOL.md#inquiry describes it. */
export function deskChannel(config: DeskConfig) {
  const inputs = deskInputs(config.limits)
  const rate = { perSecond: 10, burst: 100 }
  const lookup = lookupOf(config)
  const row = shownTo(config)
  const isAgent = (actor: Actor) => actor === systemActor || config.agentOf(actor) !== undefined
  return defineChannel(deskName, stateFold, {
    acceptsKey: (key) => key === 'main',
    commands: {
      setStatus: { input: inputs.setStatus, rate, decide: ofAgent(agents.setStatus, config) },
      claim: { input: inputs.claim, rate, lookup, decide: about('claim', taking.claim, config) },
      release: { input: inputs.release, rate, lookup, decide: about('release', taking.release, config) },
      transfer: { input: inputs.transfer, rate, lookup, decide: about('transfer', taking.transfer, config) },
      setPriority: {
        input: inputs.setPriority,
        rate,
        lookup,
        decide: about('setPriority', marking.setPriority, config),
      },
      label: { input: inputs.label, rate, lookup, decide: about('label', marking.label, config) },
      snooze: { input: inputs.snooze, rate, lookup, decide: about('snooze', marking.snooze, config) },
      wake: { input: inputs.wake, rate, lookup, decide: about('wake', marking.wake, config) },
      resolve: {
        input: inputs.resolve,
        rate,
        lookup,
        decide: byWhom(fromServer(app.resolve, config), about('resolve', marking.resolve, config)),
      },
      reopen: { input: inputs.reopen, rate, lookup, decide: about('reopen', marking.reopen, config) },
      merge: { input: inputs.merge, rate, lookup, decide: about('merge', marking.merge, config) },
      saveReply: { input: inputs.saveReply, rate, decide: ofAgent(agents.saveReply, config) },
      removeReply: { input: inputs.removeReply, rate, decide: ofAgent(agents.removeReply, config) },
      setCapacity: { input: inputs.setCapacity, rate, decide: ofSupervisor(agents.setCapacity, config) },

      enter: {
        input: inputs.enter,
        lookup: (state, input, { actor }) => (actor === systemActor ? arriving.lookupForEnter(state, input) : []),
        decide: fromServer(arriving.enter, config),
      },
      customerWrote: { input: inputs.customerWrote, lookup, decide: fromServer(arriving.customerWrote, config) },
      goesOn: { input: inputs.goesOn, lookup, decide: fromServer(arriving.goesOn, config) },
      agentWrote: { input: inputs.agentWrote, lookup, decide: fromServer(arriving.agentWrote, config) },
      customerEnded: { input: inputs.customerEnded, lookup, decide: fromServer(arriving.customerEnded, config) },
      handOff: { input: inputs.handOff, decide: fromServer(arriving.handOff, config) },
      rated: { input: inputs.rated, lookup, decide: fromServer(arriving.rated, config) },
      identified: { input: inputs.identified, lookup, decide: fromServer(arriving.identified, config) },
      assign: { input: inputs.assign, lookup, decide: fromServer(app.assign, config) },
      route: { input: inputs.route, decide: fromServer(route, config) },
      sweep: { input: inputs.sweep, decide: fromServer(sweeping.sweep, config) },
      breach: { input: inputs.breach, decide: fromServer(time.breach, config) },
      wakeUp: { input: inputs.wakeUp, decide: fromServer(time.wakeUp, config) },
      tellWaiting: { input: inputs.tellWaiting, decide: fromServer(tellWaiting, config) },
      present: { input: inputs.present, decide: fromServer(agents.present, config) },
      gone: { input: inputs.gone, decide: fromServer(agents.gone, config) },
      stayedGone: { input: inputs.stayedGone, decide: fromServer(agents.stayedGone, config) },
      hours: { input: inputs.hours, decide: fromServer(time.hours, config) },
    },
    effects: deskEffects(config),
    erase: eraseFromEvent,
    views: {
      desk: {
        allow: (_state, actor) => isAgent(actor),
        you: (actor): DeskYou | undefined => {
          const profile = config.agentOf(actor)
          return profile && { id: actor.id, role: profile.role, teams: profile.teams }
        },
        presence: true,
        history: false,
        documents: { inquiries: row, 'list/*': row, 'customer/*': row },
        projection: { fold: deskFold, project: (state) => deskOf(state, config), show: showDesk },
      },
      line: {
        history: false,
        delivery: sample(lineEveryMs),
        projection: {
          fold: lineFold,
          project: (state) => lineOf(state, config),
          show: (event, { state }) => (isOfLine(event) ? { type: 'line', data: lineOf(state, config) } : undefined),
        },
      },
      supervisor: {
        allow: (_state, actor) => actor === systemActor || config.agentOf(actor)?.role === 'supervisor',
        history: false,
        projection: {
          fold: boardFold,
          project: ({ days }) => ({ days }),
          show: (event) => (event.type === 'daySet' ? event : undefined),
        },
      },
    },
  })
}

function deskOf(state: DeskState, { teams }: DeskConfig): Desk {
  const desk: Desk = { ...deskFold.state(), teams: teamsOf(teams), replies: state.replies, labels: state.labels }
  for (const [id, { agent }] of Object.entries(state.agents)) setValue(desk.agents, id, agent)
  // Of all from the beginning: that an agent has come is no news of counts.
  for (const team of teams.keys()) setValue(desk.counts, team, noCounts)
  for (const [team, { counts }] of Object.entries(state.teams)) setValue(desk.counts, team, counts)
  return desk
}

/** What the app says, the same for everybody. */
function teamsOf(teams: DeskConfig['teams']): { readonly [team: string]: TeamInfo } {
  const told: { [team: string]: TeamInfo } = {}
  for (const [name, { title, hours, assign }] of teams)
    setValue(told, name, { title, hasHours: hours !== undefined, assign })
  return told
}
