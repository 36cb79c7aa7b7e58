import { describe, expect, it } from 'vitest'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { User } from '../index.ts'

const base = { onSocket: () => {}, drainOnSigterm: false }

async function refusal(port: number) {
  using peer = await RawPeer.connect(port)
  peer.write(upgradeRequest())
  const { status, headers, body } = await peer.answer()
  return [status, headers.get('retry-after'), JSON.parse(body).code]
}

describe('maxSockets', () => {
  it('has further upgrades answered with 503, until others are gone, in whatever way', async () => {
    await using served = await serve({ ...base, maxSockets: 2 })
    const goodbyes: ((peer: RawPeer) => unknown)[] = [
      (peer) => peer.leave(),
      (peer) => peer.reset(),
      (peer) => peer.socket.end(),
    ]
    using other = await RawPeer.open(served.port)
    for (const go of [...goodbyes, ...goodbyes]) {
      const peer = await RawPeer.open(served.port)
      expect(await refusal(served.port)).toEqual([503, '5', 'handshake/too-many-sockets'])
      expect(served.attached.socketCount).toBe(2)
      await go(peer)
      await until(() => served.attached.socketCount === 1, 'the socket to be gone')
      peer.socket.destroy()
    }
    await other.leave()
  })

  it('counts those that are being let in, and no longer those that were not', async () => {
    const answers: ((user: User | Error) => void)[] = []
    const authenticate = () =>
      new Promise<User>((resolve, reject) => {
        answers.push((user) => (user instanceof Error ? reject(user) : resolve(user)))
      })
    await using served = await serve({ ...base, authenticate, maxSockets: 1 })
    for (let round = 1; round <= 3; round++) {
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest())
      await until(() => answers.length === round, 'authenticate')
      expect(await refusal(served.port)).toEqual([503, '5', 'handshake/too-many-sockets'])
      answers.at(-1)?.(new Error('no database'))
      expect((await peer.answer()).status).toBe(500)
    }
    using last = await RawPeer.connect(served.port)
    last.write(upgradeRequest())
    await until(() => answers.length === 4, 'authenticate')
    answers.at(-1)?.({ id: 'ana', name: 'Ana' })
    expect((await last.answer()).status).toBe(101)
    expect(served.attached.socketCount).toBe(1)
    await last.leave()
  })

  it('no longer counts those that are reset while authenticate runs', async () => {
    let asked = 0
    const authenticate = () => {
      asked++
      return new Promise<User>(() => {})
    }
    await using served = await serve({ ...base, authenticate, authenticateTimeoutMs: 60_000, maxSockets: 1 })
    for (let round = 1; round <= 3; round++) {
      const gone = new Promise((resolve) =>
        served.server.once('connection', (connection) => connection.once('close', resolve)),
      )
      const peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest())
      await until(() => asked === round, 'authenticate')
      peer.reset()
      await gone
    }
    using last = await RawPeer.connect(served.port)
    last.write(upgradeRequest())
    await until(() => asked === 4, 'authenticate')
    last.reset()
  })

  it('does not count requests that are refused', async () => {
    await using served = await serve({ ...base, maxSockets: 1 })
    for (let round = 0; round < 5; round++) {
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest({ 'Sec-WebSocket-Version': '8' }))
      expect((await peer.answer()).status).toBe(426)
    }
    using peer = await RawPeer.open(served.port)
    await peer.leave()
  })
})
