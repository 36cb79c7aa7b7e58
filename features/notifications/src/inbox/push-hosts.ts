// Which push services an app allows, by the hosts of their endpoints.

/** Names of hosts, at least one; `*.` in front stands for any names before the rest. */
export function isHostList(hosts: unknown): hosts is readonly string[] {
  return Array.isArray(hosts) && hosts.length > 0 && hosts.every(isHost)
}

function isHost(host: unknown): boolean {
  return typeof host === 'string' && host.length <= 253 && /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(host)
}

/** `hosts` missing: all of them. */
export function isAllowedHost(hostname: string, hosts: readonly string[] | undefined): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (hosts === undefined) return true
  return hosts.some((each) => {
    const name = each.toLowerCase()
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name
  })
}
