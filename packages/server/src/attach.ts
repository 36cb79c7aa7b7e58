import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Actor, CloseCode, Code, Host, Session } from '@parley/channel'
import { checkOptions } from './check-options.ts'
import { checkServer } from './check-server.ts'
import { late, withDeadline } from './deadline.ts'
import { closeOnSigterm } from './drain.ts'
import { fromCaller } from './from-caller.ts'
import { guest } from './guests.ts'
import { draining, refuse, upgrade } from './handshake/upgrade.ts'
import { BrowserFiles } from './http/browser-files.ts'
import { explainPath } from './http/explain.ts'
import { pathOf, takePath } from './http/routes.ts'
import { describeError } from './log.ts'
import { nodeRuntime } from './node-runtime.ts'
import { type AttachOptions, type Settings, type User, withDefaults } from './options.ts'
import { Socket } from './socket/bare-socket.ts'
import { Flusher } from './socket/flusher.ts'
import { Heartbeat } from './socket/heartbeat.ts'
import { SocketDriver } from './socket/socket-driver.ts'

/** Parley on one path of one server, as `attach` returns it. */
export interface Attached {
  /** Sockets open now. */
  readonly socketCount: number
  /**
   * Takes no new sockets, tells clients when to come back, stores what was accepted, closes all sockets and the store, and
   * gives the path back. The http.Server itself stays yours.
   */
  close(): Promise<void>
}

/**
 * Attaches Parley to an http.Server or https.Server. It answers only its own path and leaves everything else on the
 * server alone. Throws `UsageError` at the call for anything that cannot work, with the line to write.
 */
export function attach(server: unknown, options: AttachOptions): Attached {
  try {
    checkServer(server)
    checkOptions(options)
    const settings = withDefaults(options)
    const attachment = new Attachment(settings)
    attachment.onClosed = takePath(server, settings.path, attachment)
    if (settings.drainOnSigterm) attachment.forgetSignal = closeOnSigterm(attachment)
    return attachment
  } catch (error) {
    throw fromCaller(error, attach)
  }
}

interface Live {
  readonly driver: SocketDriver
  readonly session: Session | undefined
}

class Attachment implements Attached {
  onClosed = () => {}
  forgetSignal = () => {}
  readonly #settings: Settings
  readonly #host: Host | undefined
  readonly #files: BrowserFiles
  readonly #flusher = new Flusher()
  readonly #heartbeat: Heartbeat
  readonly #live = new Set<Live>()
  #closing: Promise<void> | undefined
  #whenEmpty: (() => void) | undefined

  constructor(settings: Settings) {
    this.#settings = settings
    const { features, store, limits, log, path, clientFiles, heartbeatMs } = settings
    this.#files = new BrowserFiles(path, features, clientFiles)
    this.#heartbeat = new Heartbeat(heartbeatMs)
    if (store !== undefined && features.length > 0) {
      const channels = features.flatMap((feature) => feature.channels)
      this.#host = new Host({ channels, store, runtime: nodeRuntime(log), ...(limits ? { limits } : {}) })
    }
  }

  get socketCount(): number {
    return this.#live.size
  }

  request(request: Parameters<typeof explainPath>[0], response: Parameters<typeof explainPath>[1]): boolean {
    if (pathOf(request) === this.#settings.path) {
      explainPath(request, response)
      return true
    }
    return this.#files.serve(request, response)
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // Until the driver listens, an error here would end the process.
    const ignore = () => {}
    stream.on('error', ignore)
    if (this.#closing !== undefined) {
      refuse(stream, draining)
      return
    }
    upgrade(request, stream, this.#settings, () => this.#closing !== undefined)
      .then((upgraded) => {
        if (!upgraded.accepted) return
        stream.off('error', ignore)
        this.#start(request, stream, head, upgraded.user)
      })
      .catch((error: unknown) => {
        this.#fault('the handshake')(error)
        stream.destroy()
      })
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.forgetSignal()
    // Spread over a second per thousand, so that not all are back at once.
    for (const { session } of this.#live) session?.sayGoodbye(250 + Math.floor(Math.random() * (500 + this.#live.size)))
    await this.#drainHost()
    for (const { driver } of this.#live) driver.close(1012, 'draining')
    await this.#empty()
    this.onClosed()
    const { store, drainMs, log } = this.#settings
    if ((await withDeadline(store?.close(), drainMs)) === late)
      log.error(`the store did not close within ${drainMs} ms`)
  }

  /** A store that hangs must not keep the process from ending; what it did not store was not acknowledged either. */
  async #drainHost(): Promise<void> {
    const { drainMs, log } = this.#settings
    const drained = this.#host?.drain().then(() => true)
    if ((await withDeadline(drained ?? true, drainMs)) === late) {
      log.error(`the store did not take what was accepted within ${drainMs} ms; its senders will send it again`)
    }
  }

  async #empty(): Promise<void> {
    if (this.#live.size === 0) return
    const deadline = setTimeout(() => {
      for (const { driver } of this.#live) driver.terminate()
    }, this.#settings.drainMs)
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve
    })
    clearTimeout(deadline)
  }

  #start(request: IncomingMessage, stream: Duplex, head: Buffer, user: User | undefined): void {
    const socket = stream as Duplex & { setNoDelay?(on: boolean): void; setTimeout?(ms: number): void }
    socket.setTimeout?.(0)
    socket.setNoDelay?.(true)
    const driver = new SocketDriver(stream, this.#flusher, this.#settings)
    const host = this.#host
    if (host === undefined) this.#startBare(request, driver, head, user)
    else this.#startSession(host, driver, head, user)
  }

  #startSession(host: Host, driver: SocketDriver, head: Buffer, user: User | undefined): void {
    const { heartbeatMs, maxMessageBytes, guests } = this.#settings
    const session = new Session({
      host,
      outlet: driver,
      heartbeatMs,
      maxMessageBytes,
      identify: (hello): Actor | undefined => {
        if (user !== undefined) return { ...user, guest: false }
        return guests ? guest(hello?.key, hello?.name) : undefined
      },
    })
    this.#remember({ driver, session })
    const fault = this.#fault('a session')
    // A session does not throw. If one does, that is one socket's end and not the server's.
    const guarded = (run: () => void) => {
      try {
        run()
      } catch (error) {
        fault(error)
        session.end()
        driver.close(1011, 'the server failed')
      }
    }
    const peer = {
      text: (text: string) => guarded(() => session.receive(text)),
      binary: () => guarded(() => session.receiveBinary()),
      drained: () => guarded(() => session.drained()),
      closed: () => guarded(() => session.end()),
    }
    driver.start(peer, head)
  }

  #startBare(request: IncomingMessage, driver: SocketDriver, head: Buffer, user: User | undefined): void {
    this.#remember({ driver, session: undefined })
    const socket = new Socket(driver, head, user, this.#fault('onSocket'))
    if (user === undefined && !this.#settings.guests) {
      driver.close(CloseCode.unauthenticated, Code.unauthenticated)
      driver.release()
      return
    }
    // An async handler may wait for something before it listens: messages are kept for it until it is done.
    const run = async () => this.#settings.onSocket?.(socket, request)
    run()
      .catch((error: unknown) => socket.fail(error))
      .finally(() => driver.release())
  }

  #remember(live: Live): void {
    this.#live.add(live)
    const stopBeating = this.#heartbeat.add(live.driver)
    live.driver.whenGone(() => {
      stopBeating()
      this.#live.delete(live)
      if (this.#live.size === 0) this.#whenEmpty?.()
    })
  }

  #fault(where: string): (error: unknown) => void {
    return (error) => this.#settings.log.error(`${where} threw: ${describeError(error)}`)
  }
}
