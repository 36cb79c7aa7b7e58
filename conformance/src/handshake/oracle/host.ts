import { site } from '../site.ts'

/** A host as RFC 3986 §3.2.2 writes it, with a port or without (RFC 9110 §7.2). */
export function isHost(text: string): boolean {
  const bracketed = /^\[([^\]]*)\](?::(\d*))?$/.exec(text)
  if (bracketed !== null) return isAddress6(bracketed[1] ?? '') && isPort(bracketed[2])
  const named = /^((?:[A-Za-z0-9._~!$&'()*+;=-]|%[0-9A-Fa-f]{2})+)(?::(\d*))?$/.exec(text)
  return named !== null && isPort(named[2])
}

function isPort(digits: string | undefined): boolean {
  return digits === undefined || (digits.length <= 5 && Number(digits) <= 65_535)
}

function isAddress6(text: string): boolean {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return false
  if (tail === undefined) return groupsOf(head) === 8
  // Only the last two groups may be an IPv4 address.
  const before = head.includes('.') ? -1 : groupsOf(head)
  const after = groupsOf(tail)
  return before >= 0 && after >= 0 && before + after <= 7
}

/**
 * Is this server meant by it? Addresses and `localhost` always mean it, the hosts of welcome pages too, and those in `site.hosts`:
 * with any port, or with just that one. A dot at the end of a name changes nothing.
 */
export function isKnownHost(text: string): boolean {
  const lower = text.toLowerCase()
  const [name = '', port = ''] = lower.startsWith('[') ? [lower] : lower.split(':')
  const full = name.replace(/\.$/, '')
  if (lower.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(full)) return true
  if (full === 'localhost' || full.endsWith('.localhost')) return true
  const known: readonly string[] = [...site.hosts, ...site.origins.map((origin) => new URL(origin).hostname)]
  return known.includes(full) || known.includes(`${full}:${port || '80'}`)
}

/** How many 16-bit groups these are, an IPv4 address at the end for two; -1: none of the kind. */
function groupsOf(text: string): number {
  if (text === '') return 0
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const hasAddress4 = last.includes('.')
  if (hasAddress4 && !isAddress4(last)) return -1
  const plain = hasAddress4 ? parts.slice(0, -1) : parts
  if (!plain.every((part) => /^[0-9A-Fa-f]{1,4}$/.test(part))) return -1
  return plain.length + (hasAddress4 ? 2 : 0)
}

function isAddress4(text: string): boolean {
  const octets = text.split('.')
  return octets.length === 4 && octets.every((octet) => String(Number(octet)) === octet && Number(octet) <= 255)
}
