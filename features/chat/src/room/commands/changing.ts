import { Refusal, refuse } from '@parley/channel'
import { beginningOf, hasVisibleText } from '@parley/channel/client'
import type { EditHistory, RoomEvents } from '../../contract/index.ts'
import { ChatCode } from '../../contract/index.ts'
import { maxEditVersions, maxSnippetLength } from '../../contract/limits.ts'
import { silenceOf } from '../asker.ts'
import type { Rule } from '../decide.ts'
import type { RoomInputs } from '../inputs.ts'
import { bodyFor, knownMessage, noMessage, wantedMessages, wasDeletedAlready } from '../known-messages.ts'
import { edited, tombstone } from '../messages.ts'
import { mayChange } from '../permissions.ts'
import { checkMessage, mentionsOf, saysNothing } from './posting.ts'

export const edit: Rule<RoomInputs['edit']> = {
  lookup: (state, { offset }) => [{ collection: 'edits', id: String(offset) }, ...wantedMessages(state, [offset])],
  decide: ({ state, input: { offset, text, mentions: asked }, asker, context, options }) => {
    const [history, ...documents] = context.documents
    const message = knownMessage(state, documents, offset)
    if (message === undefined) return noMessage()
    if (message.deleted !== undefined) return wasDeletedAlready()
    if (!mayChange('edit', asker.kind, asker.standing, message, asker.author.id)) return notYours('edits')
    const silence = silenceOf(state, asker, context)
    if (silence !== undefined) return silence
    if (!hasVisibleText(text) && message.files === undefined) return saysNothing()
    if (text === message.text) return []
    const mentions = mentionsOf(state, asked, asker)
    if (mentions instanceof Refusal) return mentions
    const held = checkMessage({ ...message, text }, context.key, options)
    if (held instanceof Refusal) return held
    if (held !== undefined) return refuse(ChatCode.rejected, held)
    const { thread } = message
    const change: RoomEvents['edited'] = {
      offset,
      ...(thread === undefined ? {} : { thread }),
      text: hasVisibleText(text) ? text : '',
      ...(mentions === undefined ? {} : { mentions }),
    }
    const before = (history?.body as EditHistory | undefined)?.versions ?? []
    const version = { text: message.text, at: message.editedAt ?? message.at }
    const versions = [...before, version].slice(-maxEditVersions)
    const body = bodyFor(state, edited(message, change, context.now))
    return [{ type: 'edited', data: { ...change, ...body, by: message.by, versions } }]
  },
}

const remove: Rule<RoomInputs['delete']> = {
  lookup: (state, { offset }) => wantedMessages(state, [offset]),
  decide: ({ state, input: { offset, reason }, asker, context }) => {
    const message = knownMessage(state, context.documents, offset)
    if (message === undefined) return noMessage()
    if (message.deleted !== undefined) return []
    if (!mayChange('delete', asker.kind, asker.standing, message, asker.author.id)) return notYours('deletes')
    const { by: user, thread, text, files = [], mentions, reply } = message
    const as = user.id === asker.author.id ? 'by-author' : 'by-staff'
    const note = reason || beginningOf(text, maxSnippetLength)
    const place = thread === undefined ? { offset } : { offset, thread }
    const body = bodyFor(state, tombstone(message, as))
    const gone = files.length === 0 ? {} : { files: files.map(({ id }) => id) }
    const concerned = { ...(mentions && { mentions }), ...(reply && { reply }) }
    return [{ type: 'deleted', data: { ...place, as, ...body, by: asker.author, user, note, ...gone, ...concerned } }]
  },
}

export { remove as delete }

function notYours(what: string): Refusal {
  return refuse(ChatCode.notYours, `Only who wrote a message ${what} it${what === 'edits' ? '' : ', or the staff'}.`)
}
