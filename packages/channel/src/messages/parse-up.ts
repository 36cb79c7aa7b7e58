import { Code } from '../codes.ts'
import type { Position } from '../position.ts'
import { hasHalfCharacter, isName, isTooDeep, maxNesting, maxReadLimit } from './limits.ts'
import type { FindBy, UpMessage } from './up.ts'

export type Parsed =
  | { readonly ok: true; readonly message: UpMessage }
  | { readonly ok: false; readonly code: Code; readonly text: string }

/** Checks one text frame against PROTOCOL.md; never throws. What passes has exactly the fields its type promises. */
export function parseUp(text: string): Parsed {
  if (isTooDeep(text)) {
    return bad(`A message may be nested ${maxNesting} levels deep.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return bad('This is not JSON. Send one JSON object per text frame, e.g. {"type":"ping"}.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return bad('Send a JSON object with a field "type", e.g. {"type":"ping"}.')
  }
  const fields = value as Record<string, unknown>
  switch (fields.type) {
    case 'command':
      return parseCommand(fields)
    case 'ping':
      return ok({ type: 'ping' })
    case 'signal':
      return parseSignal(fields)
    case 'open':
      return parseOpen(fields)
    case 'close': {
      const { channel, view } = fields
      if (!isName(channel)) return badField('close', 'channel', 'a string of 1 to 200 characters')
      if (!isName(view)) return badField('close', 'view', 'a string of 1 to 200 characters')
      return ok({ type: 'close', channel, view })
    }
    case 'read':
      return parseRead(fields)
    case 'find':
      return parseFind(fields)
    case 'hello':
      return withSchema(parseHello(fields), fields.schema)
    case 'authenticate':
      if (!isToken(fields.token)) return badField('authenticate', 'token', tokenKind)
      return ok({ type: 'authenticate', token: fields.token })
    default:
      return typeof fields.type === 'string'
        ? { ok: false, code: Code.unknownType, text: `There is no message type ${quote(fields.type)}.` }
        : bad('The object needs a field "type", e.g. {"type":"ping"}.')
  }
}

function parseCommand(fields: Record<string, unknown>): Parsed {
  const { id, channel, name, input } = fields
  if (!isId(id)) return badField('command', 'id', '1 to 64 visible ASCII characters')
  if (!isName(channel)) return badField('command', 'channel', 'a string of 1 to 200 characters')
  if (!isName(name)) return badField('command', 'name', 'a string of 1 to 200 characters')
  return ok({ type: 'command', id, channel, name, input })
}

function parseSignal(fields: Record<string, unknown>): Parsed {
  const { channel, name, data } = fields
  if (!isName(channel)) return badField('signal', 'channel', 'a string of 1 to 200 characters')
  if (!isName(name)) return badField('signal', 'name', 'a string of 1 to 200 characters')
  return ok({ type: 'signal', channel, name, data })
}

function parseOpen(fields: Record<string, unknown>): Parsed {
  const { channel, view, position, version } = fields
  if (!isName(channel)) return badField('open', 'channel', 'a string of 1 to 200 characters')
  if (!isName(view)) return badField('open', 'view', 'a string of 1 to 200 characters')
  if (position !== undefined && !isPosition(position)) {
    return badField('open', 'position', '{ "epoch": string, "offset": whole number }')
  }
  if (version !== undefined && !isCount(version)) return badField('open', 'version', 'a whole number')
  return ok({
    type: 'open',
    channel,
    view,
    ...(position === undefined ? {} : { position: { epoch: position.epoch, offset: position.offset } }),
    ...(version === undefined ? {} : { version }),
  })
}

function parseRead(fields: Record<string, unknown>): Parsed {
  const { id, channel, view, before, limit } = fields
  if (!isId(id)) return badField('read', 'id', '1 to 64 visible ASCII characters')
  if (!isName(channel)) return badField('read', 'channel', 'a string of 1 to 200 characters')
  if (!isName(view)) return badField('read', 'view', 'a string of 1 to 200 characters')
  if (!isCount(before)) return badField('read', 'before', 'a whole number')
  if (!isCount(limit) || limit < 1 || limit > maxReadLimit) {
    return badField('read', 'limit', `a whole number from 1 to ${maxReadLimit}`)
  }
  return ok({ type: 'read', id, channel, view, before, limit })
}

function parseFind(fields: Record<string, unknown>): Parsed {
  const { id, channel, view, collection, by } = fields
  if (!isId(id)) return badField('find', 'id', '1 to 64 visible ASCII characters')
  if (!isName(channel)) return badField('find', 'channel', 'a string of 1 to 200 characters')
  if (!isName(view)) return badField('find', 'view', 'a string of 1 to 200 characters')
  if (!isName(collection)) return badField('find', 'collection', 'a string of 1 to 200 characters')
  if (!isFields(by)) return badField('find', 'by', '{ "id" } or { "search"?, "before"?, "limit" }')
  const asked = parseFindBy(by)
  return 'ok' in asked ? asked : ok({ type: 'find', id, channel, view, collection, by: asked })
}

function parseFindBy({ id, search, before, limit }: Record<string, unknown>): FindBy | Parsed {
  if (id !== undefined) return isName(id) ? { id } : badField('find', 'by.id', 'a string of 1 to 200 characters')
  if (!isCount(limit) || limit < 1 || limit > maxReadLimit) {
    return badField('find', 'by.limit', `a whole number from 1 to ${maxReadLimit}`)
  }
  if (search !== undefined && !isName(search)) return badField('find', 'by.search', 'a string of 1 to 200 characters')
  if (before !== undefined && !isPlace(before))
    return badField('find', 'by.before', '{ "order": whole number, "id": string }')
  return {
    ...(search === undefined ? {} : { search }),
    ...(before === undefined ? {} : { before: { order: before.order, id: before.id } }),
    limit,
  }
}

/** A `hello` with the versions it names; one channel more than anybody has is a mistake. */
function withSchema(hello: Parsed, schema: unknown): Parsed {
  if (!hello.ok || hello.message.type !== 'hello' || schema === undefined) return hello
  const entries = typeof schema === 'object' && schema !== null ? Object.entries(schema) : []
  if (
    !isFields(schema) ||
    entries.length > 1000 ||
    !entries.every(([name, version]) => isName(name) && isCount(version))
  ) {
    return badField('hello', 'schema', 'an object of whole numbers by the names of channels')
  }
  return ok({ ...hello.message, schema: Object.fromEntries(entries) as Record<string, number> })
}

function parseHello(fields: Record<string, unknown>): Parsed {
  const { protocol, guest, token } = fields
  if (!isCount(protocol)) return badField('hello', 'protocol', 'a whole number')
  if (token !== undefined && !isToken(token)) return badField('hello', 'token', tokenKind)
  const hello = token === undefined ? { type: 'hello' as const, protocol } : { type: 'hello' as const, protocol, token }
  if (guest === undefined) return ok(hello)
  const { key, name } = (typeof guest === 'object' && guest !== null ? guest : {}) as Record<string, unknown>
  if (typeof key !== 'string' || key.length < 16 || key.length > 128 || hasHalfCharacter(key)) {
    return badField('hello', 'guest.key', 'a secret string of 16 to 128 characters')
  }
  if (name === undefined) return ok({ ...hello, guest: { key } })
  if (typeof name !== 'string' || name.trim() === '' || name.length > 40 || hasHalfCharacter(name)) {
    return badField('hello', 'guest.name', 'a string of 1 to 40 characters')
  }
  return ok({ ...hello, guest: { key, name: name.trim() } })
}

export const maxTokenLength = 16_384
const tokenKind = `a string of 1 to ${maxTokenLength} characters`

function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxTokenLength
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,64}$/.test(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isPosition(value: unknown): value is Position {
  if (typeof value !== 'object' || value === null) return false
  const { epoch, offset } = value as Record<string, unknown>
  return typeof epoch === 'string' && epoch.length <= 64 && isCount(offset)
}

function isPlace(value: unknown): value is { readonly order: number; readonly id: string } {
  return isFields(value) && Number.isSafeInteger(value.order) && isName(value.id)
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ok(message: UpMessage): Parsed {
  return { ok: true, message }
}

function bad(text: string): Parsed {
  return { ok: false, code: Code.badMessage, text }
}

function badField(type: UpMessage['type'], field: string, expected: string): Parsed {
  return bad(`In a "${type}" message, "${field}" must be ${expected}.`)
}

/** A peer's text inside our sentence, kept short. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
