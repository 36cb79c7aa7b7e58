import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithChromium, launchChromium } from '../test/chromium.ts'
import { spawnServer } from '../test/spawn-server.ts'

const start = () => spawnServer(path.join(import.meta.dirname, 'trading/server.js'))

test('the app says what a market is at, and of no other', async () => {
  const { url } = await start()
  expect((await fetch(`${url}/price/__proto__`)).status).toBe(404)
  await expect
    .poll(async () => (await fetch(`${url}/price/BTC-USD`)).json(), { timeout: 20_000 })
    .toMatchObject({ market: 'BTC-USD', tick: '0.01', lastTicks: expect.any(Number) })
})

describeWithChromium('the page of the paper market', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('lets somebody buy within a market that moves', { timeout: 120_000 }, async () => {
    const { url } = await start()
    const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
    page.setDefaultTimeout(20_000)
    await page.goto(url)
    await page.getByText('100,000').first().waitFor()
    await page.getByLabel('Type').selectOption({ label: 'Market' })
    await page.getByLabel('Quantity').fill('0.01')
    await page.getByRole('button', { name: 'Buy BTC' }).click()
    await page
      .getByText(/Bought/)
      .first()
      .waitFor()
  })
})
