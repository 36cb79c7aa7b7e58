import type { IncomingMessage, ServerResponse } from 'node:http'
import type net from 'node:net'
import { type Finding, render } from '@parley/diagnosis'
import type { HttpServer } from '../check-server.ts'
import type { Opening } from '../handshake/opening.ts'
import { pathOf, type Route, type RouteTable } from '../http/route-table.ts'
import { Announcement, placeOf } from './announcement.ts'
import { Attempts, attemptIdOf } from './attempts.ts'
import { portOf } from './listen-calls.ts'
import { RecordedOpening } from './recorded-opening.ts'
import { watchRequests } from './request-watch.ts'
import { evidenceOf, isDoctor, proxyFix, proxyLines, socketIoVersion, strippedBy } from './stray-request.ts'
import { judgeListeners, nameOf, UpgradeListeners } from './upgrade-listeners.ts'
import { silent, type Voice } from './voice.ts'
import { answerWhy, isWhy } from './why.ts'
import { wrongBytes } from './wrong-bytes.ts'

/** What is known of one server: the attempts on it, who else is there, and what is the matter with it. */
export class ServerDiagnosis {
  readonly attempts = new Attempts()
  readonly #server: HttpServer
  readonly #routes: RouteTable
  readonly #listeners: UpgradeListeners
  readonly #announcements = new Map<Route, Announcement>()
  #unwatch: (() => void) | undefined

  constructor(server: HttpServer, routes: RouteTable) {
    this.#server = server
    this.#routes = routes
    this.#listeners = new UpgradeListeners(server, () => this.#judgeListeners())
  }

  /** Looks after one more path, if its attachment wants that. Returns what ends it. */
  join(route: Route): () => void {
    if (!route.voice.isOn) return () => {}
    if (this.#announcements.size === 0) this.#start()
    const announcement = new Announcement(this.#server, route.attaching, route.voice, this.#listeners)
    this.#announcements.set(route, announcement)
    if (route.voice.speaks) {
      announcement.start()
      this.#judgeListeners()
    }
    return () => {
      announcement.stop()
      this.#announcements.delete(route)
      if (this.#announcements.size === 0) this.#stop()
    }
  }

  #start(): void {
    this.#listeners.start()
    this.#unwatch = watchRequests({
      server: this.#server,
      stray: (request, response) => this.#stray(request, response),
      missed: (request, response, server) => this.#missed(request, response, server),
    })
  }

  #stop(): void {
    this.#listeners.stop()
    this.#unwatch?.()
  }

  /** `voice`: of whose path it is; without one it is nobody's. */
  record(opening: Opening, voice: Voice = this.#voice): RecordedOpening {
    return new RecordedOpening(opening, this.attempts.begin(opening.request, voice.isOn), voice)
  }

  /** Nothing of ours is there, and others listen: they are given it. What is returned can still refuse it if they do not take it. */
  left(opening: Opening): Pick<Opening, 'refuse'> {
    const recorded = this.record(opening)
    const { attempt } = recorded
    const since = performance.now()
    attempt?.leftTo(this.#isOn ? this.#others : '')
    return {
      refuse: (refusal) => {
        const seconds = String(Math.round((performance.now() - since) / 1000))
        if (this.#isOn) {
          this.#voice.warn({ code: 'attach/upgrade-unanswered', values: { listeners: this.#others, seconds } })
        }
        recorded.refuse(refusal)
      },
    }
  }

  /** Something was announced that is no request. */
  see(name: string | symbol, args: readonly unknown[]): void {
    const code = this.#isOn ? wrongBytes(name, args[0]) : undefined
    if (code !== undefined) this.#voice.warn({ code, values: { port: String(portOf(this.#server) ?? '?') } })
  }

  /** Answers why an attempt failed that came to a path which is not ours. `false`: that is not what is asked. */
  request(request: IncomingMessage, response: ServerResponse): boolean {
    if (!this.#isOn || !isWhy(pathOf(request))) return false
    const id = attemptIdOf(request.url ?? '')
    if (id === undefined || this.attempts.find(id) === undefined) return false
    answerWhy(request, response, { attempts: this.attempts, paths: this.#routes.paths, isTeaching: true })
    return true
  }

  get #isOn(): boolean {
    return this.#announcements.size > 0
  }

  get #others(): string {
    return this.#listeners.list.map(nameOf).join(', ')
  }

  get #voice(): Voice {
    return this.#routes.voice ?? silent
  }

  #judgeListeners(): void {
    const findings = judgeListeners(this.#listeners.list, this.#routes.paths)
    for (const finding of findings) this.#voice.warn(finding)
  }

  /** An ordinary request that came to the app on our server, and was meant to be a WebSocket. */
  #stray(request: IncomingMessage, response: ServerResponse): void {
    const { url = '' } = request
    const by = strippedBy(request)
    const version = socketIoVersion(url)
    if (by !== undefined && !this.#routes.has(pathOf(request))) {
      const [path = '/'] = this.#routes.paths
      const port = portOf(this.#server)
      const finding = {
        code: 'handshake/proxy-stripped-upgrade',
        evidence: evidenceOf(request),
        lines: proxyLines(by, path, port),
      }
      if (!isDoctor(request.headers)) this.#voice.warn(finding)
      this.#answered(request, response, finding, proxyFix(by, path, port))
    } else if (isDoctor(request.headers)) {
      // It only asks whether Socket.IO is here.
    } else if (version !== undefined && !this.#listeners.list.some(({ library }) => library === 'socket.io')) {
      // Where Socket.IO answers by requests alone, it is not among those who listen for upgrades.
      response.once('finish', () => {
        if (response.statusCode !== 404) return
        this.#voice.warn({ code: 'attach/socket-io-client', values: { version, paths: this.#routes.paths.join(', ') } })
      })
    }
  }

  /** A WebSocket was asked for at another server of this process, which knows none. */
  #missed(request: IncomingMessage, response: ServerResponse, server: net.Server): void {
    const [announcement] = this.#announcements.values()
    if (announcement === undefined) return
    const finding: Finding = this.#server.listening
      ? {
          code: 'attach/other-server',
          values: { asked: placeOf(server), attached: announcement.site, port: String(portOf(this.#server) ?? '?') },
        }
      : announcement.notListening(server)
    this.#voice.warn(finding)
    const { fix, lines } = render(finding, 'en')
    this.#answered(request, response, finding, [fix, ...lines].join(' '), placeOf(server))
  }

  /** Writes down what the app says. */
  #answered(request: IncomingMessage, response: ServerResponse, finding: Finding, fix: string, by = 'the app'): void {
    const { code, what: message } = render(finding, 'en')
    const attempt = this.attempts.begin(request, true)
    const written = (status: number) => attempt?.refused({ status, code, message, fix }, [], by)
    written(0)
    response.once('finish', () => written(response.statusCode))
  }
}
