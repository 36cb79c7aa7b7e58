import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Host } from '@parley/channel'
import type { SocketDriver } from '@parley/socket'
import type { Attempts } from '../diagnosis/attempts.ts'
import { pathOf } from '../http/route-table.ts'
import type { Settings } from '../options.ts'
import { AttachmentInspection } from './attachment-inspection.ts'
import type { InspectedSocket, Inspector } from './inspector.ts'
import { mayInspect } from './may-inspect.ts'
import { OpenSockets } from './open-sockets.ts'

export interface InspectionParts {
  readonly host: Host | undefined
  /** Those of the whole server; `undefined`: nothing is attached any more. */
  readonly attempts: () => Attempts | undefined
}

/** Where an inspector is asked: `<path>/inspect` and below. What it may look on at is kept only where it may look. */
export class InspectionDoor {
  readonly #settings: Settings
  readonly #inspector: Inspector | undefined
  readonly #sockets: OpenSockets | undefined
  readonly #parts: () => InspectionParts
  #inspection: AttachmentInspection | undefined

  /** `parts` is asked at the first visit. */
  constructor(settings: Settings, parts: () => InspectionParts) {
    this.#settings = settings
    this.#inspector = settings.inspector || undefined
    this.#parts = parts
    if (this.#inspector !== undefined && mayInspect(settings)) this.#sockets = new OpenSockets()
  }

  /** `false`: it is no visit to the inspector. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#inspector === undefined) return false
    const own = `${this.#settings.path}/inspect`
    const asked = pathOf(request)
    if (asked !== own && !asked.startsWith(`${own}/`)) return false
    const isOff = this.#sockets === undefined
    const sockets = this.#sockets ?? new OpenSockets()
    this.#inspection ??= new AttachmentInspection(this.#settings, { ...this.#parts(), sockets, isOff })
    return this.#inspector.serve(request, response, this.#inspection)
  }

  /** Before anything is read from it. */
  opened(driver: SocketDriver, details: Omit<InspectedSocket, 'id'>): void {
    this.#sockets?.opened(driver, details)
  }

  gone(driver: SocketDriver): void {
    this.#sockets?.gone(driver)
  }

  close(): void {
    this.#inspector?.close()
  }
}
