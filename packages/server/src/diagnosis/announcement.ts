import http from 'node:http'
import type net from 'node:net'
import type { Finding } from '@parley/diagnosis'
import { type HttpServer, isHttp2 } from '../check-server.ts'
import { anyPath } from '../http/route-table.ts'
import { mayInspect } from '../inspection/may-inspect.ts'
import type { Settings } from '../options.ts'
import {
  type ListenError,
  type ListenWatcher,
  listeningServers,
  listenSite,
  portOf,
  watchListening,
} from './listen-calls.ts'
import { hasSessionMiddleware } from './middleware.ts'
import { type Ready, readyLine } from './ready-line.ts'
import { nameOf, type UpgradeListeners } from './upgrade-listeners.ts'
import type { Voice } from './voice.ts'
import { whereIs } from './where.ts'

/** How long a server may take to listen while another one does already, before somebody is told. */
export const listenWithinMs = 1_000

/** What is known of an attachment at its call. */
export interface Attaching extends Omit<Ready, 'url' | 'reach' | 'inspect' | 'others'> {
  readonly path: string
  readonly isInspected: boolean
}

/** What there is to say of an attachment. */
export function attachingOf(settings: Settings, site: string | undefined): Attaching {
  const { path, features, channels, onSocket, origins, heartbeatMs, maxMessageBytes, isOpenToAll } = settings
  const isInspected = Boolean(settings.inspector) && path !== anyPath && mayInspect(settings)
  const names = [...features.map(({ name }) => name), ...(channels ? ['channels'] : [])]
  const isEveryPath = path === anyPath
  const offered = onSocket === undefined ? names : undefined
  const limits = { heartbeatMs, maxMessageBytes }
  return { site, path, isEveryPath, origins, features: offered, ...limits, isOpenToAll, isInspected }
}

/** Says once where an attachment listens, or why it does not. */
export class Announcement implements ListenWatcher {
  readonly #server: HttpServer
  readonly #attaching: Attaching
  readonly #voice: Voice
  readonly #listeners: UpgradeListeners
  readonly #onListening = () => this.#ready()
  #timer: NodeJS.Timeout | undefined
  #immediate: NodeJS.Immediate | undefined
  #unwatch = () => {}
  #hasListened = false

  constructor(server: HttpServer, attaching: Attaching, voice: Voice, listeners: UpgradeListeners) {
    this.#server = server
    this.#attaching = attaching
    this.#voice = voice
    this.#listeners = listeners
  }

  start(): void {
    this.#unwatch = watchListening(this)
    if (this.#server.listening) {
      // What the app still adds in this turn belongs to it.
      this.#immediate = setImmediate(this.#onListening)
      return
    }
    this.#server.once('listening', this.#onListening)
    this.#checkLater()
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#immediate)
    this.#server.off('listening', this.#onListening)
    this.#unwatch()
  }

  /** The line that attached, or what there is to say instead. */
  get site(): string {
    return this.#attaching.site ?? 'attach()'
  }

  listening(server: net.Server): void {
    if (server !== this.#server && !this.#server.listening) this.#checkLater()
  }

  failed(server: net.Server, error: ListenError): boolean {
    if (error.code !== 'EADDRINUSE' || error.port === undefined) return false
    const port = String(error.port)
    const holder = listeningServers().find((other) => portOf(other) === error.port)
    const asked = listenSite(server)
    const evidence = asked === undefined ? {} : { evidence: asked }
    if (holder !== undefined) {
      const by = listenSite(holder) ?? `listen(${port})`
      this.#voice.warn({ code: 'attach/port-taken-here', ...evidence, values: { port, by } })
    } else if (server === this.#server && this.#attaching.site !== undefined) {
      this.#voice.warn({ code: 'attach/port-taken', ...evidence, values: { port } })
    } else return false
    return true
  }

  ending(): void {
    if (this.#hasListened || this.#attaching.site === undefined) return
    this.#voice.warn({ code: 'attach/never-listens', values: { attached: this.site }, lines: ['server.listen(3000)'] })
  }

  /** It cannot be this server that requests come to, as it does not listen: `other` does. */
  notListening(other: net.Server): Finding {
    const port = portOf(other)
    const listening = placeOf(other)
    return {
      code: 'attach/not-listening',
      values: { attached: this.site, listening },
      lines: [`server.listen(${port ?? ''})`],
    }
  }

  #checkLater(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#check(), listenWithinMs).unref()
  }

  #check(): void {
    if (this.#server.listening) return
    const other = listeningServers().find((each) => each !== this.#server && isSameApp(this.#server, each))
    if (other !== undefined) this.#voice.warn(this.notListening(other))
  }

  #ready(): void {
    clearTimeout(this.#timer)
    this.#hasListened = true
    // A program that is installed, as our command line, speaks for itself.
    if (this.#attaching.site === undefined) return
    const { path, isInspected } = this.#attaching
    const where = whereIs(this.#server, path)
    const canLook = isInspected && where.reach !== 'socket'
    const inspect = canLook ? `${where.url.replace(/^ws/, 'http')}/inspect` : undefined
    const others = this.#listeners.list.map(nameOf)
    const isOpenToAll = this.#attaching.isOpenToAll && where.reach === 'everywhere'
    this.#voice.info(readyLine({ ...this.#attaching, ...where, inspect, others, isOpenToAll }, this.#voice.language))
    if (this.#attaching.isOpenToAll && hasSessionMiddleware(this.#server)) {
      this.#voice.note({ code: 'attach/session-unused', values: { attached: this.site } })
    }
  }
}

/** `app.js:30 (port 3000)`; `listen(3000)` of one that did so before anybody looked. */
export function placeOf(server: net.Server): string {
  const port = portOf(server)
  const site = listenSite(server)
  if (site === undefined) return `listen(${port ?? ''})`
  return port === undefined ? site : `${site} (port ${port})`
}

/**
 * Whether a server answers for the same app as another, or one has no app at all: then only one of them is meant. Two apps in one process may
 * well listen at different times.
 */
function isSameApp(one: net.Server, other: net.Server): boolean {
  if (!(other instanceof http.Server) && !isHttp2(other)) return false
  const apps = one.listeners('request')
  // Koa makes a new function of the same text for each server.
  const known = new Set(other.listeners('request').flatMap((app) => [app, String(app)]))
  return apps.length === 0 || apps.some((app) => known.has(app) || known.has(String(app)))
}
