// What may stand where a host is named: `uri-host [ ":" port ]` (RFC 9110 §7.2, RFC 3986 §3.2.2). The expressions have no choice
// of where to stop, so each takes one pass.

// The comma, which RFC 3986 allows in a name, is left out: two Host headers that a proxy joined must not pass for one.
const NAME = /^(?:[\w.~!$&'()*+;=-]|%[\dA-Fa-f]{2})+$/
const PORT = /^\d{0,5}$/
const GROUP = /^[\dA-Fa-f]{1,4}$/
const OCTET = /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/

const GROUPS_OF_IPV6 = 8
const LARGEST_PORT = 65_535

/** May this stand where a host is named? It need not exist. */
export function isHost(text: string): boolean {
  const bracket = text.startsWith('[') ? text.indexOf(']') : -1
  const colon = text.indexOf(':', bracket + 1)
  const name = colon < 0 ? text : text.slice(0, colon)
  if (colon >= 0 && !isPort(text.slice(colon + 1))) return false
  return name.startsWith('[') ? name.endsWith(']') && isIPv6(name.slice(1, -1)) : NAME.test(name)
}

function isPort(digits: string): boolean {
  return PORT.test(digits) && Number(digits) <= LARGEST_PORT
}

/** Eight groups, or fewer around one `::`; an IPv4 address may stand for the last two. A zone is no part of it here. */
function isIPv6(text: string): boolean {
  const gap = text.indexOf('::')
  if (gap < 0) return groupsIn(text, true) === GROUPS_OF_IPV6
  const before = gap === 0 ? 0 : groupsIn(text.slice(0, gap), false)
  const after = gap + 2 === text.length ? 0 : groupsIn(text.slice(gap + 2), true)
  return before + after < GROUPS_OF_IPV6
}

/** How many groups these are; too many for any address if something else is among them. */
function groupsIn(text: string, isLast: boolean): number {
  const parts = text.split(':')
  const last = parts.at(-1)!
  const hasIPv4 = isLast && last.includes('.')
  const plain = hasIPv4 ? parts.slice(0, -1) : parts
  const isFine = plain.every((part) => GROUP.test(part)) && (!hasIPv4 || isIPv4(last))
  return isFine ? plain.length + (hasIPv4 ? 2 : 0) : Number.POSITIVE_INFINITY
}

function isIPv4(text: string): boolean {
  const octets = text.split('.')
  return octets.length === 4 && octets.every((octet) => OCTET.test(octet))
}
