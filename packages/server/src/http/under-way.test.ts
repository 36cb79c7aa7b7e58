import type { Feature, FeatureContext } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { counterChannel } from '../../test/counter.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { type Served, serve } from '../../test/serve.ts'
import { until, within } from '../../test/wait.ts'
import type { AttachOptions } from '../index.ts'

const ana = { id: 'ana', name: 'Ana', guest: false }

/** A feature whose answer waits until the test says so. */
function heldFeature(answer: (context: FeatureContext) => Promise<Response>) {
  let release = () => {}
  let isAsked = false
  const feature: Feature = {
    name: 'tally',
    channels: [counterChannel],
    fetch: async (_request, context) => {
      isAsked = true
      await new Promise<void>((resolve) => {
        release = resolve
      })
      return answer(context)
    },
  }
  return { feature, release: () => release(), asked: () => until(() => isAsked, 'a request') }
}

const serveIt = (feature: Feature, options: Partial<AttachOptions> = {}): Promise<Served> =>
  serve({ features: [feature], store: memoryStore(), drainOnSigterm: false, ...options })

const at = ({ port }: Served) => `http://127.0.0.1:${port}/parley/tally/x`

describe('close()', () => {
  it('waits for a request under way, whose command is still done, and refuses new ones with 503', async () => {
    const store = memoryStore()
    const held = heldFeature(async ({ command }) => Response.json(await command(ana, 'counter/a', 'add', { by: 2 })))
    await using served = await serveIt(held.feature, { store })
    const answer = fetch(at(served))
    await held.asked()
    let isClosed = false
    const closing = served.attached.close().then(() => {
      isClosed = true
    })
    const late = await fetch(at(served))
    expect([late.status, late.headers.get('retry-after'), await late.json()]).toEqual([
      503,
      '1',
      expect.objectContaining({ code: 'draining' }),
    ])
    expect(isClosed).toBe(false)
    held.release()
    expect((await answer).status).toBe(200)
    await closing
    expect(store.log('counter/a')).toHaveLength(1)
    expect(served.log.errors).toEqual([])
  })

  it('waits until the peer has the answer', async () => {
    const size = 5_000_000
    const held = heldFeature(async () => new Response('x'.repeat(size)))
    await using served = await serveIt(held.feature)
    const answer = await Promise.all([fetch(at(served)), held.asked().then(held.release)]).then(([each]) => each)
    const closing = served.attached.close()
    expect((await answer.text()).length).toBe(size)
    await within(closing, 'close()')
  })

  it('waits for drainMs at most, then cuts the request and says so', async () => {
    const held = heldFeature(async () => new Response('late'))
    await using served = await serveIt(held.feature, { drainMs: 50 })
    using peer = await RawPeer.connect(served.port)
    peer.write('GET /parley/tally/x HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await held.asked()
    await within(served.attached.close(), 'close()')
    await peer.end()
    expect(served.log.errors).toEqual(['requests over HTTP that were not answered within 50 ms, and were cut: 1'])
    held.release()
  })
})
