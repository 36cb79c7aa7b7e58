import { ChannelError, type FeatureContext, systemActor } from '@parley/channel'
import { type BearerKeys, isRequestId, type JsonObject, json, jsonBody, no, refusal, wrongMethod } from '@parley/http'
import { isPersonId } from '../person-id.ts'
import { commandIdOf, idsFor } from '../start-ids.ts'
import { admitted, notForThisKey } from './admit.ts'
import type { Program } from './keys.ts'

const maxBodyBytes = 65_536

type WhenBegun = (customer: string, inquiry: string) => Promise<void>

/**
 * `POST <path>/inquiry/messages`. `{ inquiry, as, by?, text, id? }` writes into an inquiry, `{ customer, text, team?, answers?, page?, id? }` begins one: 200
 * with `{ id, offset, inquiry }` once it is durable. Under the same `id` it takes effect once. `undefined`: no such address.
 */
export function messagesFetch(programs: BearerKeys<Program>, whenBegun: WhenBegun) {
  return async (request: Request, context: FeatureContext): Promise<Response | undefined> => {
    if (!new URL(request.url).pathname.endsWith('/inquiry/messages')) return undefined
    if (request.method !== 'POST') return wrongMethod('inquiry', 'POST')
    const program = admitted(request, programs, context)
    if (program instanceof Response) return program
    const body = await jsonBody(request, maxBodyBytes)
    if (body === 'too-large') return no(413, 'inquiry/too-large', `The body has at most ${maxBodyBytes} bytes.`)
    if (body === undefined) return no(400, 'bad-message', `The body is a JSON object: ${bodyLine}`)
    const { id } = body
    if (id !== undefined && !isRequestId(id)) return invalid('"id" is 1 to 64 visible ASCII characters.')
    if ('customer' in body === 'inquiry' in body)
      return invalid(`Either an "inquiry" that there is, or the "customer" of a new one: ${bodyLine}`)
    try {
      return await ('inquiry' in body ? say(body, program, context) : open(body, program, context, whenBegun))
    } catch (error) {
      if (error instanceof ChannelError) return refusal(error)
      throw error
    }
  }
}

const bodyLine = '{"inquiry":"…","as":"customer","text":"…"}, or {"customer":{"id":"ana","name":"Ana"},"text":"…"}'
const saidAs = ['customer', 'agent', 'bot', 'note'] as const

async function say(
  { id, inquiry, as, ...said }: JsonObject,
  program: Program,
  context: FeatureContext,
): Promise<Response> {
  const kind = saidAs.find((each) => each === as)
  if (kind === undefined) return invalid(`"as" is ${saidAs.join(', ')}.`)
  if (!program.may(kind)) return notForThisKey(kind)
  if (typeof inquiry !== 'string' || !/^[a-z0-9]{16,40}$/.test(inquiry))
    return invalid('"inquiry" is its id, 16 to 40 of a–z, 0–9.')
  const once = onceOf(program, id)
  const done = await context.command(systemActor, `inquiry/${inquiry}`, 'say', { ...said, as }, once)
  return json(200, { ...done, ...givenOf(id), inquiry })
}

async function open(
  { id, customer, ...asked }: JsonObject,
  program: Program,
  context: FeatureContext,
  whenBegun: WhenBegun,
): Promise<Response> {
  if (!program.may('open')) return notForThisKey('open')
  const { id: who, name, verified = false } = (customer ?? {}) as JsonObject
  if (typeof who !== 'string' || !isPersonId(who) || typeof name !== 'string' || typeof verified !== 'boolean')
    return invalid('"customer" is { id, name, verified? }, the id 1 to 150 characters.')
  const once = onceOf(program, id)
  const ids = idsFor(who, once.id)
  const input = { ...asked, name, verified, ...ids }
  const done = await context.command(systemActor, `inquiry-customer/${who}`, 'startFor', input, once)
  await whenBegun(who, ids.inquiry)
  return json(200, { ...done, ...givenOf(id), inquiry: ids.inquiry })
}

/** `id`: looked at before, like `givenOf`'s. */
function onceOf({ name }: Program, id: unknown): { readonly id?: string } {
  return id === undefined ? {} : { id: commandIdOf(name, id as string) }
}

/** It hears of it by the name that it gave. */
function givenOf(id: unknown): { readonly id?: string } {
  return id === undefined ? {} : { id: id as string }
}

function invalid(message: string): Response {
  return no(400, 'invalid-input', message)
}
