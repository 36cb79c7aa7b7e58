import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { describeWithChromium, launchChromium } from '../test/chromium.ts'
import { spawnServer } from '../test/spawn-server.ts'
import { violations } from '../test/violations.ts'

const start = () => spawnServer(path.join(import.meta.dirname, 'inquiry/server.js'))
const cookieOf = (who: string) => ({ cookie: `who=${who}` })

test('the desk is for the staff, and the app asks once for a customer', async () => {
  const { url } = await start()
  const desk = async (who: string) =>
    (await fetch(`${url}/desk.html`, { headers: cookieOf(who), redirect: 'manual' })).status
  expect([await desk('alice'), await desk('ana')]).toEqual([200, 302])
  const problem = async (who?: string, order = '17') =>
    (await fetch(`${url}/orders/${order}/problem`, { method: 'POST', headers: who ? cookieOf(who) : {} })).status
  expect([await problem(), await problem('ana', 'x'), await problem('ana')]).toEqual([401, 404, 201])
  expect([await problem('ana'), await problem('ana', '18')]).toEqual([201, 409])
})

describeWithChromium('the pages of the shop', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  async function signedIn(url: string, name: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(url)
    await page.getByLabel('Your name').fill(name)
    await page.getByRole('button', { name: 'Sign in' }).click()
    return page
  }

  test('let a customer ask and one of the staff answer', { timeout: 120_000 }, async () => {
    const { url } = await start()
    const [ana, alice] = [await signedIn(url, 'Ana'), await signedIn(url, 'Alice')]
    await ana.getByRole('button', { name: 'Support' }).click()
    const panel = ana.getByRole('dialog', { name: 'Support' })
    await panel.getByLabel('Your message').fill('Where is order 17?')
    await panel.getByRole('button', { name: 'Send', exact: true }).click()

    await alice.getByRole('button', { name: /^Take it: #1, Ana$/ }).click()
    await alice.getByRole('textbox', { name: 'Reply to Ana' }).fill('With you tomorrow.')
    await alice.keyboard.press('Enter')
    await panel.getByText('With you tomorrow.').waitFor()
    expect(await violations(alice)).toEqual([])
    expect(await violations(ana)).toEqual([])

    await panel.getByRole('button', { name: 'Close' }).click()
    await alice.getByRole('textbox', { name: 'Reply to Ana' }).fill('Before noon.')
    await alice.keyboard.press('Enter')
    await ana.getByRole('button', { name: 'Notifications, 1 unread' }).click()
    await ana.getByText('Your inquiry #1 has an answer').first().waitFor()
  })
})
