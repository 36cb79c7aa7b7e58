// What the person wants to hear of, by which way, and when.
import { refuse } from '@parley/channel'
import { inboxWay, NotificationsCode } from '../../contract/index.ts'
import type { InboxConfig } from '../../options.ts'
import { unknownCategory } from '../check-notice.ts'
import type { Logged, Rule } from '../decide.ts'
import type { InboxInputs } from '../inputs.ts'
import { isAllowedHost } from '../push-hosts.ts'
import { isEndless, isTimeZone } from '../quiet-hours.ts'
import { deviceId, faultIn } from '../subscriptions.ts'

export const begin: Rule<InboxInputs['begin']> = ({ state: { inbox }, input: { zone, language } }) => {
  if (zone !== undefined && !isTimeZone(zone)) return badZone('zone', zone)
  const { preferences, began } = inbox
  const isNews = {
    ...(zone === undefined || preferences.zone !== undefined ? {} : { zone }),
    ...(language === undefined || preferences.language !== undefined ? {} : { language }),
  }
  return began && Object.keys(isNews).length === 0 ? [] : [{ type: 'began', data: isNews }]
}

export const setPreference: Rule<InboxInputs['setPreference']> = ({ state, input, config }) => {
  const { category, way, on } = input
  const rule = config.categories.get(category)
  if (rule === undefined) return unknownCategory(config, category)
  if (!isWay(config, way)) return unknownWay(config, way)
  if (!Object.hasOwn(rule.ways, way))
    return refuse(NotificationsCode.unknownWay, `What is of "${category}" never goes the "way" "${way}".`)
  if (rule.required && on === false) return refuse(NotificationsCode.required, `"${category}" cannot be switched off.`)
  const known = state.inbox.preferences.categories[category]?.[way] ?? null
  return known === on ? [] : [{ type: 'preferred', data: { category, way, on } }]
}

export const setWay: Rule<InboxInputs['setWay']> = ({ state: { inbox }, input: { way, on }, config }) => {
  if (!isWay(config, way)) return unknownWay(config, way)
  return (inbox.preferences.ways[way] ?? true) === on ? [] : [{ type: 'waySet', data: { way, on } }]
}

export const setAll: Rule<InboxInputs['setAll']> = ({ state: { inbox }, input: { on } }) =>
  inbox.preferences.on === on ? [] : [{ type: 'allSet', data: { on } }]

export const setQuiet: Rule<InboxInputs['setQuiet']> = ({ state: { inbox }, input: { quiet } }) => {
  if (quiet !== null && !isTimeZone(quiet.zone)) return badZone('quiet.zone', quiet.zone)
  if (quiet !== null && isEndless(quiet))
    return refuse(
      NotificationsCode.badTime,
      'Quiet hours of the whole of every day never end; switch the ways off instead.',
    )
  return JSON.stringify(inbox.preferences.quiet ?? null) === JSON.stringify(quiet)
    ? []
    : [{ type: 'quietSet', data: { quiet } }]
}

export const setLanguage: Rule<InboxInputs['setLanguage']> = ({ state: { inbox }, input: { language } }) =>
  inbox.preferences.language === language ? [] : [{ type: 'languageSet', data: { language } }]

export const subscribePush: Rule<InboxInputs['subscribePush']> = ({ state, input, context, config }) => {
  const { device: name, subscription } = input
  const fault = faultIn(subscription, context.now, config.allowPrivateEndpoints)
  if (fault !== undefined) return refuse(NotificationsCode.badSubscription, fault)
  const host = new URL(subscription.endpoint).hostname
  const toDevices = [...config.ways.values()].filter((way) => way.toDevices === true)
  if (toDevices.length > 0 && !toDevices.some(({ hosts }) => isAllowedHost(host, hosts)))
    return refuse(
      NotificationsCode.badHost,
      `"subscription.endpoint" is at ${host}, which is no push service of this app.`,
    )
  const id = deviceId(subscription.endpoint)
  const { devices } = state.inbox
  const known = state.own.subscriptions[id]
  if (devices[id]?.name === name && JSON.stringify(known) === JSON.stringify(subscription)) return []
  const others = Object.values(devices).filter((each) => each.id !== id)
  const tooMany = others
    .sort((one, other) => one.at - other.at)
    .slice(0, Math.max(0, others.length + 1 - config.limits.maxDevices))
  const replaced = tooMany.map(({ id: old }): Logged => ({ type: 'deviceRemoved', data: { id: old, how: 'replaced' } }))
  return [...replaced, { type: 'deviceAdded', data: { id, name, subscription } }]
}

export const unsubscribePush: Rule<InboxInputs['unsubscribePush']> = ({ state: { inbox }, input: { id } }) =>
  Object.hasOwn(inbox.devices, id) ? [{ type: 'deviceRemoved', data: { id, how: 'removed' } }] : []

/** Unless it came back to this person since. */
export const deviceTaken: Rule<InboxInputs['deviceTaken']> = ({ state: { inbox }, input: { id, at } }) =>
  Object.hasOwn(inbox.devices, id) && inbox.devices[id]!.at <= at
    ? [{ type: 'deviceRemoved', data: { id, how: 'taken' } }]
    : []

export const learnPushKey: Rule<InboxInputs['learnPushKey']> = ({ state: { inbox }, input: { pushKey } }) =>
  inbox.pushKey === pushKey ? [] : [{ type: 'pushKeySet', data: { pushKey } }]

function isWay({ ways }: InboxConfig, way: string): boolean {
  return way === inboxWay || ways.has(way)
}

function unknownWay({ ways }: InboxConfig, way: string) {
  const known = [inboxWay, ...ways.keys()].join(', ')
  return refuse(NotificationsCode.unknownWay, `"way" is ${JSON.stringify(way)}; there are ${known}.`)
}

function badZone(field: string, zone: string) {
  return refuse(
    NotificationsCode.badZone,
    `"${field}" is no IANA time zone such as "Asia/Seoul": ${JSON.stringify(zone)}.`,
  )
}
