import { once } from 'node:events'
import http2 from 'node:http2'
import type { AddressInfo } from 'node:net'
import { attach } from '@parley/server'
import { expect, it, onTestFinished } from 'vitest'
import { selfSigned } from '../../server/test/self-signed.ts'
import { inspector } from '../src/index.ts'

it('a server of HTTP/2 has the page, its data and its stream, and refuses as any', async () => {
  const server = http2.createSecureServer(selfSigned())
  const log = { info() {}, warn() {}, error: console.error }
  const parley = attach(server, { path: '/socket', onSocket() {}, inspector: inspector(), log })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const session = http2.connect(`https://localhost:${port}`, { rejectUnauthorized: false })
  onTestFinished(async () => {
    session.destroy()
    await parley.close()
    server.close()
  })
  const ask = async (headers: http2.OutgoingHttpHeaders, until?: string) => {
    const stream = session.request(headers).setEncoding('utf8')
    stream.end()
    const [answer] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders]
    let body = ''
    for await (const part of stream) {
      body += part
      if (until !== undefined && body.includes(until)) break
    }
    return { status: answer[':status'], body }
  }
  const page = await ask({ ':path': '/socket/inspect' })
  expect(page.status).toBe(200)
  const token = /token="([\w-]+)"/.exec(page.body)?.[1]
  const data = { ':method': 'POST', origin: `https://localhost:${port}`, 'x-parley-inspect': token }
  const { body } = await ask({ ...data, ':path': '/socket/inspect/events' }, 'event: welcome')
  expect(body).toContain('"path":"/socket","isPlain":true')
  const foreign = await ask({ ...data, ':path': '/socket/inspect/log', origin: 'https://attacker.example' })
  expect([foreign.status, JSON.parse(foreign.body).code]).toEqual([403, 'inspect/origin'])
  const rebound = await ask({ ':path': '/socket/inspect', ':authority': `attacker.example:${port}` })
  expect([rebound.status, JSON.parse(rebound.body).code]).toEqual([403, 'inspect/host'])
})
