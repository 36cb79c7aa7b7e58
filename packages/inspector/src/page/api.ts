import type { Refused } from '../contract.ts'

/** A refusal of the server, or that there was no answer. */
export class ApiError extends Error {
  readonly code: string
  readonly fix: string | undefined

  constructor({ code, message, fix }: Refused) {
    super(message)
    this.code = code
    this.fix = fix
  }
}

/** Asks the inspector's server, with the token that only this page knows; always by POST, as browsers name the page's origin with it. */
export class Api {
  readonly #base: string
  readonly #token: string

  /** `path`: where Parley is, as in `attach`. */
  constructor(path: string, token: string) {
    this.#base = `${path}/inspect`
    this.#token = token
  }

  /** Rejects with {@link ApiError}. */
  async get<Answer>(
    name: string,
    query: Readonly<Record<string, string | number | undefined>>,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))
    const response = await this.#ask(`${name}?${new URLSearchParams(given)}`, signal === undefined ? {} : { signal })
    return (await response.json()) as Answer
  }

  /** Rejects with {@link ApiError}. */
  async post<Answer>(name: string, body: object): Promise<Answer> {
    const response = await this.#ask(name, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as Answer
  }

  /** A stream of server-sent events, as text. Rejects with {@link ApiError}. */
  async stream(query: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#ask(`events${query}`, { signal })
    if (body === null) throw new ApiError({ code: 'inspect/unreadable', message: 'The answer has no body.' })
    return body
  }

  async #ask(name: string, how: RequestInit): Promise<Response> {
    const headers = { ...how.headers, 'x-parley-inspect': this.#token, accept: 'application/json' }
    const response = await fetch(`${this.#base}/${name}`, { ...how, method: 'POST', headers, cache: 'no-store' })
    if (response.ok) return response
    throw new ApiError(await refusalIn(response))
  }
}

async function refusalIn(response: Response): Promise<Refused> {
  try {
    return (await response.json()) as Refused
  } catch {
    return { code: String(response.status), message: response.statusText }
  }
}
