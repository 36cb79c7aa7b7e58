import { UsageError } from '@parley/channel'
import type { JwtOptions } from './jwt.ts'

const names = [
  'secret',
  'jwks',
  'issuer',
  'audience',
  'algorithms',
  'clockToleranceMs',
  'user',
] satisfies (keyof JwtOptions)[]

/** RFC 7518 §3.2: as long as the hash. */
const leastSecretBytes = 32

/** Throws `UsageError` for options of `jwt` that cannot work, or that would let in whom they should not. */
export function checkJwt(options: unknown): asserts options is JwtOptions {
  if (typeof options !== 'object' || options === null) throw whichKey()
  const given = options as { readonly [Name in keyof JwtOptions]: unknown }
  for (const name of Object.keys(given)) {
    // A slip of the pen in "audience" would let in the tokens of every other app.
    if (!(names as string[]).includes(name))
      throw wrong(`There is no option "${name}" of jwt. There are: ${names.join(', ')}.`)
  }
  if ((given.secret === undefined) === (given.jwks === undefined)) throw whichKey()
  if (given.secret !== undefined) checkSecret(given.secret)
  else checkKeys(given.jwks)
  for (const name of ['issuer', 'audience', 'algorithms'] as const) checkTexts(name, given[name])
  const { clockToleranceMs, user } = given
  if (
    clockToleranceMs !== undefined &&
    !(Number.isSafeInteger(clockToleranceMs) && (clockToleranceMs as number) >= 0)
  ) {
    throw wrong(`"clockToleranceMs" is a whole number from 0; this one is ${String(clockToleranceMs)}.`)
  }
  if (user !== undefined && typeof user !== 'function') {
    throw wrong('"user" is a function: jwt({ …, user: (claims) => ({ id: claims.sub, name: claims.nickname }) }).')
  }
}

function checkSecret(secret: unknown): void {
  const isOne = typeof secret === 'string' || secret instanceof Uint8Array
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret).length : (secret as Uint8Array).length
  if (isOne && bytes >= leastSecretBytes) return
  throw wrong(
    `"secret" is ${leastSecretBytes} bytes at least, or it could be guessed: node -p "require('crypto').randomBytes(32).toString('base64')".`,
  )
}

function checkKeys(jwks: unknown): void {
  if (typeof jwks === 'string' || jwks instanceof URL) {
    const url = URL.canParse(String(jwks)) ? new URL(jwks) : undefined
    // Whoever could change the keys on their way could be anybody.
    const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '')
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) return
    throw wrong(
      `"jwks" is an https: URL: jwt({ jwks: "https://id.example/.well-known/jwks.json" }). This one is ${jwks}.`,
    )
  }
  const { keys } = (jwks ?? {}) as { keys?: unknown }
  const isKey = (key: unknown) => typeof (key as { kty?: unknown } | null)?.kty === 'string'
  if (Array.isArray(keys) && keys.every(isKey)) return
  throw wrong('"jwks" is a URL, or a key set: jwt({ jwks: { keys: [ … ] } }).')
}

function checkTexts(name: string, value: unknown): void {
  if (value === undefined) return
  const list: readonly unknown[] = [value].flat()
  if (list.length > 0 && list.every((each) => typeof each === 'string' && each !== '')) return
  throw wrong(`"${name}" is a string, or a list of strings: jwt({ …, ${name}: "…" }).`)
}

function whichKey(): UsageError {
  return wrong(
    'Say what tokens are signed with: jwt({ secret }), or jwt({ jwks: "https://id.example/.well-known/jwks.json" }).',
  )
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_JWT_OPTIONS', message)
}
