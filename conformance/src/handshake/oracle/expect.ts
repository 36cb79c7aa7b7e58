import { acceptOf } from '../../wire/index.ts'
import { site } from '../site.ts'
import { type Extension, isServable, readExtensions } from './extensions.ts'
import { isHost, isKnownHost } from './host.ts'
import { elementsOf, isToken, type RequestText, readRequest } from './http.ts'
import { mayConnect } from './origin.ts'

/** Which rule a request breaks. */
export type Rule =
  | 'syntax'
  | 'method'
  | 'version of HTTP'
  | 'path'
  | 'host'
  | 'upgrade'
  | 'connection'
  | 'key'
  | 'version'
  | 'subprotocol'
  | 'extension'
  | 'origin'
  | 'body'
  | 'count'

export interface Fault {
  readonly rule: Rule
  readonly why: string
  /** Any of these is a right answer. */
  readonly statuses: readonly number[]
}

export interface Opened {
  readonly accept: string
  readonly protocol: string | undefined
  /** The offer that must be taken up. */
  readonly offer: Extension | undefined
}

/** What must come of a request. Where several rules are broken, the answer to any of them is right. */
export interface Expectation {
  readonly statuses: ReadonlySet<number>
  /** Empty for a good request. */
  readonly faults: readonly Fault[]
  /** Of a good request. */
  readonly opened: Opened | undefined
  /** The parser below the server may be first to refuse: its answer is bare. */
  readonly parserMayAnswer: boolean
  /** The connection may end without an answer. */
  readonly mayBeSilent: boolean
  /** No WebSocket was asked for: what follows the request is the next request. */
  readonly isOrdinary: boolean
}

type Values = (name: string) => readonly string[]

/** Judges by RFC 6455 §4.2, RFC 7692 §7.1, RFC 9110 and 9112, and by what `site` says; knows nothing of the code under test. */
export function expectationOf(head: string): Expectation {
  const reading = readRequest(head)
  if (!reading.wellFormed) {
    const { statuses, why } = reading
    const faults = [{ rule: 'syntax', why, statuses } as const]
    return {
      statuses: new Set(statuses),
      faults,
      opened: undefined,
      parserMayAnswer: true,
      mayBeSilent: false,
      isOrdinary: false,
    }
  }
  const { request } = reading
  const values: Values = (name) => request.headers.filter(([one]) => one === name).map(([, value]) => value)
  const isOrdinary = !asksToUpgrade(values)
  const offers = readExtensions(values('sec-websocket-extensions'))
  const faults = [
    ...lineFaults(request, isOrdinary),
    ...hostFaults(values('host')),
    ...upgradeFaults(values),
    ...keyFaults(values('sec-websocket-key')),
    ...versionFaults(values('sec-websocket-version')),
    ...protocolFaults(values('sec-websocket-protocol')),
    ...(typeof offers === 'string' ? [{ rule: 'extension', why: offers, statuses: [400] } as const] : []),
    ...originFaults(values('origin'), values('host')[0] ?? ''),
    ...bodyFaults(values),
    ...(request.headers.length > site.maxHeaders
      ? [{ rule: 'count', why: 'too many headers', statuses: [431] } as const]
      : []),
  ]
  const opened: Opened = {
    accept: acceptOf(values('sec-websocket-key')[0] ?? ''),
    protocol: elementsOf(values('sec-websocket-protocol')).find((one) =>
      (site.speaks as readonly string[]).includes(one),
    ),
    offer: typeof offers === 'string' ? undefined : offers.find(isServable),
  }
  const isGood = faults.length === 0
  return {
    statuses: new Set(isGood ? [101] : faults.flatMap(({ statuses }) => statuses)),
    faults,
    opened: isGood ? opened : undefined,
    // Node itself asks ordinary requests for their Host, and knows how a body's end is told.
    parserMayAnswer: (isOrdinary && values('host').length === 0) || values('transfer-encoding').length > 0,
    // And it ends what asks for a tunnel.
    mayBeSilent: request.method === 'CONNECT',
    isOrdinary,
  }
}

/** RFC 9110 §7.8: Upgrade counts only if Connection names it. What offers another protocol is a request like any other. */
function asksToUpgrade(values: Values): boolean {
  const isNamed = elementsOf(values('connection')).some((one) => one.toLowerCase() === 'upgrade')
  const isOurs = values('upgrade').some((one) => /websocket/i.test(one)) || values('sec-websocket-key').length > 0
  return isNamed && values('upgrade').some((one) => one !== '') && isOurs
}

function lineFaults({ method, version, target }: RequestText, isOrdinary: boolean): Fault[] {
  const faults: Fault[] = []
  // To somebody who asks for no WebSocket with another method, 426 says more.
  if (method !== 'GET') faults.push({ rule: 'method', why: method, statuses: isOrdinary ? [405, 426] : [405] })
  if (version !== '1.1') faults.push({ rule: 'version of HTTP', why: `HTTP/${version}`, statuses: [400, 505] })
  const path = target.split(/[?#]/)[0] ?? ''
  // An ordinary request for another path is the app's.
  if (path !== site.path) faults.push({ rule: 'path', why: path.slice(0, 40), statuses: isOrdinary ? [200] : [404] })
  return faults
}

function hostFaults(hosts: readonly string[]): Fault[] {
  if (hosts.length !== 1) return [{ rule: 'host', why: `${hosts.length} Hosts`, statuses: [400] }]
  const [host = ''] = hosts
  if (!isHost(host)) return [{ rule: 'host', why: `${JSON.stringify(host)} is no host`, statuses: [400] }]
  return isKnownHost(host) ? [] : [{ rule: 'host', why: `${host} is not this server`, statuses: [403] }]
}

function upgradeFaults(values: Values): Fault[] {
  const has = (name: string, word: string) =>
    elementsOf(values(name)).some((one) => isToken(one) && one.toLowerCase() === word)
  const faults: Fault[] = []
  if (!has('upgrade', 'websocket')) faults.push({ rule: 'upgrade', why: 'no websocket in Upgrade', statuses: [426] })
  if (!has('connection', 'upgrade'))
    faults.push({ rule: 'connection', why: 'no upgrade in Connection', statuses: [400] })
  return faults
}

/** 16 bytes are 22 characters and two of padding; the last of the 22 carries two bits, and its other four are zero. */
const keyOf16Bytes = /^[A-Za-z0-9+/]{21}[AQgw]==$/

function keyFaults(keys: readonly string[]): Fault[] {
  if (keys.length === 1 && keyOf16Bytes.test(keys[0] ?? '')) return []
  return [{ rule: 'key', why: keys.length === 1 ? 'not 16 bytes in base64' : `${keys.length} keys`, statuses: [400] }]
}

function versionFaults(versions: readonly string[]): Fault[] {
  if (versions.length === 1 && versions[0] === '13') return []
  return [{ rule: 'version', why: JSON.stringify(versions).slice(0, 40), statuses: [426] }]
}

function protocolFaults(values: readonly string[]): Fault[] {
  const list = elementsOf(values)
  if (list.every(isToken) && new Set(list).size === list.length) return []
  return [{ rule: 'subprotocol', why: 'no list of different tokens', statuses: [400] }]
}

function originFaults(origins: readonly string[], host: string): Fault[] {
  if (origins.length > 1) return [{ rule: 'origin', why: `${origins.length} origins`, statuses: [400] }]
  const [origin] = origins
  return origin === undefined || mayConnect(origin, host) ? [] : [{ rule: 'origin', why: origin, statuses: [403] }]
}

function bodyFaults(values: Values): Fault[] {
  const isNone = values('transfer-encoding').length === 0 && values('content-length').every((length) => length === '0')
  return isNone ? [] : [{ rule: 'body', why: 'a body is announced', statuses: [400] }]
}
