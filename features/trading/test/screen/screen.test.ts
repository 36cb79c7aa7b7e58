import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium } from '../../../../test/chromium.ts'
import { DemoBrowser, violations } from '../../../../test/demo-browser.ts'
import type { FakeConnection } from '../../demo/fake-client.ts'
import type { ParleyTrading } from '../../src/elements.ts'
import { book, chart, head, levels, market, others, phone, ready, tab, tape, ticket, views, wide } from './page.ts'

declare const window: {
  readonly fake: FakeConnection
  readonly trading: ParleyTrading
  seen: string[]
  chosen: string[]
}

/** A view outlives its last reader a little, and what it reads with that once more. */
const patient = { timeout: 10_000 }
const sizes = [wide, { viewport: { width: 1440, height: 900 } }, { viewport: { width: 820, height: 1180 } }, phone]

describeWithChromium('<parley-trading>', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../../demo/screen/', import.meta.url))
  })
  afterAll(() => demo?.close())

  const busy = async (options: Parameters<DemoBrowser['open']>[1] = wide) => ready(await demo.open('busy', options))

  describe('what changes', () => {
    test('a thousand changes between two frames are one render of each part, in the same frame', async () => {
      const page = await busy()
      const renders = await page.evaluate(async () => {
        const frame = () => new Promise(requestAnimationFrame)
        const root = window.trading.shadowRoot!
        const names = ['book', 'tape', 'chart', 'head', 'markets', 'ticket', 'account']
        const counts: Record<string, number> = {}
        for (const name of names) {
          const part = root.querySelector(`parley-trading-${name}`) as unknown as { performUpdate(): void }
          const update = part.performUpdate.bind(part)
          part.performUpdate = () => {
            counts[name] = (counts[name] ?? 0) + 1
            update()
          }
        }
        await frame()
        await frame()
        for (const name of names) counts[name] = 0
        const { exchange } = window.fake
        const last = exchange.engine.market('BTC-USD')!.last!
        for (let index = 0; index < 500; index++) {
          exchange.other('cat', 'BTC-USD', 'sell', 1 + (index % 7), last + 1000 + (index % 50))
          exchange.other('ben', 'BTC-USD', 'buy', 1 + (index % 3), last + 2000)
        }
        // What is to be rendered asks for the frame some microtasks later: then this asks for the same one, behind it.
        for (let turn = 0; turn < 50; turn++) await undefined
        await frame()
        return counts
      })
      expect(renders).toMatchObject({ book: 1, tape: 1, chart: 1, head: 1, markets: 1 })
      expect(Math.max(...Object.values(renders))).toBe(1)
    })

    test('each total in the book is the sum of the quantities above it, and each bar as long as its total, at every frame', async () => {
      const page = await ready(await demo.open('alive', wide))
      const wrong = await page.evaluate(async () => {
        const root = window.trading.shadowRoot!.querySelector('parley-trading-book')!.shadowRoot!
        const wrong: string[] = []
        for (let frames = 0; frames < 60; frames++) {
          await new Promise(requestAnimationFrame)
          const sides = ['asks', 'bids'].map((side) => {
            const rows = [...root.querySelectorAll<HTMLElement>(`.${side} .level`)]
            if (side === 'asks') rows.reverse()
            return rows.map((row) => {
              const cells = [...row.querySelectorAll('td')].map(({ textContent }) => textContent ?? '')
              const digits = (text = '') => Number(text.replace(/\D/g, ''))
              return {
                lots: digits(cells[1]),
                total: digits(cells[2]),
                share: Number.parseFloat(row.style.getPropertyValue('--_share')),
              }
            })
          })
          const most = Math.max(...sides.flat().map(({ total }) => total))
          for (const rows of sides) {
            let sum = 0
            for (const { lots, total, share } of rows) {
              sum += lots
              if (sum !== total || Math.abs(share - (total / most) * 100) > 0.06)
                wrong.push(JSON.stringify({ sum, total, share, most }))
            }
          }
        }
        return wrong
      })
      expect(wrong).toEqual([])
    })

    test('the price is said with arrow and sign, and the tape says who took', async () => {
      const page = await busy()
      await others(page, 'sell', 50, 100)
      await others(page, 'buy', 50, 100)
      await expect.poll(() => tape(page).locator('tbody tr').first().textContent()).toMatch(/▲.*0\.0050/s)
      await expect.poll(() => tape(page).locator('tbody tr').first().textContent()).toContain('Bought')
      await expect.poll(() => head(page).locator('dd').first().textContent()).toMatch(/[▲▼] [+−]\d/u)
    })

    test('nothing of the book is in a live region, and it is a table with the names of its columns', async () => {
      const page = await busy()
      const table = book(page).getByRole('table', { name: 'Order book' })
      await expect
        .poll(() => table.getByRole('columnheader').allInnerTexts())
        .toEqual(['Price (USD)', 'Quantity (BTC)', 'Total'])
      const live = await table.evaluate((element) => element.closest('[aria-live], [role=status], [role=log]') !== null)
      expect(live).toBe(false)
    })
  })

  describe('the book', () => {
    test('marks own orders, and takes a price into the ticket by a press', async () => {
      const page = await busy()
      const own = levels(page, 'bids').filter({ has: page.locator('.own') })
      await expect.poll(() => own.first().textContent()).toContain('yours: 0.1300')
      const row = levels(page, 'asks').nth(2)
      const price = (await row.locator('button').textContent())!.replaceAll(',', '')
      await row.click()
      await expect.poll(() => ticket(page).locator('#price').inputValue()).toBe(price)
    })

    test('is walked by the arrows with one stop for Tab, and Enter takes the price', async () => {
      const page = await busy()
      const stops = book(page).locator('.level button[tabindex="0"]')
      await expect.poll(() => stops.count()).toBe(1)
      await stops.focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      const second = levels(page, 'bids').nth(1).locator('button')
      await expect.poll(() => second.evaluate((button) => button.matches(':focus'))).toBe(true)
      const price = (await second.textContent())!.replaceAll(',', '')
      await page.keyboard.press('Enter')
      await expect.poll(() => ticket(page).locator('#price').inputValue()).toBe(price)
      await expect.poll(() => stops.count()).toBe(1)
    })

    test('is put together in rows of a size', async () => {
      const page = await busy()
      await book(page).getByRole('combobox', { name: 'Rows of' }).selectOption({ label: '10.00' })
      await expect
        .poll(async () =>
          (await levels(page, 'bids').locator('button').allInnerTexts()).every((price) => price.endsWith('0.00')),
        )
        .toBe(true)
    })
  })

  describe('another market or interval', () => {
    test('leaves the one before, dimmed, until it is there: no part is ever empty', async () => {
      const page = await busy()
      await page.evaluate(() => {
        window.fake.latencyMs = 250
        window.seen = []
        const root = window.trading.shadowRoot!
        const look = () => {
          const rows = root.querySelector('parley-trading-book')!.shadowRoot!.querySelectorAll('.level').length
          const trades = root.querySelector('parley-trading-tape')!.shadowRoot!.querySelectorAll('tbody tr').length
          const canvas = root.querySelector('parley-trading-chart')!.shadowRoot!.querySelectorAll('canvas').length
          const isBusy = root.querySelector('parley-trading-book')!.shadowRoot!.querySelector('table')?.ariaBusy
          window.seen.push(rows && trades && canvas ? `${isBusy}` : 'empty')
          requestAnimationFrame(look)
        }
        look()
      })
      await market(page, 'ETH/USD').click()
      await book(page).getByRole('columnheader', { name: 'Quantity (ETH)' }).waitFor()
      await chart(page).getByRole('button', { name: '5m', exact: true }).click()
      await chart(page)
        .getByRole('img', { name: /ETH-USD, candles of 5 minutes/ })
        .waitFor()
      const seen = await page.evaluate(() => window.seen)
      expect(seen).not.toContain('empty')
      expect(seen).toContain('true')
      expect(seen.at(-1)).toBe('false')
    })

    test('chosen one after the other, fast: only the last one is read', async () => {
      const page = await busy()
      await page.evaluate(() => {
        window.chosen = []
        window.trading.addEventListener('parley-trading-market', (event) =>
          window.chosen.push((event as CustomEvent<{ market: string }>).detail.market),
        )
      })
      for (const name of ['ETH/USD', 'BTC/KRW', 'BTC/USD', 'ETH/USD', 'BTC/KRW']) await market(page, name).click()
      await book(page).getByRole('columnheader', { name: 'Price (KRW)' }).waitFor()
      await expect
        .poll(() => views(page), patient)
        .toEqual(['account/ana', 'candles/BTC-KRW.1m', 'depth/BTC-KRW', 'markets', 'trades/BTC-KRW'])
      expect(await page.evaluate(() => [window.chosen.length, window.trading.getAttribute('market')])).toEqual([
        5,
        'BTC-KRW',
      ])
    })

    test('that is not there says so', async () => {
      const page = await busy()
      await page.evaluate(() => {
        window.trading.market = 'DOGE-USD'
        for (const handle of window.fake.handles) if (handle.view.includes('DOGE')) handle.refuse('trading/no-market')
      })
      await page.evaluate(() => new Promise(requestAnimationFrame))
      await page.evaluate(() => {
        for (const handle of window.fake.handles) if (handle.view.includes('DOGE')) handle.refuse('trading/no-market')
      })
      await book(page).getByText('There is no such market.').waitFor()
    })
  })

  describe('a connection that is lost', () => {
    test('greys all of it and says so, keeps orders back, and is level again without a reload', async () => {
      const page = await busy()
      await page.evaluate(() => window.fake.set({ state: 'offline' }))
      await book(page).getByText('Stale').waitFor()
      await chart(page).getByText('Stale').waitFor()
      await head(page).getByText('Stale').waitFor()
      await page.getByText('You are offline').waitFor()
      await page.getByText('The connection is away: what is shown is out of date').waitFor({ state: 'attached' })
      await expect
        .poll(() => ticket(page).getByRole('button', { name: 'Buy BTC' }).getAttribute('aria-disabled'))
        .toBe('true')
      await expect
        .poll(() =>
          book(page)
            .locator('table')
            .evaluate((table) => getComputedStyle(table).filter),
        )
        .toBe('grayscale(1)')
      await others(page, 'sell', 777, 10)
      await page.evaluate(() => window.fake.set({ state: 'live' }))
      await book(page).getByText('0.0777').first().waitFor()
      await expect.poll(() => book(page).getByText('Stale').count()).toBe(0)
      await expect
        .poll(() => ticket(page).getByRole('button', { name: 'Buy BTC' }).getAttribute('aria-disabled'))
        .toBe('false')
      await page.getByText('Prices are up to date again').waitFor({ state: 'attached' })
    })

    test('moves nothing that can be pressed', async () => {
      const page = await busy()
      const place = () => ticket(page).getByRole('tab', { name: 'Buy' }).boundingBox()
      const before = await place()
      await page.evaluate(() => window.fake.set({ state: 'offline' }))
      await page.getByText('You are offline').waitFor()
      expect(await place()).toEqual(before)
    })
  })

  describe('what nobody sees', () => {
    test('is not read: each tab of a phone opens its views and closes those of the others', async () => {
      const page = await demo.open('busy', phone)
      await chart(page).locator('canvas').first().waitFor()
      const always = ['account/ana', 'markets', 'trades/BTC-USD']
      await expect.poll(() => views(page), patient).toEqual([...always, 'candles/BTC-USD.1m'].sort())
      await tab(page, 'Book').click()
      await levels(page, 'asks').first().waitFor()
      await expect.poll(() => views(page), patient).toEqual([...always, 'depth/BTC-USD'].sort())
      await tab(page, 'Orders').click()
      await expect.poll(() => views(page), patient).toEqual(always)
    })

    test('a page in the background closes all of them, and has them back when it is looked at', async () => {
      const page = await busy()
      const all = await views(page)
      const hide = (isHidden: boolean) =>
        page.evaluate((isHidden) => {
          Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden })
          document.dispatchEvent(new Event('visibilitychange'))
        }, isHidden)
      await hide(true)
      await expect.poll(() => views(page), patient).toEqual([])
      await others(page, 'sell', 777, 10)
      await hide(false)
      await book(page).getByText('0.0777').first().waitFor()
      expect(await views(page)).toEqual(all)
    })

    test('what was typed into the ticket is there when its tab is opened again', async () => {
      const page = await demo.open('busy', phone)
      await tab(page, 'Trade').click()
      await ticket(page).locator('#quantity').fill('0.25')
      await tab(page, 'Book').click()
      await levels(page, 'bids').nth(1).click()
      await ticket(page).locator('#quantity').waitFor()
      await expect.poll(() => ticket(page).locator('#quantity').inputValue()).toBe('0.25')
    })
  })

  describe('the chart', () => {
    test('is loaded when there is one to draw, from a file of its own', async () => {
      const page = await demo.open('opening', wide)
      const files = () =>
        page.evaluate(
          () =>
            performance
              .getEntriesByType('resource')
              .map(({ name }) => name)
              .filter((name) => name.includes('drawing')).length,
        )
      expect(await files()).toBe(0)
      await page.evaluate(() => window.fake.welcome())
      await ready(page)
      expect(await files()).toBe(1)
    })

    test('names who made what draws it', async () => {
      const page = await busy()
      const link = chart(page).getByRole('link', { name: 'Charts by TradingView' })
      await expect.poll(() => link.getAttribute('href')).toBe('https://www.tradingview.com/')
      await expect.poll(() => link.getAttribute('title')).toContain('TradingView Lightweight Charts™. Copyright ©')
    })

    test('is a table behind a button, with the same candles', async () => {
      const page = await busy()
      await chart(page).getByRole('button', { name: 'Show as a table' }).click()
      const rows = chart(page).getByRole('table').getByRole('row')
      await expect.poll(() => rows.first().textContent()).toBe('TimeOpenHighLowCloseVolume')
      await expect.poll(() => rows.count()).toBe(61)
      await chart(page).getByRole('button', { name: 'Show as a chart' }).click()
      await chart(page).locator('canvas').first().waitFor()
    })

    test('is read candle by candle with the arrows', async () => {
      const page = await busy()
      await chart(page).locator('.canvas').focus()
      await page.keyboard.press('ArrowLeft')
      const said = () => chart(page).getByRole('status').textContent()
      await expect.poll(said).toMatch(/: open [\d,.]+, high [\d,.]+, low [\d,.]+, close [\d,.]+, volume [\d.]+$/)
      const first = await said()
      await page.keyboard.press('ArrowLeft')
      await expect.poll(said).not.toBe(first)
    })
  })

  describe('prices aloud', () => {
    test('are said on demand alone, politely', async () => {
      const page = await busy()
      const said = head(page).getByRole('status')
      await expect.poll(() => said.textContent()).toBe('')
      await head(page).getByRole('button', { name: 'Say prices aloud' }).click()
      await expect.poll(() => said.textContent()).toMatch(/^Last [\d,.]+, spread [\d.]+$/)
      await head(page).getByRole('button', { name: 'Say prices aloud' }).click()
      await expect.poll(() => said.textContent()).toBe('')
    })

    test('stand in the title where the page asks for it, and leave it with the element', async () => {
      const page = await busy()
      await expect.poll(() => page.title()).toBe('Trading')
      await page.evaluate(() => {
        window.trading.hasTitle = true
      })
      await others(page, 'sell', 20, 500)
      await others(page, 'buy', 20, 500)
      await expect.poll(() => page.title()).toMatch(/^[\d,.]+ · Trading$/)
      await page.evaluate(() => window.trading.remove())
      await expect.poll(() => page.title()).toBe('Trading')
    })
  })

  describe('fits', () => {
    test.each(sizes)('%o without scrolling the page', async (size) => {
      const page = await demo.open('busy', size)
      await chart(page).locator('canvas').first().waitFor({ state: 'attached' })
      const over = await page.evaluate(() => {
        const { scrollHeight, scrollWidth } = document.documentElement
        const screen = window.trading.shadowRoot!.querySelector('.screen')!
        return [scrollHeight - innerHeight, scrollWidth - innerWidth, screen.scrollWidth - screen.clientWidth]
      })
      expect(over.map((px) => Math.max(0, px))).toEqual([0, 0, 0])
    })
  })

  describe('accessible', () => {
    test.each([
      ...([
        ['busy', 'light'],
        ['busy', 'dark'],
        ['empty', 'light'],
        ['opening', 'dark'],
      ] as const),
      ...([
        ['offline', 'light'],
        ['offline', 'dark'],
        ['halted', 'dark'],
        ['auction', 'light'],
      ] as const),
    ])('%s, %s', async (scene, colorScheme) => {
      const page = await demo.open(scene, { ...wide, colorScheme })
      await settle(page)
      expect(await violations(page)).toEqual([])
    })

    test.each(['Chart', 'Book', 'Trade', 'Orders'])('%s on a phone', async (name) => {
      const page = await demo.open('busy', { ...phone, colorScheme: 'dark' })
      await tab(page, name).click()
      await settle(page)
      expect(await violations(page)).toEqual([])
    })

    test('in Korean, with the colours of its markets', async () => {
      const page = await busy({ ...wide, lang: 'ko' })
      await page.getByRole('heading', { name: '호가' }).waitFor()
      expect(await violations(page)).toEqual([])
      const colour = (side: 'asks' | 'bids') =>
        levels(page, side)
          .first()
          .locator('button')
          .evaluate((button) => getComputedStyle(button).color)
      expect([await colour('bids'), await colour('asks')]).toEqual(['rgb(196, 22, 42)', 'rgb(26, 86, 196)'])
    })

    test('as a table of candles', async () => {
      const page = await busy()
      await chart(page).getByRole('button', { name: 'Show as a table' }).click()
      expect(await violations(page)).toEqual([])
    })
  })
})

async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 20; frames++) await new Promise(requestAnimationFrame)
  })
}
