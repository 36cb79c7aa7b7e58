import type { Page } from 'playwright-core'
import type { FakeConnection } from '../../demo/fake-client.ts'

declare const window: { readonly fake: FakeConnection }

/** The conversation that the demo opens: Ana's, which is Mina's. */
export const openId = 'inquiry000000002'
/** Waits unassigned: Sam's, urgent and overdue. */
export const samId = 'inquiry000000005'

export const desk = (page: Page) => page.locator('parley-inquiry-desk')
export const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name })
export const rows = (page: Page) => page.getByRole('tabpanel').getByRole('listitem')
export const row = (page: Page, text: string) => rows(page).filter({ hasText: text }).first()
export const log = (page: Page) => page.getByRole('log')
export const field = (page: Page) => page.locator('parley-inquiry-composer textarea')
export const toast = (page: Page) => page.locator('.toast')
export const stop = (page: Page) => page.locator('parley-inquiry-composer .stop')

/** What was asked of an inquiry's channel, or of the desk. */
export const asked = (page: Page, command: string, inquiry?: string) =>
  page.evaluate(
    ([command, inquiry]) => {
      const { desk } = window.fake
      const handle = inquiry === undefined ? desk.desk : desk.inquiry(inquiry)
      return handle.asked.filter(({ name }) => name === command).map(({ input }) => input as Record<string, unknown>)
    },
    [command, inquiry] as const,
  )

/** Ben answers the customer. */
export const benReplies = (page: Page, text: string, inquiry = openId) =>
  page.evaluate(
    ([text, inquiry]) => {
      const by = { id: 'ben', name: 'Ben Okafor' }
      window.fake.desk.say(inquiry, { kind: 'agent', id: `b.${text}`, text, by })
    },
    [text, inquiry] as const,
  )

/** Where the keyboard is, through all shadow roots. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    const item = active?.closest<HTMLElement>('.item')
    return item ? `row ${Number(item.dataset.id?.slice(7))}` : `${active?.localName}.${active?.className}`.trim()
  })
