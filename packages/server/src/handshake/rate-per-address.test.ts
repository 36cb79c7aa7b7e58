import { defineChannel, defineFold, type Feature } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RawPeer } from '../../test/raw-peer.ts'
import { type Served, serve } from '../../test/serve.ts'

const fold = defineFold({
  state: () => ({ asked: 0 }),
  events: { asked: (state, _data: object) => void state.asked++ },
})
const desk = defineChannel('desk', fold, {
  commands: {
    ask: {
      input: z.object({}),
      decide: () => [{ type: 'asked', data: {} }],
      rate: { perSecond: 0.0001, burst: 2, per: 'address' },
    },
  },
  views: { all: {} },
})

const feature: Feature = {
  name: 'desk',
  channels: [desk],
  fetch: async (request, context) => {
    const actor = await context.identify(request)
    if (actor === undefined) return undefined
    const answer = await context.command(actor, 'desk/a', 'ask', {}).catch((error: { code: string }) => error)
    return Response.json('code' in answer ? answer.code : 'done')
  },
}

const serveDesk = (trustedProxies: readonly string[]) =>
  serve({ features: [feature], store: memoryStore(), guests: true, trustedProxies, drainOnSigterm: false })

/** What comes of one command of a new guest over a socket, and over HTTP. */
async function bySocket({ port }: Served, address: string): Promise<unknown> {
  using peer = await RawPeer.open(port, undefined, { 'X-Forwarded-For': address })
  peer.text({ type: 'command', id: 'a.1', channel: 'desk/a', name: 'ask', input: {} })
  for (;;) {
    const { type, code } = await peer.message()
    if (type === 'done') return 'done'
    if (type === 'refused') return code
  }
}

let guests = 0
async function byHttp({ port }: Served, address: string): Promise<unknown> {
  const headers = { 'X-Forwarded-For': address, Authorization: `Guest a-key-of-some-length-${++guests}` }
  return (await fetch(`http://127.0.0.1:${port}/parley/desk/ask`, { headers })).json()
}

describe('a rate per address', () => {
  it('counts guests of one address together, whether they come by a socket or over HTTP', async () => {
    await using served = await serveDesk(['127.0.0.1'])
    expect(await bySocket(served, '203.0.113.7')).toBe('done')
    expect(await byHttp(served, '::ffff:203.0.113.7')).toBe('done')
    expect(await bySocket(served, '203.0.113.7')).toBe('too-fast')
    expect(await byHttp(served, '203.0.113.7')).toBe('too-fast')
    expect(await byHttp(served, '203.0.113.8')).toBe('done')
    expect(await bySocket(served, '203.0.113.8')).toBe('done')
    expect(served.log.errors).toEqual([])
  })

  it('holds for an IPv6 network as for one address', async () => {
    await using served = await serveDesk(['127.0.0.1'])
    const asked = ['2001:db8:0:1::1', '2001:db8:0:1::2', '2001:db8:0:1:ffff::3', '2001:db8:0:2::1']
    const came: unknown[] = []
    for (const address of asked) came.push(await byHttp(served, address))
    expect(came).toEqual(['done', 'done', 'too-fast', 'done'])
  })

  it('does not count private addresses, nor believes those that only say where they come from', async () => {
    await using behind = await serveDesk(['127.0.0.1'])
    await using open = await serveDesk([])
    for (const [served, address] of [
      [behind, '10.0.0.1'],
      [open, '203.0.113.7'],
    ] as const) {
      for (let i = 0; i < 2; i++) {
        expect(await byHttp(served, address)).toBe('done')
        expect(await bySocket(served, address)).toBe('done')
      }
    }
  })
})
