import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { ConnectRate } from './connect-rate.ts'

const limits = { connectsPerSecond: 100, connectBurst: 10 }

describe('the rate of connects', () => {
  it('lets so many in at once, and then one after the other', () => {
    const rate = new ConnectRate(limits, 0)
    const waits = Array.from({ length: 12 }, () => rate.take(0))
    expect(waits.slice(0, 10)).toEqual(Array(10).fill(0))
    expect(waits.slice(10)).toEqual([10, 20])
    expect([rate.take(9), rate.take(10)]).toEqual([21, 0])
  })

  it('gives everybody who has to wait a turn of his own, as far apart as they may come', () => {
    const rate = new ConnectRate(limits, 0)
    for (let at = 0; at < 10; at++) rate.take(0)
    const turns = Array.from({ length: 500 }, () => rate.take(0))
    expect(new Set(turns).size).toBe(500)
    expect(turns.at(-1)).toBe(5_000)
    // They come at their turns, and all of them come in.
    expect(turns.map((turn) => rate.take(turn))).toEqual(Array(500).fill(0))
  })

  it('has nobody wait for longer than a minute, however many come', () => {
    const rate = new ConnectRate({ connectsPerSecond: 1, connectBurst: 1 }, 0)
    const waits = Array.from({ length: 1_000 }, () => rate.take(0))
    expect(Math.max(...waits)).toBe(60_000)
    expect(rate.take(60_000)).toBe(0)
  })

  it('saves up no more than a burst', () => {
    const rate = new ConnectRate(limits, 0)
    const waits = Array.from({ length: 20 }, () => rate.take(1_000_000))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10)
  })
})

describe('a server to which more come than may at once', () => {
  it('tells them when to come back, each his own time, and those who are here notice nothing', async () => {
    const options = { features: [chat()], store: memoryStore(), drainOnSigterm: false }
    await using served = await serve({ ...options, connectsPerSecond: 1, connectBurst: 1 })
    using here = await RawPeer.open(served.port)
    const refused = await Promise.all(
      Array.from({ length: 3 }, async () => {
        using peer = await RawPeer.connect(served.port)
        peer.write(upgradeRequest())
        const { status, headers, body } = await peer.answer()
        const { code, retryAfterMs } = JSON.parse(body) as { code: string; retryAfterMs: number }
        expect([status, code]).toEqual([503, 'handshake/too-many-connects'])
        expect(headers.get('retry-after')).toBe(String(Math.ceil(retryAfterMs / 1000)))
        return retryAfterMs
      }),
    )
    refused.sort((a, b) => a - b)
    expect(refused[1]! - refused[0]!).toBeGreaterThan(500)
    expect(refused[2]! - refused[1]!).toBeGreaterThan(500)
    here.text({ type: 'ping' })
    await here.messageOf('pong')
    await here.leave()
  })
})
