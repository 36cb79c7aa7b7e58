import cluster from 'node:cluster'
import type { ApiOf, Erasure, Feature, GenericChannel, PersonExport } from '@parley/channel'
import { languageOf } from '@parley/diagnosis'
import { Attachment } from './attachment.ts'
import { checkOptions } from './check-options.ts'
import { checkServer } from './check-server.ts'
import { callSite } from './diagnosis/call-site.ts'
import { judgeHosting } from './diagnosis/hosting.ts'
import { Voice } from './diagnosis/voice.ts'
import { closeOnSigterm } from './drain.ts'
import { fromCaller } from './from-caller.ts'
import { takePath } from './http/routes.ts'
import { type AttachOptions, type Settings, withDefaults } from './options.ts'

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
   * A generic channel, for the server's own code: `parley.channel('news').publish({ … })`. Throws `UsageError` without the option
   * `channels`, and for a name that is not 1 to 100 of letters, digits, `-`, `_`, `.` and `:`.
   */
  channel(name: string): GenericChannel
  /**
   * Closes all sockets of a user with 4501, at once, and returns how many there were. From then on he is kept out, until `restore` or
   * until he comes with a sign-in that is newer (`User.signedInAt`, a token's `auth_time` or `iat`). It is known to this process
   * only, as long as it runs: keep it in your user table, too.
   */
  revoke(userId: string): number
  /** Lets a user in again. */
  restore(userId: string): void
  /**
   * All that the channels know of a user: events that `erase` of their definitions would change, documents and planned commands that name
   * him. `left` says which logs nobody here can look through, and why. Rejects with `UsageError` (`ERR_PERSON` for no id,
   * `ERR_NO_CHANNELS` where there are only plain sockets) or with the store's `StoreError`.
   */
  exportPerson(userId: string): Promise<PersonExport>
  /**
   * Erases a user from the channels: events become what `erase` of their definitions makes of them, documents that name him are removed,
   * and commands that are planned and not sent yet are made without him or called off. Readers take the new state at once. In the end the
   * store leaves no byte of it in its files, which may take long: SQLite copies the file, and commands wait. `left` says which
   * logs may still name him, and why. `revoke` him first: what comes meanwhile may still carry him. Rejects as `exportPerson`
   * does, and with `UsageError` `ERR_CHANNEL_ERASE` for a definition that lacks `eraseState`; some is erased then: call it again.
   */
  erasePerson(userId: string): Promise<Erasure>
  /**
   * Takes no new sockets and requests, tells clients when to come back, answers the requests under way, stores what was accepted, closes all sockets and the store, and
   * gives the path back. The server itself stays yours.
   */
  close(): Promise<void>
}

/**
 * Attaches Parley to a server of node:http, node:https or node:http2, where browsers open their WebSockets on the session
 * that brought the page (RFC 8441). It answers only its own path and leaves everything else on the server alone. Throws
 * `UsageError` at the call for anything that cannot work, with the line to write. What features add to it (`Feature.api`) is part of
 * what it returns.
 */
export function attach<const Features extends readonly Feature[]>(
  server: unknown,
  options: AttachOptions<Features>,
): Attached & ApiOf<Features> {
  try {
    checkServer(server)
    checkOptions(options)
    const settings = withDefaults(options)
    warnOfHosting(settings)
    const attachment = new Attachment(settings, settings.diagnosis ? callSite() : undefined)
    attachment.taken = takePath(server, settings.path, attachment)
    startFeatures(attachment)
    if (settings.drainOnSigterm) attachment.forgetSignal = closeOnSigterm(attachment)
    return attachment as Attached as Attached & ApiOf<Features>
  } catch (error) {
    throw fromCaller(error, attach)
  }
}

/** Where one cannot begin, those that did are ended, and the path is free again. */
function startFeatures(attachment: Attachment): void {
  try {
    attachment.startFeatures()
  } catch (error) {
    void attachment.close()
    throw error
  }
}

/** Said in production too, where it matters most, unless `diagnosis` is `false`. */
function warnOfHosting({ warns, log, store }: Settings): void {
  if (!warns) return
  const voice = new Voice({ isOn: true, speaks: true, refusals: 'none', log, language: languageOf(process.env) })
  const place = { env: process.env, isClusterWorker: (cluster.worker?.id ?? 1) > 1, hasStore: store !== undefined }
  for (const finding of judgeHosting(place)) voice.warn(finding)
}
