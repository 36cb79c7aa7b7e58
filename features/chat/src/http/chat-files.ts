import type { Actor } from '@parley/channel'
import type { FilesFeature } from '@parley/files'
import type { BearerKeys } from '@parley/http'

export const signIn =
  'Sign in as the app does, or send "Authorization: Bearer <key>" with the key of a bot: chat({ bots: [{ key, id, name }] })'

/** Files belong to rooms: uploads of members wait there to be named in a `post`. Programs send some, too. */
export function chatFiles(bots: BearerKeys<Actor>): FilesFeature {
  return {
    name: 'chat',
    channel: 'chat',
    keyName: 'room',
    isKey: (key) => /^[a-z0-9_-]{1,64}$/.test(key),
    view: 'room',
    collection: 'files',
    commands: { uploaded: 'uploaded', gone: 'uploadGone' },
    identify: async (request, context) => bots.holderOf(request) ?? (await context.identify(request)),
    signIn,
  }
}
