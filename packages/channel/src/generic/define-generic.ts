import type { StandardSchemaV1 } from '@standard-schema/spec'
import { Code } from '../codes.ts'
import { type Actor, personOf, systemActor } from '../define/actor.ts'
import { type ChannelDefinition, defineChannel } from '../define/define-channel.ts'
import { refuse } from '../define/refusal.ts'
import { genericFold, genericName } from './generic-channel.ts'

/** Who may do what in the generic channels. The server itself always may. */
export interface GenericRules {
  /** @default everybody */
  readonly mayRead?: (channel: string, user: Actor) => boolean
  /** @default nobody */
  readonly mayPublish?: (channel: string, user: Actor) => boolean
}

/**
 * The server, where it publishes and reads itself. Rules know it by this object and not by its id; the tab keeps that from
 * being anybody else's, so that no user's command ids are the server's.
 */
export const serverActor: Actor = { id: '\tserver', name: 'server', guest: false }

/** Channels `channel/<name>` that carry any JSON: with history and presence, and without a feature. */
export function defineGeneric({
  mayRead = () => true,
  mayPublish = () => false,
}: GenericRules = {}): ChannelDefinition {
  // Anything but a plain yes is a no: a promise above all would otherwise let everybody in.
  const isReader = (actor: Actor, name: string) => actor === serverActor || mayRead(name, actor)
  const isPublisher = (actor: Actor, name: string) =>
    actor === serverActor ||
    actor === systemActor ||
    (mayRead(name, actor) === true && mayPublish(name, actor) === true)
  return defineChannel(genericName, genericFold, {
    acceptsKey: isGenericName,
    commands: {
      publish: {
        input: anyData,
        decide: (_state, { data }, { actor, key, id }) => {
          if (!isPublisher(actor, key)) {
            return refuse(Code.notAllowed, `There is no channel ${JSON.stringify(key)} that you may publish to.`)
          }
          const by = actor === serverActor || actor === systemActor ? {} : { by: personOf(actor) }
          return [{ type: 'published', data: { id, data, ...by } }]
        },
      },
    },
    views: {
      messages: { allow: (_state, actor, key) => isReader(actor, key), presence: true },
      // The server's own: it is nobody who is present.
      server: { allow: (_state, actor) => actor === serverActor },
    },
    // What he published goes; whether others' data name him, nobody knows but those who wrote it.
    erase: ({ type, data: { id, by } }, person) => (by?.id === person ? { type, data: { id, data: null } } : undefined),
  }) as ChannelDefinition
}

/** 1 to 100 of letters, digits, `-`, `_`, `.` and `:`. */
export function isGenericName(name: string): boolean {
  return /^[A-Za-z0-9_.:-]{1,100}$/.test(name)
}

/** `{ data }`, whatever it is. JSON has no `undefined`. */
const anyData: StandardSchemaV1<{ data: unknown }, { data: unknown }> = {
  '~standard': {
    version: 1,
    vendor: 'parley',
    validate: (input) => {
      const { data } = (input ?? {}) as { data?: unknown }
      if (data !== undefined) return { value: { data } }
      return { issues: [{ message: 'Say what to publish.', path: ['data'] }] }
    },
  },
}
