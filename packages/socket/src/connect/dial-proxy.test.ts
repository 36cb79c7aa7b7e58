import net from 'node:net'
import { describe, expect, it } from 'vitest'
import { certificate } from '../../test/connect/certificates.ts'
import { connectProxy } from '../../test/connect/connect-proxy.ts'
import { failureOf } from '../../test/connect/failure.ts'
import { accepting, freePort, listen, scripted, scriptedTls } from '../../test/connect/peers.ts'
import { dial } from './dial.ts'

const here = certificate('DNS:localhost,DNS:chat.example,IP:127.0.0.1')

describe('a proxy', () => {
  it('leads to ws and wss, and learns host and port and nothing else', async () => {
    const plain = await scripted((request) => accepting(request))
    const secure = await scriptedTls(here, (request) => accepting(request))
    const proxy = await connectProxy()
    const options = {
      proxy: `http://127.0.0.1:${proxy.port}`,
      headers: { cookie: 'session=1' },
      tls: { ca: here.cert },
    }
    for (const url of [`ws://chat.example:${plain.port}/a`, `wss://chat.example:${secure.port}/b`]) {
      const { transport } = await dial(url, options)
      transport.destroy()
    }
    expect(proxy.asked).toEqual([
      {
        authority: `chat.example:${plain.port}`,
        credentials: undefined,
        headers: ['Host', `chat.example:${plain.port}`],
      },
      {
        authority: `chat.example:${secure.port}`,
        credentials: undefined,
        headers: ['Host', `chat.example:${secure.port}`],
      },
    ])
    for (const { requests } of [plain, secure]) expect(requests[0]).toMatch(/^cookie: session=1\r$/m)
  })

  it('gets the credentials of its URL, which nobody else gets', async () => {
    const { port, requests } = await scripted((request) => accepting(request))
    const credentials = `Basic ${Buffer.from('ana:p@ss').toString('base64')}`
    const proxy = await connectProxy({ credentials })
    const url = new URL(`http://ana:p%40ss@127.0.0.1:${proxy.port}`)
    const { transport } = await dial(`ws://chat.example:${port}/`, { proxy: url })
    transport.destroy()
    expect(proxy.asked[0]?.credentials).toBe(credentials)
    expect(requests[0]).not.toMatch(/authorization/i)
  })

  it('may itself be reached by TLS', async () => {
    const { port } = await scriptedTls(here, (request) => accepting(request))
    const proxy = await connectProxy({ tls: here })
    const tls = { ca: here.cert }
    const options = { proxy: `https://localhost:${proxy.port}`, tls, proxyTls: tls }
    const { transport } = await dial(`wss://chat.example:${port}/`, options)
    transport.destroy()
    expect(proxy.asked).toHaveLength(1)
    const error = await failureOf(dial(`wss://chat.example:${port}/`, { ...options, proxyTls: {} }), proxy.port)
    expect(error).toMatchObject({ step: 'proxy', code: 'connect/certificate-untrusted' })
    expect(error.sentence).toContain('the certificate of the proxy localhost:PORT')
    expect(error.sentence).toContain('{ proxyTls: { ca:')
  })

  it('that wants to know who asks is told apart', async () => {
    const proxy = await connectProxy({ credentials: 'Basic YTpi' })
    const error = await failureOf(dial('ws://chat.example/', { proxy: `http://127.0.0.1:${proxy.port}` }), proxy.port)
    expect(error).toMatchObject({
      code: 'connect/proxy-credentials',
      step: 'proxy',
      status: 407,
      body: 'who is??',
      address: `127.0.0.1:${proxy.port}`,
      sentence:
        'The proxy 127.0.0.1:PORT answered 407 Proxy Authentication Required when asked for chat.example:80: "who is??". Give it a user and password: proxy: \'http://user:password@…\'.',
    })
    expect(error.headers).toContainEqual(['Proxy-Authenticate', 'Basic'])
  })

  it('that cannot get there is quoted', async () => {
    const proxy = await connectProxy()
    const port = await freePort()
    const error = await failureOf(
      dial(`wss://chat.example:${port}/`, { proxy: `http://127.0.0.1:${proxy.port}` }),
      port,
    )
    expect(error).toMatchObject({ code: 'connect/proxy-refused', step: 'proxy', status: 502, body: 'nobody there\n' })
    expect(error.message).toBe(
      `The proxy 127.0.0.1:${proxy.port} answered 502 Bad Gateway when asked for chat.example:${port}: "nobody there".`,
    )
  })

  it('that is not there is named', async () => {
    const port = await freePort()
    const error = await failureOf(dial('ws://chat.example/', { proxy: `http://127.0.0.1:${port}` }), port)
    expect(error).toMatchObject({ code: 'connect/refused', step: 'proxy' })
    expect(error.sentence).toBe(
      'No connection to the proxy 127.0.0.1:PORT could be made: 127.0.0.1:PORT refused the connection (ECONNREFUSED). Nothing listens there: start the server, or correct the port.',
    )
  })

  it.each([
    ['220 smtp\r\n', 'did not answer in HTTP when asked for chat.example:80, but "220 smtp".'],
    ['', 'closed the connection when asked for chat.example:80.'],
  ])('that answers %j is none', async (answer, end) => {
    const { port } = await scripted((_request, stream) => void stream.end(answer))
    const error = await failureOf(dial('ws://chat.example/', { proxy: `http://127.0.0.1:${port}` }), port)
    expect(error).toMatchObject({
      code: 'connect/proxy-answer',
      step: 'proxy',
      sentence: `The proxy 127.0.0.1:PORT ${end}`,
    })
  })

  it('is waited for no longer than allowed', async () => {
    const port = await listen(net.createServer((socket) => void socket.resume()))
    const options = { proxy: `http://127.0.0.1:${port}`, handshakeTimeoutMs: 50 }
    const error = await failureOf(dial('ws://chat.example/', options), port)
    expect(error).toMatchObject({ code: 'connect/timeout', step: 'proxy' })
    expect(error.sentence).toBe('The proxy 127.0.0.1:PORT opened no way to chat.example:80 within 50 ms.')
  })

  it('does not hide what fails behind it', async () => {
    const { port } = await scripted(() => 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
    const proxy = await connectProxy()
    const error = await failureOf(dial(`ws://chat.example:${port}/`, { proxy: `http://127.0.0.1:${proxy.port}` }))
    expect(error).toMatchObject({ code: 'connect/status', step: 'http', status: 404 })
  })
})
