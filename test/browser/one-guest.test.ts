// Elements of several features on one page, each with a file of its own: who they are, and how they reach the server.
import { chat } from '@parley/chat/server'
import { notifications } from '@parley/notifications/server'
import { memoryStore } from '@parley/testkit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { serve } from '../../packages/server/test/serve.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'

const html = `<!doctype html><html lang="en"><title>Shop</title>
<script type="module" src="/parley/elements.js"></script>
<parley-bell></parley-bell><parley-chat-app rooms="general"></parley-chat-app></html>`

async function servePage() {
  const features = [chat({ files: false }), notifications()]
  const clientFiles = new URL('../../packages/client/dist/browser/', import.meta.url).href
  const options = { features, store: memoryStore(), drainOnSigterm: false, clientFiles }
  const served = await serve(options, (_, response) => response.setHeader('Content-Type', 'text/html').end(html))
  onTestFinished(() => served[Symbol.asyncDispose]())
  return { url: `http://127.0.0.1:${served.port}/`, attached: served.attached }
}

describeWithChromium('the chat and the bell on one page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  /** A page in a window of its own, and what it has said to the server by each of its sockets. */
  async function visit(url: string): Promise<{ readonly page: Page; readonly sockets: readonly string[][] }> {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const sockets: string[][] = []
    page.on('websocket', (socket) => {
      const sent: string[] = []
      sockets.push(sent)
      socket.on('framesent', ({ payload }) => sent.push(String(payload)))
    })
    await page.goto(url)
    await page.getByRole('textbox').waitFor()
    return { page, sockets }
  }

  /** The people whose channels of a kind a page has opened. */
  const peopleOf = (sockets: readonly string[][], kind: string) =>
    new Set(
      sockets.flat().flatMap((sent) => [...sent.matchAll(new RegExp(`"${kind}/([^"]+)"`, 'g'))].map(([, id]) => id)),
    )

  it('are one guest on one connection', async () => {
    const { url, attached } = await servePage()
    const { page, sockets } = await visit(url)
    await expect.poll(() => peopleOf(sockets, 'inbox').size, { timeout: 10_000 }).toBe(1)
    await page.getByText('Here now 1').waitFor()
    expect(peopleOf(sockets, 'inbox')).toEqual(peopleOf(sockets, 'chat-person'))
    expect(sockets).toHaveLength(1)
    expect(attached.socketCount).toBe(1)
  })

  it('stay on it while one of them goes, and leave it with the last', async () => {
    const { url, attached } = await servePage()
    const { page, sockets } = await visit(url)
    await expect.poll(() => peopleOf(sockets, 'inbox').size, { timeout: 10_000 }).toBe(1)
    await page.evaluate(() => document.querySelector('parley-bell')?.remove())
    await page.getByRole('textbox').fill('Still here')
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: /Still here/ }).waitFor()
    expect(attached.socketCount).toBe(1)
    await page.evaluate(() => document.querySelector('parley-chat-app')?.remove())
    await expect.poll(() => attached.socketCount, { timeout: 10_000 }).toBe(0)
    expect(sockets).toHaveLength(1)
  })
})
