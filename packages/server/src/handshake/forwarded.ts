import type { IncomingHttpHeaders } from 'node:http'
import { type Address, AddressRanges, isInside, networkOf, parseAddress, parseRange } from './address.ts'

/** What of a request says where it comes from. An `IncomingMessage` is one. */
export interface CallingRequest {
  readonly headers: IncomingHttpHeaders
  readonly socket: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean }
}

/** Who calls, and what for, as far as the proxies in front can be believed. */
export interface Caller {
  /** `undefined` over a Unix socket, or when the connection is gone already. */
  readonly address: string | undefined
  /** Under which name sockets of this caller are counted; `undefined`: not, as anybody may stand behind that address. */
  readonly network: string | undefined
  /** The host the client asked for, as it wrote it. */
  readonly host: string
  /** The client's own connection is known to be encrypted. */
  readonly isSecure: boolean
  /** Says it forwards for another, and is not on the list. */
  readonly unknownProxy: string | undefined
}

/** The entry of `trustedProxies` for peers that connect over a Unix socket: they have no address. */
export const unixPeer = 'unix'

/** The proxies whose word counts. */
export class TrustedProxies {
  readonly #ranges: AddressRanges
  readonly #trustsUnix: boolean

  /** Entries that `parseRange` does not understand are passed over; `checkOptions` has refused them. */
  constructor(entries: readonly string[]) {
    this.#ranges = new AddressRanges(entries.flatMap((entry) => parseRange(entry) ?? []))
    this.#trustsUnix = entries.includes(unixPeer)
  }

  /** `undefined`: a peer over a Unix socket. */
  has(address: Address | undefined): boolean {
    return address === undefined ? this.#trustsUnix : this.#ranges.has(address)
  }
}

/**
 * Reads `X-Forwarded-For`, `-Host` and `-Proto`, each from its right end, where the nearest proxy wrote: what stands left of
 * the first address that is no proxy of ours was sent by whoever it is, and means nothing. `Forwarded` (RFC 7239) is not
 * read: a proxy that writes the one usually passes the other on as the client sent it.
 */
export function callerOf(request: CallingRequest, trusted: TrustedProxies): Caller {
  const { headers, socket } = request
  const { remoteAddress } = socket
  const peer = remoteAddress === undefined ? undefined : parseAddress(remoteAddress)
  const isKnownPeer = remoteAddress === undefined || peer !== undefined
  if (!isKnownPeer || !trusted.has(peer)) {
    return {
      address: peer?.text,
      network: peer === undefined || isInside(peer) ? undefined : networkOf(peer),
      host: headers.host ?? '',
      isSecure: socket.encrypted === true,
      unknownProxy: isForwarding(headers) ? peer?.text : undefined,
    }
  }
  const { client, proxies } = clientBehind(peer, headers['x-forwarded-for'], trusted)
  const scheme = nthFromRight(headers['x-forwarded-proto'], proxies)?.toLowerCase()
  return {
    address: client?.text,
    network: client === undefined || isInside(client) || trusted.has(client) ? undefined : networkOf(client),
    host: nthFromRight(headers['x-forwarded-host'], proxies) || (headers.host ?? ''),
    isSecure: scheme === undefined ? socket.encrypted === true : scheme === 'https' || scheme === 'wss',
    unknownProxy: undefined,
  }
}

/** The address of the client: that of the peer, or what the trusted proxies in between say. */
export function clientAddress(request: CallingRequest, trusted: TrustedProxies): string | undefined {
  return callerOf(request, trusted).address
}

type Header = string | string[] | undefined

function clientBehind(peer: Address | undefined, header: Header, trusted: TrustedProxies) {
  let client = peer
  let proxies = 1
  for (const entry of listOf(header).reverse()) {
    const address = parseAddress(withoutPort(entry))
    // Not an address ("unknown"): nobody further away than the proxy that wrote this is known.
    if (address === undefined) break
    client = address
    if (!trusted.has(address)) break
    proxies++
  }
  return { client, proxies }
}

/** What the outermost of so many proxies wrote. One that replaces the list instead of adding to it leaves fewer entries. */
function nthFromRight(header: Header, proxies: number): string | undefined {
  const list = listOf(header)
  return list[Math.max(0, list.length - proxies)]
}

function listOf(header: Header): string[] {
  if (header === undefined) return []
  return String(header)
    .split(',')
    .map((entry) => entry.trim())
}

/** `192.0.2.1:4711` and `[2001:db8::1]:4711`, as some proxies write it. */
function withoutPort(entry: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]*)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/.exec(entry) ?? []
  return bracketed ?? dotted ?? entry
}

function isForwarding(headers: IncomingHttpHeaders): boolean {
  return headers['x-forwarded-for'] !== undefined || headers['x-forwarded-host'] !== undefined
}
