import http2 from 'node:http2'
import type { AddressInfo } from 'node:net'
import type { Feature } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { counterChannel } from '../../test/counter.ts'
import { selfSigned } from '../../test/self-signed.ts'
import { until } from '../../test/wait.ts'
import { attach } from '../index.ts'

async function serveOverHttp2(fetch: NonNullable<Feature['fetch']>) {
  const { key, cert } = selfSigned()
  const server = http2.createSecureServer({ key, cert })
  const features = [{ name: 'tally', channels: [counterChannel], fetch }]
  const attached = attach(server, { features, store: memoryStore(), drainOnSigterm: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const session = http2.connect(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, { ca: cert })
  onTestFinished(async () => {
    session.destroy()
    await attached.close()
    server.close()
  })
  const ask = async (headers: http2.OutgoingHttpHeaders, body?: Buffer) => {
    const stream = session.request({ ':path': '/parley/tally/x', ...headers }, { endStream: body === undefined })
    const head = new Promise<http2.IncomingHttpHeaders>((resolve) => stream.once('response', resolve))
    if (body !== undefined) stream.end(body)
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk)
    return { head: await head, body: Buffer.concat(chunks) }
  }
  return { session, ask }
}

describe('a feature over HTTP/2', () => {
  it('is asked and answers as over HTTP/1.1', async () => {
    const seen: unknown[] = []
    const { ask } = await serveOverHttp2(async (request) => {
      seen.push(request.method, request.body === null, new URL(request.url).protocol, request.headers.get('host'))
      const headers = { 'set-cookie': 'a=1', connection: 'close', 'transfer-encoding': 'chunked' }
      return new Response(request.body, { headers })
    })
    const bytes = Buffer.alloc(3_000_000, 'parley')
    const posted = await ask({ ':method': 'POST' }, bytes)
    expect([posted.head[':status'], Buffer.compare(posted.body, bytes)]).toEqual([200, 0])
    expect(posted.head).toMatchObject({ 'set-cookie': ['a=1'], 'x-content-type-options': 'nosniff' })
    const got = await ask({})
    expect([got.head[':status'], got.body.length]).toEqual([200, 0])
    expect(seen).toEqual([
      'POST',
      false,
      'https:',
      expect.stringContaining('127.0.0.1:'),
      'GET',
      true,
      'https:',
      seen[3],
    ])
    const foreign = await ask({ ':method': 'POST', origin: 'https://evil.example' }, Buffer.from('x'))
    expect([foreign.head[':status'], JSON.parse(foreign.body.toString())]).toMatchObject([
      403,
      { code: 'handshake/origin' },
    ])
    expect((await ask({ ':method': 'HEAD' })).head[':status']).toBe(200)
  })

  it('hears that the client has gone', async () => {
    const seen: string[] = []
    const { session } = await serveOverHttp2(async ({ signal }) => {
      seen.push('asked')
      signal.addEventListener('abort', () => seen.push('aborted'))
      return new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    })
    const stream = session.request({ ':path': '/parley/tally/x' })
    stream.on('error', () => {})
    await until(() => seen.length === 1, 'the request')
    stream.close(http2.constants.NGHTTP2_CANCEL)
    await until(() => seen.length === 2, 'the end')
    expect(seen).toEqual(['asked', 'aborted'])
  })
})
