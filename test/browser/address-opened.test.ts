import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { RawPeer } from '../../packages/server/test/raw-peer.ts'
import { serve } from '../../packages/server/test/serve.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { violations } from '../violations.ts'

const options = { onSocket() {}, drainOnSigterm: false }

describeWithChromium('the WebSocket’s address, opened as a page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function visit(port: number, settings: Parameters<Browser['newContext']>[0] = {}) {
    const context = await browser.newContext({ locale: 'en-US', ...settings })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`http://localhost:${port}/parley`)
    return page
  }

  it('opens a WebSocket by its button, in either language, on a phone in the dark', async () => {
    await using served = await serve(options)
    const page = await visit(served.port, {
      locale: 'ko-KR',
      colorScheme: 'dark',
      viewport: { width: 320, height: 640 },
    })
    expect(await page.getByRole('heading').textContent()).toBe('이 주소는 웹소켓 주소입니다')
    await page.getByRole('button').focus()
    await page.keyboard.press('Enter')
    await page.getByText('됩니다: 웹소켓이 열렸습니다.').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })

  it('says why it did not open, with the code that no browser tells', async () => {
    await using served = await serve({ ...options, maxSockets: 1 })
    using _holder = await RawPeer.open(served.port)
    const page = await visit(served.port)
    await page.getByRole('button', { name: 'Try it from here' }).click()
    const output = page.getByText('handshake/too-many-sockets')
    await output.waitFor()
    expect(await output.textContent()).toMatch(
      /^It did not open\.\nThe server has as many sockets as it may\..*\nClose sockets/,
    )
    expect(await violations(page)).toEqual([])
  })
})
