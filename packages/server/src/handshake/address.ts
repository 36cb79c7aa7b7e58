import net from 'node:net'

/** An IP address in the one form it is compared, counted and shown in: an IPv4 address in IPv6's clothes is IPv4. */
export interface Address {
  readonly family: 'ipv4' | 'ipv6'
  readonly text: string
}

const MAPPED = '::ffff:'

/** Longer than any address, its zone included: what a peer sends need not be looked at beyond it. */
const maxLength = 64

export function parseAddress(given: string): Address | undefined {
  if (given.length > maxLength) return undefined
  if (net.isIPv4(given)) return { family: 'ipv4', text: given }
  // How a server that listens on both families sees an IPv4 peer: nearly every one, so it is worth not asking further.
  const clothed = given.startsWith(MAPPED) ? given.slice(MAPPED.length) : ''
  if (net.isIPv4(clothed)) return { family: 'ipv4', text: clothed }
  if (!net.isIPv6(given)) return undefined
  // The zone says which of this machine's interfaces; it is not part of who the peer is.
  const [address = ''] = given.split('%')
  const { address: text } = new net.SocketAddress({ address, family: 'ipv6' })
  const mapped = text.startsWith(MAPPED) ? text.slice(MAPPED.length) : ''
  return net.isIPv4(mapped) ? { family: 'ipv4', text: mapped } : { family: 'ipv6', text }
}

/** One address, or all that begin like it. */
export interface Range extends Address {
  readonly bits: number
}

/** `10.0.0.0/8`, or a single address; `undefined` if it is neither. */
export function parseRange(given: string): Range | undefined {
  const [text = '', length, ...more] = given.split('/')
  const address = text.includes('%') ? undefined : parseAddress(text)
  if (address === undefined || more.length > 0) return undefined
  const most = address.family === 'ipv4' ? 32 : 128
  if (length === undefined) return { ...address, bits: most }
  if (!/^\d{1,3}$/.test(length)) return undefined
  // 10.0.0.0/8 written as IPv6 is ::ffff:10.0.0.0/104.
  const bits = Number(length) - (address.family === 'ipv4' && text.includes(':') ? 96 : 0)
  return bits >= 0 && bits <= most ? { ...address, bits } : undefined
}

const mostKnown = 1_000

/** A set of ranges. */
export class AddressRanges {
  readonly #list = new net.BlockList()
  readonly #isEmpty: boolean
  /** What was found out of the newest addresses: the list is slow to ask, and the same ones come again. */
  readonly #known = new Map<string, boolean>()

  constructor(ranges: readonly Range[]) {
    for (const { text, bits, family } of ranges) this.#list.addSubnet(text, bits, family)
    this.#isEmpty = ranges.length === 0
  }

  has({ text, family }: Address): boolean {
    if (this.#isEmpty) return false
    const known = this.#known.get(text)
    if (known !== undefined) return known
    if (this.#known.size >= mostKnown) this.#known.clear()
    const isIn = this.#list.check(text, family)
    this.#known.set(text, isIn)
    return isIn
  }
}

/** Not from the internet: this machine, the network around it, and where providers put their load balancers. */
const inside = new AddressRanges(
  [
    ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
    ...['::1', 'fc00::/7', 'fe80::/10'],
  ].flatMap((range) => parseRange(range) ?? []),
)

/** Whether this is the own machine or a network of one's own: behind such an address may be a proxy, and so anybody. */
export function isInside(address: Address): boolean {
  return inside.has(address)
}

/** What one household or one rented machine has: an IPv4 address, or 2^64 IPv6 addresses that begin alike. */
export function networkOf({ text, family }: Address): string {
  return family === 'ipv4' ? text : `${firstFourGroups(text).join(':')}::/64`
}

/** `text` is canonical, so `::` stands for two zeros at least, and once at most. */
function firstFourGroups(text: string): string[] {
  const [head = '', tail] = text.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  // A dotted end is two groups.
  const width = right.length + (text.includes('.') ? 1 : 0)
  const zeros: string[] = Array.from({ length: 8 - left.length - width }, () => '0')
  return [...left, ...(tail === undefined ? [] : zeros), ...right].slice(0, 4)
}
