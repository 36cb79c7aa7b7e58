import { type Actor, defineChannel, systemActor } from '@parley/channel'
import { z } from 'zod'
import type { Invite, Posted } from '../contract/index.ts'
import { askerOf } from './asker.ts'
import * as changing from './commands/changing.ts'
import * as entering from './commands/entering.ts'
import * as moderating from './commands/moderating.ts'
import * as posting from './commands/posting.ts'
import * as reacting from './commands/reacting.ts'
import * as settings from './commands/settings.ts'
import * as system from './commands/system.ts'
import { fromServer, permitted } from './decide.ts'
import { roomEffects } from './effects.ts'
import { eraseFromEvent } from './erase.ts'
import { type RoomInputs, roomInputs } from './inputs.ts'
import { moderationFold } from './moderation-fold.ts'
import { type RoomOptions, roomRules } from './options.ts'
import { maySee, type viewsOf } from './permissions.ts'
import { roomFold } from './room-fold.ts'
import { type RoomState, stateFold, summaryOf, wasDeleted } from './room-state.ts'
import { hideDeleted, showModeration, showRoom, showSummary } from './show.ts'
import { summaryFold } from './summary-fold.ts'
import { stateOfVersion1 } from './version-1.ts'

const typing = z.object({ typing: z.boolean(), thread: z.number().int().min(1).optional() })

/** The channels `chat/<room>`, as PROTOCOL.md#chat describes them. Throws `UsageError`: `ERR_CHAT_LIMITS`. */
export function chatChannel(roomOptions: RoomOptions = {}) {
  const options = roomRules(roomOptions)
  const inputs = roomInputs(options.limits)
  const allow =
    (view: keyof typeof viewsOf) => (state: RoomState, actor: Parameters<typeof askerOf>[1], key: string) => {
      // The server looks for the files it is asked for.
      if (actor === systemActor) return view === 'room'
      const { kind, standing } = askerOf(state, actor, key, options)
      return maySee(view, kind, standing)
    }
  const whole = ({ body }: { readonly body: unknown }) => body
  // The staff sees them all in the view `moderation`.
  const own = ({ body }: { readonly body: unknown }, { id }: Actor) =>
    (body as Invite).by.id === id ? body : undefined
  return defineChannel('chat', stateFold, {
    version: 2,
    commands: {
      create: {
        input: inputs.create,
        rate: { perSecond: 0.2, burst: 20 },
        decide: (state, input, context) => entering.create(state, input, context, options),
      },
      update: { input: inputs.update, ...permitted('update', settings.update, options) },
      join: { input: inputs.join, ...permitted('join', entering.join, options) },
      leave: { input: inputs.leave, ...permitted('leave', entering.leave, options) },
      invite: {
        input: inputs.invite,
        rate: { perSecond: 1, burst: 50 },
        ...permitted('invite', entering.invite, options),
      },
      withdraw: { input: inputs.withdraw, ...permitted('withdraw', entering.withdraw, options) },
      kick: { input: inputs.kick, ...permitted('kick', moderating.kick, options) },
      ban: { input: inputs.ban, ...permitted('ban', moderating.ban, options) },
      unban: { input: inputs.unban, ...permitted('unban', moderating.unban, options) },
      mute: { input: inputs.mute, ...permitted('mute', moderating.mute, options) },
      unmute: { input: inputs.unmute, ...permitted('unmute', moderating.unmute, options) },
      setRole: { input: inputs.setRole, ...permitted('setRole', settings.setRole, options) },
      post: { input: inputs.post, ...permitted('post', posting.post, options) },
      edit: { input: inputs.edit, ...permitted('edit', changing.edit, options) },
      delete: { input: inputs.delete, ...permitted('delete', changing.delete, options) },
      react: { input: inputs.react, ...permitted('react', reacting.react, options) },
      pin: { input: inputs.pin, ...permitted('pin', reacting.pin, options) },
      unpin: { input: inputs.unpin, ...permitted('unpin', reacting.unpin, options) },
      report: {
        input: inputs.report,
        rate: { perSecond: 0.5, burst: 20 },
        ...permitted('report', moderating.report, options),
      },
      resolve: { input: inputs.resolve, ...permitted('resolve', moderating.resolve, options) },
      release: { input: inputs.release, ...permitted('release', posting.release, options) },
      reject: { input: inputs.reject, ...permitted('reject', posting.reject, options) },
      postFor: {
        input: inputs.postFor,
        lookup: system.lookupForPost,
        decide: fromServer((state, input: RoomInputs['postFor'], context) =>
          system.postFor(state, input, context, options),
        ),
      },
      receipt: { input: inputs.receipt, decide: fromServer(system.receipt) },
      createDirect: {
        input: inputs.createDirect,
        decide: fromServer((state, input: RoomInputs['createDirect'], context) =>
          system.createDirect(state, input, context, options),
        ),
      },
      setBlocked: { input: inputs.setBlocked, decide: fromServer(system.setBlocked) },
      declined: { input: inputs.declined, decide: fromServer(system.declined) },
      listFull: { input: inputs.listFull, decide: fromServer(system.listFull) },
      uploaded: {
        input: inputs.uploaded,
        decide: fromServer((state, input: RoomInputs['uploaded'], context) =>
          system.uploaded(state, input, context, options),
        ),
      },
      uploadGone: { input: inputs.uploadGone, decide: fromServer(system.uploadGone) },
      timeUp: { input: inputs.timeUp, decide: fromServer(system.timeUp) },
    },
    signals: { typing: { data: typing } },
    effects: roomEffects,
    upcast: { posted: (data: unknown) => data as Posted },
    upcastState: stateOfVersion1,
    erase: eraseFromEvent,
    views: {
      room: {
        allow: allow('room'),
        presence: true,
        history: false,
        documents: { messages: whole, 'thread/*': whole, members: whole, edits: whole, files: whole, invites: own },
        you: (actor, key) => (options.isModerator(actor, key) === true ? { staff: true } : undefined),
        projection: {
          fold: roomFold,
          project: ({ shared }) => shared,
          show: (event, { state }) => hideDeleted(showRoom(event), event, (offset) => wasDeleted(state, offset)),
        },
      },
      unread: {
        allow: allow('unread'),
        history: false,
        projection: {
          fold: summaryFold,
          project: summaryOf,
          show: (event, { state }) => hideDeleted(showSummary(event), event, (offset) => wasDeleted(state, offset)),
        },
      },
      moderation: {
        allow: allow('moderation'),
        history: false,
        documents: { audit: whole },
        projection: { fold: moderationFold, project: ({ moderation }) => moderation, show: showModeration },
      },
    },
  })
}
