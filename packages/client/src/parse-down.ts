import type { DownMessage } from '@parley/channel/client'

/** `value` is `undefined` for a `type` that this version does not know, which is ignored (PROTOCOL.md). */
export type ParsedDown =
  | { readonly ok: true; readonly value: DownMessage | undefined }
  | { readonly ok: false; readonly error: string }

type Fields = { readonly [name: string]: unknown }
type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isFlag: Check = (value) => typeof value === 'boolean'
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isNumber: Check = (value) => typeof value === 'number'
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isPerson: Check = (value) => isFields(value) && isText(value.id) && isText(value.name)
const isUser: Check = (value) => isFields(value) && isPerson(value) && isFlag(value.guest)
const isPosition: Check = (value) => isFields(value) && isText(value.epoch) && isCount(value.offset)
const isEvent: Check = (value) =>
  isFields(value) &&
  isCount(value.offset) &&
  isText(value.type) &&
  isNumber(value.at) &&
  (value.after === undefined || isCount(value.after))
const isPlace: Check = (value) => isFields(value) && Number.isSafeInteger(value.order) && isText(value.id)
const isDocument: Check = (value) => isFields(value) && isPlace(value) && Object.hasOwn(value, 'body')
const isIssue: Check = (value) => isFields(value) && isText(value.path) && isText(value.message)
const isList =
  (isEntry: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(isEntry)
const isMaybe =
  (isValue: Check): Check =>
  (value) =>
    value === undefined || isValue(value)

const reason = { code: isText, message: isText }
const view = { channel: isText, view: isText }

/** What each message must have. Fields that are not listed are passed on as they are. */
const shapes: { readonly [Type in DownMessage['type']]: { readonly [field: string]: Check } } = {
  welcome: {
    protocol: isNumber,
    user: isUser,
    heartbeatMs: isNumber,
    maxMessageBytes: isNumber,
    expiresAt: isMaybe(isNumber),
  },
  opened: { ...view, position: isPosition, after: isMaybe(isCount), events: isMaybe(isList(isEvent)) },
  events: { ...view, after: isCount, offset: isCount, events: isList(isEvent) },
  closed: { ...view, code: isMaybe(isText), message: isMaybe(isText) },
  done: { id: isText, offset: isCount },
  refused: {
    ...reason,
    retryable: isFlag,
    id: isMaybe(isText),
    channel: isMaybe(isText),
    view: isMaybe(isText),
    issues: isMaybe(isList(isIssue)),
    retryAfterMs: isMaybe(isNumber),
  },
  found: { id: isText, documents: isList(isDocument), more: isFlag, next: isMaybe(isPlace) },
  page: { id: isText, events: isList(isEvent), more: isFlag },
  signal: { channel: isText, name: isText, from: isPerson },
  presence: { ...view, count: isCount, people: isList(isPerson) },
  pong: {},
  goodbye: { ...reason, reconnectAfterMs: isNumber },
  error: reason,
}

/** Reads one frame from a server. Whatever it holds, nothing is thrown; what is `ok` has the fields its type promises. */
export function parseDown(text: string): ParsedDown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, error: 'not JSON' }
  }
  if (!isFields(value) || typeof value.type !== 'string') return { ok: false, error: 'not an object with a type' }
  if (!Object.hasOwn(shapes, value.type)) return { ok: true, value: undefined }
  for (const [field, isRight] of Object.entries(shapes[value.type as DownMessage['type']])) {
    if (!isRight(value[field])) return { ok: false, error: `${value.type}: ${field} is missing or of the wrong kind` }
  }
  const message = value as unknown as DownMessage
  const error = faultOf(message)
  return error === undefined ? { ok: true, value: message } : { ok: false, error: `${message.type}: ${error}` }
}

/** What the fields say together. */
function faultOf(message: DownMessage): string | undefined {
  if (message.type === 'events') return outside(message.events, message.after, message.offset)
  if (message.type !== 'opened') return undefined
  const { after, events, position } = message
  if (events !== undefined) {
    return after === undefined ? 'events without after' : outside(events, after, position.offset)
  }
  return Object.hasOwn(message, 'state') ? undefined : 'neither state nor events'
}

function outside(events: readonly { readonly offset: number }[], after: number, offset: number): string | undefined {
  const isInside = events.every((event) => event.offset > after && event.offset <= offset)
  return isInside ? undefined : 'an event lies outside after … offset'
}
