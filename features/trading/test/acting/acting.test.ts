import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithChromium } from '../../../../test/chromium.ts'
import { DemoBrowser, violations } from '../../../../test/demo-browser.ts'
import type { FakeConnection } from '../../demo/fake-client.ts'
import { ticketTypes } from '../../src/client/ticket/draft.ts'
import type { AccountModel } from '../../src/client.ts'

declare const window: { readonly fake: FakeConnection; readonly account: AccountModel }

const wide = { viewport: { width: 1180, height: 900 } }
const phone = { viewport: { width: 390, height: 844 } }
const market = 'BTC-USD'

const ticket = (page: Page) => page.locator('parley-trading-ticket')
const field = (page: Page, name: string) => ticket(page).locator(`#${name}`)
const send = (page: Page) => ticket(page).locator('.send')
const status = (page: Page) => ticket(page).getByRole('status')
const alert = (page: Page) => ticket(page).getByRole('alert')
const panel = (page: Page) => page.locator('parley-trading-account')
const rows = (page: Page) => page.locator('parley-trading-open-orders tbody tr:not(.amends)')
const tab = (page: Page, name: RegExp) => panel(page).getByRole('tab', { name })
const asked = (page: Page, name: string) =>
  page.evaluate(
    (name) =>
      window.fake.exchange.asked
        .filter((one) => one.name === name)
        .map(({ input }) => input as Record<string, unknown>),
    name,
  )
const last = (page: Page) => page.evaluate((market) => window.fake.exchange.engine.market(market)!.last!, market)

/** Where the keyboard is, through all shadow roots. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    return active?.id || active?.className || active?.localName
  })

describeWithChromium('the acting half of a trading screen', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../../demo/acting/', import.meta.url))
  })
  afterAll(() => demo?.close())

  async function open(scene = 'busy', options: Parameters<DemoBrowser['open']>[1] = wide): Promise<Page> {
    const page = await demo.open(scene, options)
    await ticket(page).locator('#price').waitFor()
    return page
  }

  async function ready(scene = 'empty', options = wide): Promise<Page> {
    const page = await open(scene, options)
    await expect.poll(() => send(page).getAttribute('aria-disabled')).toBe('false')
    return page
  }

  test('a ticket is filled in and sent by the keyboard alone, says so politely, and the order stands in the table', async () => {
    const page = await ready()
    await tab(page, /^Open orders/).focus()
    await ticket(page).getByRole('tab', { name: 'Buy' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => ticket(page).getByRole('tab', { name: 'Sell' }).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('type')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('70000.00')
    await page.keyboard.press('Tab')
    await page.keyboard.type('0.25')
    await page.keyboard.press('Enter')
    await status(page).getByText('Order placed: Sell 0.2500 BTC at 70,000.00').waitFor()
    await expect.poll(() => rows(page).count()).toBe(1)
    await expect
      .poll(() => rows(page).textContent())
      .toMatch(/BTC-USD▼ SellLimit\s*70,000.00\s*0.0000\s+of 0.2500 BTC/u)
    expect(await asked(page, 'place')).toMatchObject([
      {
        market,
        side: 'sell',
        type: 'limit',
        price: '70000.00',
        quantity: '0.25',
        client: expect.stringMatching(/^\w{20}$/),
      },
    ])
    await expect.poll(() => field(page, 'quantity').inputValue()).toBe('')
  })

  test('what is typed while an order is on its way is the next one', async () => {
    const page = await ready()
    await field(page, 'price').fill('60000')
    await field(page, 'quantity').fill('0.1')
    await page.evaluate(() => window.fake.hold())
    await send(page).click()
    await ticket(page).getByRole('button', { name: 'Sending…' }).waitFor()
    await field(page, 'quantity').fill('0.2')
    await page.evaluate(() => window.fake.release())
    await status(page).getByText('Order placed: Buy 0.1000 BTC at 60,000.00').waitFor()
    await expect.poll(() => field(page, 'quantity').inputValue()).toBe('0.2')
    await field(page, 'quantity').press('Enter')
    await status(page).getByText('Order placed: Buy 0.2000 BTC at 60,000.00').waitFor()
    expect(await asked(page, 'place')).toHaveLength(2)
  })

  test.each(['double click', 'Enter twice'])('%s makes one order', async (how) => {
    const page = await ready()
    await field(page, 'price').fill('60000')
    await field(page, 'quantity').fill('0.1')
    if (how === 'double click') await send(page).dblclick({ delay: 20 })
    else {
      await field(page, 'quantity').press('Enter')
      await field(page, 'quantity').press('Enter')
    }
    await status(page)
      .getByText(/^Order placed/)
      .waitFor()
    expect(await asked(page, 'place')).toHaveLength(1)
    await expect.poll(() => alert(page).textContent()).toBe('')
  })

  test('what is wrong is said before anything is sent, and the first wrong field has the focus', async () => {
    const page = await ready()
    await field(page, 'price').fill('60000,50')
    await ticket(page).getByText('Digits with at most one point, like 101.50.').waitFor()
    await send(page).click()
    await alert(page).getByText('Please look at 2 fields again.').waitFor()
    expect([await focused(page), await field(page, 'price').getAttribute('aria-invalid')]).toEqual(['price', 'true'])
    await field(page, 'price').fill('60000.50')
    await field(page, 'quantity').fill('9')
    await ticket(page).getByText('Needs 541,084.509 USD, and 100,000.00 USD is free.').waitFor()
    await send(page).click()
    await field(page, 'quantity').fill('0.00001')
    await ticket(page).getByText('It counts in steps of 0.0001.').waitFor()
    expect(await asked(page, 'place')).toEqual([])
  })

  test('a refusal is said at once, and what was filled in stays', async () => {
    const page = await ready()
    await page.evaluate((market) => {
      const { exchange } = window.fake
      const place = exchange.execute.bind(exchange)
      place({ do: 'deposit', account: 'ana', asset: 'USD', units: -99_000_000_000, reason: 'admin' })
      // The page does not hear of it in time.
      for (const handle of window.fake.handles)
        if (handle.view.startsWith('account/'))
          Object.assign(handle.state, { balances: { USD: { free: 1e11, locked: 0 } } })
      return market
    }, market)
    await field(page, 'price').fill('60000')
    await field(page, 'quantity').fill('0.5')
    await send(page).click()
    await alert(page).getByText('Not placed. You do not have enough for this.').waitFor()
    await expect.poll(() => field(page, 'quantity').inputValue()).toBe('0.5')
    await expect.poll(() => status(page).textContent()).toBe('')
  })

  test('a large market order is asked about once more; a small one is not', async () => {
    const page = await ready()
    await field(page, 'type').selectOption('market')
    await field(page, 'quantity').fill('0.1')
    await send(page).click()
    await status(page)
      .getByText(/^Filled: Buy 0.1000 BTC, at 64,\d\d\d.\d\d on average$/)
      .waitFor()
    await field(page, 'quantity').fill('1.2')
    const dialog = page.getByRole('dialog', { name: 'A large market order' })
    await send(page).click()
    await dialog.getByText('Buy 1.2000 BTC').waitFor()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await asked(page, 'place')).toHaveLength(1)
    await send(page).click()
    await dialog.getByRole('button', { name: 'Buy now' }).click()
    await status(page)
      .getByText(/^Filled: Buy 1.2000 BTC/)
      .waitFor()
    expect(await asked(page, 'place')).toHaveLength(2)
  })

  test('the slider, the total and the arrow keys fill in whole steps', async () => {
    const page = await ready()
    await field(page, 'price').fill('50000.00')
    await field(page, 'price').press('ArrowUp')
    await field(page, 'price').press('Shift+ArrowDown')
    await expect.poll(() => field(page, 'price').inputValue()).toBe('49999.91')
    await field(page, 'price').fill('50000')
    await ticket(page).getByRole('slider').focus()
    await page.keyboard.press('End')
    await expect.poll(() => field(page, 'quantity').inputValue()).toBe('1.9960')
    await expect.poll(() => field(page, 'total').inputValue()).toBe('99800.00')
    await expect.poll(() => ticket(page).getByText('99,999.60 USD').count()).toBe(1)
    await field(page, 'total').fill('12345.67')
    await expect.poll(() => field(page, 'quantity').inputValue()).toBe('0.2469')
    await expect.poll(() => field(page, 'total').inputValue()).toBe('12345.67')
    await field(page, 'total').blur()
    await expect.poll(() => field(page, 'total').inputValue()).toBe('12345.00')
  })

  test('a price of the book that is pressed is the price of the ticket', async () => {
    const page = await ready()
    await ticket(page).evaluate((element) =>
      (element as unknown as { takePrice(ticks: number): void }).takePrice(6_400_050),
    )
    await expect.poll(() => field(page, 'price').inputValue()).toBe('64000.50')
  })

  test('orders of every type are taken by the exchange as the ticket sends them', async () => {
    const page = await ready()
    const at = (await last(page)) / 100
    const [above, below] = [String(Math.round(at * 1.05)), String(Math.round(at * 0.95))]
    const fill: { readonly [type: string]: { readonly [field: string]: string } } = {
      limit: { price: below },
      market: {},
      'stop-limit': { stop: above, price: above },
      stop: { stop: above },
      'take-profit-limit': { stop: below, price: below },
      'take-profit': { stop: below },
      trailing: { trail: '500' },
      iceberg: { price: below, display: '0.01' },
      oco: { stop: above, price: below },
    }
    for (const type of ticketTypes) {
      await field(page, 'type').selectOption(type)
      for (const [name, text] of Object.entries({ ...fill[type], quantity: '0.02' })) await field(page, name).fill(text)
      await field(page, 'quantity').press('Enter')
      await status(page)
        .getByText(/placed|Filled/)
        .waitFor({ timeout: 5000 })
      expect(await alert(page).textContent(), type).toBe('')
    }
    // A pair is two; the market order is gone.
    await expect.poll(() => rows(page).count()).toBe(9)
  })

  test('while the connection is away nothing is ordered and all of it looks so; then it goes on without a reload', async () => {
    const page = await ready('busy')
    await field(page, 'price').fill('60000')
    await field(page, 'quantity').fill('0.1')
    await page.evaluate(() => window.fake.set({ state: 'offline' }))
    await ticket(page)
      .getByText(/^The connection is away/)
      .waitFor()
    await panel(page).getByText('Out of date').waitFor()
    await expect.poll(() => send(page).getAttribute('aria-disabled')).toBe('true')
    expect(
      await rows(page)
        .first()
        .getByRole('button', { name: /^Cancel/ })
        .isDisabled(),
    ).toBe(true)
    await field(page, 'quantity').press('Enter')
    await alert(page)
      .getByText(/^The connection is away/)
      .waitFor()
    await page.evaluate((market) => {
      const { exchange } = window.fake
      exchange.other('ben', market, 'sell', 1300, exchange.engine.openOrders('ana')[0]!.price)
      window.fake.set({ state: 'live' })
    }, market)
    await expect.poll(() => send(page).getAttribute('aria-disabled')).toBe('false')
    await expect.poll(() => panel(page).getByText('Out of date').count()).toBe(0)
    await expect.poll(() => rows(page).count()).toBe(4)
    await expect.poll(() => field(page, 'quantity').inputValue()).toBe('0.1')
    await send(page).click()
    await status(page)
      .getByText(/^Order placed/)
      .waitFor()
  })

  test('a market that is halted says so, and an auction takes plain limit orders', async () => {
    const page = await open('halted')
    await ticket(page).getByText('This market is halted. Orders can only be canceled.').waitFor()
    const other = await ready('auction')
    await other.getByLabel(/^Post-only/).check()
    await ticket(other)
      .getByText(/^An auction collects orders/)
      .waitFor()
  })

  test('a partial fill shows how far it came as it happens', async () => {
    const page = await ready('busy')
    const row = rows(page).last()
    await expect.poll(() => row.textContent()).toMatch(/0.0700\s+of 0.2000 BTC/u)
    await page.evaluate((market) => {
      const { exchange } = window.fake
      exchange.other('ben', market, 'sell', 500, exchange.engine.openOrders('ana')[0]!.price)
    }, market)
    await row.getByText('0.1200').waitFor()
    await expect.poll(() => row.locator('.bar i').getAttribute('style')).toMatch(/width: ?60%/u)
  })

  test('an order is changed in its row: Escape leaves it, Enter saves it, and the focus stays with it', async () => {
    const page = await ready('busy')
    const change = rows(page)
      .last()
      .getByRole('button', { name: /^Change/ })
    await change.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('price')
    await page.keyboard.press('Escape')
    await expect.poll(() => focused(page)).toBe('icon amend')
    await page.keyboard.press('Enter')
    await page.locator('parley-trading-amend #quantity').fill('0.1')
    await page.getByText('Keeps its place in the queue.').waitFor()
    await page.locator('parley-trading-amend #price').press('ArrowDown')
    await page.getByText('Goes to the end of the queue.').waitFor()
    await page.keyboard.press('Enter')
    await panel(page)
      .getByRole('status')
      .getByText(/^Changed: Buy/)
      .first()
      .waitFor()
    await rows(page).last().getByText('of 0.1700 BTC').waitFor()
    await expect.poll(() => focused(page)).toBe('icon amend')
    expect(await asked(page, 'amend')).toMatchObject([{ quantity: '0.1', price: expect.stringMatching(/^\d+\.\d\d$/) }])
  })

  test('a change that cannot be paid for is said in the row, and nothing is asked', async () => {
    const page = await ready('busy')
    await rows(page)
      .last()
      .getByRole('button', { name: /^Change/ })
      .click()
    await page.locator('parley-trading-amend #quantity').fill('90')
    await page.locator('parley-trading-amend').getByText('You do not have enough for this.').waitFor()
    await page.keyboard.press('Enter')
    expect(await asked(page, 'amend')).toEqual([])
  })

  test('a canceled order goes, is said so, and the next one has the focus; the last leaves the table', async () => {
    const page = await ready('busy')
    await rows(page)
      .first()
      .getByRole('button', { name: /^Cancel: Buy 1.500 ETH/ })
      .click()
    await panel(page).getByText('Canceled: Buy 1.500 ETH at 3,100.00').waitFor()
    await expect.poll(() => rows(page).count()).toBe(4)
    await expect.poll(() => focused(page)).toBe('icon cancel')
    await panel(page).getByRole('button', { name: 'Cancel all' }).click()
    await panel(page).getByText('No open orders.').waitFor()
    await expect.poll(() => focused(page)).toBe('panel')
  })

  test('a cancel that comes too late says so', async () => {
    const page = await ready('busy')
    await page.evaluate(() => window.fake.hold())
    await rows(page)
      .last()
      .getByRole('button', { name: /^Cancel/ })
      .click()
    await page.evaluate((market) => {
      const { exchange } = window.fake
      exchange.other('ben', market, 'sell', 1300, exchange.engine.openOrders('ana')[0]!.price)
      window.fake.release()
    }, market)
    await panel(page).getByRole('alert').getByText('Not canceled. This order is not open any more.').waitFor()
    await tab(page, /^Order history/).click()
    await panel(page).getByText('Filled').first().waitFor()
  })

  test('what ended and what was traded stands behind tabs, with older ones on demand', async () => {
    const page = await ready('busy')
    await page.evaluate((market) => {
      const { exchange } = window.fake
      for (let order = 0; order < 60; order++) {
        exchange.execute({
          do: 'place',
          account: 'ana',
          client: `o${order}`,
          market,
          side: 'buy',
          type: 'limit',
          lots: 10,
          price: 6_300_000,
        })
        exchange.execute({ do: 'cancel', account: 'ana', ref: { client: `o${order}` } })
      }
    }, market)
    await tab(page, /^Open orders/).focus()
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
    const table = page.getByRole('table', { name: 'Order history' })
    await expect.poll(() => table.getByRole('row').count()).toBe(51)
    await panel(page).getByRole('button', { name: 'Older ones' }).click()
    await expect.poll(() => table.getByRole('row').count()).toBe(65)
    await expect.poll(() => panel(page).getByRole('button', { name: 'Older ones' }).count()).toBe(0)
    await table.getByText('the rest found nobody').waitFor()
    await page.keyboard.press('End')
    await tab(page, /^Fills/).click()
    await page.getByRole('table', { name: 'Fills' }).getByText('maker').first().waitFor()
    await panel(page).getByLabel('This market only').check()
    await tab(page, /^Balances/).click()
    await page.getByRole('table', { name: 'Balances' }).getByRole('rowheader', { name: 'USD' }).waitFor()
  })

  test('profit and loss have a sign, an arrow and a word', async () => {
    const page = await ready('busy')
    await tab(page, /^Positions/).click()
    const cell = page.getByRole('table', { name: 'Positions' }).locator('.up, .down')
    const trade = (by: number) =>
      page.evaluate(
        ([market, by]) => {
          const { exchange } = window.fake
          exchange.execute({ do: 'cancel-all', account: 'ben' })
          exchange.execute({ do: 'cancel-all', account: 'cat' })
          exchange.execute({ do: 'cancel-all', account: 'ana' })
          const price = exchange.engine.market(market)!.last! + by
          exchange.other('ben', market, 'sell', 1000, price)
          exchange.other('cat', market, 'buy', 1000, price)
        },
        [market, by] as const,
      )
    await trade(200_000)
    await expect.poll(() => cell.first().textContent()).toMatch(/^▲ profit \+\d+\.\d\d$/u)
    await trade(-400_000)
    await expect.poll(() => cell.first().textContent()).toMatch(/^▼ loss −\d+\.\d\d$/u)
  })

  test.each([
    ['busy', 'light', 'en', wide, ['orders', 'positions']],
    ['busy', 'dark', 'ko', wide, ['closed', 'fills']],
    ['busy', 'light', 'ko', phone, ['orders', 'closed']],
    ['offline', 'dark', 'en', phone, ['orders', 'balances']],
    ['halted', 'light', 'en', wide, ['balances']],
    ['empty', 'light', 'ko', phone, ['orders', 'positions']],
  ] as const)('nothing keeps anybody out: %s, %s, %s', async (scene, colorScheme, lang, size, tabs) => {
    const page = await open(scene, { ...size, colorScheme, lang })
    for (const name of tabs) {
      await panel(page).locator(`#${name}`).click()
      await expect.poll(() => panel(page).locator(`#${name}`).getAttribute('aria-selected')).toBe('true')
      expect(await violations(page), name).toEqual([])
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(width).toBe(0)
  })
})
