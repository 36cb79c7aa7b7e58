import { Code } from '../codes.ts'
import type { Position } from '../position.ts'
import type { UpMessage } from './up.ts'

export type Parsed =
  | { readonly ok: true; readonly message: UpMessage }
  | { readonly ok: false; readonly code: Code; readonly text: string }

export const maxReadLimit = 200

/** Deeper values could not be written as JSON again without running out of stack. */
export const maxNesting = 200

/** Checks one text frame against PROTOCOL.md; never throws. What passes has exactly the fields its type promises. */
export function parseUp(text: string): Parsed {
  // Every level takes two characters, so short messages need no look.
  if (text.length > 2 * maxNesting && nestingOf(text) > maxNesting) {
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
    case 'hello':
      return parseHello(fields)
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
  const { channel, view, position } = fields
  if (!isName(channel)) return badField('open', 'channel', 'a string of 1 to 200 characters')
  if (!isName(view)) return badField('open', 'view', 'a string of 1 to 200 characters')
  if (position === undefined) return ok({ type: 'open', channel, view })
  if (!isPosition(position)) return badField('open', 'position', '{ "epoch": string, "offset": whole number }')
  return ok({ type: 'open', channel, view, position: { epoch: position.epoch, offset: position.offset } })
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

function parseHello(fields: Record<string, unknown>): Parsed {
  const { protocol, guest } = fields
  if (!isCount(protocol)) return badField('hello', 'protocol', 'a whole number')
  if (guest === undefined) return ok({ type: 'hello', protocol })
  const { key, name } = (typeof guest === 'object' && guest !== null ? guest : {}) as Record<string, unknown>
  if (typeof key !== 'string' || key.length < 16 || key.length > 128 || hasHalfCharacter(key)) {
    return badField('hello', 'guest.key', 'a secret string of 16 to 128 characters')
  }
  if (name === undefined) return ok({ type: 'hello', protocol, guest: { key } })
  if (typeof name !== 'string' || name.trim() === '' || name.length > 40 || hasHalfCharacter(name)) {
    return badField('hello', 'guest.name', 'a string of 1 to 40 characters')
  }
  return ok({ type: 'hello', protocol, guest: { key, name: name.trim() } })
}

/** How deep the objects and lists of a JSON text are nested; what stands in strings does not count. */
function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isInString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isInString) {
      if (code === backslash) i++
      else if (code === quoteMark) isInString = false
    } else if (code === quoteMark) {
      isInString = true
    } else if (code === openBrace || code === openBracket) {
      depth++
      if (depth > deepest) deepest = depth
    } else if (code === closeBrace || code === closeBracket) {
      depth--
    }
  }
  return deepest
}

const quoteMark = 0x22
const backslash = 0x5c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200 && !hasHalfCharacter(value)
}

/** A lone surrogate: once it has been through UTF-8 it is another text. */
function hasHalfCharacter(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text)
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
