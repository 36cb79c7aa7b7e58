import type { Actor, FeatureContext } from '@parley/channel'
import type { FeatureFiles } from '@parley/files'
import { type BearerKeys, json, nobody, refusal, wrongMethod } from '@parley/http'
import { signIn } from './chat-files.ts'
import { postMessage, readMessages } from './messages-endpoint.ts'

/** What the chat answers over HTTP: files, and reading and posting for programs. `undefined`: no such address. */
export function chatFetch(files: FeatureFiles['fetch'], bots: BearerKeys<Actor>) {
  return async (request: Request, context: FeatureContext): Promise<Response | undefined> => {
    const answer = await files(request, context)
    if (answer !== undefined) return answer
    const url = new URL(request.url)
    const { method } = request
    const room = /\/chat\/rooms\/([a-z0-9_-]{1,64})\/messages$/.exec(url.pathname)?.[1]
    if (room === undefined && !url.pathname.endsWith('/chat/rooms')) return undefined
    const actor = bots.holderOf(request) ?? (await context.identify(request))
    if (actor === undefined) return nobody(signIn)
    if (method === 'GET')
      return room === undefined ? listRooms(url, actor, context) : readMessages(url, room, actor, context)
    if (method === 'POST' && room !== undefined) return postMessage(request, room, actor, context)
    return wrongMethod('chat', room === undefined ? 'GET' : 'GET, POST')
  }
}

async function listRooms(url: URL, actor: Actor, context: FeatureContext): Promise<Response> {
  const search = url.searchParams.get('search')
  const by = search === null ? { limit: 200 } : { search, limit: 200 }
  try {
    const { documents, more } = await context.find(actor, 'chat-directory/rooms', 'directory', 'rooms', by)
    return json(200, { rooms: documents.map(({ id, body }) => ({ room: id, ...(body as object) })), more })
  } catch (error) {
    return refusal(error)
  }
}
