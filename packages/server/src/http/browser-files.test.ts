import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'

async function emptyFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'parley-files-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

async function folder(): Promise<string> {
  const path = await emptyFolder()
  await writeFile(join(path, 'client.js'), 'export {}\n')
  await writeFile(join(path, 'big.js'), Buffer.alloc(20_000_000, '/'))
  await writeFile(join(path, 'secret.txt'), 'secret')
  await writeFile(join(path, '.env.js'), 'secret')
  return path
}

async function serveFolder(path: string) {
  const clientFiles = `${pathToFileURL(path).href}/`
  const options = { features: [chat()], store: memoryStore(), clientFiles, drainOnSigterm: false }
  return serve(options, (_, response) => response.end('app'))
}

describe('browser files', () => {
  it('come with a type, and a second time as 304', async () => {
    await using served = await serveFolder(await folder())
    const url = `http://127.0.0.1:${served.port}/parley/client.js`
    const first = await fetch(url)
    expect(await first.text()).toBe('export {}\n')
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(first.headers.get('x-content-type-options')).toBe('nosniff')
    expect(first.headers.get('access-control-allow-origin'), 'for pages of other hosts').toBe('*')
    const etag = first.headers.get('etag') ?? ''
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
    const head = await fetch(url, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', ''])
    expect(await (await fetch(`${url}?v=2`)).text()).toBe('export {}\n')
  })

  it('are asked for again each time, unless their name has a hash of what is in them', async () => {
    const path = await folder()
    await writeFile(join(path, 'panel.0123456789abcdef.js'), 'export {}\n')
    await writeFile(join(path, 'panel.defaced.js'), 'export {}\n')
    await using served = await serveFolder(path)
    const cacheOf = async (name: string) =>
      (await fetch(`http://127.0.0.1:${served.port}/parley/${name}`)).headers.get('cache-control')
    expect(await cacheOf('panel.0123456789abcdef.js')).toBe('public, max-age=31536000, immutable')
    for (const name of ['client.js', 'panel.defaced.js', 'panel.fedcba9876543210.js', 'elements.js'])
      expect(await cacheOf(name), name).toBe('no-cache')
  })

  it.each([
    ['client.js', 'client.js has not been built. Run: npm run build\n'],
    ['clinet.js', 'There is no clinet.js here.\n'],
  ])('%s that is not there is answered with the reason', async (name, reason) => {
    await using served = await serveFolder(await emptyFolder())
    const answer = await fetch(`http://127.0.0.1:${served.port}/parley/${name}`)
    expect([answer.status, await answer.text()]).toEqual([404, reason])
  })

  it.each([
    '/parley/secret.txt',
    '/parley/.env.js',
    '/parley/../client.js',
    '/parley/..%2fclient.js',
    '/parley/%2e%2e/client.js',
    '/parley/chat/../client.js',
    '/parley//etc/passwd.js',
    '/parley/a/b/c.js',
    '/parley/__proto__/client.js',
    '/parley/constructor/client.js',
    '/parley/client.js/',
    '/parley/client.js%00.map',
  ])('%s is the app’s', async (path) => {
    await using served = await serveFolder(await folder())
    using peer = await RawPeer.connect(served.port)
    peer.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    await peer.end()
    expect(peer.unread.toString()).toMatch(/app/)
    expect(peer.unread.toString()).not.toMatch(/secret|export/)
  })

  it('only answer GET and HEAD', async () => {
    await using served = await serveFolder(await folder())
    const answer = await fetch(`http://127.0.0.1:${served.port}/parley/client.js`, { method: 'POST' })
    expect(await answer.text()).toBe('app')
  })

  it('are closed when the reader goes in the middle', async () => {
    const path = await folder()
    await using served = await serveFolder(path)
    const isOpen = async () => {
      const links = await Promise.all(
        (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
      )
      return links.some((link) => link === join(path, 'big.js'))
    }
    const peer = await RawPeer.connect(served.port)
    peer.write('GET /parley/big.js HTTP/1.1\r\nHost: a\r\n\r\n')
    await until(() => peer.unread.length > 0, 'the first bytes')
    peer.socket.pause()
    expect(await isOpen()).toBe(true)
    peer.reset()
    for (let round = 0; round < 2_000 && (await isOpen()); round++);
    expect(await isOpen()).toBe(false)
  })
})
