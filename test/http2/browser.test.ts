import type { IncomingMessage } from 'node:http'
import type https from 'node:https'
import { chat } from '@parley/chat/server'
import { attach, type Socket } from '@parley/server'
import { memoryStore } from '@parley/testkit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { until } from '../../packages/server/test/wait.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { type Kind, type Listening, listening } from './served.ts'

const page = '<!doctype html><title>page</title><body><script type="module" src="/parley/elements.js"></script>'

/** An app with one page, which says by which version of HTTP it was asked. */
function openPlace(kind: Kind): Promise<Listening> {
  return listening(kind, (request, response) => {
    if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    else response.writeHead(404).end()
  })
}

/** Attaches an echo and keeps by which version, and on which connection, each socket came. */
function attachEcho({ server }: Listening): string[] {
  const seen: string[] = []
  const onSocket = (socket: Socket, { httpVersion, socket: { remotePort } }: IncomingMessage) => {
    seen.push(`${httpVersion} ${remotePort}`)
    socket.on('message', (data) => void socket.send(data))
  }
  const attached = attach(server, { path: '/echo', onSocket, drainOnSigterm: false, drainMs: 1_000 })
  onTestFinished(() => attached.close())
  return seen
}

/** In the page: what comes back for a text. */
const say = ([path, text]: string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = new WebSocket(new URL(path ?? '', location.href.replace(/^http/, 'ws')))
    socket.onmessage = ({ data }) => {
      resolve(String(data))
      socket.close()
    }
    socket.onerror = () => reject(new Error(`the WebSocket to ${path} failed`))
    socket.onopen = () => socket.send(text ?? '')
  })

describeWithChromium('a page that came by HTTP/2', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium('--ignore-certificate-errors')
  })
  afterAll(() => browser?.close())

  async function visit({ url }: Listening): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US' })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const response = await page.goto(`${url}/`)
    expect(
      await page.evaluate(() =>
        performance
          .getEntriesByType('navigation')
          .map((entry) => (entry as PerformanceNavigationTiming).nextHopProtocol),
      ),
    ).toEqual(['h2'])
    expect(response?.status()).toBe(200)
    return page
  }

  it.each<Kind>(['TLS', 'TLS with allowHTTP1'])('opens its WebSockets on the session it came by (%s)', async (kind) => {
    await using place = await openPlace(kind)
    const seen = attachEcho(place)
    const page = await visit(place)
    expect(await page.evaluate(say, ['/echo', 'one'])).toBe('one')
    expect(await page.evaluate(say, ['/echo', 'two'])).toBe('two')
    const [connection] = place.connections
    expect(place.connections.size).toBe(1)
    expect(seen).toEqual([`2.0 ${connection?.remotePort}`, `2.0 ${connection?.remotePort}`])
  })

  it('reaches another WebSocket library on the same server all the same', async () => {
    await using place = await openPlace('TLS with allowHTTP1')
    const seen = attachEcho(place)
    const others = new WebSocketServer({ server: place.server as unknown as https.Server, path: '/other' })
    onTestFinished(() => others.close())
    others.on('connection', (socket) => socket.on('message', (data) => socket.send(`theirs ${String(data)}`)))
    const page = await visit(place)
    expect(await page.evaluate(say, ['/echo', 'ours'])).toBe('ours')
    expect(await page.evaluate(say, ['/other', 'one'])).toBe('theirs one')
    expect(await page.evaluate(say, ['/other', 'two'])).toBe('theirs two')
    expect(await page.evaluate(say, ['/echo', 'ours again'])).toBe('ours again')
    expect(seen[0]).toMatch(/^2\.0 /)
  })

  it('chats', async () => {
    await using place = await openPlace('TLS')
    const versions: string[] = []
    const clientFiles = new URL('../../packages/client/dist/browser/', import.meta.url).href
    const attached = attach(place.server, {
      features: [chat()],
      store: memoryStore(),
      clientFiles,
      guests: true,
      authenticate: ({ httpVersion }) => void versions.push(httpVersion),
      drainOnSigterm: false,
      drainMs: 1_000,
    })
    onTestFinished(() => attached.close())
    const people = [await visit(place), await visit(place)]
    for (const page of people) {
      await page.evaluate(() => document.body.append(document.createElement('parley-chat')))
      await page.getByRole('textbox').waitFor()
    }
    const [ana, ben] = people
    await ana?.getByRole('textbox').fill('over HTTP/2')
    await ana?.keyboard.press('Enter')
    await ben?.getByText('over HTTP/2').waitFor()
    await until(() => versions.length >= 2, 'both sockets')
    expect(new Set(versions)).toEqual(new Set(['2.0']))
  })
})
