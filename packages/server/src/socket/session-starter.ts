import { type Actor, type Host, Session } from '@parley/channel'
import { Deadlines, type SocketDriver } from '@parley/socket'
import type { FaultReports } from '../fault-reports.ts'
import { guest } from '../guests.ts'
import type { Seat } from '../handshake/seats.ts'
import type { Settings, User } from '../options.ts'
import type { Revocations } from '../sign-in/revocations.ts'
import { SignInDoor } from '../sign-in/sign-in-door.ts'
import type { LiveSockets } from './live-sockets.ts'
import { revoked, sendAway, silent, unknown } from './send-away.ts'
import { SessionOutlet } from './session-outlet.ts'

/** A socket that was let in, and whose it is as far as the request said. */
export interface Arrival {
  readonly driver: SocketDriver
  readonly head: Buffer
  readonly seat: Seat
  readonly user: User | undefined
  /** Under which name rates per address count it; `undefined`: they do not. */
  readonly network: string | undefined
}

/** Makes sockets sessions: finds out who is there, and gives texts to the session. */
export class SessionStarter {
  readonly #host: Host
  readonly #settings: Settings
  readonly #revocations: Revocations
  readonly #sockets: LiveSockets
  readonly #report: (error: unknown, where: string) => void
  readonly #door: SignInDoor | undefined
  readonly #hellos: Deadlines

  constructor(
    host: Host,
    settings: Settings,
    revocations: Revocations,
    sockets: LiveSockets,
    reports: FaultReports,
    report: (error: unknown, where: string) => void,
  ) {
    this.#host = host
    this.#settings = settings
    this.#revocations = revocations
    this.#sockets = sockets
    this.#report = report
    const { tokens, authenticateTimeoutMs, helloTimeoutMs } = settings
    if (tokens !== undefined) this.#door = new SignInDoor(tokens, authenticateTimeoutMs, revocations, reports)
    this.#hellos = new Deadlines(helloTimeoutMs)
  }

  start(arrival: Arrival): void {
    const { driver, head, seat, user } = arrival
    const outlet = new SessionOutlet(driver)
    const session = this.#sessionOf(arrival, outlet)
    this.#sockets.add({ driver, session, seat, user })
    // A session does not throw. If one does, that is one socket's end and not the server's.
    const guarded = (run: () => void) => {
      try {
        run()
      } catch (error) {
        this.#report(error, 'a session threw')
        session.end()
        driver.close(1011, 'the server failed')
      }
    }
    const heard = this.#hellos.add(() => sendAway(outlet, session, silent))
    let isSilent = true
    const peer = {
      text: (text: string) =>
        guarded(() => {
          session.receive(text)
          if (!isSilent || (session.actor === undefined && !session.isSigningIn)) return
          isSilent = false
          heard()
        }),
      binary: () => guarded(() => session.receiveBinary()),
      drained: () => guarded(() => session.drained()),
      closed: () => {
        heard()
        guarded(() => session.end())
      },
    }
    if (user !== undefined && this.#revocations.holds(user)) sendAway(outlet, session, revoked)
    else if (user === undefined && !this.#settings.guests && this.#door === undefined)
      sendAway(outlet, session, unknown)
    driver.start(peer, head)
  }

  #sessionOf({ driver, seat, user, network }: Arrival, outlet: SessionOutlet): Session {
    const { heartbeatMs, maxMessageBytes, guests } = this.#settings
    const door = this.#door
    const session: Session = new Session({
      host: this.#host,
      outlet,
      heartbeatMs,
      maxMessageBytes,
      network,
      identify: (hello): Actor | undefined => {
        if (user !== undefined) return { id: user.id, name: user.name, guest: false }
        const actor = guests ? guest(hello?.key, hello?.name) : undefined
        return actor !== undefined && this.#revocations.holds(actor) ? undefined : actor
      },
      verifyToken:
        door && ((token) => (session.actor ? door.show(token, seat) : heldBack(driver, door.show(token, seat)))),
    })
    return session
  }
}

/** What a peer sends while it is being found out who it is waits outside, in its own buffers. */
async function heldBack<T>(driver: SocketDriver, answer: Promise<T>): Promise<T> {
  driver.hold()
  try {
    return await answer
  } finally {
    // The session hears the answer first.
    setImmediate(() => driver.release())
  }
}
