import { defineChannel, systemActor } from '@parley/channel'
import type { InboxConfig } from '../options.ts'
import * as marking from './commands/marking.ts'
import * as settings from './commands/settings.ts'
import * as system from './commands/system.ts'
import { fromServer, own } from './decide.ts'
import { inboxEffects } from './effects.ts'
import { eraseFromEvent } from './erase.ts'
import { showInbox } from './events.ts'
import { inboxFold } from './inbox-fold.ts'
import { stateFold } from './inbox-state.ts'
import type { StoredItem } from './incoming.ts'
import { type InboxInputs, inboxInputs } from './inputs.ts'

/** The channels `inbox/<user id>`, as PROTOCOL.md#notifications describes them. */
export function inboxChannel(config: InboxConfig) {
  const inputs = inboxInputs
  const often = { perSecond: 10, burst: 200 }
  const rarely = { perSecond: 1, burst: 100 }
  return defineChannel('inbox', stateFold, {
    acceptsKey: isPersonId,
    commands: {
      begin: { input: inputs.begin, rate: rarely, decide: own(settings.begin, config) },
      see: { input: inputs.see, rate: often, decide: own(marking.see, config) },
      read: { input: inputs.read, rate: often, decide: own(marking.read, config) },
      unread: { input: inputs.unread, rate: often, decide: own(marking.unread, config) },
      archive: { input: inputs.archive, rate: often, decide: own(marking.archive, config) },
      unarchive: { input: inputs.unarchive, rate: often, decide: own(marking.unarchive, config) },
      snooze: { input: inputs.snooze, rate: often, decide: own(marking.snooze, config) },
      unsnooze: { input: inputs.unsnooze, rate: often, decide: own(marking.unsnooze, config) },
      act: {
        input: inputs.act,
        rate: often,
        lookup: (state, input, { actor, key }) => (actor.id === key ? marking.lookupForAct(state, input) : []),
        decide: own(marking.act, config),
      },
      remove: { input: inputs.remove, rate: often, decide: own(marking.remove, config) },
      markAll: { input: inputs.markAll, rate: often, decide: own(marking.markAll, config) },
      setPreference: { input: inputs.setPreference, rate: rarely, decide: own(settings.setPreference, config) },
      setWay: { input: inputs.setWay, rate: rarely, decide: own(settings.setWay, config) },
      setAll: { input: inputs.setAll, rate: rarely, decide: own(settings.setAll, config) },
      setQuiet: { input: inputs.setQuiet, rate: rarely, decide: own(settings.setQuiet, config) },
      setLanguage: { input: inputs.setLanguage, rate: rarely, decide: own(settings.setLanguage, config) },
      subscribePush: { input: inputs.subscribePush, rate: rarely, decide: own(settings.subscribePush, config) },
      unsubscribePush: { input: inputs.unsubscribePush, rate: rarely, decide: own(settings.unsubscribePush, config) },
      notify: {
        input: inputs.notify,
        lookup: (state, input: InboxInputs['notify'], { actor }) =>
          actor === systemActor ? system.lookupForNotice(state, input, config) : [],
        decide: fromServer(system.notify, config),
      },
      withdraw: { input: inputs.withdraw, decide: fromServer(system.withdraw, config) },
      reported: { input: inputs.reported, decide: fromServer(system.reported, config) },
      deviceTaken: { input: inputs.deviceTaken, decide: fromServer(settings.deviceTaken, config) },
      learnPushKey: { input: inputs.learnPushKey, decide: fromServer(settings.learnPushKey, config) },
      closeDigest: {
        input: inputs.closeDigest,
        lookup: (state, input, { actor }) => (actor === systemActor ? system.lookupForDigest(state, input) : []),
        decide: fromServer(system.closeDigest, config),
      },
      deliver: { input: inputs.deliver, decide: fromServer(system.deliver, config) },
      expire: { input: inputs.expire, decide: fromServer(marking.expire, config) },
      leave: { input: inputs.leave, decide: fromServer(system.leave, config) },
      wake: { input: inputs.wake, decide: fromServer(marking.wake, config) },
    },
    effects: inboxEffects(config),
    erase: eraseFromEvent,
    views: {
      inbox: {
        allow: (_state, actor, key) => {
          const may = actor === systemActor || actor.id === key
          if (may) config.pushKey.opened(key)
          return may
        },
        history: false,
        documents: {
          items: ({ body }) => (body as StoredItem).content,
          deliveries: ({ body }) => body,
        },
        projection: {
          fold: inboxFold,
          project: ({ inbox }) => ({ ...inbox, ...described(config) }),
          show: showInbox,
        },
      },
    },
  })
}

/** What the app says, the same for everybody. */
function described({ categories, ways, pushKey }: InboxConfig) {
  const titles = [...ways].map(([name, { title }]) => [name, { title }] as const)
  return {
    categories: categories.describe(),
    ways: Object.fromEntries(titles),
    ...(pushKey.value === undefined ? {} : { pushKey: pushKey.value }),
  }
}

/** Any text of 1 to 150 UTF-16 units without half a character: what stores and wires would not keep apart. */
export function isPersonId(key: string): boolean {
  return key.length >= 1 && key.length <= 150 && !/\p{Surrogate}/u.test(key)
}
