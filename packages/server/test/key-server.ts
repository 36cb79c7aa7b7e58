import http from 'node:http'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { onTestFinished } from 'vitest'
import { listen, stop } from './serve.ts'

export const secret = 'a secret of thirty-two bytes, or more'

/** A token as an issuer with a shared secret makes it: good for five minutes unless the claims say otherwise. */
export function signed(claims: JWTPayload, key: string = secret): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ exp: now + 300, iat: now, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(key))
}

/** An issuer on the loopback that shows its public keys, and changes them when it is told to. */
export async function startIssuer() {
  let kid = 0
  let keys = await generateKeyPair('ES256')
  let isDown = false
  let asked = 0
  const server = http.createServer((_request, response) => {
    asked++
    if (isDown) response.writeHead(500).end()
    else
      void exportJWK(keys.publicKey).then((jwk) =>
        response.end(JSON.stringify({ keys: [{ ...jwk, kid: `${kid}`, alg: 'ES256' }] })),
      )
  })
  const port = await listen(server)
  onTestFinished(() => stop(server))
  return {
    url: `http://127.0.0.1:${port}/keys`,
    get asked() {
      return asked
    },
    goDown(down: boolean) {
      isDown = down
    },
    async changeKeys() {
      kid++
      keys = await generateKeyPair('ES256')
    },
    sign(claims: JWTPayload): Promise<string> {
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({ exp: now + 300, iat: now, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: `${kid}` })
        .sign(keys.privateKey)
    },
  }
}
