import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { describe, expect, it } from 'vitest'
import { certificate } from '../../test/connect/certificates.ts'
import { failureOf } from '../../test/connect/failure.ts'
import { accepting, listen, requestHead, scripted, scriptedTls } from '../../test/connect/peers.ts'
import { dial } from './dial.ts'

const here = certificate('DNS:localhost,IP:127.0.0.1')
const elsewhere = certificate('DNS:elsewhere.example,DNS:*.elsewhere.example')
const expired = certificate('DNS:localhost,IP:127.0.0.1', '20200101000000Z', '20200201000000Z')
const unborn = certificate('DNS:localhost,IP:127.0.0.1', '20980101000000Z', '20990101000000Z')

describe('TLS', () => {
  it('opens with the certificate of the issuer', async () => {
    const { port, requests } = await scriptedTls(here, (request) => accepting(request))
    for (const host of ['localhost', '127.0.0.1']) {
      const { transport } = await dial(`wss://${host}:${port}/chat`, { tls: { ca: here.cert } })
      transport.destroy()
    }
    expect(requests).toHaveLength(2)
  })

  it('opens with another name expected, or with none checked, if asked so', async () => {
    const { port } = await scriptedTls(elsewhere, (request) => accepting(request))
    for (const tls of [{ ca: elsewhere.cert, servername: 'a.elsewhere.example' }, { rejectUnauthorized: false }]) {
      const { transport } = await dial(`wss://localhost:${port}/`, { tls })
      transport.destroy()
    }
  })

  it.each([
    [
      'that nobody vouches for',
      here,
      {},
      'connect/certificate-untrusted',
      "Nobody whom this process trusts vouches for the certificate of localhost:PORT (DEPTH_ZERO_SELF_SIGNED_CERT). If you do, give its issuer: { tls: { ca: readFileSync('ca.pem') } }.",
    ],
    [
      'for another name',
      elsewhere,
      { ca: elsewhere.cert },
      'connect/certificate-name',
      "The certificate of localhost:PORT is for DNS:elsewhere.example, DNS:*.elsewhere.example, not for localhost (ERR_TLS_CERT_ALTNAME_INVALID). Connect by a name it is for, or say which one to expect: { tls: { servername: '…' } }.",
    ],
    [
      'that has expired',
      expired,
      { ca: expired.cert },
      'connect/certificate-date',
      'The certificate of localhost:PORT has expired (CERT_HAS_EXPIRED). Renew it there, or correct the clock here.',
    ],
    [
      'that is not valid yet',
      unborn,
      { ca: unborn.cert },
      'connect/certificate-date',
      'The certificate of localhost:PORT is not valid yet (CERT_NOT_YET_VALID). Renew it there, or correct the clock here.',
    ],
  ])('refuses a certificate %s', async (_, shown, tls, code, sentence) => {
    const { port, requests } = await scriptedTls(shown, (request) => accepting(request))
    const error = await failureOf(dial(`wss://localhost:${port}/`, { tls }), port)
    expect(error).toMatchObject({ code, step: 'tls', sentence })
    expect(requests).toEqual([])
  })

  it('says when the server wants a certificate of ours', async () => {
    const { port } = await scriptedTls({ ...here, requestCert: true, ca: here.cert }, (request) => accepting(request))
    const error = await failureOf(dial(`wss://localhost:${port}/`, { tls: { ca: here.cert } }), port)
    expect(error).toMatchObject({ code: 'connect/tls-failed', step: 'tls' })
    expect(error.sentence).toBe(
      'localhost:PORT wants to see a certificate of yours (ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED): { tls: { cert, key } }.',
    )
    const { transport } = await dial(`wss://localhost:${port}/`, { tls: { ...here, ca: here.cert } })
    transport.destroy()
  })

  it('says when the two share no version', async () => {
    const { port } = await scriptedTls({ ...here, maxVersion: 'TLSv1.2' }, (request) => accepting(request))
    const tls = { ca: here.cert, minVersion: 'TLSv1.3' as const }
    const error = await failureOf(dial(`wss://localhost:${port}/`, { tls }), port)
    expect(error).toMatchObject({ code: 'connect/tls-failed', step: 'tls' })
    expect(error.sentence).toMatch(
      /^The TLS handshake with localhost:PORT failed \(ERR_SSL_.*PROTOCOL_VERSION: .*\)\.$/,
    )
  })

  it('says when the port speaks plain HTTP', async () => {
    const port = await listen(http.createServer())
    const error = await failureOf(dial(`wss://localhost:${port}/`), port)
    expect(error).toMatchObject({ code: 'connect/not-tls', step: 'tls' })
    expect(error.sentence).toBe(
      'localhost:PORT does not speak TLS (ERR_SSL_WRONG_VERSION_NUMBER): if its WebSockets are not encrypted, use ws://.',
    )
  })

  it('says when the server hangs up during the handshake', async () => {
    const server = net.createServer((socket) => socket.once('data', () => socket.end()))
    const port = await listen(server)
    const error = await failureOf(dial(`wss://localhost:${port}/`), port)
    expect(error).toMatchObject({ code: 'connect/tls-failed', step: 'tls' })
    expect(error.sentence).toBe(
      'localhost:PORT closed the connection during the TLS handshake. Does it speak TLS on this port?',
    )
  })

  it('is waited for no longer than allowed', async () => {
    const port = await listen(net.createServer((socket) => void socket.resume()))
    const error = await failureOf(dial(`wss://localhost:${port}/`, { handshakeTimeoutMs: 50 }), port)
    expect(error).toMatchObject({ code: 'connect/timeout', step: 'tls' })
    expect(error.sentence).toBe(
      'localhost:PORT took the connection, but the TLS handshake was not done within 50 ms. Does it speak TLS on this port?',
    )
  })
})

describe('ws:// to a port that speaks TLS', () => {
  it('says to use wss://', async () => {
    const port = await listen(https.createServer({ ...here }))
    const error = await failureOf(dial(`ws://localhost:${port}/chat?token=secret`), port)
    expect(error).toMatchObject({ code: 'connect/speaks-tls', step: 'tls' })
    expect(error.sentence).toBe('localhost:PORT speaks TLS on this port: use wss://localhost:PORT/chat.')
  })

  it('is not suspected where a silent server speaks no TLS either', async () => {
    const { port } = await scripted((_request, stream) => void stream.end())
    const error = await failureOf(dial(`ws://127.0.0.1:${port}/`, { handshakeTimeoutMs: 300 }), port)
    expect(error.code).toBe('connect/no-answer')
  })

  it('keeps nobody waiting who gave up', async () => {
    const controller = new AbortController()
    let connections = 0
    const server = net.createServer((socket) => {
      // The first is sent away without a word, the second is the question about TLS.
      if (++connections === 1)
        requestHead(socket).then(
          () => socket.end(),
          () => {},
        )
      else controller.abort(new Error('enough'))
    })
    const port = await listen(server)
    await expect(dial(`ws://127.0.0.1:${port}/`, { signal: controller.signal })).rejects.toThrow('enough')
  })
})
