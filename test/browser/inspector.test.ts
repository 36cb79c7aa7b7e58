// The page at /parley/inspect, on a server as an app makes one: what it shows of a refused and a good attempt, of frames, of channels.
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { attach } from 'parley'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { newFolder } from '../spawn-server.ts'
import { violations } from '../violations.ts'

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>

/** What a walk through the page may take where others work, too. */
const walkMs = 120_000

const log = { info() {}, warn() {}, error: console.error }

async function serve() {
  const server = http.createServer((_, response) => response.end('the app'))
  const data = path.join(newFolder(), 'parley.db')
  const parley = attach(server, { channels: true, data, log })
  const plain = attach(server, {
    path: '/socket',
    log,
    onSocket: (socket) => socket.on('message', (text) => socket.send(text)),
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  onTestFinished(async () => {
    await Promise.all([parley.close(), plain.close()])
    server.closeAllConnections()
    server.close()
  })
  return { parley, port, url: `http://localhost:${port}` }
}

/** A handshake of somebody who is refused: a page of another origin. */
async function refused(port: number): Promise<void> {
  const headers = {
    Host: `localhost:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    Origin: 'http://localhost:5173',
    Cookie: 'sid=a-secret-of-mine',
  }
  const request = http.get({ port, host: '127.0.0.1', path: '/parley?token=a-secret-of-mine', headers, agent: false })
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  response.resume()
  await once(response, 'end')
}

describeWithChromium('the inspector', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  async function visit(url: string, options: ContextOptions = {}): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    onTestFinished(() => expect(faults).toEqual([]))
    await page.goto(url)
    return { page, context }
  }

  it(
    'shows why an attempt was refused and how a good one was answered, its frames as they come, states at any offset, and sends by hand',
    async () => {
      const { parley, port, url } = await serve()
      const news = parley.channel('news')
      for (const text of ['one', 'two', 'three']) await news.publish({ text })
      const { page } = await visit(`${url}/parley/inspect`)
      await page.getByText('Nobody has tried to open a WebSocket yet.').waitFor()
      await refused(port)

      // The refused one, with every header explained, and nothing in it that is secret.
      await page.getByRole('button', { name: /403.*handshake\/origin/ }).click()
      await page.getByRole('heading', { name: 'The page at http://localhost:5173 may not connect' }).waitFor()
      await page.getByText('Add it to the list: attach(server, { origins: ["http://localhost:5173"] })').waitFor()
      const request = page.getByRole('table', { name: 'Request' })
      await request.getByText('As WebSockets know no CORS').waitFor()
      await page.getByText('b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea').waitFor()
      expect(await page.getByText('a-secret-of-mine').count()).toBe(0)
      expect(await request.getByText('sid=[redacted]').count()).toBe(1)
      expect(await violations(page)).toEqual([])

      // The same again is an attempt of its own.
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByText('The same request was answered with 403.').waitFor()
      expect(await page.getByText('Sent without Cookie, ?token').count()).toBe(1)
      await expect.poll(() => page.getByRole('button', { name: /403/ }).count()).toBe(2)

      // A good one, by hand.
      await page.getByRole('tab', { name: 'Try it' }).click()
      await page.getByRole('button', { name: 'Open a socket' }).click()
      await page.getByRole('button', { name: 'hello' }).click()
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.locator('parley-inspector-send pre', { hasText: '"type": "welcome"' }).waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Show its handshake' }).click()
      await page.getByText('The answer carries exactly this').waitFor()
      const frames = page.locator('parley-inspector-frames li')
      await frames.filter({ hasText: '"type": "hello"' }).waitFor()
      await frames.filter({ hasText: '"type": "welcome"' }).waitFor()

      // Live: what is sent from now on, unless it is paused or filtered.
      await page.getByRole('tab', { name: 'Try it' }).click()
      await page.getByRole('button', { name: 'open', exact: true }).click()
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.goBack()
      await frames.filter({ hasText: '"type": "opened"' }).waitFor()
      await page.getByRole('button', { name: 'Pause' }).click()
      await news.publish({ text: 'four' })
      await page.getByRole('button', { name: 'Go on (1 new)' }).click()
      await frames.filter({ hasText: '"four"' }).waitFor()
      await page.getByLabel('Filter').fill('welcome')
      await expect.poll(() => frames.count()).toBe(1)

      // The state at any offset, and what its event changed.
      await page.getByRole('tab', { name: 'Channels' }).click()
      await page.getByRole('button', { name: 'channel/news' }).click()
      const state = page.getByLabel('State', { exact: true })
      await state.filter({ hasText: '"four"' }).waitFor()
      await page.getByRole('slider').fill('2')
      await state.filter({ hasText: '"two"' }).filter({ hasNotText: '"three"' }).waitFor()
      expect(await page.locator('parley-inspector-state mark', { hasText: '"two"' }).count()).toBe(1)
      await page.getByRole('button', { name: 'One event earlier' }).click()
      await page.getByRole('heading', { name: 'State after event 1' }).waitFor()
      await state.filter({ hasNotText: '"two"' }).waitFor()
      await page.locator('parley-inspector-channel li').nth(3).waitFor()
      expect(await violations(page)).toEqual([])

      // Why it closed.
      await page.getByRole('tab', { name: 'Try it' }).click()
      await page.getByRole('button', { name: 'Close it' }).click()
      await page.getByRole('tab', { name: 'Closes' }).click()
      await page.getByText('1 after').waitFor()
      expect(await violations(page)).toEqual([])
    },
    walkMs,
  )

  it(
    'of plain sockets pushes a text to one, in Korean, in the dark, on a phone',
    async () => {
      const { port, url } = await serve()
      const phone = { locale: 'ko-KR', colorScheme: 'dark', viewport: { width: 390, height: 844 } } as const
      const { page } = await visit(`${url}/socket/inspect`, phone)
      await page.getByText('아직 아무도 웹소켓을 열려고 하지 않았습니다.').waitFor()
      await page.getByRole('tab', { name: '채널' }).click()
      await page.getByText('이 경로는 일반 소켓(onSocket)이라 채널이 없습니다.').waitFor()
      await page.getByRole('tab', { name: '직접 해 보기' }).click()
      await page.getByRole('button', { name: '소켓 열기' }).click()
      await page.locator('parley-inspector-send [role=status]', { hasText: '열림' }).first().waitFor()
      const push = page.locator('parley-inspector-push')
      await push.getByRole('textbox').fill('안녕하세요')
      await push.getByRole('button', { name: '거기로 보내기' }).click()
      await page.locator('parley-inspector-send pre', { hasText: '안녕하세요' }).waitFor()
      expect(await violations(page)).toEqual([])
      await refused(port)
      await page.getByRole('tab', { name: '연결 시도' }).click()
      await page.getByRole('button', { name: /403/ }).click()
      await page.getByRole('button', { name: '목록으로' }).waitFor()
      await page.getByText('소켓에는 CORS 가 없어서').waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      expect(await violations(page)).toEqual([])
      // By the keyboard, and remembered.
      await page.getByRole('combobox', { name: '언어' }).selectOption('en')
      await page.getByRole('tab', { name: 'Attempts' }).press('ArrowRight')
      await page.getByRole('heading', { name: 'Open a socket and send a message' }).waitFor()
      await page.reload()
      await page.getByRole('tab', { name: 'Try it', selected: true }).waitFor()
    },
    walkMs,
  )
})
