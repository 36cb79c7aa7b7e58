/** An answer in JSON, kept by nobody. */
export function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
}

export function no(
  status: number,
  code: string,
  message: string,
  {
    retryAfterMs,
    headers = {},
  }: { readonly retryAfterMs?: number | undefined; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  if (retryAfterMs === undefined) return json(status, { code, message }, headers)
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
  return json(status, { code, message, retryAfterMs }, { 'retry-after': String(seconds), ...headers })
}

export function wrongMethod(feature: string, allow: string): Response {
  return no(405, `${feature}/method`, `This address takes ${allow}.`, { headers: { allow } })
}

/** `fix`: how one becomes somebody. */
export function nobody(fix = 'Sign in as the app does.'): Response {
  return no(401, 'unauthenticated', fix, { headers: { 'www-authenticate': 'Bearer realm="parley"' } })
}

const statuses: Readonly<Record<string, number>> = {
  'invalid-input': 400,
  'bad-message': 400,
  'not-allowed': 403,
  'unknown-channel': 404,
  'too-fast': 429,
  draining: 503,
  'store-unavailable': 503,
  internal: 500,
}

/** A refusal of the platform or of a channel, in the words of HTTP. `own`: the status of codes that are the feature's. */
export function refusal(error: unknown, own: Readonly<Record<string, number>> = {}): Response {
  const {
    code,
    message,
    retryAfterMs,
    retryable,
    issues = [],
  } = error as {
    readonly code?: unknown
    readonly message?: string
    readonly retryAfterMs?: number
    readonly retryable?: boolean
    readonly issues?: readonly unknown[]
  }
  if (typeof code !== 'string') throw error
  const status = own[code] ?? statuses[code] ?? (retryable === true ? 503 : 409)
  const wait = retryAfterMs ?? (status === 503 ? 1000 : undefined)
  if (issues.length === 0) return no(status, code, message ?? '', { retryAfterMs: wait })
  return json(status, { code, message, issues })
}
