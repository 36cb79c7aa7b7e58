import { describe, expect, it } from 'vitest'
import { attempt } from '../../test/attempt.ts'
import { FakeInspection, serveInspector, socket } from '../../test/fake-inspection.ts'
import { requestOf } from './replay.ts'

type Channels = NonNullable<FakeInspection['channels']>
type StateAt = Awaited<ReturnType<Channels['stateAt']>>

async function served(inspection = new FakeInspection()) {
  const { ask, token, port } = await serveInspector(inspection)
  const shown = { 'x-parley-inspect': await token(), 'content-type': 'application/json' }
  const said = async (path: string, body?: object) => {
    const { status, body: text } = await ask(path, shown, body === undefined ? {} : { body: JSON.stringify(body) })
    return [status, JSON.parse(text)] as const
  }
  return { inspection, ask, said, shown, port }
}

function withState(state: StateAt): FakeInspection {
  const inspection = new FakeInspection()
  inspection.channels = { stateAt: () => Promise.resolve(state) } as unknown as Channels
  return inspection
}

describe('what the page asks for', () => {
  it('is answered with a code where there is no such channel, view, offset, attempt or address', async () => {
    const { said } = await served()
    expect(await said('/log?channel=a/b')).toMatchObject([404, { code: 'inspect/unknown-channel' }])
    expect(await said('/replay', { attempt: 'gone' })).toMatchObject([404, { code: 'inspect/unknown-attempt' }])
    expect(await said('/nothing')).toMatchObject([404, { code: 'inspect/not-found' }])
    expect(await said('/../x')).toMatchObject([404, { code: 'inspect/not-found' }])
    expect(await said('/push', { socket: 1 })).toMatchObject([400, { code: 'inspect/request' }])
    const unknown = await served(withState(undefined))
    expect(await unknown.said('/state?channel=a/b&offset=1')).toMatchObject([404, { code: 'inspect/unknown-channel' }])
    expect(await unknown.said('/state?channel=a/b&offset=-1')).toMatchObject([400, { code: 'inspect/request' }])
    const view = await served(withState({ kind: 'unknown-view' }))
    expect(await view.said('/state?channel=a/b&offset=1&view=x')).toMatchObject([404, { code: 'inspect/unknown-view' }])
    const trimmed = await served(withState({ kind: 'trimmed', first: 7 }))
    const [status, { code, fix }] = await trimmed.said('/state?channel=a/b&offset=1')
    expect([status, code, fix]).toEqual([410, 'inspect/trimmed', 'Choose an offset from 7 on.'])
  })

  it('comes in a state of two million characters at most, and says that there is more', async () => {
    const text = JSON.stringify({ text: 'a b '.repeat(1_000_000) })
    const { said } = await served(withState({ kind: 'state', text, offset: 1, from: 0 }))
    const [, state] = await said('/state?channel=a/b&offset=1')
    expect([state.text.length, state.isCut]).toEqual([2_097_152, true])
  })

  it('is refused beyond sixteen streams, and taken again when one has gone', async () => {
    const { ask, shown, inspection } = await served()
    const open = Array.from({ length: 16 }, () => ask('/events?socket=s1', shown, { until: 'hello' }))
    await expect.poll(() => inspection.taps.size).toBe(1)
    await expect.poll(async () => JSON.parse((await ask('/events', shown)).body).code).toBe('inspect/too-many-pages')
    inspection.frame('s1', { data: 'hello' })
    await Promise.all(open)
    await expect.poll(async () => (await ask('/events', shown, { until: 'welcome' })).status).toBe(200)
  })

  it('is told of a socket that opens and goes', async () => {
    const { ask, shown, inspection } = await served()
    const stream = ask('/events', shown, { until: '"gone"' })
    await expect.poll(() => inspection.taps.size).toBe(1)
    inspection.news({ kind: 'opened', socket: { ...socket, id: 's2' } })
    inspection.news({ kind: 'gone', id: 's2' })
    expect((await stream).body).toContain('event: socket\ndata: {"kind":"gone","id":"s2"}')
  })
})

describe('an attempt that is made again', () => {
  it('goes without what was hidden, under a name of its own, and says without what', () => {
    const headers: [string, string][] = [
      ['Host', 'localhost:3000'],
      ['Cookie', 'sid=[redacted]'],
    ]
    const url = '/parley?room=1&token=[redacted]&attempt=old-old-old-old-old'
    expect(requestOf(attempt({ url, headers }), 'new')).toEqual({
      path: '/parley?room=1&attempt=new',
      headers: ['Host', 'localhost:3000'],
      without: ['Cookie', '?token'],
    })
  })

  it('by HTTP/2 is not, and says why', async () => {
    const inspection = new FakeInspection()
    inspection.all = [attempt({ httpVersion: '2.0' })]
    const { said } = await served(inspection)
    expect(await said('/replay', { attempt: 'attempt-0123456789' })).toMatchObject([
      409,
      { code: 'inspect/replay-http2' },
    ])
  })
})
