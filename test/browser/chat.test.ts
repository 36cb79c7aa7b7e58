import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { cuttableWire } from '../cuttable-wire.ts'
import { newDataFile, type Program, startProgram } from '../spawn-server.ts'

const parley = fileURLToPath(new URL('../../apps/parley/dist/bin.js', import.meta.url))

async function start(data: string, port = '0'): Promise<{ program: Program; port: string }> {
  const program = startProgram(parley, { args: ['start', '--port', port, '--data', data] })
  const [, url = ''] = await program.printed(/site\s+(http:\S+)/)
  return { program, port: new URL(url).port }
}

/** One person with the site open in a window of his own. */
class Visitor {
  readonly page: Page
  readonly context: BrowserContext

  constructor(page: Page, context: BrowserContext) {
    this.page = page
    this.context = context
  }

  async post(text: string): Promise<void> {
    await this.page.getByRole('textbox').fill(text)
    await this.page.keyboard.press('Enter')
  }

  /** Every message on the page, oldest first. */
  texts(): Promise<string[]> {
    return this.page.locator('.message .bubble').allInnerTexts()
  }

  async sees(...texts: string[]): Promise<void> {
    await expect.poll(() => this.texts(), { timeout: 20_000 }).toEqual(texts)
  }

  /** Nothing is on its way any more. */
  async hasSentAll(): Promise<void> {
    await expect
      .poll(() => this.page.locator('.message.sending, .message.waiting').count(), { timeout: 20_000 })
      .toBe(0)
  }
}

describeWithChromium('two people in two windows', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function visit(port: number | string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visitor> {
    const context = await browser.newContext({ locale: 'en-US', ...options })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) faults.push(message.text())
    })
    onTestFinished(() => expect(faults).toEqual([]))
    await page.goto(`http://localhost:${port}/`)
    await page.getByRole('textbox').waitFor()
    return new Visitor(page, context)
  }

  it('see what the other posts, that the other types, and who is here', async () => {
    const { port } = await start(newDataFile())
    const [ana, ben] = [await visit(port), await visit(port)]
    await ana.post('Hello, is anybody here?')
    await ben.sees('Hello, is anybody here?')
    await ben.post('Yes! 안녕하세요 👋')
    await ana.sees('Hello, is anybody here?', 'Yes! 안녕하세요 👋')
    await ana.page.getByText('2 people here').waitFor()

    await ben.page.getByRole('textbox').pressSequentially('I was about to')
    await ana.page.getByText(/is typing…/).waitFor()

    await ben.context.close()
    await ana.page.getByText('1 person here').waitFor()
  })

  it('lose nothing and see nothing twice when one is cut off, posts twice, and returns', async () => {
    const { port } = await start(newDataFile())
    const wire = await cuttableWire(Number(port))
    onTestFinished(() => wire.close())
    const [ana, ben] = [await visit(wire.port), await visit(port)]
    await ana.post('before')
    await ben.sees('before')

    wire.cut()
    await ana.context.setOffline(true)
    await ana.post('offline one')
    await ana.post('offline two')
    await ana.sees('before', 'offline one', 'offline two')
    await ben.post('meanwhile')
    await ben.sees('before', 'meanwhile')
    await expect.poll(() => ana.page.locator('.message.waiting').count()).toBe(2)

    wire.mend()
    await ana.context.setOffline(false)
    const all = ['before', 'meanwhile', 'offline one', 'offline two']
    await ben.sees(...all)
    await ana.sees(...all)
    await ana.hasSentAll()

    await ana.page.reload()
    await ana.sees(...all)
    await ben.page.reload()
    await ben.sees(...all)
  })

  it('go on where they were when the server is killed in the middle and started again', async () => {
    const data = newDataFile()
    const { program, port } = await start(data)
    const [ana, ben] = [await visit(port), await visit(port)]
    await ana.post('one')
    await ben.sees('one')
    await program.kill('SIGKILL')
    await ana.post('two')
    await ben.post('three')
    await start(data, port)
    await expect.poll(async () => (await ana.texts()).toSorted(), { timeout: 30_000 }).toEqual(['one', 'three', 'two'])
    await ana.hasSentAll()
    await ben.hasSentAll()
    // Who came back first was first; both have the same order, and it is the stored one.
    const order = await ana.texts()
    await ben.sees(...order)
    await ana.page.reload()
    await ana.sees(...order)
  })

  it('keep what they wrote over a reload, and it is sent once', async () => {
    const { port } = await start(newDataFile())
    const [ana, ben] = [await visit(port), await visit(port)]
    let isAway = true
    await ana.page.routeWebSocket(/parley/, (socket) => {
      if (isAway) void socket.close()
      else socket.connectToServer()
    })
    await ana.page.reload()
    await ana.post('one')
    await ana.post('two')
    await ana.sees('one', 'two')
    await ana.page.reload()
    await ana.sees('one', 'two')
    await expect.poll(() => ana.page.locator('.message.waiting').count()).toBe(2)
    isAway = false
    await ben.sees('one', 'two')
    await ana.sees('one', 'two')
    await ana.hasSentAll()
    await ana.page.reload()
    await ana.sees('one', 'two')
    await expect.poll(() => ana.page.locator('.message.mine').count()).toBe(2)
  })

  it('scroll back through all of a long history', { timeout: 90_000 }, async () => {
    const { port } = await start(newDataFile())
    const ana = await visit(port)
    const texts = Array.from({ length: 120 }, (_, i) => `message ${i + 1}`)
    for (const text of texts) await ana.post(text)
    await ana.hasSentAll()
    const ben = await visit(port)
    await ben.page.getByText('message 120', { exact: true }).waitFor()
    // Only what is near the view is in the document: what comes into it on the way up is put before what was seen.
    let seen = await ben.texts()
    await expect
      .poll(
        async () => {
          await ben.page.locator('[part~="scroller"]').evaluate((scroller) => scroller.scrollBy(0, -300))
          const shown = await ben.texts()
          const known = shown.indexOf(seen[0]!)
          if (known > 0) seen = [...shown.slice(0, known), ...seen]
          return seen
        },
        { timeout: 60_000, interval: 50 },
      )
      .toEqual(texts)
  })

  it('are greeted in Korean by a Korean browser, and in the dark by a dark one', async () => {
    const { port } = await start(newDataFile())
    const ana = await visit(port, { locale: 'ko-KR', colorScheme: 'dark' })
    await ana.page.getByText('아직 메시지가 없어요').waitFor()
    const background = await ana.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const [red = 255] = (/\d+/.exec(background) ?? []).map(Number)
    expect(red).toBeLessThan(60)
  })
})
