// The exchange of the site: people in windows of their own, the server a process that can die.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { newFolder, type Program, startProgram } from '../spawn-server.ts'
import { violations } from '../violations.ts'

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>

const parley = fileURLToPath(new URL('../../apps/parley/dist/bin.js', import.meta.url))
const walkMs = 120_000
const patience = { timeout: 20_000 }

const book = (page: Page) => page.locator('parley-trading-book')
const bids = (page: Page) => book(page).locator('.bids .level')
const asks = (page: Page) => book(page).locator('.asks .level')
const own = (page: Page, price: string) =>
  book(page)
    .locator('.level')
    .filter({ hasText: price })
    .getByText(/^yours: /)
const ticket = (page: Page) => page.locator('parley-trading-ticket')
const field = (page: Page, name: string) => ticket(page).locator(`#${name}`)
const send = (page: Page) => ticket(page).locator('.send')
const said = (page: Page) => ticket(page).getByRole('status')
const account = (page: Page) => page.locator('parley-trading-account')
const tab = (page: Page, name: RegExp) => account(page).getByRole('tab', { name })
const orders = (page: Page) => page.locator('parley-trading-open-orders tbody tr:not(.amends)')
const living = (page: Page) => page.getByRole('group', { name: /^Simulated market/ })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'A large market order' })

const priceOf = async (page: Page, rows: (page: Page) => ReturnType<Page['locator']>, place: number) =>
  (await rows(page).nth(place).locator('button').textContent()) ?? ''
const typed = (price: string) => price.replaceAll(',', '')
/** A step of BTC-USD, which counts cents, above it. */
const justAbove = (price: string) => (Number(typed(price)) + 0.01).toFixed(2)
const shown = (price: string) => Number(price).toLocaleString('en-US', { minimumFractionDigits: 2 })

async function choose(page: Page, side: 'Buy' | 'Sell', type: 'limit' | 'market'): Promise<void> {
  await ticket(page).getByRole('tab', { name: side }).click()
  await field(page, 'type').selectOption(type)
}

async function order(page: Page, side: 'Buy' | 'Sell', quantity: string, price?: string): Promise<void> {
  await choose(page, side, price === undefined ? 'market' : 'limit')
  if (price !== undefined) await field(page, 'price').fill(typed(price))
  await field(page, 'quantity').fill(quantity)
  await field(page, 'quantity').press('Enter')
}

async function stand(page: Page): Promise<void> {
  await living(page).getByRole('button', { name: 'Pause' }).click()
  await living(page).getByText('Paused').waitFor()
  await settled(() => book(page).getByRole('table').textContent())
}

/** Waits until what is read stays the same: the book is told ten times a second, and shown a frame later. Gives what it is. */
async function settled<Seen>(read: () => Promise<Seen>): Promise<Seen> {
  let last: Seen | undefined
  const stays = async () => {
    const before = last
    last = await read()
    return JSON.stringify(last) === JSON.stringify(before)
  }
  await expect.poll(stays, { interval: 400 }).toBe(true)
  return last as Seen
}

/** All that somebody has, as the page says it. */
async function balances(page: Page): Promise<string | null> {
  await tab(page, /^Balances/).click()
  const text = await account(page).getByRole('table', { name: 'Balances' }).textContent()
  await tab(page, /^Open orders/).click()
  return text
}

/** What comes in a row that people read, without how it is laid out. */
const lines = async (page: Page) =>
  (await orders(page).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())

/** People are who their cookie says, so that two tabs can be of one. */
function authenticator(folder: string): string {
  const file = path.join(folder, 'auth.mjs')
  writeFileSync(
    file,
    `export default ({ headers }) => {
      const [, id] = /me=(\\w+)/.exec(headers.cookie ?? '') ?? []
      return id ? { id, name: id } : undefined
    }`,
  )
  return file
}

async function serve() {
  const folder = newFolder()
  const fixed = ['--data', path.join(folder, 'parley.db'), '--authenticate', authenticator(folder)]
  const run = async (port: string): Promise<readonly [Program, string]> => {
    const program = startProgram(parley, { args: ['start', '--port', port, ...fixed] })
    const [, url = ''] = await program.printed(/site\s+(http:\S+)/)
    return [program, url]
  }
  let [program, url] = await run('0')
  return {
    url,
    die: () => program.kill('SIGKILL'),
    /** On what it had, where it was. */
    rise: async () => {
      ;[program] = await run(new URL(url).port)
    },
  }
}

describeWithChromium('the exchange on the site', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function person(url: string, name: string, options: ContextOptions = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options })
    onTestFinished(() => context.close())
    await context.addCookies([{ name: 'me', value: name, url }])
    return context
  }

  async function open(context: BrowserContext, url: string): Promise<Page> {
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) faults.push(message.text())
    })
    onTestFinished(() => expect(faults).toEqual([]))
    await page.goto(`${url}/trading/?market=BTC-USD`)
    return page
  }

  async function visit(url: string, name: string, options?: ContextOptions): Promise<Page> {
    const page = await open(await person(url, name, options), url)
    await canOrder(page)
    await isFull(page)
    return page
  }

  const canOrder = (page: Page) =>
    expect.poll(() => send(page).getAttribute('aria-disabled', patience), patience).toBe('false')

  async function expectAccessible(page: Page): Promise<void> {
    expect(await violations(page)).toEqual([])
  }

  /** Bots fill the book in the first seconds of an exchange. */
  async function isFull(page: Page): Promise<void> {
    for (const side of [bids, asks]) await expect.poll(() => side(page).count(), patience).toBeGreaterThan(7)
  }

  it(
    'is alive when it is opened: a book, candles, prices in the title, and trades without a hand',
    async () => {
      const { url } = await serve()
      const page = await visit(url, 'ana')
      await page.locator('parley-trading-chart canvas').first().waitFor()
      const trades = page.locator('parley-trading-tape tbody tr')
      await expect.poll(() => trades.count(), { timeout: 40_000 }).toBeGreaterThan(1)
      await expect.poll(() => page.title(), patience).toMatch(/^[\d,]+\.\d\d/)
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Show as a table' }).click()
      await page.getByRole('table', { name: 'The newest 60 candles' }).waitFor()
      await expectAccessible(page)
    },
    walkMs,
  )

  it(
    'lets two people trade: an order waits, is marked in the book, filled in part, changed and canceled',
    async () => {
      const { url } = await serve()
      const [ana, ben] = await Promise.all([visit(url, 'ana'), visit(url, 'ben')])
      await stand(ana)
      await living(ben).getByText('Paused').waitFor()

      // A row of the book fills in its price.
      const away = await priceOf(ana, bids, 3)
      await bids(ana).nth(3).locator('button').click()
      await expect.poll(() => field(ana, 'price').inputValue()).toBe(typed(away))
      await field(ana, 'quantity').fill('0.01')
      await field(ana, 'quantity').press('Enter')
      await said(ana).getByText(`Order placed: Buy 0.0100 BTC at ${away}`).waitFor()
      await orders(ana).filter({ hasText: away }).waitFor()
      await own(ana, away).waitFor()
      await expect.poll(() => own(ana, away).textContent()).toBe('yours: 0.0100')
      await expect.poll(() => own(ben, away).count()).toBe(0)

      // Ben has no bitcoin yet.
      await order(ben, 'Buy', '0.05')
      await said(ben)
        .getByText(/^Filled: Buy 0\.0500 BTC, at /)
        .waitFor()
      const best = justAbove(await priceOf(ana, bids, 0))
      await order(ana, 'Buy', '0.05', best)
      await own(ana, shown(best)).waitFor()
      await bids(ben)
        .filter({ hasText: shown(best) })
        .waitFor()
      await order(ben, 'Sell', '0.02')
      await said(ben)
        .getByText(`Filled: Sell 0.0200 BTC, at ${shown(best)} on average`)
        .waitFor()
      const bid = orders(ana).filter({ hasText: shown(best) })
      await bid.getByText('Partly filled').waitFor()
      await expect.poll(() => bid.textContent()).toMatch(/0\.0200\s+of 0\.0500 BTC/)
      await expect.poll(() => own(ana, shown(best)).textContent(), patience).toBe('yours: 0.0300')

      await bid.getByRole('button', { name: /^Change: / }).click()
      const change = ana.locator('parley-trading-amend')
      await change.getByLabel('Still wants').fill('0.01')
      await change.getByText('Keeps its place in the queue.').waitFor()
      await expectAccessible(ana)
      await change.getByRole('button', { name: 'Save' }).click()
      await account(ana)
        .getByText(/^Changed: Buy/)
        .waitFor()
      await bid.getByText('of 0.0300 BTC').waitFor()
      await expect.poll(() => own(ana, shown(best)).textContent(), patience).toBe('yours: 0.0100')

      await bid.getByRole('button', { name: /^Cancel: / }).click()
      await bid.waitFor({ state: 'detached' })
      await bids(ben)
        .filter({ hasText: shown(best) })
        .waitFor({ state: 'detached' })
      await expect.poll(() => orders(ana).count()).toBe(1)
      await tab(ana, /^Fills/).click()
      await expect.poll(() => account(ana).getByRole('table').textContent()).toContain('maker')
      await expectAccessible(ana)
    },
    walkMs,
  )

  it(
    'asks once more before a market order that is large, and sends none that was not meant',
    async () => {
      const { url } = await serve()
      const ana = await visit(url, 'ana')
      await stand(ana)
      await choose(ana, 'Buy', 'market')
      await ticket(ana).getByText('75%', { exact: true }).click()
      await send(ana).click()
      await dialog(ana).waitFor()
      await expectAccessible(ana)
      await dialog(ana).getByRole('button', { name: 'Not now' }).click()
      await dialog(ana).waitFor({ state: 'detached' })
      await tab(ana, /^Order history/).click()
      await account(ana).getByText('No order has ended yet.').waitFor()
      await send(ana).click()
      await dialog(ana).getByRole('button', { name: 'Buy now' }).click()
      await said(ana)
        .getByText(/^Filled: Buy|BTC filled, the rest was canceled/)
        .waitFor()
      await account(ana).getByRole('table', { name: 'Order history' }).locator('tbody tr').first().waitFor()
    },
    walkMs,
  )

  it(
    'says that it is stale when the server dies, lets nobody order, and comes back with the same orders, money and book, without a reload',
    async () => {
      const server = await serve()
      const ana = await visit(server.url, 'ana')
      await stand(ana)
      await order(ana, 'Buy', '0.02')
      await said(ana)
        .getByText(/^Filled: /)
        .waitFor()
      await order(ana, 'Buy', '0.01', await priceOf(ana, bids, 2))
      await orders(ana).first().waitFor()
      await ana.evaluate(() => Object.assign(window, { isSamePage: true }))
      const shown = async () => [
        await balances(ana),
        await lines(ana),
        await book(ana).getByRole('table').textContent(),
      ]
      const before = await settled(shown)

      await server.die()
      await book(ana).getByText('Stale', { exact: true }).waitFor()
      await book(ana).locator('table.old').waitFor()
      const waits = ticket(ana).getByText('The connection is away and prices are out of date.')
      await waits.first().waitFor()
      await expect.poll(() => send(ana).getAttribute('aria-disabled')).toBe('true')
      await field(ana, 'quantity').fill('0.01')
      await field(ana, 'quantity').press('Enter')
      await ticket(ana).getByRole('alert').getByText('The connection is away').waitFor()
      await expect
        .poll(() =>
          book(ana)
            .locator('table')
            .evaluate((table) => getComputedStyle(table).filter),
        )
        .toBe('grayscale(1)')
      await expectAccessible(ana)

      await server.rise()
      await canOrder(ana)
      await book(ana).getByText('Stale', { exact: true }).waitFor({ state: 'detached' })
      await book(ana).locator('table.old').waitFor({ state: 'detached' })
      await expect.poll(shown).toEqual(before)
      expect(await ana.evaluate(() => 'isSamePage' in window)).toBe(true)
      // What waits is still to be had, and still his.
      await orders(ana)
        .getByRole('button', { name: /^Cancel: / })
        .click()
      await account(ana).getByText('No open orders.').waitFor()
    },
    walkMs,
  )

  it(
    'shows one person the same in two tabs, and makes one order of Enter pressed twice',
    async () => {
      const { url } = await serve()
      const context = await person(url, 'ana')
      const [one, two] = [await open(context, url), await open(context, url)]
      await Promise.all([canOrder(one), canOrder(two), isFull(one)])
      await stand(one)
      const price = await priceOf(one, bids, 4)
      await choose(one, 'Buy', 'limit')
      await field(one, 'price').fill(typed(price))
      await field(one, 'quantity').fill('0.01')
      await field(one, 'quantity').press('Enter')
      await one.keyboard.press('Enter')
      await said(one).getByText('Order placed').waitFor()
      await orders(two).filter({ hasText: price }).waitFor()
      // A second one would have come before this one.
      await order(two, 'Buy', '0.02', price)
      await expect.poll(() => lines(one).then((all) => all.length), patience).toBe(2)
      expect(await lines(one)).toEqual(await lines(two))
      await expect.poll(() => own(one, price).textContent(), patience).toBe('yours: 0.0300')
      await expect.poll(() => own(two, price).textContent(), patience).toBe('yours: 0.0300')
      expect(await balances(one)).toEqual(await balances(two))
      await account(one).getByRole('button', { name: 'Cancel all' }).click()
      for (const page of [one, two]) await account(page).getByText('No open orders.').waitFor()
    },
    walkMs,
  )

  it(
    'is for hands on a phone, dark and in Korean: each part is behind a tab, and reads well',
    async () => {
      const { url } = await serve()
      const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
      const options = { ...phone, locale: 'ko-KR', colorScheme: 'dark' } as const
      const page = await open(await person(url, 'ana', options), url)
      const parts = page.locator('parley-trading nav.tabs button')
      await page.locator('parley-trading-chart canvas').first().waitFor()
      await expectAccessible(page)
      for (const [at, part] of ['chart', 'book', 'ticket', 'account'].entries()) {
        await parts.nth(at).tap()
        await page.locator(`parley-trading-${part}`).waitFor()
        await expectAccessible(page)
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(wider).toBeLessThanOrEqual(0)
      }
    },
    walkMs,
  )
})
