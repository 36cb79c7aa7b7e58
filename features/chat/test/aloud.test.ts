import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium } from '../../../test/chromium.ts'
import { DemoBrowser, violations } from '../../../test/demo-browser.ts'
import type { FakeConnection } from '../demo/fake-connection.ts'
import { field, message, say } from './page.ts'

declare const window: { readonly fake: FakeConnection }

/** axe-core looks at every element several times; on a busy machine that takes a while. */
const axeMs = 180_000

describeWithChromium('<parley-chat> read aloud', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../demo/', import.meta.url))
  })
  afterAll(() => demo?.close())

  describe('a screen reader', () => {
    const told = (page: Page) => page.locator('.main #announcer p').allTextContents()

    test('is told what others write, and nothing of history, own messages or edits', async () => {
      const page = await demo.open('long')
      expect(await told(page)).toEqual([])
      await page.locator('.main .scroller').evaluate((scroller) => scroller.scrollTo(0, 0))
      await page.waitForFunction(() => window.fake.world.room('general').messages.length >= 100)
      await field(page).fill('mine')
      await page.keyboard.press('Enter')
      await page.evaluate(() => void window.fake.world.room('general').change(9999, { text: 'changed', editedAt: 1 }))
      expect(await told(page)).toEqual([])
      await say(page, 'a **bold** word')
      await expect.poll(() => told(page)).toEqual(['Quiet Heron: a bold word'])
    })

    test('finds a log that has a name, and messages in it that have one', async () => {
      const page = await demo.open('busy')
      await page.getByRole('log', { name: 'Messages in general' }).waitFor()
      await page.getByRole('article', { name: /Zoë Kuznetsova-Albrecht nobody should notice/u }).waitFor()
    })
  })

  describe('has nothing that axe-core finds', () => {
    const scenes = ['loading', 'empty', 'busy', 'failed', 'waiting', 'unreachable', 'refused', 'slow', 'archived']
    test.each(scenes)(
      '%s',
      async (scene) => {
        const page = await demo.open(scene, { reducedMotion: 'reduce', viewport: { width: 390, height: 844 } })
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect(await violations(page)).toEqual([])
        }
      },
      axeMs,
    )

    test(
      'with a thread, a menu, the mentions, the picker and a dialog open',
      async () => {
        const page = await demo.open('owner', { reducedMotion: 'reduce', viewport: { width: 1200, height: 700 } })
        await page
          .locator('.main')
          .getByRole('button', { name: /3 replies/u })
          .click()
        await page.locator('parley-chat-thread .message').first().waitFor()
        expect(await violations(page)).toEqual([])
        await message(page, '🚀🚀').focus()
        await page.keyboard.press('Enter')
        await page.getByRole('menu').waitFor()
        expect(await violations(page)).toEqual([])
        await page.keyboard.press('Escape')
        await field(page).pressSequentially('@')
        await page.getByRole('option').first().waitFor()
        expect(await violations(page)).toEqual([])
        await page.locator('.main .icon.emoji').click()
        await page.locator('.main .groups').waitFor()
        expect(await violations(page)).toEqual([])
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Open hills.png' }).click()
        await page.getByRole('dialog').waitFor()
        expect(await violations(page)).toEqual([])
      },
      axeMs,
    )

    test(
      'on a phone, in Korean, from right to left, where nothing is wider than it',
      async () => {
        const page = await demo.open('busy', { lang: 'ko', rtl: true, viewport: { width: 360, height: 740 } })
        expect(await violations(page)).toEqual([])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(overflow).toBeLessThanOrEqual(0)
      },
      axeMs,
    )
  })
})
