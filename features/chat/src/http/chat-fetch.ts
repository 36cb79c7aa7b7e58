import type { Actor, FeatureContext } from '@parley/channel'
import { json, no, refusal } from './answers.ts'
import type { Bots } from './bots.ts'
import type { FilesEndpoint } from './files-endpoint.ts'
import { postMessage, readMessages } from './messages-endpoint.ts'

/** What the chat answers over HTTP: files, and reading and posting for programs. `undefined`: no such address. */
export function chatFetch(files: FilesEndpoint | undefined, bots: Bots) {
  return async (request: Request, context: FeatureContext): Promise<Response | undefined> => {
    const url = new URL(request.url)
    const { method } = request
    const file = /\/chat\/files\/([0-9a-f]{32})$/.exec(url.pathname)?.[1]
    if (file !== undefined && files !== undefined) {
      if (method !== 'GET' && method !== 'HEAD') return wrongMethod('GET, HEAD')
      return files.download(file, method === 'HEAD', context)
    }
    const isUpload = url.pathname.endsWith('/chat/files')
    const room = /\/chat\/rooms\/([a-z0-9_-]{1,64})\/messages$/.exec(url.pathname)?.[1]
    const isList = url.pathname.endsWith('/chat/rooms')
    if (!isUpload && room === undefined && !isList) return undefined
    const actor = bots.actorOf(request) ?? (await context.identify(request))
    if (actor === undefined) return nobody()
    if (isUpload) {
      if (files === undefined)
        return no(403, 'chat/files-off', 'This server takes no files: chat({ files: { folder } })')
      return method === 'POST' ? files.upload(request, url, actor, context) : wrongMethod('POST')
    }
    if (method === 'GET')
      return room === undefined ? listRooms(url, actor, context) : readMessages(url, room, actor, context)
    if (method === 'POST' && room !== undefined) return postMessage(request, room, actor, context)
    return wrongMethod(room === undefined ? 'GET' : 'GET, POST')
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

function wrongMethod(allow: string): Response {
  return no(405, 'chat/method', `This address takes ${allow}.`, { headers: { allow } })
}

function nobody(): Response {
  const fix =
    'Sign in as the app does, or send "Authorization: Bearer <key>" with the key of a bot: chat({ bots: [{ key, id, name }] })'
  return no(401, 'unauthenticated', fix, { headers: { 'www-authenticate': 'Bearer realm="parley"' } })
}
