import { type Content, type Delivery, filledIn, type PushSubscriptionKeys, textIn } from '../contract/index.ts'
import type { WayRule } from '../options.ts'

export interface About {
  readonly user: string
  readonly way: string
  readonly rule: WayRule | undefined
  readonly language: string
  readonly at: number
  readonly offset: number
  readonly expiresAt?: number
  readonly device?: { readonly id: string; readonly subscription: PushSubscriptionKeys }
}

/** What is to be sent of a notification: in the person's language, and nothing private by a way that does not tell it. */
export function deliveryOf(content: Content, about: About): Delivery {
  const { n, last, category, link, key, count } = content
  const { user, way, rule, language, at, offset, expiresAt, device } = about
  const tells = content.private !== true || rule?.tellsPrivate === true
  return {
    id: `${user}/${n}.${last}/${way}${device === undefined ? '' : `/${device.id}`}`,
    ...{ user, n, way, category, language },
    ...(tells ? told(content, language) : { private: true }),
    ...(link === undefined ? {} : { link }),
    count,
    ...(key === undefined || !tells ? {} : { key }),
    ...(device === undefined ? {} : { device }),
    ...{ at, offset },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}

function told(content: Content, language: string): Partial<Delivery> {
  const { title, body, actors, lines, data } = content
  return {
    title: filledIn(title, language, content),
    ...(body === undefined ? {} : { body: textIn(body, language) }),
    actors,
    ...(lines === undefined ? {} : { lines }),
    ...(data === undefined ? {} : { data }),
    ...(content.private === true ? { private: true } : {}),
  }
}
