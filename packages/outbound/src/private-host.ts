/** Names that only a local network knows, and addresses that are not the internet's. What a name leads to, its sender checks. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1))
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateIpv4(host.split('.').map(Number))
  return !host.includes('.') || /\.(localhost|local|internal|lan|home|intranet|corp|home\.arpa)$/.test(host)
}

function isPrivateIpv4([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 100) return b >= 64 && b <= 127
  if (a === 169) return b === 254
  if (a === 172) return b >= 16 && b <= 31
  if (a === 192) return b === 168 || b === 0
  return a === 198 && (b === 18 || b === 19)
}

/** Only what the internet hands out (2000::/3) is public, and of it not what stands for an IPv4 address. */
function isPrivateIpv6(address: string): boolean {
  const [first = ''] = address.split(':')
  const head = Number.parseInt(first || '0', 16)
  const isGlobal = head >= 0x2000 && head <= 0x3fff
  return !isGlobal || head === 0x2002 || address.startsWith('2001:0:') || address.startsWith('2001::')
}
