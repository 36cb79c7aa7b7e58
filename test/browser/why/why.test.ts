// What a page says of each failure that can be staged on one machine, of which the browser says 1006.
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Connection, Status } from '@parley/client'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { Server as SocketIoServer } from 'socket.io'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { serve } from '../../../packages/server/test/serve.ts'
import { describeWithChromium, launchChromium } from '../../chromium.ts'
import { accepted, client, deadPort, place, says, unknown } from './places.ts'

const welcome = JSON.stringify({
  type: 'welcome',
  protocol: 1,
  user: { id: 'guest-1', name: 'Quiet Heron', guest: true },
  heartbeatMs: 25_000,
  maxMessageBytes: 65_536,
})

describeWithChromium('a page whose connection fails', () => {
  let browser: Browser
  beforeAll(async () => {
    // Names of no machine, for what browsers forgive to localhost.
    browser = await launchChromium('--host-resolver-rules=MAP *.example 127.0.0.1')
  })
  afterAll(() => browser?.close())

  async function visit(url: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options)
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const lines: string[] = []
    page.on('console', (message) => {
      if (message.text().startsWith('Parley: ')) lines.push(message.text())
    })
    await page.goto(url)
    return { context, page, lines }
  }

  /** The reason that the page gives in the end, and what stands in its console. */
  async function reasonFrom(from: string, to: string, options?: BrowserContextOptions) {
    const { page, lines } = await visit(from, options)
    return { ...(await reasonOn(page, to)), lines }
  }

  it('says that nothing answers', async () => {
    const [{ port }, dead] = [await place(), await deadPort()]
    const { code, message, fix, lines } = await reasonFrom(`http://localhost:${port}`, `ws://localhost:${dead}`)
    expect([code, message]).toEqual(['page/no-server', `Nothing answers at http://localhost:${dead}.`])
    expect(lines).toEqual([`Parley: ${message} (${code}) Fix: ${fix}`])
  })

  it('says that another server answers there, readable or not', async () => {
    const [own, other] = [await place(), await place()]
    const from = `http://localhost:${own.port}`
    const same = await reasonFrom(from, `ws://localhost:${own.port}/chat`)
    expect([same.code, same.message]).toEqual(['page/not-attached', expect.stringContaining('at /chat (HTTP 404)')])
    expect((await reasonFrom(from, `ws://localhost:${other.port}`)).code).toBe('page/not-attached')
  })

  it('says what the server decided, in its words', async () => {
    const verdict = { code: 'handshake/origin', message: 'Not from there.', fix: 'Add the origin.' }
    const options = { drainOnSigterm: false, onSocket: () => {}, origins: [] }
    const served = await serve(options, (request, response) => void says(verdict)(request, response))
    onTestFinished(() => served[Symbol.asyncDispose]())
    const { port } = await place()
    const { code, fix, lines } = await reasonFrom(`http://localhost:${port}`, `ws://localhost:${served.port}`)
    expect([code, lines]).toEqual(['handshake/origin', [expect.stringContaining(`(handshake/origin) Fix: ${fix}`)]])
  })

  it('says that the policy of the page forbids it', async () => {
    const [{ port }, other] = [await place({ policy: "connect-src 'self'" }), await place()]
    const { code, fix } = await reasonFrom(`http://localhost:${port}`, `ws://localhost:${other.port}`)
    expect([code, fix]).toEqual(['page/csp', expect.stringMatching(`connect-src 'self' ws://localhost:${other.port}$`)])
  })

  it('says that the policy of the page lets nobody be asked, where it lets the WebSocket be tried', async () => {
    const [{ port }, dead] = [await place({ policy: 'connect-src ws:' }), await deadPort()]
    const { code, fix } = await reasonFrom(`http://localhost:${port}`, `ws://localhost:${dead}`)
    expect([code, fix]).toEqual(['page/may-not-ask', expect.stringContaining(`http://localhost:${dead}`)])
  })

  it('says that a page over https needs wss:', async () => {
    const [{ port }, other] = [await place({ isSecure: true }), await place()]
    const trusting = { ignoreHTTPSErrors: true }
    const to = `ws://api.example:${other.port}`
    const { code, fix } = await reasonFrom(`https://shop.example:${port}`, to, trusting)
    expect([code, fix]).toEqual(['page/mixed-content', expect.stringContaining(`wss://api.example:${other.port}`)])
  })

  it('says where TLS is wanted, where there is none, and that a certificate may be why nothing answers', async () => {
    const [plain, secure] = [await place(), await place({ isSecure: true })]
    const from = `http://localhost:${plain.port}`
    const toSecure = (scheme: string) => `${scheme}://localhost:${secure.port}`
    expect((await reasonFrom(from, `wss://localhost:${plain.port}`)).code).toBe('page/not-tls')
    expect((await reasonFrom(from, toSecure('ws'), { ignoreHTTPSErrors: true })).code).toBe('page/needs-wss')
    const untrusted = await reasonFrom(from, toSecure('wss'))
    expect(untrusted).toMatchObject({ code: 'page/no-trusted-server', fix: expect.stringContaining(toSecure('https')) })
  })

  it('says that a WebSocket never reached the server that answers over HTTP', async () => {
    const lost = await place({
      answer: says(unknown, 404),
      upgrade: (_, socket) => socket.end('HTTP/1.1 400 No\r\n\r\n'),
    })
    const from = `http://localhost:${lost.port}`
    expect((await reasonFrom(from, `ws://localhost:${lost.port}`)).code).toBe('page/not-forwarded')
  })

  it('says that it was redirected, and where to', async () => {
    const { port } = await place({
      answer: (request, response) => {
        const { pathname, search } = new URL(request.url ?? '', 'http://x')
        if (pathname === '/live/why')
          return says(unknown, 404)(Object.assign(request, { url: '/parley/why' }), response)
        if (!pathname.startsWith('/parley/')) return false
        response.writeHead(301, { Location: pathname.replace('/parley', '/live') + search }).end()
        return true
      },
      upgrade: (_, socket) => socket.end('HTTP/1.1 301 There\r\nLocation: /live\r\n\r\n'),
    })
    const { code, fix } = await reasonFrom(`http://localhost:${port}`, `ws://localhost:${port}/parley`)
    // The scripts of the page come from another place.
    expect([code, fix]).toEqual(['page/redirected', `Connect to ws://localhost:${port}/live.`])
  })

  it('says that the other end is Socket.IO', async () => {
    const { port, server } = await place()
    const io = new SocketIoServer(server, { wsEngine: WebSocketServer })
    onTestFinished(() => void io.close())
    expect((await reasonFrom(`http://localhost:${port}`, `ws://localhost:${port}`)).code).toBe('page/socket-io')
  })

  it('says that Socket.IO beside it ended it after a second', async () => {
    const { port, server } = await place({ answer: says(unknown, 404) })
    const ours = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      // As one who asks a slow database first who it is.
      const answer = () => ours.handleUpgrade(request, socket, head, (each) => each.send(welcome))
      if (request.url?.startsWith('/parley')) setTimeout(answer, 1_500)
    })
    const io = new SocketIoServer(server, { wsEngine: WebSocketServer })
    onTestFinished(() => void io.close())
    const { code, message } = await reasonFrom(`http://localhost:${port}`, `ws://localhost:${port}`)
    expect([code, message]).toEqual(['page/destroy-upgrade', expect.stringMatching(/after (9[5-9]\d|1[0-2]\d\d) ms/)])
  })

  it('says that a server for WebSocket answers which is not Parley, and that something cut what was let in', async () => {
    const cutAtOnce = (socket: { terminate(): void }) => socket.terminate()
    const [stranger, own] = [await place(), await place({ answer: says(accepted) })]
    for (const { server } of [stranger, own]) new WebSocketServer({ server }).on('connection', cutAtOnce)
    const from = (port: number) => reasonFrom(`http://localhost:${port}`, `ws://localhost:${port}`)
    expect((await from(stranger.port)).code).toBe('page/another-server')
    expect((await from(own.port)).code).toBe('page/cut')
  })

  it('says that there is no network', async () => {
    const { port } = await place()
    const { context, page, lines } = await visit(`http://shop.example:${port}`)
    await context.setOffline(true)
    await load(page)
    await page.evaluate((url) => void globalThis.parley.connect(url), `ws://shop.example:${port}`)
    await expect.poll(() => lines).toEqual([expect.stringContaining('(page/offline)')])
  })

  it('says that a page from disk has no server, where connect() is called, and why another fails', async () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'parley-page-')), 'index.html')
    writeFileSync(file, '<!doctype html><title>page</title>')
    const { page } = await visit(pathToFileURL(file).href)
    await load(page)
    const thrown = page.evaluate(() => void globalThis.parley.connect())
    await expect(thrown).rejects.toThrow('this page was opened from disk (file://)')
    expect((await reasonOn(page, `ws://localhost:${await deadPort()}`)).code).toBe('page/no-server')
  })

  it('says that closing before it is open is harmless, and that two connections are one too many', async () => {
    const { port, server } = await place()
    new WebSocketServer({ server }).on('connection', (socket) => socket.send(welcome))
    const { page, lines } = await visit(`http://localhost:${port}`)
    await load(page)
    await page.evaluate((url) => globalThis.parley.connect(url).close(), `ws://localhost:${port}`)
    await expect.poll(() => lines).toEqual([expect.stringContaining('(page/strict-mode)')])
    await page.evaluate((url) => {
      for (let times = 0; times < 2; times += 1) globalThis.parley.connect(url)
    }, `ws://localhost:${port}`)
    await expect.poll(() => lines.slice(1)).toEqual([expect.stringContaining('(page/two-connections)')])
  })

  it('shows it in the elements, in their language', async () => {
    const dead = await deadPort()
    const element = (lang: string) => `<parley-chat lang="${lang}" url="http://localhost:${dead}/parley"></parley-chat>`
    const body = `${element('en')}${element('ko')}<script type="module" src="/parley/chat/elements.js"></script>`
    const { port } = await place({ body })
    const { page } = await visit(`http://localhost:${port}`)
    await page.getByText(`Nothing answers at http://localhost:${dead}.`).waitFor()
    await page.getByText('Start the server, or correct the host and port').waitFor()
    await page.getByText(`http://localhost:${dead} 에서 아무것도 응답하지 않습니다.`).waitFor()
    expect(await page.getByText('page/no-server').count()).toBe(2)
  })
})

declare global {
  var parley: { connect(url?: string): Connection }
}

/** Puts the client into a page, whose server may have none. */
async function load(page: Page): Promise<void> {
  // As a text: what transforms tests would replace import().
  await page.evaluate(`(async () => {
    const file = new Blob([${JSON.stringify(client)}], { type: 'text/javascript' })
    globalThis.parley = await import(URL.createObjectURL(file))
  })()`)
}

/** Connects, and waits until more is known than that it failed. */
async function reasonOn(page: Page, url: string) {
  await load(page)
  return page.evaluate(
    (url) =>
      new Promise<{ code: string; message: string; fix?: string }>((resolve) => {
        globalThis.parley.connect(url).onStatus((status: Status) => {
          if (status.state === 'waiting' && !status.reason.code.startsWith('client/')) resolve({ ...status.reason })
        })
      }),
    url,
  )
}
