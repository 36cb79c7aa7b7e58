import type { IncomingMessage } from 'node:http'
import { type Actor, ChannelError, Code, type TokenRefusal } from '@parley/channel'
import type { FaultReports } from '../fault-reports.ts'
import { guest } from '../guests.ts'
import type { Admission } from '../handshake/admission.ts'
import type { Settings } from '../options.ts'
import type { Revocations } from './revocations.ts'
import { SignInDoor } from './sign-in-door.ts'

/** Says who a request is from, as a session finds out who opened its socket: a token first, then `authenticate`, then a guest's key. */
export class RequestIdentity {
  readonly #admission: Admission
  readonly #revocations: Revocations
  readonly #door: SignInDoor | undefined
  readonly #guests: boolean

  constructor(settings: Settings, admission: Admission, revocations: Revocations, reports: FaultReports) {
    const { tokens, authenticateTimeoutMs, guests } = settings
    this.#admission = admission
    this.#revocations = revocations
    this.#guests = guests
    if (tokens !== undefined) this.#door = new SignInDoor(tokens, authenticateTimeoutMs, revocations, reports)
  }

  /** `undefined`: nobody. Rejects with `ChannelError` when it could not be found out. */
  async identify(request: IncomingMessage): Promise<Actor | undefined> {
    const { scheme, rest } = credentialsOf(request)
    // Whoever shows a token is its user, or nobody.
    if (scheme === 'bearer' && this.#door !== undefined) return this.#bearerOf(this.#door, rest)
    const known = await this.#admission.userOf(request)
    if (!known.accepted) throw unknowable(known.message)
    const { user } = known
    if (user !== undefined) {
      return this.#revocations.holds(user) ? undefined : { id: user.id, name: user.name, guest: false }
    }
    return scheme === 'guest' && this.#guests ? this.#guestOf(rest) : undefined
  }

  async #bearerOf(door: SignInDoor, token: string): Promise<Actor | undefined> {
    const answer = await door.verify(token)
    if (!('actor' in answer)) return nobody(answer)
    const { actor, expiresAt } = answer
    return expiresAt !== undefined && expiresAt <= Date.now() ? undefined : actor
  }

  #guestOf(credentials: string): Actor | undefined {
    const [key = '', name] = credentials.split(' ')
    if (key.length < 16 || key.length > 128) return undefined
    const actor = guest(key, nameOf(name))
    return this.#revocations.holds(actor) ? undefined : actor
  }
}

function credentialsOf({ headers }: IncomingMessage): { readonly scheme: string; readonly rest: string } {
  const [, scheme = '', rest = ''] =
    /^([A-Za-z]+) +([\x21-\x7e]+(?: [\x21-\x7e]+)?) *$/.exec(headers.authorization ?? '') ?? []
  return { scheme: scheme.toLowerCase(), rest }
}

/** A wrong token is nobody's; one that nobody could look at may be anybody's. */
function nobody({ retryable, message }: TokenRefusal): undefined {
  if (retryable) throw unknowable(message)
  return undefined
}

function unknowable(message: string): ChannelError {
  return new ChannelError({ code: Code.internal, message, retryable: true })
}

/** As long as that of `hello` may be; what cannot be read is left out. */
function nameOf(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return undefined
  try {
    const name = decodeURIComponent(encoded).trim()
    return name === '' || name.length > 40 ? undefined : name
  } catch {
    return undefined
  }
}
