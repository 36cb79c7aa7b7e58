import { isIPv4, isIPv6 } from 'node:net'

export type HostVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly message: string; readonly fix: string }

/** What is left of a Host once read: in lower case, without the dot that ends a full name. `port` is '' if none is given. */
interface HostParts {
  readonly name: string
  readonly port: string
}

export interface HostNames {
  /** Of the option `hosts`. */
  readonly hosts: readonly string[]
  /** Of the option `origins`: pages of these hosts are meant to reach this server. */
  readonly origins: readonly string[]
  /** What this machine is called. */
  readonly machine: string
}

/**
 * The names under which this server is meant to be reached. A page whose owner makes its name point to this machine (DNS
 * rebinding) is of the same host as the server, as far as its browser and the Origin tell; only the name gives it away.
 * Addresses cannot be rebound, and `localhost` never leaves the machine.
 */
export class KnownHosts {
  readonly #known: ReadonlySet<string>

  constructor({ hosts, origins, machine }: HostNames) {
    const computer = partsOf(machine)?.name
    // A machine may know itself by its full name; its neighbours call it by the first part of it.
    const [short] = computer?.split('.') ?? []
    const ofMachine = computer === undefined ? [] : [computer, short, `${computer}.local`, `${short}.local`]
    const ofOrigins = origins.map((origin) => partsOf(origin.slice(origin.indexOf('://') + 3))?.name)
    const ofOption = hosts.map((host) => {
      const parts = partsOf(host)
      return parts && join(parts)
    })
    this.#known = new Set([...ofMachine, ...ofOrigins, ...ofOption].filter((name) => name !== undefined))
  }

  /** `isSecure`: which port is meant where none is written. */
  has(host: string, isSecure: boolean): boolean {
    const parts = partsOf(host)
    if (parts === undefined) return false
    const { name, port } = parts
    if (isLocal(name) || isLiteral(name) || this.#known.has(name)) return true
    return this.#known.has(join({ name, port: port || (isSecure ? '443' : '80') }))
  }
}

/** Whether this server is meant. `known` is `undefined` where any name will do. */
export function judgeHost(host: string, isSecure: boolean, known: KnownHosts | undefined): HostVerdict {
  if (known === undefined || known.has(host, isSecure)) return { allowed: true }
  const name = partsOf(host)?.name
  return {
    allowed: false,
    message: `This server is not known as ${name ?? JSON.stringify(host)}. A page could have made that name point here to get at it.`,
    fix: `If the name is yours: attach(server, { hosts: [${JSON.stringify(name ?? 'app.example')}] }). With NODE_ENV=production names are checked only where "hosts" is given.`,
  }
}

/** Whether this can stand in `hosts`. */
export function isHostName(host: string): boolean {
  return partsOf(host) !== undefined
}

/** `undefined`: no host, with or without a port. The labels are those of names that are in use; a browser writes others as Punycode. */
function partsOf(host: string): HostParts | undefined {
  // Longer than any name.
  if (host.length > 300) return undefined
  const pattern = /^(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)(?::(\d{0,5}))?$/
  // Only ASCII has a lower case here: the Kelvin sign must not become a k.
  const [, name, port = ''] = pattern.exec(host.replace(/[A-Z]/g, (letter) => letter.toLowerCase())) ?? []
  if (name === undefined) return undefined
  if (name.startsWith('[') && !isIPv6(name.slice(1, -1))) return undefined
  return { name: name.endsWith('.') ? name.slice(0, -1) : name, port: port === '' ? '' : String(Number(port)) }
}

function join({ name, port }: HostParts): string {
  return port === '' ? name : `${name}:${port}`
}

function isLocal(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost')
}

/** As a browser writes an address. `127.1`, `0x7f.1` and `2130706433` never come from one. */
function isLiteral(name: string): boolean {
  return name.startsWith('[') || isIPv4(name)
}
