import { defineChannel } from '@parley/channel'
import { defaultLink } from './announcing.ts'
import * as drafting from './commands/drafting.ts'
import * as people from './commands/people.ts'
import * as reading from './commands/reading.ts'
import * as rooms from './commands/rooms.ts'
import * as scheduling from './commands/scheduling.ts'
import * as telling from './commands/telling.ts'
import { fromServer, own } from './decide.ts'
import { personEffects } from './effects.ts'
import { eraseFromEvent } from './erase.ts'
import { showPerson } from './events.ts'
import { personInputs } from './inputs.ts'
import { type PersonOptions, personLimits } from './options.ts'
import { personFold } from './person-fold.ts'
import { stateFold } from './person-state.ts'

/** The channels `chat-person/<user id>`, as PROTOCOL.md#chat describes them. Throws `UsageError`: `ERR_CHAT_LIMITS`. */
export function personChannel(options: PersonOptions = {}) {
  const limits = personLimits(options)
  const inputs = personInputs(limits)
  return defineChannel('chat-person', stateFold, {
    acceptsKey: isPersonId,
    commands: {
      read: { input: inputs.read, rate: { perSecond: 10, burst: 100 }, decide: own(reading.read, limits) },
      markUnread: { input: inputs.markUnread, decide: own(reading.markUnread, limits) },
      draft: { input: inputs.draft, rate: { perSecond: 5, burst: 50 }, decide: own(drafting.draft, limits) },
      muteRoom: { input: inputs.muteRoom, decide: own(rooms.muteRoom, limits) },
      block: { input: inputs.block, rate: { perSecond: 1, burst: 50 }, decide: own(people.block, limits) },
      direct: { input: inputs.direct, rate: { perSecond: 0.5, burst: 20 }, decide: own(people.direct, limits) },
      schedule: {
        input: inputs.schedule,
        rate: { perSecond: 1, burst: 100 },
        decide: own(scheduling.schedule, limits),
      },
      cancelScheduled: { input: inputs.cancelScheduled, decide: own(scheduling.cancelScheduled, limits) },
      declineInvite: { input: inputs.declineInvite, decide: own(rooms.declineInvite, limits) },
      dismiss: { input: inputs.dismiss, decide: own(rooms.dismiss, limits) },
      membership: { input: inputs.membership, decide: fromServer(rooms.membership, limits) },
      letIn: { input: inputs.letIn, decide: fromServer(rooms.letIn, limits) },
      follow: { input: inputs.follow, decide: fromServer(reading.follow, limits) },
      invited: { input: inputs.invited, decide: fromServer(rooms.invited, limits) },
      inviteEnded: { input: inputs.inviteEnded, decide: fromServer(rooms.inviteEnded, limits) },
      told: { input: inputs.told, decide: fromServer(telling.told, limits) },
      untold: { input: inputs.untold, decide: fromServer(telling.untold, limits) },
      heldNote: { input: inputs.heldNote, decide: fromServer(rooms.heldNote, limits) },
      outcome: { input: inputs.outcome, decide: fromServer(scheduling.outcome, limits) },
      askDirect: { input: inputs.askDirect, decide: fromServer(people.askDirect, limits) },
      directRefused: { input: inputs.directRefused, decide: fromServer(people.directRefused, limits) },
      dueScheduled: { input: inputs.dueScheduled, decide: fromServer(scheduling.dueScheduled, limits) },
    },
    effects: personEffects(options.linkTo ?? defaultLink),
    erase: eraseFromEvent,
    views: {
      person: {
        allow: (_state, actor, key) => actor.id === key,
        history: false,
        projection: { fold: personFold, project: ({ person }) => person, show: showPerson },
      },
    },
  })
}

/** Any text of 1 to 150 UTF-16 units without half a character: what stores and wires would not keep apart. */
function isPersonId(key: string): boolean {
  return key.length >= 1 && key.length <= 150 && !/\p{Surrogate}/u.test(key)
}
