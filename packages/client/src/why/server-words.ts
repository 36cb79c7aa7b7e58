import type { StatusReason } from '../status.ts'

/** What a Parley server answers at `<path>/why`. */
export interface ServerWords {
  readonly reason: StatusReason
  /** Whether that is why it ended the attempt. Otherwise it let it in, has not decided, or never saw it. */
  readonly isVerdict: boolean
  /** It has never seen the attempt. */
  readonly isUnknown: boolean
}

/** No longer than a sentence or two, whatever comes. */
const mostCharacters = 1_000

/** `undefined`: this is no Parley server. */
export function serverWords(body: string): ServerWords | undefined {
  const { code, message, fix, docs } = recordOf(body)
  if (!isText(code) || !isText(message) || !/^[\w-]+(\/[\w-]+)?$/.test(code)) return undefined
  const reason = { code, message, ...(isText(fix) && { fix }), ...(isText(docs) && { docs }) }
  return { reason, isVerdict: !code.startsWith('why/'), isUnknown: code === 'why/unknown-attempt' }
}

function recordOf(body: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= mostCharacters
}
