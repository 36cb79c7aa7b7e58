import type { Page } from 'playwright-core'
import type { FakeConnection } from '../demo/fake-connection.ts'

declare const window: { readonly fake: FakeConnection }

export const ana = { id: 'guest-a1', name: 'Quiet Heron' }
export const me = { id: 'me', name: 'Brave Otter' }

export const field = (page: Page) => page.locator('.main textarea')
export const message = (page: Page, text: string | RegExp) => page.locator('.main .message', { hasText: text })
export const texts = (page: Page) => page.locator('.main .message .bubble').allInnerTexts()

/** Somebody posts; resolves with the message's offset. */
export const say = (page: Page, text: string, by = ana) =>
  page.evaluate(({ by, text }) => window.fake.world.room('general').receive(by, text), { by, text })

/** What was asked of the room by commands of one name. */
export const asked = (page: Page, command: string) =>
  page.evaluate(
    (command) =>
      window.fake.world
        .room('general')
        .asked.filter((one) => one.command === command)
        .map(({ input }) => input),
    command,
  )

/** Two pictures later: what was changed has been laid out, measured and drawn. */
export const settled = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))),
  )

/** Where a message stands in the window, and how far the view is from its end, in pixels. */
export const place = (page: Page, text: string | RegExp) =>
  message(page, text)
    .first()
    .evaluate((element) => {
      const scroller = element.closest('.scroller')!
      const fromEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
      return { top: Math.round(element.getBoundingClientRect().top), fromEnd: Math.round(fromEnd) }
    })

export async function scrollBy(page: Page, byPx: number): Promise<void> {
  await page.locator('.main .scroller').evaluate((scroller, by) => scroller.scrollBy(0, by), byPx)
  await settled(page)
}

/** The message in the middle of the view: what somebody reads. */
export const reading = (page: Page) =>
  page.locator('.main .scroller').evaluate((scroller) => {
    const { top, height } = scroller.getBoundingClientRect()
    const inView = [...scroller.querySelectorAll<HTMLElement>('.message')].find((message) => {
      const box = message.getBoundingClientRect()
      return box.top <= top + height / 2 && box.bottom > top + height / 2
    })
    return { key: inView?.dataset.key ?? '', text: inView?.querySelector('.bubble')?.textContent ?? '' }
  })

/** Where the message of a row stands in the window. */
export const topOf = (page: Page, key: string) =>
  page
    .locator(`.main .message[data-key="${key}"]`)
    .evaluate((message) => Math.round(message.getBoundingClientRect().top))
