import { site } from '../site.ts'

const ports: ReadonlyMap<string, string> = new Map([
  ['http', '80'],
  ['https', '443'],
])

/**
 * May a page of this origin connect? Those on the list may, letter by letter; and those of the host that was asked, the same
 * port included. A browser writes no port where it is the scheme's own, so an origin that does is nobody's.
 */
export function mayConnect(origin: string, host: string): boolean {
  if ((site.origins as readonly string[]).includes(origin)) return true
  const match = /^(https?):\/\/([^/?#@\\\s]+)$/i.exec(origin)
  const [, scheme = '', page = ''] = match ?? []
  if (match === null) return false
  const asked = host.toLowerCase()
  return asked === page.toLowerCase() || asked === `${page.toLowerCase()}:${ports.get(scheme.toLowerCase())}`
}
