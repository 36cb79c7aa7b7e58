import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { secret, signed, startIssuer } from '../../test/key-server.ts'
import { jwt } from './jwt.ts'

const seconds = () => Math.floor(Date.now() / 1000)

describe('a token signed with a secret', () => {
  it('names its subject, until when, and since when', async () => {
    const exp = seconds() + 60
    const iat = seconds() - 60
    const token = await signed({ sub: 'ana', name: 'Ana', exp, iat })
    expect(await jwt({ secret }).verify(token)).toEqual({
      user: { id: 'ana', name: 'Ana', signedInAt: iat * 1000 },
      expiresAt: exp * 1000 + 5_000,
    })
    expect(await jwt({ secret: new TextEncoder().encode(secret) }).verify(token)).toMatchObject({ user: { id: 'ana' } })
  })

  it('has signed in when its auth_time says, however often it was renewed', async () => {
    const token = await signed({ sub: 'ana', auth_time: 1_000 })
    expect(await jwt({ secret }).verify(token)).toMatchObject({ user: { signedInAt: 1_000_000 } })
  })

  it('is shown by its preferred_username, or its subject, where it has no name', async () => {
    const named = await signed({ sub: '7', preferred_username: 'ana' })
    expect(await jwt({ secret }).verify(named)).toMatchObject({ user: { id: '7', name: 'ana' } })
    expect(await jwt({ secret }).verify(await signed({ sub: '7' }))).toMatchObject({ user: { id: '7', name: '7' } })
  })

  it('may be made a user of by the app, which may know nobody', async () => {
    const tokens = jwt({ secret, user: ({ uid }) => (uid === 1 ? { id: 'u1', name: 'One' } : undefined) })
    expect(await tokens.verify(await signed({ uid: 1 }))).toMatchObject({ user: { id: 'u1', name: 'One' } })
    expect(await tokens.verify(await signed({ uid: 2 }))).toMatchObject({ refused: 'invalid' })
  })

  it('that has expired is told apart, within the tolerance of clocks', async () => {
    const late = await signed({ sub: 'ana', exp: seconds() - 3 })
    expect(await jwt({ secret }).verify(late)).toMatchObject({ user: { id: 'ana' } })
    expect(await jwt({ secret, clockToleranceMs: 0 }).verify(late)).toEqual({ refused: 'expired' })
  })

  it.each<[string, () => Promise<string> | string]>([
    ['another secret', () => signed({ sub: 'ana' }, 'another secret of thirty-two bytes, or more')],
    ['no end', () => signed({ sub: 'ana', exp: undefined as never })],
    ['another issuer', () => signed({ sub: 'ana', iss: 'https://evil.example', aud: 'chat' })],
    ['another audience', () => signed({ sub: 'ana', iss: 'https://id.example', aud: 'shop' })],
    ['no audience', () => signed({ sub: 'ana', iss: 'https://id.example' })],
    ['no subject', () => signed({ iss: 'https://id.example', aud: 'chat' })],
    [
      'a time that has not come',
      () => signed({ sub: 'ana', iss: 'https://id.example', aud: 'chat', nbf: seconds() + 60 }),
    ],
    ['no signature', () => new UnsecuredJWT({ sub: 'ana', exp: seconds() + 60 }).encode()],
    ['nothing in it', () => ''],
    ['three dots', () => '...'],
    ['no base64', () => 'a.b.c'],
  ])('with %s is invalid', async (_what, token) => {
    const tokens = jwt({ secret, issuer: 'https://id.example', audience: ['chat', 'site'] })
    expect(await tokens.verify(await token())).toMatchObject({ refused: 'invalid' })
  })

  it('by another algorithm than was said is invalid', async () => {
    const token = await new SignJWT({ sub: 'ana', exp: seconds() + 60 })
      .setProtectedHeader({ alg: 'HS512' })
      .sign(new TextEncoder().encode(secret))
    expect(await jwt({ secret }).verify(token)).toMatchObject({ refused: 'invalid' })
    expect(await jwt({ secret, algorithms: ['HS512'] }).verify(token)).toMatchObject({ user: { id: 'ana' } })
  })
})

describe('a token signed with a key of an issuer', () => {
  it('is verified with the keys that the issuer shows, which are fetched once', async () => {
    const issuer = await startIssuer()
    const tokens = jwt({ jwks: issuer.url })
    for (const sub of ['ana', 'ben']) {
      expect(await tokens.verify(await issuer.sign({ sub }))).toMatchObject({ user: { id: sub } })
    }
    expect(issuer.asked).toBe(1)
  })

  it('by a key that the issuer does not show is invalid', async () => {
    const issuer = await startIssuer()
    const tokens = jwt({ jwks: issuer.url })
    await tokens.verify(await issuer.sign({ sub: 'ana' }))
    await issuer.changeKeys()
    // The new key is looked for at most every 30 seconds: strangers with made-up keys do not make us ask each time.
    expect(await tokens.verify(await issuer.sign({ sub: 'ana' }))).toMatchObject({ refused: 'invalid' })
    expect(issuer.asked).toBe(1)
  })

  it('whose issuer cannot be asked is our failure and not the token’s', async () => {
    const issuer = await startIssuer()
    issuer.goDown(true)
    const tokens = jwt({ jwks: issuer.url })
    const token = await issuer.sign({ sub: 'ana' })
    await expect(tokens.verify(token)).rejects.toThrow('JSON Web Key Set')
    issuer.goDown(false)
    expect(await tokens.verify(token)).toMatchObject({ user: { id: 'ana' } })
    await expect(jwt({ jwks: 'http://127.0.0.1:1/keys' }).verify(token)).rejects.toThrow()
  })

  it('cannot be made with the public key as a secret', async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(publicKey)
    const tokens = jwt({ jwks: { keys: [jwk] } })
    expect(await tokens.verify(await signed({ sub: 'ana' }, JSON.stringify(jwk)))).toMatchObject({ refused: 'invalid' })
  })
})

describe('options of jwt that cannot work', () => {
  it.each<[string, unknown, string]>([
    ['none', undefined, 'jwt({ secret })'],
    ['no key', {}, 'jwt({ secret })'],
    ['both', { secret, jwks: { keys: [] } }, 'jwt({ secret })'],
    ['a short secret', { secret: 'secret' }, '32 bytes'],
    ['a secret that is none', { secret: 7 }, '32 bytes'],
    ['keys over plain http', { jwks: 'http://id.example/keys' }, 'https: URL'],
    ['keys that are no URL', { jwks: 'keys' }, 'https: URL'],
    ['keys that are none', { jwks: {} }, 'keys: [ … ]'],
    ['keys among which one is none', { jwks: { keys: ['key'] } }, 'keys: [ … ]'],
    ['a slip of the pen', { secret, audiance: 'chat' }, 'no option "audiance"'],
    ['an empty audience', { secret, audience: [] }, '"audience"'],
    ['an issuer that is none', { secret, issuer: 7 }, '"issuer"'],
    ['a tolerance that is none', { secret, clockToleranceMs: '5s' }, '"clockToleranceMs"'],
    ['a user that is no function', { secret, user: {} }, '"user" is a function'],
  ])('%s throw with the line to write', (_what, options, words) => {
    const call = () => jwt(options as never)
    expect(call).toThrow(words)
    expect(call).toThrow(expect.objectContaining({ name: 'UsageError', code: 'ERR_JWT_OPTIONS' }))
  })
})
