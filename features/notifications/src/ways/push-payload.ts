import { createHash } from 'node:crypto'
import type { Delivery } from '../contract/index.ts'
import type { PushPayload } from '../push/payload.ts'

/**
 * Of one notification the newest push waits at a push service, and is shown by a browser; those before it are out of date. It says whose it is to nobody,
 * and two people who share a browser have different ones. At most 32 characters (RFC 8030 §5.4).
 */
export function topicOf({ user, n }: Pick<Delivery, 'user' | 'n'>): string {
  return createHash('sha256').update(`${user}/${n}`).digest('base64url').slice(0, 32)
}

/** What a push may hold: RFC 8030 lets a push service refuse more than 4 096 bytes, of which encryption takes 103. */
const maxPayloadBytes = 3_993

/** What the service worker shows, as JSON. A body that is too long is cut; private is nothing in it but that there is something. */
export function pushPayload(delivery: Delivery): string {
  const { title, body, link, language, at } = delivery
  const json = (text: string | undefined) => {
    const payload: { readonly [Field in keyof PushPayload]: PushPayload[Field] | undefined } = {
      ...{ title, body: text, link, tag: topicOf(delivery), language, at },
    }
    return JSON.stringify(payload)
  }
  let text = body
  while (text !== undefined && Buffer.byteLength(json(text)) > maxPayloadBytes) {
    const tooMany = Buffer.byteLength(json(text)) - maxPayloadBytes
    // A character is at most 6 bytes in JSON; the sign for what is left out takes 3.
    text = shortened(text, Math.ceil((tooMany + 3) / 6))
  }
  return json(text)
}

/** Without its last characters, and at least one; `undefined`: nothing is left. */
function shortened(text: string, less: number): string | undefined {
  const kept = Array.from(text.endsWith('…') ? text.slice(0, -1) : text)
  const left = kept.slice(0, Math.max(0, kept.length - Math.max(1, less)))
  return left.length === 0 ? undefined : `${left.join('')}…`
}
