import http2 from 'node:http2'
import type { AddressInfo } from 'node:net'
import { memoryStore } from '@parley/testkit'
import { expect, it, onTestFinished } from 'vitest'
import { selfSigned } from '../../test/self-signed.ts'
import { attach } from '../index.ts'

const publishKey = 'k3y-of-the-newsroom'

it('POST <path>/publish is answered over HTTP/2 as over HTTP/1.1', async () => {
  const { key, cert } = selfSigned()
  const server = http2.createSecureServer({ key, cert })
  const attached = attach(server, { channels: true, publishKey, store: memoryStore(), drainOnSigterm: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const session = http2.connect(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, { ca: cert })
  onTestFinished(async () => {
    session.close()
    await attached.close()
    server.close()
  })
  const post = async (authorization: string, body: string) => {
    const stream = session.request({ ':method': 'POST', ':path': '/parley/publish', authorization })
    const status = new Promise((resolve) => stream.once('response', (headers) => resolve(headers[':status'])))
    stream.end(body)
    let text = ''
    for await (const chunk of stream) text += chunk
    return [await status, JSON.parse(text)]
  }
  const message = JSON.stringify({ channel: 'news', data: { title: 'Hello' }, id: 'one' })
  expect(await post(`Bearer ${publishKey}`, message)).toEqual([200, { id: 'one', offset: 1 }])
  expect(await post('Bearer wrong', message)).toMatchObject([401, { code: 'publish/key' }])
  expect(await post(`Bearer ${publishKey}`, 'x'.repeat(200_000))).toMatchObject([413, { code: 'publish/too-large' }])
  expect(await post(`Bearer ${publishKey}`, message)).toEqual([200, { id: 'one', offset: 1 }])
})
