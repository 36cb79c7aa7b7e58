import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { ConnectError } from '@parley/socket'
import { afterEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { FuzzingServerError, playCases } from './play-cases.ts'

type Play = (socket: WebSocket, done: () => void) => void

const servers: WebSocketServer[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate()
    server.close()
  }
})

/** A fuzzing server with these cases; `log` is what it was asked for, in order. */
async function fuzzingServer(cases: readonly Play[], count = String(cases.length)) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: true })
  servers.push(server)
  const log: string[] = []
  server.on('connection', (socket, request) => {
    socket.on('error', () => {})
    const url = new URL(request.url ?? '', 'ws://localhost')
    log.push(url.pathname + url.search)
    if (url.pathname.endsWith('/getCaseCount')) {
      socket.send(count)
      socket.close()
    } else if (url.pathname.endsWith('/runCase')) {
      cases[Number(url.searchParams.get('case')) - 1]?.(socket, () => socket.close())
    } else socket.close()
  })
  await once(server, 'listening')
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, log }
}

/** Sends this, and is done when it has come back. */
function expectEcho(payloads: readonly (string | Buffer)[], seen: unknown[]): Play {
  return (socket, done) => {
    socket.on('message', (data: Buffer, isBinary) => {
      seen.push(isBinary ? data : data.toString())
      if (seen.length === payloads.length) done()
    })
    for (const payload of payloads) socket.send(payload)
  }
}

describe('the echo side for a fuzzing server', () => {
  it('asks for the count, plays each case in order, and asks for the report', async () => {
    const seen: unknown[] = []
    const payloads = ['text', Buffer.of(1, 2, 3), '', 'é'.repeat(100_000)]
    const { url, log } = await fuzzingServer([expectEcho(payloads, seen), (_, done) => done(), (_, done) => done()])
    const progress: string[] = []
    const count = await playCases(url, { agent: 'me & you', onCase: (one, of) => progress.push(`${one}/${of}`) })
    expect(count).toBe(3)
    expect(seen).toEqual(payloads)
    expect(progress).toEqual(['1/3', '2/3', '3/3'])
    expect(log).toEqual([
      '/getCaseCount',
      '/runCase?case=1&agent=me+%26+you',
      '/runCase?case=2&agent=me+%26+you',
      '/runCase?case=3&agent=me+%26+you',
      '/updateReports?agent=me+%26+you',
    ])
  })

  it('keeps a path that the URL has', async () => {
    const { url, log } = await fuzzingServer([])
    await playCases(`${url}/fuzz/`, { agent: 'parley' })
    expect(log).toEqual(['/fuzz/getCaseCount', '/fuzz/updateReports?agent=parley'])
  })

  it('goes on after a case that ends in a cut or a broken frame', async () => {
    const cases: Play[] = [(socket) => socket.terminate(), breakTheProtocol, (_, done) => done()]
    const { url, log } = await fuzzingServer(cases)
    expect(await playCases(url, { agent: 'parley' })).toBe(3)
    expect(log).toHaveLength(5)
  })

  it('says what the server said in place of a number', async () => {
    const { url } = await fuzzingServer([], 'many')
    await expect(playCases(url, { agent: 'parley' })).rejects.toThrow(FuzzingServerError)
    await expect(playCases(url, { agent: 'parley' })).rejects.toThrow('"many"')
  })

  it('does not wait for ever for a server that is no fuzzing server', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    servers.push(server)
    await once(server, 'listening')
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    await expect(playCases(url, { agent: 'parley', answerWithinMs: 100 })).rejects.toThrow('got nothing')
  })

  it('says at which step it failed where nobody listens', async () => {
    const { url } = await fuzzingServer([])
    servers.pop()?.close()
    const error = await playCases(url, { agent: 'parley' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ConnectError)
    expect(error).toMatchObject({ step: 'tcp' })
  })
})

/** A reserved bit, past what the library would send. */
function breakTheProtocol(socket: WebSocket): void {
  const { _socket: transport } = socket as unknown as { _socket: NodeJS.WritableStream }
  transport.write(Buffer.of(0xf1, 0x00))
}
