import type { IncomingMessage } from 'node:http'
import { hostname } from 'node:os'
import { late, withDeadline } from '../deadline.ts'
import type { FaultReports } from '../fault-reports.ts'
import type { Settings, User } from '../options.ts'
import { checkUser } from './check-user.ts'
import { ConnectRate } from './connect-rate.ts'
import { type Caller, callerOf, TrustedProxies } from './forwarded.ts'
import { judgeHost, KnownHosts } from './host.ts'
import type { UpgradeRefusal } from './opening.ts'
import { judgeOrigin } from './origin.ts'
import { type Seat, Seats } from './seats.ts'
import {
  authenticateFailed,
  authenticateLate,
  tooManyConnects,
  tooManyOfAddress,
  tooManyOfUser,
  tooManySockets,
} from './unavailable.ts'

/** Somebody at the door for whom there is a seat. */
export interface Visitor {
  readonly accepted: true
  readonly request: IncomingMessage
  readonly caller: Caller
  /** To be freed when the visitor was not let in, or is gone. */
  readonly seat: Seat
}

export type Refused = { readonly accepted: false } & UpgradeRefusal
export type Admitted = { readonly accepted: true; readonly user: User | undefined } | Refused

/** Who may come in: whether there is room, whether this server is meant, whose page it is, and who asks. */
export class Admission {
  readonly #settings: Settings
  readonly #reports: FaultReports
  readonly #trusted: TrustedProxies
  readonly #hosts: KnownHosts | undefined
  readonly #seats: Seats
  readonly #rate: ConnectRate

  constructor(settings: Settings, reports: FaultReports) {
    this.#settings = settings
    this.#reports = reports
    this.#trusted = new TrustedProxies(settings.trustedProxies)
    this.#seats = new Seats(settings)
    this.#rate = new ConnectRate(settings, performance.now())
    const { hosts, origins } = settings
    if (hosts !== undefined || process.env.NODE_ENV !== 'production') {
      this.#hosts = new KnownHosts({ hosts: hosts ?? [], origins, machine: hostname() })
    }
  }

  /** Asked first, as it costs the least: are there not too many at once, and is there a seat? */
  arrive(request: IncomingMessage): Visitor | Refused {
    const waitMs = this.#rate.take(performance.now())
    if (waitMs > 0) return { accepted: false, ...tooManyConnects(waitMs) }
    const caller = callerOf(request, this.#trusted)
    const seat = this.#seats.take(caller.network)
    if (seat === 'of-server') return { accepted: false, ...tooManySockets }
    if (seat === 'of-address') {
      this.#reportAddress(caller)
      return { accepted: false, ...tooManyOfAddress }
    }
    return { accepted: true, request, caller, seat }
  }

  /** Never rejects. */
  async admit({ request, caller, seat }: Visitor): Promise<Admitted> {
    const refused = this.#judgePlace(request, caller)
    if (refused !== undefined) return refused
    const known = await this.userOf(request)
    if (known.accepted && known.user !== undefined && !seat.giveTo(known.user.id))
      return { accepted: false, ...tooManyOfUser }
    return known
  }

  /**
   * Where a request that is no handshake wants to go, or why it may not: as for a handshake, but a page of another origin may ask (GET, HEAD), whose
   * answer its browser does not let it see.
   */
  addressOf(request: IncomingMessage): { readonly host: string; readonly isSecure: boolean } | UpgradeRefusal {
    const { method, headers, socket } = request
    // What HTTP/2 calls the host; Node has it in `host` only where the client sent that, too.
    const host = headers.host ?? headers[':authority']?.toString()
    const known = host === undefined ? headers : { ...headers, host }
    const caller = callerOf({ headers: known, socket }, this.#trusted)
    const isHarmless = method === 'GET' || method === 'HEAD'
    const { accepted: _, ...refusal } = this.#judgePlace({ headers: isHarmless ? {} : headers }, caller) ?? {}
    return 'code' in refusal ? refusal : { host: caller.host, isSecure: caller.isSecure }
  }

  /** Under which name rates per address count a request, as a socket from there; `undefined`: they do not. */
  networkOf(request: IncomingMessage): string | undefined {
    return callerOf(request, this.#trusted).network
  }

  /** Who a request is from, by what `authenticate` says. Never rejects. */
  async userOf(request: IncomingMessage): Promise<Admitted> {
    const { authenticate, authenticateTimeoutMs } = this.#settings
    if (authenticate === undefined) return { accepted: true, user: undefined }
    try {
      const answer = await withDeadline(authenticate(request), authenticateTimeoutMs)
      if (answer === late) {
        const text = `"authenticate" did not answer within ${authenticateTimeoutMs} ms`
        this.#reports.say(text, text, text)
        return { accepted: false, ...authenticateLate }
      }
      const user = answer === null || answer === undefined ? undefined : checkUser(answer)
      return { accepted: true, user }
    } catch (error) {
      this.#reports.report(error, '"authenticate" threw')
      return { accepted: false, ...authenticateFailed }
    }
  }

  #judgePlace(
    { headers }: Pick<IncomingMessage, 'headers'>,
    { host, isSecure, unknownProxy }: Caller,
  ): Refused | undefined {
    const place = judgeHost(host, isSecure, this.#hosts)
    const page = judgeOrigin(headers.origin, host, isSecure, this.#settings.origins)
    const verdict = place.allowed ? page : { ...place, code: 'handshake/host-unknown' }
    if (verdict.allowed) return undefined
    const { code, message, fix } = verdict
    return {
      accepted: false,
      status: 403,
      code,
      message,
      fix: unknownProxy ? `${fix} ${proxyHint(unknownProxy)}` : fix,
      values: { origin: headers.origin ?? '', host },
    }
  }

  /** One line for all addresses, or whoever has many of them would fill the log. */
  #reportAddress({ address, unknownProxy }: Caller): void {
    const many = `an address has all the sockets one may have (maxSocketsPerAddress: ${this.#settings.maxSocketsPerAddress})`
    const hint = unknownProxy === undefined ? trustLine(address) : proxyHint(unknownProxy)
    this.#reports.say(many, `${many}: ${address}. ${hint}`, many)
  }
}

function proxyHint(address: string): string {
  return `${address} says that it forwards for others; it is believed if it is a proxy of yours: attach(server, { trustedProxies: [${JSON.stringify(address)}] }).`
}

function trustLine(address: string | undefined): string {
  return `If a proxy of yours is there, it has to be named, and to send X-Forwarded-For: attach(server, { trustedProxies: [${JSON.stringify(address)}] }).`
}
