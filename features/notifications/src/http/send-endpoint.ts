import { ChannelError, type FeatureContext, systemActor } from '@parley/channel'
import { json, jsonBody, no, nobody, refusal, tooFastForKey, wrongMethod } from '@parley/http'
import { everyone, NotificationsCode } from '../contract/index.ts'
import { isPersonId } from '../inbox/channel.ts'
import { isSenderId, onceId, senderIdRule } from '../sending-once.ts'
import { isTopic } from '../topic/names.ts'
import type { SendKeys } from './keys.ts'

const maxBodyBytes = 65_536
/** Of the feature's own codes: what is wrong with a notice is wrong with the request. */
const statuses: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.values(NotificationsCode).map((code) => [code, 400])),
  [NotificationsCode.tooMany]: 429,
  [NotificationsCode.idReused]: 409,
}

/**
 * `POST <path>/notifications/send` with `{ "to", "id"?, …notice }`: 200 with `{ id, offset }` once it is durable. `to` is the id of a person,
 * `"everyone"`, `{ "topic" }` or `{ "user" }`. `undefined`: no such address.
 */
export function sendFetch(keys: SendKeys) {
  return async (request: Request, context: FeatureContext): Promise<Response | undefined> => {
    if (!new URL(request.url).pathname.endsWith('/notifications/send')) return undefined
    if (request.method !== 'POST') return wrongMethod('notifications', 'POST')
    if (keys.isEmpty) return no(403, 'notifications/off', `Nobody may send over HTTP here. ${keysLine}`)
    const sender = keys.senderOf(request)
    if (sender === undefined) return nobody(unauthenticated)
    const retryAfterMs = sender.take(context.now())
    if (retryAfterMs > 0) return no(429, 'too-fast', tooFastForKey, { retryAfterMs })
    const body = await jsonBody(request, maxBodyBytes)
    if (body === 'too-large') return no(413, 'notifications/too-large', `The body has at most ${maxBodyBytes} bytes.`)
    if (body === undefined) return no(400, 'bad-message', `The body is a JSON object: ${bodyLine}`)
    const { to, id, ...notice } = body
    const target = targetOf(to)
    if (target === undefined) return no(400, 'invalid-input', `"to" is a person, "everyone" or a topic: ${bodyLine}`)
    if (id !== undefined && !isSenderId(id)) return no(400, 'invalid-input', `"id" ${senderIdRule}.`)
    const { category } = notice
    if (typeof category !== 'string') return no(400, 'invalid-input', '"category" is the name of a category.')
    if (!sender.maySend(category))
      return no(403, 'not-allowed', `This key is not for the "category" ${JSON.stringify(category)}.`)
    try {
      const { channel, command } = target
      const once = id === undefined ? {} : { id: onceId(sender.name, id, notice) }
      const sent = await context.command(systemActor, channel, command, notice, once)
      return json(200, { ...sent, id: id ?? sent.id })
    } catch (error) {
      if (error instanceof ChannelError) return refusal(error, statuses)
      throw error
    }
  }
}

const keysLine = "notifications({ keys: [{ key: process.env.BILLING_KEY, categories: ['billing/*'] }] })"
const bodyLine = '{"to":"ana","category":"billing/paid","title":"Paid"}, or "to":{"topic":"news"}'

const unauthenticated = `Send "Authorization: Bearer <key>" with one of the keys of ${keysLine}`

function targetOf(to: unknown): { readonly channel: string; readonly command: string } | undefined {
  if (to === everyone) return topic(everyone)
  if (typeof to === 'string') return person(to)
  const { topic: name, user } = (to ?? {}) as { readonly topic?: unknown; readonly user?: unknown }
  if (user !== undefined && name !== undefined) return undefined
  return user === undefined ? topic(name) : person(user)
}

function topic(name: unknown) {
  return isTopic(name) ? { channel: `notify-topic/${name}`, command: 'publish' } : undefined
}

function person(id: unknown) {
  return typeof id === 'string' && isPersonId(id) ? { channel: `inbox/${id}`, command: 'notify' } : undefined
}
