import { announcedBy, announcementTaker, defaultHostLimits, type Feature, UsageError } from '@parley/channel'
import type { DeflateOptions } from '@parley/socket'
import { checkWho } from './check-who.ts'
import { parseRange } from './handshake/address.ts'
import { unixPeer } from './handshake/forwarded.ts'
import { isHostName } from './handshake/host.ts'
import { nearest } from './nearest.ts'
import { type AttachOptions, defaults, optionNames } from './options.ts'

/** The longest time a timer of Node can take; beyond, it would fire at once. */
const maxMs = 2_147_483_647

/** Limits for which none at all is a sensible answer: always the whole state, only the count of those present, no grace. */
const mayBeNone: ReadonlySet<string> = new Set<keyof typeof defaultHostLimits>([
  'maxReplay',
  'maxPresenceNames',
  'presenceGraceMs',
])

/**
 * Throws `UsageError` for options that cannot work, at the call and with the line to write. `more` are the names of options
 * that the caller has besides ours.
 */
export function checkOptions(options: unknown, more: readonly string[] = []): asserts options is AttachOptions {
  if (typeof options !== 'object' || options === null) throw nothingToOffer()
  // As a caller without types may have filled it.
  const given = options as Given
  checkNames('option', given, [...optionNames, ...more])
  checkPath(given)
  checkOffer(given)
  checkFunctions(given)
  checkOrigins(given.origins)
  checkHosts(given.hosts)
  checkProxies(given.trustedProxies)
  checkStrings('protocols', given.protocols)
  checkBooleans(given)
  checkDeflate(given.deflate)
  checkWho(given)
  checkNumbers(given, defaults, '')
  // Its default is another option.
  checkNumber('maxFrameBytes', given.maxFrameBytes, 1, Number.MAX_SAFE_INTEGER)
  checkLimits(given.limits)
}

type Given = { readonly [Name in keyof AttachOptions]: unknown }

function checkPath({ path, features, channels }: Given): void {
  if (path === undefined) return
  if (path === '*') {
    if (!channels && (!Array.isArray(features) || features.length === 0)) return
    throw new UsageError(
      'ERR_ATTACH_PATH',
      '"features" need a path of their own, where their browser files are: attach(server, { path: "/parley", features: [chat()] }). "*" is for "onSocket".',
    )
  }
  if (typeof path === 'string' && isPath(path)) return
  throw new UsageError(
    'ERR_ATTACH_PATH',
    `"path" starts with "/" and does not end with one, like "/parley", or is "*"; this one is ${JSON.stringify(path)}.`,
  )
}

/** Whether it can be the path of an attachment, which begins with "/" and does not end with one. */
export function isPath(path: string): boolean {
  return /^\/[^?#\s]*[^/?#\s]$/.test(path)
}

function checkOffer({ features, channels, onSocket, store }: Given): void {
  if (features !== undefined) checkFeatures(features)
  const hasFeatures = channels ? true : Array.isArray(features) && features.length > 0
  if (onSocket !== undefined && typeof onSocket !== 'function') {
    throw wrong('"onSocket" is a function: attach(server, { onSocket(socket) { … } }).')
  }
  if (onSocket !== undefined && hasFeatures) {
    throw wrong(
      '"features" and "onSocket" need a path each: attach(server, { features: [chat()] }) and attach(server, { path: "/socket", onSocket }).',
    )
  }
  if (onSocket === undefined && !hasFeatures) throw nothingToOffer()
  if (hasFeatures && (typeof store !== 'object' || store === null)) {
    throw wrong(
      `"${channels ? 'channels' : 'features'}" need a "store". The package "parley" brings one: import { attach } from "parley".`,
    )
  }
}

function checkFeatures(features: unknown): void {
  if (!Array.isArray(features)) throw wrong('"features" is a list: attach(server, { features: [chat()] }).')
  for (const feature of features as unknown[]) {
    if (typeof feature === 'function') {
      const name = feature.name || 'chat'
      throw wrong(`A feature in "features" is a function that was not called. Write: features: [${name}()].`)
    }
    const { name, channels, fetch, api, start } = (feature ?? {}) as { readonly [Name in keyof Feature]?: unknown }
    if (typeof name !== 'string' || !Array.isArray(channels)) {
      throw wrong('"features" holds something that is no feature. Write: features: [chat()].')
    }
    for (const [what, run] of Object.entries({ api, start })) {
      if (run === undefined || typeof run === 'function') continue
      throw wrong(`"${what}" of the feature "${name}" is a function: ${what}: (server) => ({ … }).`)
    }
    if (fetch === undefined) continue
    if (typeof fetch !== 'function' || !/^[a-z0-9_-]{1,64}$/.test(name)) {
      const needs = 'has a name of 1 to 64 of a–z, 0–9, "-" and "_", and a function "fetch(request, context)"'
      throw wrong(`A feature that answers over HTTP ${needs}; this one is called ${JSON.stringify(name)}.`)
    }
  }
  announcementTaker(features as Feature[])
  announcedBy(features as Feature[])
}

function checkFunctions({ authenticate, log, inspector }: Given): void {
  if (authenticate !== undefined && typeof authenticate !== 'function') {
    throw wrong('"authenticate" is a function: attach(server, { authenticate(request) { return { id, name } } }).')
  }
  if (
    inspector !== undefined &&
    inspector !== false &&
    typeof (inspector as { serve?: unknown } | null)?.serve !== 'function'
  ) {
    throw wrong(
      '"inspector" is false, or what inspector() of "@parley/inspector" returns: attach(server, { inspector: inspector() }).',
    )
  }
  if (log === undefined) return
  const { info, warn, error } = (log ?? {}) as Record<string, unknown>
  if (typeof info !== 'function' || typeof warn !== 'function' || typeof error !== 'function') {
    throw wrong('"log" has the methods info, warn and error, like console or pino(): attach(server, { log: console }).')
  }
}

function checkOrigins(origins: unknown): void {
  checkStrings('origins', origins)
  for (const origin of (origins ?? []) as string[]) {
    if (isOrigin(origin)) continue
    throw new UsageError(
      'ERR_ATTACH_ORIGIN',
      `"origins" are exact, scheme and host, without a path: "https://app.example". This one is ${JSON.stringify(origin)}.`,
    )
  }
}

function checkHosts(hosts: unknown): void {
  checkStrings('hosts', hosts)
  for (const host of (hosts ?? []) as string[]) {
    if (isHostName(host)) continue
    throw new UsageError(
      'ERR_ATTACH_HOST',
      `"hosts" are names, with or without a port: attach(server, { hosts: ["app.example"] }). This one is ${JSON.stringify(host)}.`,
    )
  }
}

function checkProxies(proxies: unknown): void {
  const line = 'attach(server, { trustedProxies: ["127.0.0.1", "10.0.0.0/8"] })'
  if (proxies === true) throw wrong(`"trustedProxies" says which proxies, as nobody else is to be believed: ${line}.`)
  checkStrings('trustedProxies', proxies)
  for (const proxy of (proxies ?? []) as string[]) {
    if (proxy === unixPeer || parseRange(proxy) !== undefined) continue
    throw new UsageError(
      'ERR_ATTACH_PROXY',
      `"trustedProxies" are addresses and ranges, or "unix": ${line}. This one is ${JSON.stringify(proxy)}.`,
    )
  }
}

function checkStrings(name: string, list: unknown): void {
  if (list === undefined) return
  if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return
  throw wrong(`"${name}" is a list of strings, like ["…"].`)
}

/** A name with a slip of the pen would be a limit, or a guard, that is silently not there. */
function checkNames(what: string, given: object, names: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue
    if (name === 'data')
      throw wrong('The option "data" is that of the package "parley": import { attach } from "parley".')
    const meant = nearest(name, names)
    const hint = meant === undefined ? `There are: ${[...names].sort().join(', ')}.` : `Did you mean "${meant}"?`
    throw wrong(`There is no ${what} "${name}". ${hint}`)
  }
}

function checkBooleans(given: Given): void {
  for (const name of ['guests', 'drainOnSigterm', 'diagnosis'] as const) {
    const value = given[name]
    if (value === undefined || typeof value === 'boolean') continue
    throw wrong(`"${name}" is true or false; this one is ${JSON.stringify(value)}.`)
  }
}

const deflateNames = ['threshold', 'level', 'windowBits', 'contextTakeover'] satisfies (keyof DeflateOptions)[]

function checkDeflate(deflate: unknown): void {
  if (deflate === undefined || typeof deflate === 'boolean') return
  if (typeof deflate !== 'object' || deflate === null) {
    throw wrong('"deflate" is true, or an object: attach(server, { deflate: { threshold: 1024 } }).')
  }
  checkNames('deflate option', deflate, deflateNames)
  const { threshold, level, windowBits, contextTakeover } = deflate as {
    readonly [Name in keyof DeflateOptions]: unknown
  }
  checkNumber('deflate.threshold', threshold, 1, Number.MAX_SAFE_INTEGER)
  checkNumber('deflate.level', level, 1, 9)
  checkNumber('deflate.windowBits', windowBits, 9, 15)
  if (contextTakeover === undefined || typeof contextTakeover === 'boolean') return
  throw wrong(`"deflate.contextTakeover" is true or false; this one is ${JSON.stringify(contextTakeover)}.`)
}

function checkLimits(limits: unknown): void {
  if (limits === undefined) return
  if (typeof limits !== 'object' || limits === null) {
    throw wrong('"limits" is an object: attach(server, { limits: { maxViews: 10 } }).')
  }
  checkNames('limit', limits, Object.keys(defaultHostLimits))
  checkNumbers(limits, defaultHostLimits, 'limits.')
}

/** What has a number as its default is a whole number. */
function checkNumbers(given: object, byDefault: object, prefix: string): void {
  for (const [name, normal] of Object.entries(byDefault)) {
    const value: unknown = given[name as keyof typeof given]
    if (typeof normal !== 'number') continue
    const least = mayBeNone.has(name) ? 0 : 1
    const most = name.endsWith('Ms') ? maxMs : Number.MAX_SAFE_INTEGER
    checkNumber(`${prefix}${name}`, value, least, most)
  }
}

function checkNumber(name: string, value: unknown, least: number, most: number): void {
  if (value === undefined) return
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return
  throw wrong(`"${name}" is a whole number from ${least} to ${most}; this one is ${String(value)}.`)
}

function isOrigin(origin: string): boolean {
  try {
    return new URL(origin).origin === origin
  } catch {
    return false
  }
}

function nothingToOffer(): UsageError {
  return wrong(
    'Say what to offer: attach(server, { features: [chat()] }), or attach(server, { onSocket(socket) { … } }) for plain WebSockets.',
  )
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_ATTACH_OPTIONS', message)
}
