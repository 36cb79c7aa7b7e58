// Chat and notifications on the site: one person in two browsers, and what a notification can be.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { readOptions } from '../../apps/parley/src/cli/options.ts'
import { start } from '../../apps/parley/src/cli/start.ts'
import { kinds } from '../../apps/web/src/kinds.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { cuttableWire } from '../cuttable-wire.ts'
import { newDataFile, newFolder } from '../spawn-server.ts'
import { violations } from '../violations.ts'

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications(,|$)/ })
const panel = (page: Page) => page.getByRole('dialog', { name: 'Notifications' })
const item = (page: Page, text: string) => panel(page).getByRole('listitem').filter({ hasText: text })
const toasts = (page: Page) => page.locator('parley-bell .toast')
const unread = (page: Page, count: number) =>
  page
    .getByRole('button', { name: count === 0 ? 'Notifications' : `Notifications, ${count} unread`, exact: true })
    .waitFor()

/** People are who their cookie says. */
async function serve() {
  const file = path.join(newFolder(), 'auth.mjs')
  writeFileSync(
    file,
    `export default ({ headers }) => {
      const [, id] = /me=(\\w+)/.exec(headers.cookie ?? '') ?? []
      return id ? { id, name: id[0].toUpperCase() + id.slice(1) } : undefined
    }`,
  )
  const args = ['start', '--port', '0', '--data', newDataFile(), '--authenticate', file]
  const parsed = readOptions(args, {})
  if (parsed.kind !== 'start') throw new Error(JSON.stringify(parsed))
  const { url, attached, stop } = await start(parsed.options)
  onTestFinished(stop)
  return { url, parley: attached }
}

const walkMs = 60_000

describeWithChromium('notifications on the site', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function visit(address: string, user: string, options: Parameters<Browser['newContext']>[0] = {}) {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options })
    onTestFinished(() => context.close())
    await context.addCookies([{ name: 'me', value: user, url: new URL(address).origin }])
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) faults.push(message.text())
    })
    onTestFinished(() => expect(faults).toEqual([]))
    await page.goto(address)
    await page.locator('parley-bell .bell').waitFor()
    return page
  }

  it(
    'are read here and read there, and what is withdrawn is gone on both',
    async () => {
      const { url, parley } = await serve()
      const address = `${url}/notifications/`
      const [desk, phone] = [await visit(address, 'ana'), await visit(address, 'ana')]
      await Promise.all([unread(desk, 0), unread(phone, 0)])
      await parley.notify('ana', { category: 'try/messages', title: 'Milk is out', key: 'milk' })
      await parley.notify('ana', { category: 'try/messages', title: 'Bread is out' })
      await Promise.all([unread(desk, 2), unread(phone, 2)])
      await expect.poll(() => phone.title()).toBe('(2) Notifications · Parley')

      await bell(desk).click()
      await item(desk, 'Bread is out').waitFor()
      await expect.poll(() => violations(desk)).toEqual([])
      await panel(desk).getByRole('button', { name: 'Mark all read' }).click()
      await Promise.all([unread(desk, 0), unread(phone, 0)])
      await expect.poll(() => phone.title()).toBe('Notifications · Parley')
      await expect.poll(() => desk.title()).toBe('Notifications · Parley')

      await bell(phone).click()
      await item(phone, 'Milk is out').waitFor()
      await parley.notifications.withdraw('ana', 'milk')
      for (const page of [desk, phone]) {
        await item(page, 'Milk is out').waitFor({ state: 'detached' })
        await expect.poll(() => item(page, 'Bread is out').count()).toBe(1)
      }
    },
    walkMs,
  )

  it(
    'that came while a browser was offline come once, with one toast for all of them',
    async () => {
      const { url, parley } = await serve()
      const wire = await cuttableWire(Number(new URL(url).port))
      onTestFinished(() => wire.close())
      const page = await visit(`http://localhost:${wire.port}/notifications/`, 'ana')
      // A bell that has not yet loaded shows nothing either, and what is there when it has is no news.
      await parley.notify('ana', { category: 'try/messages', title: 'Nothing', key: 'nothing' })
      await unread(page, 1)
      await parley.notifications.withdraw('ana', 'nothing')
      await unread(page, 0)
      // Chromium's offline holds back new connections; what is open is cut here.
      await page.context().setOffline(true)
      wire.cut()
      for (let order = 1; order <= 10; order++)
        await parley.notify('ana', { category: 'try/messages', title: `Number ${order} of ten` })
      wire.mend()
      await page.context().setOffline(false)
      await unread(page, 10)
      await toasts(page).first().waitFor()
      await expect.poll(() => toasts(page).allInnerTexts()).toEqual([expect.stringContaining('10 new notifications')])
      await bell(page).click()
      await item(page, 'Number 1 of ten').waitFor()
      await expect.poll(() => item(page, 'of ten').count()).toBe(10)
    },
    walkMs,
  )

  it(
    'ring for a mention in a room, lead there, and are cleared by reading it',
    async () => {
      const { url } = await serve()
      const ana = await visit(url, 'ana')
      await ana.getByRole('textbox').fill('Hello')
      await ana.keyboard.press('Enter')
      const away = await visit(`${url}/notifications/`, 'ana')
      await ana.goto(`${url}/?room=help`)
      await ana.getByRole('heading', { level: 2, name: 'help' }).waitFor()

      const ben = { method: 'POST', headers: { cookie: 'me=ben', 'content-type': 'application/json' } }
      const body = JSON.stringify({ text: 'Look', mentions: { people: ['ana'] } })
      expect((await fetch(`${url}/parley/chat/rooms/general/messages`, { ...ben, body })).status).toBe(201)
      await Promise.all([unread(ana, 1), unread(away, 1)])
      // The title counts the room's messages; the bell's number is not added to it.
      await expect.poll(() => ana.title(), { timeout: 20_000 }).toBe('(1) #help · Parley')
      await expect.poll(() => away.title()).toBe('(1) Notifications · Parley')

      await bell(away).click()
      await item(away, 'Ben mentioned you in general').locator('a').first().click()
      await away.getByRole('heading', { level: 2, name: 'general' }).waitFor()
      await away.getByText('Look', { exact: true }).first().waitFor()
      expect(new URL(away.url()).pathname).toBe('/')
      await Promise.all([unread(ana, 0), unread(away, 0)])
      await expect.poll(() => ana.title(), { timeout: 20_000 }).toBe('#help · Parley')
    },
    walkMs,
  )

  it(
    'of each kind are sent by their buttons, to oneself, and the page says when it was too fast',
    async () => {
      const { url } = await serve()
      const page = await visit(`${url}/notifications/`, 'ana')
      await unread(page, 0)
      await page.locator('parley-notification-settings').getByText('Comments to try').first().waitFor()
      expect(await violations(page)).toEqual([])
      const rows = page.locator('.kinds li')
      for (let index = 0; index < kinds.length; index++) {
        await rows.nth(index).getByRole('button').click()
        await rows.nth(index).getByText('Sent.').waitFor()
      }
      await unread(page, kinds.length)
      await bell(page).click()
      await item(page, '민지, Cho').or(item(page, 'Ana and 3 others liked your photo')).waitFor()
      await item(page, 'commented on your draft').waitFor()
      await page.keyboard.press('Escape')
      await rows.last().getByRole('button').click()
      await rows
        .last()
        .getByText(/^That was fast\. Try again in \d+ s\.$/)
        .waitFor()
    },
    walkMs,
  )

  it(
    'show their page on a phone without a thing beside it, in Korean too',
    async () => {
      const { url } = await serve()
      const phone = { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true, locale: 'ko-KR' }
      const page = await visit(`${url}/notifications/`, 'ana', phone)
      await page.getByRole('heading', { level: 1, name: '알림' }).waitFor()
      await page.getByRole('button', { name: '보내기: 기본' }).click()
      await page.getByText('보냈어요.').waitFor()
      await page.locator('parley-notification-settings').getByText('체험용 댓글').first().waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
      expect(await violations(page)).toEqual([])
      await page.getByRole('link', { name: '채팅' }).click()
      await page.getByRole('heading', { level: 2, name: 'general' }).waitFor()
    },
    walkMs,
  )

  it.each([
    ['light', 'en-US'],
    ['dark', 'ko-KR'],
  ] as const)(
    'are at hand in a room on a phone, and their toasts leave free what is written: %s, %s',
    async (colorScheme, locale) => {
      const { url, parley } = await serve()
      const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme, locale }
      const page = await visit(url, 'ana', phone)
      const field = page.getByRole('textbox')
      await field.fill('Half a sent')
      await parley.notify('ana', { category: 'try/messages', title: 'Milk is out' })
      const button = page.locator('parley-bell .bell')
      await page.locator('parley-bell .badge', { hasText: '1' }).waitFor()
      const boxOf = async (part: Locator) => (await part.boundingBox())!
      const toast = toasts(page).getByText('Milk is out')
      await toast.waitFor()
      expect((await boxOf(toasts(page))).y).toBeLessThan((await boxOf(field)).y - 100)
      expect((await boxOf(button)).width).toBeGreaterThanOrEqual(40)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      await toasts(page).getByRole('button').last().click()
      await toast.waitFor({ state: 'detached' })
      expect(await violations(page)).toEqual([])

      await button.click()
      await page.locator('parley-inbox-panel').getByText('Milk is out').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('parley-chat-app').getByRole('button').first().click()
      await page.getByRole('navigation').last().waitFor()
      await expect.poll(() => button.count()).toBe(1)
      expect((await boxOf(button)).x).toBeGreaterThan(300)
      await page.locator('parley-bell .badge', { hasText: '1' }).waitFor()
    },
    walkMs,
  )

  it(
    'may be pushed: the policy of the site lets the service worker in',
    async () => {
      const { url } = await serve()
      const page = await visit(`${url}/notifications/`, 'ana')
      const scope = await page.evaluate(async () => {
        const { scope } = await navigator.serviceWorker.register('/parley/notifications/sw.js')
        return scope
      })
      expect(scope).toBe(`${url}/parley/notifications/`)
    },
    walkMs,
  )
})
