import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  announcementTaker,
  Code,
  DirectCalls,
  defineGeneric,
  type Erasure,
  type GenericChannel,
  Host,
  type PersonExport,
  RunningFeatures,
  ServerChannel,
  UsageError,
} from '@parley/channel'
import { type SocketDriver, SocketGroup } from '@parley/socket'
import type { Attached } from './attach.ts'
import { channelNamed } from './channels/channel-named.ts'
import { PublishEndpoint } from './channels/publish-endpoint.ts'
import { Closing } from './closing.ts'
import { type Attaching, attachingOf } from './diagnosis/announcement.ts'
import { AttemptEndings } from './diagnosis/attempt-endings.ts'
import { type Voice, voiceOf } from './diagnosis/voice.ts'
import { answerWhy } from './diagnosis/why.ts'
import { FaultReports } from './fault-reports.ts'
import { Admission, type Visitor } from './handshake/admission.ts'
import type { Opening, UpgradeRefusal } from './handshake/opening.ts'
import { draining, storeUnavailable } from './handshake/unavailable.ts'
import { type UpgradeAccepted, upgrade } from './handshake/upgrade.ts'
import { BrowserFiles } from './http/browser-files.ts'
import { explainPath } from './http/explain.ts'
import { FeatureEndpoint } from './http/feature-endpoint.ts'
import { pathOf, type Route } from './http/route-table.ts'
import type { Taken } from './http/routes.ts'
import { InspectionDoor } from './inspection/inspection-door.ts'
import { nodeRuntime } from './node-runtime.ts'
import type { Settings } from './options.ts'
import { RequestIdentity } from './sign-in/request-identity.ts'
import { Revocations } from './sign-in/revocations.ts'
import { LiveSockets } from './socket/live-sockets.ts'
import { SessionStarter } from './socket/session-starter.ts'
import { startPlain } from './socket/start-plain.ts'
import { isStoreGone } from './store-gone.ts'

/** One path of one server: lets sockets in, and closes in good order. */
export class Attachment implements Attached, Route {
  taken: Taken | undefined
  readonly voice: Voice
  readonly attaching: Attaching
  forgetSignal = () => {}
  readonly #settings: Settings
  readonly #host: Host | undefined
  readonly #running: RunningFeatures | undefined
  readonly #starter: SessionStarter | undefined
  readonly #publishing: PublishEndpoint | undefined
  readonly #files: BrowserFiles
  readonly #endpoint: FeatureEndpoint | undefined
  readonly #group: SocketGroup
  readonly #sockets: LiveSockets
  readonly #reports: FaultReports
  readonly #admission: Admission
  readonly #revocations = new Revocations()
  readonly #endings = new AttemptEndings()
  readonly #inspecting: InspectionDoor
  readonly #onSocketFault = (error: unknown) => this.#report(error, 'onSocket threw')
  #fault: Error | undefined
  #closing: Promise<void> | undefined

  /** `site`: the line that attaches. */
  constructor(settings: Settings, site: string | undefined) {
    this.#settings = settings
    const { features, channels, store, limits, log, path, clientFiles } = settings
    this.#reports = new FaultReports(log)
    this.voice = voiceOf(settings)
    this.attaching = attachingOf(settings, site)
    this.#admission = new Admission(settings, this.#reports)
    this.#files = new BrowserFiles(path, features, clientFiles)
    this.#group = new SocketGroup(settings, settings.deflate)
    this.#sockets = new LiveSockets((driver) => this.#gone(driver))
    this.#inspecting = new InspectionDoor(settings, () => ({ host: this.#host, attempts: () => this.taken?.attempts }))
    const definitions = features.flatMap((feature) => feature.channels)
    const generic = channels ? [defineGeneric(channels === true ? {} : channels)] : []
    const isActive = features.some(({ fetch, api, start }) => fetch ?? api ?? start)
    if (store === undefined || (definitions.length + generic.length === 0 && !isActive)) return
    const report = (error: unknown, where: string) => this.#report(error, where)
    const channelsOfAll = [...definitions, ...generic]
    const taker = announcementTaker(features)
    const host = new Host({ channels: channelsOfAll, store, runtime: nodeRuntime(report), limits, taker })
    this.#host = host
    this.#running = new RunningFeatures(features, host, { path })
    this.#starter = new SessionStarter(host, settings, this.#revocations, this.#sockets, this.#reports, report)
    const closedFor = () => this.#closedFor()
    this.#endpoint = this.#endpointOf(host, closedFor, report)
    if (channels) {
      this.#publishing = new PublishEndpoint(settings, (name) => new ServerChannel(host, name), closedFor, report)
    }
  }

  /** Adds what features give to what `attach` returns, and lets them begin. Throws what they throw. */
  startFeatures(): void {
    if (this.#running === undefined) return
    const api = this.#running.api((name) => name in this)
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(api))
    this.#running.start()
  }

  get handshakeTimeoutMs(): number {
    return this.#settings.handshakeTimeoutMs
  }

  get socketCount(): number {
    return this.#sockets.count
  }

  get fault(): Error | undefined {
    return this.#fault
  }

  channel(name: string): GenericChannel {
    return channelNamed(this.#publishing && this.#host, name)
  }

  revoke(userId: string): number {
    checkUserId(userId, 'revoke', 'ERR_REVOKE')
    this.#revocations.add(userId, Date.now())
    return this.#sockets.revoke(userId)
  }

  restore(userId: string): void {
    this.#revocations.delete(userId)
  }

  async exportPerson(userId: string): Promise<PersonExport> {
    return this.#hostOf(userId, 'exportPerson').exportPerson(userId)
  }

  async erasePerson(userId: string): Promise<Erasure> {
    return this.#hostOf(userId, 'erasePerson').erasePerson(userId)
  }

  #hostOf(userId: string, method: string): Host {
    checkUserId(userId, method, 'ERR_PERSON')
    if (this.#host !== undefined) return this.#host
    const text = `There are no channels here that ${method} could look through. Write: attach(server, { features: [chat()], … }).`
    throw new UsageError('ERR_NO_CHANNELS', text)
  }

  request(request: IncomingMessage, response: ServerResponse): boolean {
    const { path } = this.#settings
    const asked = pathOf(request)
    if (asked === path) {
      explainPath(request, response, { path, voice: this.voice, attempts: this.taken?.attempts })
      return true
    }
    if (asked === `${path}/why` && this.taken !== undefined) {
      const { attempts, paths } = this.taken
      answerWhy(request, response, { attempts, paths: paths(), isTeaching: this.voice.isOn })
      return true
    }
    if (this.#inspecting.serve(request, response)) return true
    if (this.#publishing?.serve(request, response) || this.#files.serve(request, response)) return true
    return this.#endpoint?.serve(request, response) ?? false
  }

  #endpointOf(
    host: Host,
    closedFor: () => UpgradeRefusal | undefined,
    report: (error: unknown, where: string) => void,
  ): FeatureEndpoint {
    const identity = new RequestIdentity(this.#settings, this.#admission, this.#revocations, this.#reports)
    return new FeatureEndpoint(this.#settings, {
      closedFor,
      report,
      addressOf: (request) => this.#admission.addressOf(request),
      contextOf: (request) => {
        // Asked now: of a request whose client has gone nobody can say where it came from.
        const calls = new DirectCalls(host, this.#admission.networkOf(request))
        return {
          identify: () => identity.identify(request),
          command: (...command) => calls.command(...command),
          open: (...open) => calls.open(...open),
          find: (...find) => calls.find(...find),
          now: () => calls.now(),
          report,
        }
      },
    })
  }

  open(opening: Opening): void {
    const closed = this.#closedFor()
    const visitor = closed ? { accepted: false as const, ...closed } : this.#admission.arrive(opening.request)
    if (!visitor.accepted) {
      opening.refuse(visitor)
      return
    }
    // Who hangs up while "authenticate" runs makes room at once.
    const stay = opening.whenGone(() => visitor.seat.free())
    upgrade(
      opening,
      this.#settings,
      () => this.#admission.admit(visitor),
      () => this.#closedFor(),
    )
      .then((upgraded) => {
        stay()
        if (upgraded.accepted) this.#start(visitor, opening, upgraded)
        else visitor.seat.free()
      })
      .catch((error: unknown) => {
        stay()
        visitor.seat.free()
        this.#report(error, 'the handshake threw')
        opening.drop()
      })
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
    const closing = new Closing(this.#settings)
    this.forgetSignal()
    this.#inspecting.close()
    this.#sockets.sayGoodbye()
    await Promise.all([closing.endRequests(this.#endpoint), closing.closeFeatures(this.#running)])
    await closing.drain(this.#host)
    this.#running?.end()
    this.#sockets.close(1012, 'draining')
    await this.#sockets.empty(this.#settings.drainMs)
    this.taken?.giveBack()
    await closing.closeStore().catch((error: unknown) => this.#report(error, 'closing the store'))
    this.#reports.end()
    this.voice.end()
  }

  #start(visitor: Visitor, { head, attempt }: Opening, { user, protocol, deflate, stream }: UpgradeAccepted): void {
    const { seat, caller } = visitor
    const driver = this.#group.open(stream, 'server', deflate)
    if (attempt !== undefined && this.voice.isOn) this.#endings.follow(driver, stream, attempt)
    this.#inspecting.opened(driver, {
      attempt: attempt?.id,
      openedAt: Date.now(),
      remote: caller.address,
      user: user?.id,
      protocol,
    })
    if (this.#starter !== undefined) {
      this.#starter.start({ driver, head, seat, user, network: caller.network })
      return
    }
    this.#sockets.add({ driver, session: undefined, seat, user })
    const details = { user, protocol }
    startPlain(visitor, driver, head, details, this.#settings, this.#revocations, this.#onSocketFault)
  }

  /** What an operator can change, he is told; other faults are the peers' own. */
  #gone(driver: SocketDriver): void {
    this.#endings.gone(driver)
    this.#inspecting.gone(driver)
    const { fault } = driver
    if (fault?.code !== 'socket/too-fast') return
    const { messagesPerSecond, bytesPerSecond } = this.#settings
    const limits = `messagesPerSecond ${messagesPerSecond}, bytesPerSecond ${bytesPerSecond}`
    const text = `a socket sent faster than it may (${limits}) and was closed with 1008`
    this.#reports.say(
      'too fast',
      `${text}. If your clients are meant to, raise the limit: attach(server, { … }).`,
      text,
    )
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
    this.#sockets.close(1013, Code.storeUnavailable)
  }
}

function checkUserId(userId: unknown, method: string, code: `ERR_${string}`): void {
  if (typeof userId === 'string' && userId !== '') return
  throw new UsageError(code, `${method} takes a user's id, a string: parley.${method}(user.id). This one is ${userId}.`)
}
