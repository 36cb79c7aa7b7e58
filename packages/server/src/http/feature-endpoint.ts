import type { IncomingMessage, ServerResponse } from 'node:http'
import { Code, type Feature, type FeatureContext } from '@parley/channel'
import { taught } from '../diagnosis/taught.ts'
import { ignoreError, type UpgradeRefusal } from '../handshake/opening.ts'
import type { Settings } from '../options.ts'
import { answerJson, closing } from './answer-json.ts'
import { CrossOrigin } from './cross-origin.ts'
import { pathOf } from './route-table.ts'
import { UnderWay } from './under-way.ts'
import { type WebAddress, webRequestOf } from './web-request.ts'
import { sendWebResponse } from './web-response.ts'

export interface FeatureServices {
  /** Why nobody is served now. */
  readonly closedFor: () => UpgradeRefusal | undefined
  /** Where the client wanted to go, or why it may not. */
  readonly addressOf: (request: IncomingMessage) => WebAddress | UpgradeRefusal
  readonly contextOf: (request: IncomingMessage) => FeatureContext
  readonly report: (error: unknown, where: string) => void
}

/** `<path>/<feature>/…`: what features answer over HTTP themselves. */
export class FeatureEndpoint {
  readonly #settings: Settings
  readonly #services: FeatureServices
  readonly #features: ReadonlyMap<string, Feature>
  readonly #crossOrigin: CrossOrigin
  readonly #underWay = new UnderWay()

  constructor(settings: Settings, services: FeatureServices) {
    this.#settings = settings
    this.#services = services
    this.#crossOrigin = new CrossOrigin(settings.origins)
    const answering = settings.features.filter((feature) => feature.fetch !== undefined)
    this.#features = new Map(answering.map((feature) => [feature.name, feature]))
  }

  /** `false`: no feature has this address. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#features.size === 0) return false
    const feature = this.#featureAt(pathOf(request))
    if (feature === undefined) return false
    const cut = () => void response.destroy()
    const work = this.#serve(feature, request, response).catch((error: unknown) => {
      this.#services.report(error, `${feature.name}: answering over HTTP`)
      cut()
    })
    this.#underWay.add(work, cut)
    return true
  }

  /** Resolves when the requests that are under way were answered, or cut after `afterMs`: how many were. */
  end(afterMs: number): Promise<number> {
    return this.#underWay.end(afterMs)
  }

  #featureAt(path: string): Feature | undefined {
    const rest = path.slice(this.#settings.path.length + 1)
    const slash = rest.indexOf('/')
    return slash < 0 ? undefined : this.#features.get(rest.slice(0, slash))
  }

  async #serve(feature: Feature, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { closedFor, addressOf, report } = this.#services
    const closed = closedFor()
    const address = closed ?? addressOf(request)
    if ('code' in address) {
      this.#refuse(request, response, address)
      return
    }
    const preflight = this.#crossOrigin.preflight(request)
    if (preflight !== undefined) {
      response.writeHead(204, { ...preflight, ...closing(request) }).end()
      request.resume()
      return
    }
    const gone = new AbortController()
    // By HTTP/2 the answer says that it is finished whatever became of it, and the request that it was not.
    request.on('aborted', () => gone.abort())
    response.on('error', ignoreError).on('close', () => {
      if (!response.writableEnded || response.writableFinished === false) gone.abort()
    })
    const asked = webRequestOf(request, address, this.#settings, gone.signal)
    if ('code' in asked) {
      this.#refuse(request, response, asked)
      return
    }
    // `..` and its like lead out of what is the feature's.
    if (!new URL(asked.url).pathname.startsWith(`${this.#settings.path}/${feature.name}/`)) {
      this.#refuse(request, response, notFound)
      return
    }
    const answer = await this.#ask(feature, asked, request, gone.signal)
    if (gone.signal.aborted) await answer.body?.cancel().catch(() => {})
    else {
      const crossOrigin = this.#crossOrigin.headersFor(request, answer.headers.keys())
      await sendWebResponse(request, response, answer, crossOrigin, this.#settings, report)
    }
  }

  #refuse(request: IncomingMessage, response: ServerResponse, refusal: UpgradeRefusal): void {
    const crossOrigin = this.#crossOrigin.headersFor(request, Object.keys(refusal.headers ?? {}))
    const said = this.#settings.diagnosis ? refusal : taught(refusal, false)
    answerJson(request, response, { ...said, headers: { ...refusal.headers, ...crossOrigin } })
  }

  /** Never rejects. */
  async #ask(feature: Feature, asked: Request, request: IncomingMessage, gone: AbortSignal): Promise<Response> {
    try {
      const answer = await feature.fetch?.(asked, this.#services.contextOf(request))
      if (answer === undefined) return json(notFound)
      if (answer instanceof Response && answer.status >= 200) return answer
      throw new TypeError('it must answer with a Response, and not with Response.error(), or with undefined')
    } catch (error) {
      // Whoever went meanwhile is often why it threw.
      if (!gone.aborted) this.#services.report(error, `${feature.name}: "fetch" threw`)
      return json(failed)
    }
  }
}

const notFound: UpgradeRefusal = { status: 404, code: 'http/not-found', message: 'There is nothing at this address.' }

const failed: UpgradeRefusal = {
  status: 500,
  code: Code.internal,
  message: 'The server failed at this and logged why.',
}

function json({ status, code, message }: UpgradeRefusal): Response {
  return Response.json({ code, message }, { status })
}
