import http from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { listen, stop } from '../../test/serve.ts'
import { attach } from '../index.ts'

/** A server whose app lets Node keep so many headers only. */
async function serveShort(maxHeadersCount: number) {
  const server = http.createServer((_, response) => response.end('app'))
  server.maxHeadersCount = maxHeadersCount
  const attached = attach(server, { onSocket() {}, drainOnSigterm: false })
  const port = await listen(server)
  onTestFinished(async () => {
    await attached.close()
    await stop(server)
  })
  return { attached, port }
}

async function answerTo(port: number, changes: Record<string, string | readonly string[]>) {
  using peer = await RawPeer.connect(port)
  peer.write(upgradeRequest(changes))
  return await peer.answer()
}

const padding = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`X-${at}`, '1']))

describe('a request with more headers than the app lets Node keep', () => {
  it.each([
    ['a body', { 'Content-Length': '10' }],
    ['another Origin', { Origin: ['http://evil.example', 'http://localhost'] }],
    ['nothing that matters', { 'X-Last': '1' }],
  ])('is refused with 431, as %s may be among those it dropped', async (_what, hidden) => {
    const { attached, port } = await serveShort(40)
    const { status, body } = await answerTo(port, { ...padding(70), ...hidden })
    expect(status).toBe(431)
    expect(JSON.parse(body)).toMatchObject({ code: 'handshake/headers-too-large' })
    expect(attached.socketCount).toBe(0)
  })

  it('is no request with fewer, nor one to a server that keeps all', async () => {
    const { port } = await serveShort(40)
    // Five headers are those of the upgrade.
    expect((await answerTo(port, padding(34))).status).toBe(101)
    expect((await answerTo(port, padding(35))).status).toBe(431)
    const all = await serveShort(0)
    expect((await answerTo(all.port, padding(70))).status).toBe(101)
  })
})
