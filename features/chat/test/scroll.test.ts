import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium } from '../../../test/chromium.ts'
import { DemoBrowser } from '../../../test/demo-browser.ts'
import type { FakeConnection } from '../demo/fake-connection.ts'
import { field, me, message, place, reading, say, scrollBy, settled, topOf } from './page.ts'

declare const window: { readonly fake: FakeConnection; letGo: () => void }

describeWithChromium('the view of a list', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../demo/', import.meta.url))
  })
  afterAll(() => demo?.close())

  const fromEnd = (page: Page) =>
    page
      .locator('.main .scroller')
      .evaluate((scroller) => Math.round(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight))

  /** Holds pages back until `letGo` is called. */
  const gate = (page: Page) =>
    page.evaluate(() => {
      window.fake.world.room('general').gate = new Promise<void>((open) => {
        window.letGo = () => open()
      })
    })

  /** What is read must not move by a pixel while something else happens. */
  async function expectStill(page: Page, happens: () => Promise<unknown>): Promise<void> {
    await settled(page)
    const { key } = await reading(page)
    const before = await topOf(page, key)
    await happens()
    await settled(page)
    expect(await topOf(page, key)).toBe(before)
  }

  describe('at the end', () => {
    test('stays there with what comes, and while one writes more lines', async () => {
      const page = await demo.open('busy')
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
      await say(page, 'news\nof\nmany\nlines')
      await message(page, 'news').waitFor()
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
      await field(page).fill('a\nb\nc\nd\ne\nf')
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
      await expect.poll(() => page.getByRole('button', { name: /new message/u }).count()).toBe(0)
    })

    test('stays there when the last message gets reactions and a thread', async () => {
      const page = await demo.open('long')
      const last = await page.evaluate(() => window.fake.world.room('general').log.at(-1)!.offset)
      await page.evaluate((offset) => window.fake.world.room('general').setReaction(offset, '🎉', 'x'), last)
      await settled(page)
      expect(await fromEnd(page)).toBeLessThan(2)
      await page.evaluate(
        ({ by, thread }) => void window.fake.world.room('general').receive(by, 'answer', { thread }),
        { by: me, thread: last },
      )
      await settled(page)
      expect(await fromEnd(page)).toBeLessThan(2)
    })

    test('goes there with a message of our own', async () => {
      const page = await demo.open('busy')
      await scrollBy(page, -900)
      await field(page).fill('here I am')
      await page.keyboard.press('Enter')
      await message(page, 'here I am').waitFor()
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
    })

    test('goes there with a message of our own from a place long ago', async () => {
      const page = await demo.open('long')
      await page.evaluate(() => {
        location.hash = '#general/4000'
      })
      await message(page, '4000:').waitFor()
      await field(page).fill('back in the present')
      await page.keyboard.press('Enter')
      await message(page, 'back in the present').waitFor()
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
    })
  })

  describe('elsewhere', () => {
    test('keeps its place with what comes, and counts it', async () => {
      const page = await demo.open('busy')
      await scrollBy(page, -500)
      await expectStill(page, async () => {
        for (const text of ['first', 'second']) await say(page, text)
        await page.getByRole('button', { name: '2 new messages' }).waitFor()
        await page.evaluate(() => window.fake.set({ state: 'offline' }))
        await page.locator('parley-notice').waitFor()
      })
      await page.evaluate(() => window.fake.set({ state: 'live' }))
      await page.getByRole('button', { name: '2 new messages' }).click()
      await message(page, 'second').waitFor()
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
      await expect.poll(() => page.getByRole('button', { name: /new message/u }).count()).toBe(0)
    })

    test('keeps its place while messages above and below get reactions, edits, threads, and are deleted', async () => {
      const page = await demo.open('long')
      await scrollBy(page, -1500)
      const { text } = await reading(page)
      const offset = Number(text.split(':')[0])
      for (const change of [
        (at: number) => window.fake.world.room('general').setReaction(at, '🎉', 'somebody'),
        (at: number) =>
          void window.fake.world.room('general').change(at, { text: `${'longer '.repeat(80)}`, editedAt: 1 }),
        (at: number) =>
          void window.fake.world.room('general').receive({ id: 'x', name: 'X' }, 'answer', { thread: at }),
        (at: number) => void window.fake.world.room('general').change(at, { text: '', deleted: 'by-author' }),
      ]) {
        for (const at of [offset - 1, offset - 2, offset - 30, offset + 12])
          await expectStill(page, () => page.evaluate(`(${change})(${at})`))
      }
    })

    test('keeps its place when pictures load, and holds their box before', async () => {
      const page = await demo.open('busy')
      const box = await page.locator('.main .picture img').evaluate((image) => image.getBoundingClientRect().height)
      expect(box).toBeGreaterThan(150)
      await scrollBy(page, -300)
      await expectStill(page, () =>
        page.evaluate(async () => {
          const room = window.fake.world.room('general')
          for (const id of room.urls.keys()) room.urls.delete(id)
          room.changed()
        }),
      )
    })

    test('keeps its place while one writes more lines', async () => {
      const page = await demo.open('long')
      await scrollBy(page, -1500)
      await expectStill(page, () => field(page).fill('a\nb\nc\nd\ne'))
    })

    test('keeps its place when older messages are loaded above', async () => {
      const page = await demo.open('long')
      await gate(page)
      await page.locator('.main .scroller').evaluate((scroller) => scroller.scrollTo(0, 120))
      await page.locator('.main [role=log][aria-busy=true]').waitFor()
      await expectStill(page, async () => {
        await page.evaluate(() => window.letGo())
        await page.waitForFunction(() => window.fake.world.room('general').messages.length >= 100)
      })
    })

    test('says that older messages did not load, and tries again when asked', async () => {
      const page = await demo.open('long')
      await page.evaluate(() => {
        window.fake.world.room('general').isFailing = true
      })
      await page.locator('.main .scroller').evaluate((scroller) => scroller.scrollTo(0, 0))
      await page.getByText('Older messages did not load.').waitFor()
      const pages = await page.evaluate(() => window.fake.world.room('general').pages)
      await settled(page)
      expect(await page.evaluate(() => window.fake.world.room('general').pages)).toBe(pages)
      await page.evaluate(() => {
        window.fake.world.room('general').isFailing = false
      })
      await page.getByRole('button', { name: 'Retry' }).click()
      await page.waitForFunction(() => window.fake.world.room('general').messages.length >= 100)
    })
  })

  describe('a jump', () => {
    test('shows the message, marks it, and does not snap back', async () => {
      const page = await demo.open('long')
      await page.evaluate(() => {
        location.hash = '#general/5000'
      })
      await message(page, '5000:').and(page.locator('.target')).waitFor()
      const before = await place(page, '5000:')
      expect(before.top).toBeGreaterThan(56)
      expect(before.top).toBeLessThan(640)
      await say(page, 'meanwhile')
      await page.waitForFunction(() => window.fake.world.room('general').newer !== 'loading')
      await settled(page)
      expect((await place(page, '5000:')).top).toBe(before.top)
      await expect.poll(() => page.locator('.main .message:focus').getAttribute('data-key')).toBe('at-5000')
    })

    test('is followed by pages on both sides, as one scrolls', async () => {
      const page = await demo.open('long')
      await page.evaluate(() => {
        location.hash = '#general/5000'
      })
      await message(page, '5000:').waitFor()
      for (let step = 0; step < 12; step++) await scrollBy(page, 700)
      const last = await page.evaluate(() => window.fake.world.room('general').messages.at(-1)!.offset)
      expect(last).toBeGreaterThan(5050)
      for (let step = 0; step < 30; step++) await scrollBy(page, -700)
      const first = await page.evaluate(() => window.fake.world.room('general').messages[0]!.offset)
      expect(first).toBeLessThan(4950)
    })

    test('comes back to the newest by the button', async () => {
      const page = await demo.open('long')
      await page.evaluate(() => {
        location.hash = '#general/5000'
      })
      await message(page, '5000:').waitFor()
      await page.getByRole('button', { name: 'To the newest message' }).click()
      await message(page, '10000:').waitFor()
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
    })

    test('to a message that is not there says so', async () => {
      const page = await demo.open('busy')
      await page.evaluate(() => {
        location.hash = '#general/999999'
      })
      await page.getByText('This message is not there any more.').waitFor()
    })
  })

  describe('ten thousand messages', () => {
    test('are a hundred elements at most, and never a blank view on a fast way up', async () => {
      const page = await demo.open('huge')
      const blanks = await page.locator('.main .scroller').evaluate(async (scroller) => {
        const root = scroller.getRootNode() as ShadowRoot
        const { left, top, width, height } = scroller.getBoundingClientRect()
        let blank = 0
        let most = 0
        for (let step = 0; step < 60; step++) {
          scroller.scrollBy(0, step % 5 === 4 ? -20_000 : -900)
          // What the next picture shows, after scroll events, rendering and measuring.
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
          const points = [0.1, 0.5, 0.9].map((part) => root.elementFromPoint(left + width / 2, top + height * part))
          if (points.some((element) => !element?.closest('.row'))) blank++
          most = Math.max(most, root.querySelectorAll('.row').length)
        }
        return { blank, most }
      })
      expect(blanks.blank).toBe(0)
      expect(blanks.most).toBeLessThan(100)
    })

    test('take a new one in without rendering the others', async () => {
      const page = await demo.open('huge')
      await say(page, 'one more')
      await message(page, 'one more').waitFor()
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
      expect(await page.evaluate(() => window.fake.world.room('general').messages.length)).toBe(10_001)
      await expect.poll(() => page.locator('.main .message').count()).toBeLessThan(60)
    })

    test('are walked from end to end by keyboard', async () => {
      const page = await demo.open('huge')
      await message(page, '10000:').focus()
      await page.keyboard.press('Home')
      await page.locator('.main .message:focus', { hasText: /\b1:/u }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.locator('.main .message:focus', { hasText: /\b2:/u }).waitFor()
      await page.keyboard.press('End')
      await page.locator('.main .message:focus', { hasText: '10000:' }).waitFor()
    })
  })

  describe('what has not been read', () => {
    test('is where the list opens, under a line that stays while it is read', async () => {
      const page = await demo.open('unread')
      const line = page.locator('.main .new')
      await line.waitFor()
      const scroller = await page.locator('.main .scroller').boundingBox()
      const box = await line.boundingBox()
      expect(box!.y).toBeGreaterThanOrEqual(scroller!.y)
      expect(box!.y).toBeLessThan(scroller!.y + 120)
      await scrollBy(page, 5000)
      await expect.poll(() => page.evaluate(() => window.fake.world.room('general').unread.count)).toBe(0)
      await say(page, 'and one more')
      await message(page, 'and one more').waitFor()
      await scrollBy(page, -5000)
      await expect.poll(() => page.locator('.main .new').count()).toBe(1)
    })

    test('is told as read only as far as it was in view', async () => {
      const page = await demo.open('unread')
      await page.locator('.main .new').waitFor()
      const { unread, last } = await page.evaluate(() => {
        const room = window.fake.world.room('general')
        return { unread: room.unread.count, last: room.readUpTo }
      })
      expect(unread).toBeGreaterThan(0)
      const box = await page.locator(`.main [data-key=at-${last}]`).boundingBox()
      const view = await page.locator('.main .scroller').boundingBox()
      expect(box!.y).toBeLessThan(view!.y + view!.height)
    })

    test('stays unread from where it was marked, until something is written', async () => {
      const page = await demo.open('busy')
      const count = () => page.evaluate(() => window.fake.world.room('general').unread.count)
      const target = message(page, 'Famous last words')
      await target.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Mark unread from here' }).click()
      await page.locator('.main .new').waitFor()
      expect(await count()).toBeGreaterThan(0)
      await scrollBy(page, -200)
      await scrollBy(page, 2000)
      expect(await count()).toBeGreaterThan(0)
      await field(page).fill('done')
      await page.keyboard.press('Enter')
      await expect.poll(count).toBe(0)
    })
  })
})
