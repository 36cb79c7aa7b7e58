import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { fromCaller } from '../from-caller.ts'
import type { User } from '../options.ts'
import { checkJwt } from './check-jwt.ts'
import type { Tokens, Verdict } from './tokens.ts'

export type { JWTPayload } from 'jose'

export interface JwtOptions {
  /** The secret that the tokens are signed with (HS256, 32 bytes at least). This or `jwks`. */
  readonly secret?: string | Uint8Array
  /**
   * Where the issuer's public keys are, as a URL (`https:`, or `http:` on this machine), or the set itself. They are fetched when the
   * first token comes, every 10 minutes, and for a key that is not among them, at most every 30 seconds.
   */
  readonly jwks?: string | URL | JSONWebKeySet
  /** Who must have made the token (`iss`); any of these. Anybody who has the key unless given. */
  readonly issuer?: string | readonly string[]
  /** For whom it must be (`aud`); any of these. */
  readonly audience?: string | readonly string[]
  /** @default HS256 with a secret; RS, PS, ES and EdDSA with a key set */
  readonly algorithms?: readonly string[]
  /** How far the issuer's clock may be from ours. @default 5 000 */
  readonly clockToleranceMs?: number
  /** Makes a user of the token's claims; `undefined`: nobody. @default `sub` and `name` */
  readonly user?: (claims: JWTPayload) => User | undefined | Promise<User | undefined>
}

const publicKeyAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

/**
 * JSON Web Tokens (RFC 7519) as tokens of `attach(server, { tokens: jwt({ secret }) })`. A token needs `exp`, and `sub` unless
 * `user` takes something else. Throws `UsageError` (`ERR_JWT_OPTIONS`) for options that cannot work.
 */
export function jwt(options: JwtOptions): Tokens {
  try {
    checkJwt(options)
  } catch (error) {
    throw fromCaller(error, jwt)
  }
  const { issuer, audience, clockToleranceMs = 5_000, user = userOf } = options
  const key = keyOf(options)
  const rules = {
    ...(issuer === undefined ? {} : { issuer: [issuer].flat() as string[] }),
    ...(audience === undefined ? {} : { audience: [audience].flat() as string[] }),
    algorithms: [...(options.algorithms ?? (options.secret === undefined ? publicKeyAlgorithms : ['HS256']))],
    clockTolerance: clockToleranceMs / 1000,
    requiredClaims: ['exp'],
  }
  return {
    async verify(token): Promise<Verdict> {
      let claims: JWTPayload
      try {
        claims = (await (key instanceof Uint8Array ? jwtVerify(token, key, rules) : jwtVerify(token, key, rules)))
          .payload
      } catch (error) {
        return refusalOf(error)
      }
      const named = await user(claims)
      if (named === undefined || named === null) return { refused: 'invalid', why: 'it names nobody here' }
      return { user: { ...signedInAt(claims), ...named }, expiresAt: Number(claims.exp) * 1000 + clockToleranceMs }
    },
  }
}

function keyOf({ secret, jwks }: JwtOptions): Uint8Array | JWTVerifyGetKey {
  if (typeof secret === 'string') return new TextEncoder().encode(secret)
  if (secret !== undefined) return secret
  if (typeof jwks === 'string' || jwks instanceof URL) return createRemoteJWKSet(new URL(jwks))
  return createLocalJWKSet(jwks as JSONWebKeySet)
}

/** When the person signed in; where the issuer does not say, when the token was made. */
function signedInAt({ auth_time, iat }: JWTPayload): { signedInAt?: number } {
  const seconds = typeof auth_time === 'number' ? auth_time : iat
  return seconds === undefined ? {} : { signedInAt: seconds * 1000 }
}

function userOf({ sub, name, preferred_username }: JWTPayload): User | undefined {
  if (sub === undefined || sub === '') return undefined
  const shown = [name, preferred_username].find((each) => typeof each === 'string')
  return { id: sub, name: typeof shown === 'string' ? shown : sub }
}

/** What is wrong with a token is its bearer's fault; that the keys could not be had is ours. */
function refusalOf(error: unknown): Verdict {
  if (error instanceof errors.JWTExpired) return { refused: 'expired' }
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) throw error
  // The key set could not be fetched: jose says so with its plain error.
  if (!(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC') throw error
  return { refused: 'invalid', why: error.message }
}
