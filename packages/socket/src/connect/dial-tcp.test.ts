import type { LookupFunction } from 'node:net'
import type { Duplex } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { failureOf } from '../../test/connect/failure.ts'
import { accepting, freePort, scripted } from '../../test/connect/peers.ts'
import { dial } from './dial.ts'
import { late } from './late.ts'
import { toSettings } from './settings.ts'
import { tcpFault } from './tcp-fault.ts'

function failing(code: string): LookupFunction {
  return (_host, _options, answer) => {
    const error = Object.assign(new Error(`getaddrinfo ${code}`), { code, syscall: 'getaddrinfo' })
    queueMicrotask(() => answer(error, ''))
  }
}

function answering(...addresses: [address: string, family: number][]): LookupFunction {
  return (_host, _options, answer) =>
    queueMicrotask(() =>
      answer(
        null,
        addresses.map(([address, family]) => ({ address, family })),
      ),
    )
}

describe('a name', () => {
  it.each([
    [
      'ENOTFOUND',
      'connect/name-not-found',
      'No machine has the name "nowhere.example" (ENOTFOUND). Check the host in the URL.',
    ],
    [
      'EAI_AGAIN',
      'connect/name-unavailable',
      'The name "nowhere.example" could not be looked up (EAI_AGAIN): no name server answered. Check the network, then try again.',
    ],
    ['EAI_FAIL', 'connect/name-unavailable', 'The name "nowhere.example" could not be looked up (EAI_FAIL).'],
  ])('that ends in %s is named', async (errno, code, sentence) => {
    const error = await failureOf(dial('ws://nowhere.example/chat?token=secret', { lookup: failing(errno) }))
    expect(error).toMatchObject({ code, step: 'name', sentence, address: 'nowhere.example:80', cause: { code: errno } })
  })

  it('that is never found ends with the time', async () => {
    const error = await failureOf(dial('ws://slow.example', { lookup: () => {}, handshakeTimeoutMs: 20 }))
    const sentence = 'The name "slow.example" could not be looked up within 20 ms. Is there a network?'
    expect(error).toMatchObject({ code: 'connect/timeout', step: 'name', sentence })
  })

  it('is looked up by the function given, which may answer with one address or with a list', async () => {
    const { port, requests } = await scripted((request) => accepting(request))
    const one: LookupFunction = (_host, _options, answer) => answer(null, '127.0.0.1', 4)
    for (const lookup of [one, answering(['127.0.0.1', 4])]) {
      const { transport } = await dial(`ws://chat.example:${port}`, { lookup })
      transport.destroy()
    }
    expect(requests.map((text) => /^Host: (.*)\r$/m.exec(text)?.[1])).toEqual(Array(2).fill(`chat.example:${port}`))
  })
})

describe('a TCP connection', () => {
  it('that is refused says where', async () => {
    const port = await freePort()
    const error = await failureOf(dial(`ws://127.0.0.1:${port}/`), port)
    expect(error).toMatchObject({
      code: 'connect/refused',
      step: 'tcp',
      address: `127.0.0.1:${port}`,
      sentence:
        'No connection to ws://127.0.0.1:PORT/ could be made: 127.0.0.1:PORT refused the connection (ECONNREFUSED). Nothing listens there: start the server, or correct the port.',
    })
  })

  it('is tried with every address of a name, and each failure is listed', async () => {
    const port = await freePort()
    const lookup = answering(['127.0.0.2', 4], ['::1', 6], ['127.0.0.1', 4])
    const error = await failureOf(dial(`ws://chat.example:${port}`, { lookup }), port)
    expect(error).toMatchObject({ code: 'connect/refused', address: `chat.example:${port}` })
    expect(error.sentence).toMatch(/^No connection to ws:\/\/chat\.example:PORT\/ could be made: /)
    for (const address of ['127.0.0.2', '[::1]', '127.0.0.1']) expect(error.sentence).toContain(`${address}:PORT `)
  })

  it('finds the address that works', async () => {
    const { port } = await scripted((request) => accepting(request))
    const { transport } = await dial(`ws://chat.example:${port}`, { lookup: answering(['::1', 6], ['127.0.0.1', 4]) })
    transport.destroy()
  })

  it('goes only to the family asked for', async () => {
    const asked: unknown[] = []
    const lookup: LookupFunction = (_host, options, answer) => {
      asked.push(options.family)
      answer(null, [{ address: '127.0.0.1', family: 4 }])
    }
    const { port } = await scripted((request) => accepting(request))
    for (const options of [{ family: 4 as const }, { localAddress: '127.0.0.1' }]) {
      const { transport } = await dial(`ws://chat.example:${port}`, { lookup, ...options })
      transport.destroy()
    }
    expect(asked).toEqual([4, 4])
  })

  it.each([
    [
      'ENETUNREACH',
      'connect/unreachable',
      'No connection to ws://[2001:db8::1]/ could be made: [2001:db8::1]:80 cannot be reached (ENETUNREACH). Check the address and the network.',
    ],
    [
      'ETIMEDOUT',
      'connect/timeout',
      'No connection to ws://[2001:db8::1]/ could be made: [2001:db8::1]:80 did not answer (ETIMEDOUT).',
    ],
    [
      'EMFILE',
      'connect/failed',
      'No connection to ws://[2001:db8::1]/ could be made: [2001:db8::1]:80 failed (EMFILE).',
    ],
  ])('that ends in %s says so', (code, is, message) => {
    const { target } = toSettings('ws://[2001:db8::1]/', {})
    const error = Object.assign(new Error(code), { code, address: '2001:db8::1', port: 80, syscall: 'connect' })
    expect(tcpFault(error, target, 'tcp')).toMatchObject({ code: is, step: 'tcp', message })
  })

  it('that nobody takes ends with the time', () => {
    expect(late('tcp', toSettings('wss://chat.example', {}))).toMatchObject({
      code: 'connect/timeout',
      step: 'tcp',
      message:
        'chat.example:443 did not take the connection within 10000 ms. Is the address right, and does a firewall let us through?',
    })
  })

  it('reaches [::1]', async ({ skip }) => {
    const server = await scripted((request) => accepting(request), '::1').catch(() => undefined)
    if (server === undefined) return skip('there is no IPv6 here')
    const { transport } = await dial(`ws://[::1]:${server.port}/`)
    transport.destroy()
    expect(server.requests[0]).toContain(`\r\nHost: [::1]:${server.port}\r\n`)
  })
})

describe('a signal', () => {
  it('that is aborted before ends it before any name is looked up', async () => {
    const lookup = () => expect.unreachable()
    await expect(dial('ws://chat.example', { lookup, signal: AbortSignal.abort('not today') })).rejects.toBe(
      'not today',
    )
  })

  it('ends it while it waits, with its reason, and closes what was open', async () => {
    const controller = new AbortController()
    const peers: Duplex[] = []
    const { port } = await scripted((_request, stream) => {
      peers.push(stream.resume())
      controller.abort()
      return undefined
    })
    await expect(dial(`ws://127.0.0.1:${port}`, { signal: controller.signal })).rejects.toHaveProperty(
      'name',
      'AbortError',
    )
    await vi.waitFor(() => expect(peers[0]).toMatchObject({ readableEnded: true }))
  })

  it('is no longer heard once the socket is open', async () => {
    const controller = new AbortController()
    const { port } = await scripted((request) => accepting(request))
    const { transport } = await dial(`ws://127.0.0.1:${port}`, { signal: controller.signal })
    controller.abort()
    expect(transport.destroyed).toBe(false)
    transport.destroy()
  })
})
