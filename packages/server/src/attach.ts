import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Actor, CloseCode, Code, Host, Session } from '@parley/channel'
import { checkOptions } from './check-options.ts'
import { checkServer } from './check-server.ts'
import { late, withDeadline } from './deadline.ts'
import { closeOnSigterm } from './drain.ts'
import { FaultReports } from './fault-reports.ts'
import { fromCaller } from './from-caller.ts'
import { guest } from './guests.ts'
import { draining, storeUnavailable, tooManySockets } from './handshake/unavailable.ts'
import { refuse, type UpgradeRefusal, upgrade } from './handshake/upgrade.ts'
import { BrowserFiles } from './http/browser-files.ts'
import { explainPath } from './http/explain.ts'
import { pathOf, takePath } from './http/routes.ts'
import { nodeRuntime } from './node-runtime.ts'
import { type AttachOptions, type Settings, type User, withDefaults } from './options.ts'
import { Socket } from './socket/bare-socket.ts'
import { Flusher } from './socket/flusher.ts'
import { Heartbeat } from './socket/heartbeat.ts'
import { HelloWatch } from './socket/hello-watch.ts'
import { sendAway, silent, unknown } from './socket/send-away.ts'
import { SocketDriver } from './socket/socket-driver.ts'
import { isStoreGone } from './store-gone.ts'

/** Parley on one path of one server, as `attach` returns it. */
export interface Attached {
  /** Sockets open now. */
  readonly socketCount: number
  /**
   * Why this server is of no use any more until its process is restarted: the store is gone for good. Nobody is let in then.
   * For a health check: `response.writeHead(parley.fault ? 503 : 200).end()`.
   */
  readonly fault: Error | undefined
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
  readonly #helloWatch: HelloWatch
  readonly #reports: FaultReports
  readonly #live = new Set<Live>()
  /** Requests that are being judged: they have a seat already, or all that wait for `authenticate` would come in. */
  #arriving = 0
  #fault: Error | undefined
  #closing: Promise<void> | undefined
  #whenEmpty: (() => void) | undefined

  constructor(settings: Settings) {
    this.#settings = settings
    const { features, store, limits, log, path, clientFiles, heartbeatMs, helloTimeoutMs } = settings
    this.#reports = new FaultReports(log)
    this.#files = new BrowserFiles(path, features, clientFiles)
    this.#heartbeat = new Heartbeat(heartbeatMs)
    this.#helloWatch = new HelloWatch(helloTimeoutMs)
    if (store !== undefined && features.length > 0) {
      const channels = features.flatMap((feature) => feature.channels)
      const runtime = nodeRuntime((error, where) => this.#report(error, where))
      this.#host = new Host({ channels, store, runtime, limits })
    }
  }

  get socketCount(): number {
    return this.#live.size
  }

  get fault(): Error | undefined {
    return this.#fault
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
    const { maxSockets } = this.#settings
    const isFull = this.#live.size + this.#arriving >= maxSockets
    const closed = this.#closedFor() ?? (isFull ? tooManySockets : undefined)
    if (closed !== undefined) {
      refuse(stream, closed)
      return
    }
    this.#arriving++
    upgrade(request, stream, this.#settings, () => this.#closedFor())
      .then((upgraded) => {
        if (!upgraded.accepted) return
        stream.off('error', ignore)
        this.#start(request, stream, head, upgraded.user)
      })
      .catch((error: unknown) => {
        this.#report(error, 'the handshake threw')
        stream.destroy()
      })
      .finally(() => this.#arriving--)
  }

  /** Why nobody may come in now. */
  #closedFor(): UpgradeRefusal | undefined {
    if (this.#closing !== undefined) return draining
    return this.#fault === undefined ? undefined : storeUnavailable
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
    await this.#closeStore()
    this.#reports.end()
  }

  async #closeStore(): Promise<void> {
    const { store, drainMs, log } = this.#settings
    try {
      if ((await withDeadline(store?.close(), drainMs)) === late)
        log.error(`the store did not close within ${drainMs} ms`)
    } catch (error) {
      this.#report(error, 'closing the store')
    }
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
    const heard = this.#helloWatch.add(() => sendAway(driver, session, silent))
    let isSilent = true
    const peer = {
      text: (text: string) =>
        guarded(() => {
          session.receive(text)
          if (!isSilent || session.actor === undefined) return
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
    if (user === undefined && !guests) sendAway(driver, session, unknown)
    driver.start(peer, head)
  }

  #startBare(request: IncomingMessage, driver: SocketDriver, head: Buffer, user: User | undefined): void {
    this.#remember({ driver, session: undefined })
    const socket = new Socket(driver, head, user, (error) => this.#report(error, 'onSocket threw'))
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

  #report(error: unknown, where: string): void {
    if (!isStoreGone(error)) {
      this.#reports.report(error, where)
      return
    }
    const text = `the store is gone, nobody is served until the process is restarted: ${error.message}`
    this.#reports.say('the store is gone', text, 'the store is gone')
    if (this.#closing !== undefined || this.#fault !== undefined) return
    this.#fault = error
    // Without a store nothing can be done for anybody. Whoever asks another server of this name may be luckier there.
    for (const { driver } of this.#live) driver.close(1013, Code.storeUnavailable)
  }
}
