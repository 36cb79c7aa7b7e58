import type { Page } from 'playwright-core'
import type { FakeConnection } from '../../demo/fake-client.ts'
import type { ParleyTrading } from '../../src/elements.ts'

declare const window: { readonly fake: FakeConnection; readonly trading: ParleyTrading }

export const wide = { viewport: { width: 1280, height: 800 } }
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

export const book = (page: Page) => page.locator('parley-trading-book')
export const levels = (page: Page, side: 'asks' | 'bids') => book(page).locator(`.${side} .level`)
export const tape = (page: Page) => page.locator('parley-trading-tape')
export const chart = (page: Page) => page.locator('parley-trading-chart')
export const head = (page: Page) => page.locator('parley-trading-head')
export const ticket = (page: Page) => page.locator('parley-trading-ticket')
export const tab = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true })
export const market = (page: Page, name: string) =>
  page.locator('parley-trading-markets').getByRole('button', { name: new RegExp(`^${name}`) })

/** What is open at the server, by the names of the views. */
export const views = (page: Page) => page.evaluate(() => [...window.fake.handles].map(({ view }) => view).sort())

/** Somebody else places a limit order, so many ticks from the last price. */
export const others = (page: Page, side: 'buy' | 'sell', lots: number, off: number, symbol = 'BTC-USD') =>
  page.evaluate(
    ([side, lots, off, symbol]) => {
      const { exchange } = window.fake
      exchange.other(side === 'buy' ? 'ben' : 'cat', symbol, side, lots, exchange.engine.market(symbol)!.last! + off)
    },
    [side, lots, off, symbol] as const,
  )

/** Waits until the book and the chart of a market are there. */
export async function ready(page: Page): Promise<Page> {
  await levels(page, 'bids').first().waitFor({ state: 'attached' })
  await chart(page).locator('canvas').first().waitFor({ state: 'attached' })
  return page
}
