import type { Actor, FeatureContext } from '@parley/channel'
import { isRequestId, json, jsonBody, no, refusal } from '@parley/http'
import { ChatCode } from '../contract/index.ts'

/** The largest body of a post, in bytes: a message of the longest text, however it is written. */
const maxBodyBytes = 65_536
const maxLimit = 200

/** `GET <path>/chat/rooms/<key>/messages` reads, `POST` there posts; who is asked decides what for. */
export async function readMessages(url: URL, room: string, actor: Actor, context: FeatureContext): Promise<Response> {
  const limit = wholeOf(url.searchParams.get('limit') ?? '50')
  const before = url.searchParams.get('before')
  const search = url.searchParams.get('search')
  const offset = before === null ? undefined : wholeOf(before)
  if (limit === undefined || limit < 1 || limit > maxLimit || (before !== null && offset === undefined)) {
    return no(400, 'bad-message', `"limit" is 1 to ${maxLimit}, "before" the offset of a message: ?limit=50&before=120`)
  }
  // A message's document has its offset as order and as id.
  const place = offset === undefined ? {} : { before: { order: offset, id: String(offset) } }
  const by = search === null ? { limit, ...place } : { search, limit, ...place }
  try {
    const { documents, more } = await context.find(actor, `chat/${room}`, 'room', 'messages', by)
    return json(200, { messages: documents.map(({ body }) => body), more })
  } catch (error) {
    return refusal(error)
  }
}

/** 201 with `{ id, offset }` once it is durable. The same `id` again within 24 hours is the same message. */
export async function postMessage(
  request: Request,
  room: string,
  actor: Actor,
  context: FeatureContext,
): Promise<Response> {
  const input = await jsonBody(request, maxBodyBytes)
  if (input === 'too-large') return no(413, 'chat/too-large', `The body has at most ${maxBodyBytes} bytes.`)
  if (input === undefined) return no(400, 'bad-message', 'The body is a JSON object: {"text":"Hello"}')
  const { id, ...post } = input
  if (id !== undefined && !isRequestId(id)) {
    return no(400, 'invalid-input', '"id" is 1 to 64 visible ASCII characters.')
  }
  try {
    const done = await context.command(actor, `chat/${room}`, 'post', post, id === undefined ? {} : { id })
    return json(201, done)
  } catch (error) {
    return refusal(error, { [ChatCode.slowMode]: 429 })
  }
}

function wholeOf(text: string): number | undefined {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : undefined
  return value
}
