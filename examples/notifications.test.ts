import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { describeWithChromium, launchChromium } from '../test/chromium.ts'
import { spawnServer } from '../test/spawn-server.ts'
import { violations } from '../test/violations.ts'

const start = () => spawnServer(path.join(import.meta.dirname, 'notifications/server.js'))

test('the shop sells what it has, to who has signed in, and shows an order to its two people only', async () => {
  const { url } = await start()
  const as = (who?: string) => ({ method: 'POST', headers: who ? { cookie: `who=${who}` } : {} })
  const buy = (good: string, who?: string) => fetch(`${url}/buy/${good}`, as(who))
  expect([(await buy('mug')).status, (await buy('moon', 'ana')).status]).toEqual([401, 404])
  expect((await buy('__proto__', 'ana')).status).toBe(404)

  const bought = await buy('mug', 'ana')
  const { order } = (await bought.json()) as { order: string }

  expect(bought.status).toBe(201)
  const look = async (who: string) => (await fetch(`${url}/orders/${order}`, { headers: as(who).headers })).status
  expect([await look('ana'), await look('seller'), await look('ben')]).toEqual([200, 200, 404])
  expect((await fetch(`${url}/ship/${order}`, as('ana'))).status).toBe(403)
})

describeWithChromium('the page of the shop', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const bell = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const item = (page: Page, text: string) =>
    page.getByRole('dialog', { name: 'Notifications' }).getByRole('listitem').filter({ hasText: text })

  async function signedIn(url: string, name: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US' })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(url)
    await page.getByLabel('Your name').fill(name)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await bell(page, 'Notifications').waitFor()
    return page
  }

  test('tells the seller what is sold, and the buyer, anew, that it was shipped', { timeout: 120_000 }, async () => {
    const { url } = await start()
    const [ana, seller] = [await signedIn(url, 'Ana'), await signedIn(url, 'seller')]

    await ana.getByRole('button', { name: 'Buy a mug' }).click()

    await bell(ana, 'Notifications, 1 unread').click()
    await item(ana, 'You bought a mug').waitFor()
    await ana.getByRole('button', { name: 'Mark all read' }).click()
    await ana.keyboard.press('Escape')
    await bell(ana, 'Notifications').waitFor()

    await bell(seller, 'Notifications, 1 unread').click()
    const ship = item(seller, 'Ana bought a mug').getByRole('button', { name: 'Ship it' })
    await ship.waitFor()
    expect(await violations(seller)).toEqual([])
    await ship.click()

    await bell(ana, 'Notifications, 1 unread').click()
    await item(ana, 'On its way: a mug').waitFor()
    await expect.poll(() => item(ana, 'You bought').count()).toBe(0)
  })

  test('has settings, where what is required stays on', { timeout: 120_000 }, async () => {
    const { url } = await start()
    const page = await signedIn(url, 'Ana')
    await page.goto(`${url}/settings.html`)
    await page.locator('parley-notification-settings').getByText('My orders').first().waitFor()
    await page.getByText('Required: always sent').first().waitFor()
    expect(await violations(page)).toEqual([])
  })
})
