import { type Refusal, refuse } from '@parley/channel'
import { type Notice, NotificationsCode } from '../contract/index.ts'
import type { InboxConfig } from '../options.ts'
import { isLink } from './link.ts'

/** What is wrong with a notice besides its shape, with the field; `undefined`: nothing. */
export function faultInNotice(
  notice: Notice,
  { categories }: Pick<InboxConfig, 'categories'>,
  now: number,
): Refusal | undefined {
  const { category, link, actions = [], expiresAt } = notice
  if (categories.get(category) === undefined) return unknownCategory({ categories }, category)
  const links = [['link', link], ...actions.map((action, at) => [`actions.${at}.link`, action.link])] as const
  for (const [field, value] of links) {
    if (value === undefined || isLink(value)) continue
    const what = `"${field}" is a path that begins with one "/", or an address of http or https`
    return refuse(NotificationsCode.badLink, `${what}, not ${JSON.stringify(value.slice(0, 100))}.`)
  }
  return expiresAt !== undefined && expiresAt <= now
    ? refuse(NotificationsCode.badTime, '"expiresAt" is over.')
    : undefined
}

export function unknownCategory({ categories }: Pick<InboxConfig, 'categories'>, category: string): Refusal {
  const known = categories.names.length === 0 ? 'there are none' : `there are ${categories.names.join(', ')}`
  return refuse(NotificationsCode.unknownCategory, `"category" is ${JSON.stringify(category)}; ${known}.`)
}
