import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { type Served, serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions, User } from '../index.ts'

const base = { onSocket: () => {}, drainOnSigterm: false }

/** Behind a proxy that is trusted: a test can come from anywhere then. */
const proxied = (options: Partial<AttachOptions>) => serve({ ...base, trustedProxies: ['127.0.0.1'], ...options })

const from = (address: string, cookie = 'ana') => ({ 'X-Forwarded-For': address, Cookie: cookie })

async function refusal(served: Served, changes: Record<string, string>) {
  using peer = await RawPeer.connect(served.port)
  peer.write(upgradeRequest(changes))
  const { status, headers, body } = await peer.answer()
  expect([headers.get('connection'), headers.get('cache-control')]).toEqual(['close', 'no-store'])
  await peer.end()
  return [status, headers.get('retry-after'), JSON.parse(body).code]
}

const ofAddress = [429, '5', 'handshake/too-many-sockets-from-address']
const ofUser = [429, '5', 'handshake/too-many-sockets-of-user']

describe('maxSocketsPerAddress', () => {
  it('has further upgrades from there answered with 429, until one is gone; others come in', async () => {
    await using served = await proxied({ maxSocketsPerAddress: 2 })
    using first = await RawPeer.open(served.port, undefined, from('203.0.113.7'))
    using second = await RawPeer.open(served.port, undefined, from('::ffff:203.0.113.7'))
    expect(await refusal(served, from('203.0.113.7'))).toEqual(ofAddress)
    using other = await RawPeer.open(served.port, undefined, from('203.0.113.8'))
    await second.leave()
    await until(() => served.attached.socketCount === 2, 'the socket to be gone')
    using third = await RawPeer.open(served.port, undefined, from('203.0.113.7'))
    third.reset()
    await until(() => served.attached.socketCount === 2, 'the socket to be gone')
    await RawPeer.open(served.port, undefined, from('203.0.113.7')).then((peer) => peer.leave())
    await first.leave()
    await other.leave()
  })

  it('holds for an IPv6 network as for one address', async () => {
    await using served = await proxied({ maxSocketsPerAddress: 1 })
    using peer = await RawPeer.open(served.port, undefined, from('2001:db8:0:1::1'))
    expect(await refusal(served, from('2001:db8:0:1:ffff::2'))).toEqual(ofAddress)
    await RawPeer.open(served.port, undefined, from('2001:db8:0:2::1')).then((next) => next.leave())
    await peer.leave()
  })

  it('is not for addresses behind which anybody may be, nor for those that only say where they come from', async () => {
    await using served = await proxied({ maxSocketsPerAddress: 1 })
    const local = await Promise.all(
      ['10.0.0.1', '10.0.0.1', 'unknown'].map((text) => RawPeer.open(served.port, undefined, from(text))),
    )
    await using direct = await serve({ ...base, maxSocketsPerAddress: 1 })
    const forged = [from('203.0.113.7'), from('203.0.113.7')]
    const peers = await Promise.all(forged.map((changes) => RawPeer.open(direct.port, undefined, changes)))
    for (const peer of [...local, ...peers]) await peer.leave()
  })

  it('is logged once, with what to write if a proxy stands there', async () => {
    await using served = await proxied({ maxSocketsPerAddress: 1 })
    using one = await RawPeer.open(served.port, undefined, from('203.0.113.7'))
    using two = await RawPeer.open(served.port, undefined, from('203.0.113.8'))
    for (const address of ['203.0.113.7', '203.0.113.8', '203.0.113.7']) {
      expect(await refusal(served, from(address))).toEqual(ofAddress)
    }
    expect(served.log.errors).toHaveLength(1)
    expect(served.log.errors[0]).toContain('maxSocketsPerAddress: 1')
    expect(served.log.errors[0]).toContain('attach(server, { trustedProxies: ["203.0.113.7"] })')
    await one.leave()
    await two.leave()
  })
})

/** An `authenticate` that answers when the test says. */
function gate() {
  const answers: ((user: User | Error) => void)[] = []
  const streams: Duplex[] = []
  const authenticate = ({ socket }: IncomingMessage) =>
    new Promise<User>((resolve, reject) => {
      streams.push(socket)
      answers.push((user) => (user instanceof Error ? reject(user) : resolve(user)))
    })
  return { authenticate, answers, streams }
}

describe('those that are being let in', () => {
  it('count for their address', async () => {
    const { authenticate, answers, streams } = gate()
    await using served = await proxied({ authenticate, maxSocketsPerAddress: 1 })
    for (const ending of ['fails', 'hangs up'] as const) {
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest(from('203.0.113.7')))
      await until(() => answers.length === 1, 'authenticate')
      expect(await refusal(served, from('203.0.113.7'))).toEqual(ofAddress)
      if (ending === 'hangs up') {
        peer.reset()
        await until(() => streams.at(-1)?.destroyed === true, 'the server to see it')
      }
      answers.shift()?.(ending === 'fails' ? new Error('no database') : { id: 'ana', name: 'Ana' })
      if (ending === 'fails') expect((await peer.answer()).status).toBe(500)
      await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    }
    using last = await RawPeer.connect(served.port)
    last.write(upgradeRequest(from('203.0.113.7')))
    await until(() => answers.length === 1, 'authenticate')
    answers.shift()?.({ id: 'ana', name: 'Ana' })
    expect((await last.answer()).status).toBe(101)
    await last.leave()
  })
})

describe('maxSocketsPerUser', () => {
  const authenticate: AttachOptions['authenticate'] = ({ headers }) =>
    headers.cookie === undefined ? undefined : { id: headers.cookie, name: 'Ana' }

  it.each(['ana', '__proto__', 'constructor'])(
    'has further upgrades of %s answered with 429, until one is gone',
    async (id) => {
      await using served = await serve({ ...base, authenticate, maxSocketsPerUser: 2 })
      const open = (cookie: string) => RawPeer.open(served.port, undefined, { Cookie: cookie })
      for (let round = 0; round < 3; round++) {
        const [first, second, other] = await Promise.all([open(id), open(id), open('ben')])
        expect(await refusal(served, { Cookie: id })).toEqual(ofUser)
        await first.leave()
        await until(() => served.attached.socketCount === 2, 'the socket to be gone')
        const third = await open(id)
        expect(await refusal(served, { Cookie: id })).toEqual(ofUser)
        for (const peer of [second, third, other]) await peer.leave()
        await until(() => served.attached.socketCount === 0, 'all to be gone')
      }
      expect(served.log.errors).toEqual([])
    },
  )

  it('is not for guests', async () => {
    await using served = await serve({ ...base, authenticate, guests: true, maxSocketsPerUser: 1 })
    const peers = await Promise.all([RawPeer.open(served.port), RawPeer.open(served.port)])
    for (const peer of peers) await peer.leave()
  })
})
