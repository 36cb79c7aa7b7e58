import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium } from '../../../test/chromium.ts'
import { DemoBrowser, violations } from '../../../test/demo-browser.ts'
import type { FakeConnection } from '../demo/fake-client.ts'

declare const window: { readonly fake: FakeConnection; pressed: unknown[] }

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ })
const panel = (page: Page) => page.getByRole('dialog', { name: 'Notifications' })
const item = (page: Page, text: string | RegExp) => panel(page).getByRole('listitem').filter({ hasText: text }).first()
const titles = (page: Page) => panel(page).locator('.item .title').allInnerTexts()
const toasts = (page: Page) => page.locator('.toast')
const unread = (page: Page) => page.locator('.badge').allInnerTexts()

const arrive = (page: Page, ...titles: readonly string[]) =>
  page.evaluate((titles) => {
    for (const title of titles) window.fake.inbox.arrive({ title, link: '/somewhere' })
  }, titles)

const asked = (page: Page, command: string) =>
  page.evaluate(
    (command) => window.fake.inbox.asked.filter((one) => one.command === command).map(({ input }) => input),
    command,
  )

async function openMenu(page: Page, text: string): Promise<void> {
  await item(page, text)
    .getByRole('button', { name: /^More for/ })
    .click()
}

describeWithChromium('<parley-bell>', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../demo/', import.meta.url))
  })
  afterAll(() => demo?.close())

  async function opened(scene = 'busy', options: Parameters<DemoBrowser['open']>[1] = {}): Promise<Page> {
    const page = await demo.open(scene, options)
    await page.locator('parley-bell .bell').click()
    await page.locator('parley-inbox-panel .panel').waitFor()
    return page
  }

  describe('the button', () => {
    test('says how many are unread, to 99, and so does the title of the page', async () => {
      const page = await demo.open('busy')
      await page.getByRole('button', { name: 'Notifications, 5 unread' }).waitFor()
      expect([await unread(page), await page.title()]).toEqual([['5'], '(5) Shop'])
      await arrive(page, ...Array.from({ length: 120 }, (_, index) => `${index}`))
      await page.getByRole('button', { name: 'Notifications, 99+ unread' }).waitFor()
      await page.evaluate(() => {
        document.title = 'Cart'
      })
      await expect.poll(() => page.title()).toBe('(99+) Cart')
    })

    test('says that it is not connected, to the eye and aloud, and no more once it is', async () => {
      const page = await demo.open('busy')
      await page.evaluate(() => window.fake.set({ state: 'offline' }))
      await page.getByRole('button', { name: 'Notifications, 5 unread, not connected' }).waitFor()
      await expect.poll(() => page.locator('.away').textContent()).toBe('!')
      await page.evaluate(() => window.fake.set({ state: 'live' }))
      await page.getByRole('button', { name: 'Notifications, 5 unread', exact: true }).waitFor()
      await expect.poll(() => page.locator('.away').count()).toBe(0)
    })

    test('counts once for several bells, and not at all where the page does not want it', async () => {
      const page = await demo.open('busy')
      await page.evaluate(() => document.body.append(document.createElement('parley-bell')))
      await expect.poll(() => bell(page).count()).toBe(2)
      await expect.poll(() => page.title()).toBe('(5) Shop')
      await page.evaluate(() => {
        for (const bell of document.querySelectorAll('parley-bell')) bell.toggleAttribute('no-title', true)
      })
      await expect.poll(() => page.title()).toBe('Shop')
    })

    test('opens the inbox by keyboard, keeps Tab in it, and gets the focus back by Escape', async () => {
      const page = await demo.open('busy')
      await bell(page).focus()
      await page.keyboard.press('Enter')
      await panel(page).waitFor()
      await expect.poll(() => bell(page).getAttribute('aria-expanded')).toBe('true')
      const focused = () =>
        page.evaluate(() => {
          let active = document.activeElement
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
          return active?.className || active?.id || active?.tagName
        })
      await expect.poll(focused).toBe('tab-all')
      await page.keyboard.press('ArrowDown')
      expect(await focused()).toBe('main')
      for (let index = 0; index < 60; index++) {
        await page.keyboard.press('Tab')
        await expect.poll(() => panel(page).locator(':focus').count()).toBe(1)
      }
      await page.keyboard.press('Escape')
      await panel(page).waitFor({ state: 'hidden' })
      expect(await focused()).toBe('bell')
    })

    test('keeps Tab in it, with what the page put below the list, and with what helps when the connection is lost', async () => {
      const page = await demo.open('busy')
      await page.evaluate(() => {
        const footer = Object.assign(document.createElement('a'), {
          href: '/all',
          slot: 'footer',
          textContent: 'Everything',
        })
        document.querySelector('parley-bell')?.append(footer)
        const reason = { code: 'client/lost', message: 'x' }
        window.fake.set({ state: 'waiting', attempt: 3, until: Date.now() + 60_000, reason })
      })
      await bell(page).click()
      await page.getByRole('button', { name: 'Try now' }).waitFor()
      const tab = page.getByRole('tab', { name: 'All' })
      await page.getByRole('button', { name: 'Mark all read' }).focus()
      await page.keyboard.press('Shift+Tab')
      await expect
        .poll(() => page.getByRole('link', { name: 'Everything' }).evaluate((link) => link.matches(':focus')))
        .toBe(true)
      await page.keyboard.press('Shift+Tab')
      expect(await page.getByRole('button', { name: 'Try now' }).evaluate((button) => button.matches(':focus'))).toBe(
        true,
      )
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => window.fake.retries)).toBe(1)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      for (let index = 0; index < 4; index++) await page.keyboard.press('Tab')
      await expect.poll(() => tab.evaluate((element) => element.matches(':focus'))).toBe(true)
    })

    test('closes by another press on it, and by one elsewhere', async () => {
      const page = await opened()
      await bell(page).click()
      await panel(page).waitFor({ state: 'hidden' })
      await bell(page).click()
      await panel(page).waitFor()
      await page.locator('h1').click()
      await panel(page).waitFor({ state: 'hidden' })
    })
  })

  describe('the list', () => {
    test('says who, what, when and how it stands', async () => {
      const page = await opened()
      await item(page, '김민수 and 3 others liked your review').waitFor()
      const mention = item(page, 'Ben Okafor mentioned you')
      expect(((await mention.locator('.meta').allInnerTexts())[0] ?? '').split(/\s*\n\s*/u)).toEqual([
        'People',
        '1 min. ago',
        'Unread',
      ])
      await item(page, '7 parcels were sent today').getByRole('link', { name: 'Order 1052: two books' }).waitFor()
      await item(page, '7 parcels').getByText('and 4 more').waitFor()
    })

    test('has tabs that arrows walk, and a choice of category', async () => {
      const page = await opened()
      await page.getByRole('tab', { name: 'All' }).press('ArrowRight')
      await page.getByRole('tab', { name: /^Unread/, selected: true }).waitFor()
      await expect.poll(() => titles(page)).toHaveLength(5)
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => titles(page)).toEqual(['Invoice for October'])
      await page.keyboard.press('End')
      await expect.poll(() => titles(page)).toEqual(['Renew your plan'])
      await item(page, 'Until').waitFor()
      await page.keyboard.press('Home')
      await page.getByRole('combobox', { name: 'Category' }).selectOption('security')
      await expect.poll(() => titles(page)).toEqual(['New sign-in from Lisbon'])
    })

    test('loads what is older as its end comes near', async () => {
      const page = await opened('long')
      const scroller = panel(page).locator('.scroller')
      const scrolled = async () => {
        await scroller.evaluate((list) => list.scrollTo({ top: list.scrollHeight }))
        return (await titles(page)).length
      }
      await expect.poll(scrolled, { timeout: 10_000 }).toBe(240)
      expect((await titles(page)).at(-1)).toBe('Order 1 was packed')
    })

    test('says that older ones could not be loaded, and tries again when asked', async () => {
      const page = await demo.open('long')
      await page.evaluate(() => {
        window.fake.inbox.findFailure = { code: 'store-unavailable', message: 'x', retryable: true }
      })
      await bell(page).click()
      await panel(page)
        .locator('.scroller')
        .evaluate((list) => list.scrollTo({ top: list.scrollHeight }))
      await page.getByRole('alert').getByText('could not be loaded').waitFor()
      await page.evaluate(() => {
        window.fake.inbox.findFailure = undefined
      })
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect.poll(async () => (await titles(page)).length).toBeGreaterThan(100)
    })

    test.each([
      ['empty', 'Nothing here yet'],
      ['offline', 'You are offline'],
      ['refused', 'These notifications are not yours to see'],
    ])('%s: says so', async (scene, text) => {
      const page = await opened(scene)
      await panel(page).getByText(text).waitFor()
    })

    test('shows where it will be while it comes', async () => {
      const page = await opened('opening')
      await expect.poll(() => panel(page).locator('.skeleton i').count()).toBe(5)
    })
  })

  describe('what can be done', () => {
    test('a press reads it and goes where it leads, unless the page goes there itself', async () => {
      const page = await opened()
      await page.evaluate(() => {
        window.pressed = []
        document.addEventListener('parley-notification', (event) => {
          event.preventDefault()
          const { n, link } = (event as CustomEvent<{ n: number; link: string }>).detail
          window.pressed.push({ n, link })
        })
      })
      await item(page, 'mentioned you').getByRole('link').first().click()
      await panel(page).waitFor({ state: 'hidden' })
      expect(await page.evaluate(() => window.pressed)).toEqual([{ n: 8, link: '/#general/17' }])
      expect(await asked(page, 'read')).toEqual([{ ids: [8] }])
      expect(new URL(page.url()).hash).toBe('')
      await page.getByRole('button', { name: 'Notifications, 4 unread' }).waitFor()
    })

    test('its own buttons tell the app, once', async () => {
      const page = await opened()
      await item(page, 'Approve the refund').getByRole('button', { name: 'Approve', exact: true }).click()
      await item(page, 'You chose: Approve').waitFor()
      expect(await asked(page, 'act')).toEqual([{ id: 7, action: 'approve' }])
      await expect.poll(() => item(page, 'Approve the refund').locator('.actions').count()).toBe(0)
    })

    test('the menu archives, and the focus goes on to what stands there now', async () => {
      const page = await opened()
      await openMenu(page, 'mentioned you')
      await page.getByRole('menuitem', { name: 'Archive' }).click()
      await expect.poll(async () => (await titles(page))[0]).toContain('Approve the refund')
      await expect.poll(() => panel(page).locator('.main:focus').textContent()).toContain('Approve the refund')
    })

    test('the menu snoozes until a time, by keyboard', async () => {
      const page = await opened()
      await item(page, 'mentioned you')
        .getByRole('button', { name: /^More for/ })
        .focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menu').waitFor()
      await page.keyboard.type('s')
      await page.keyboard.press('Enter')
      await page.getByRole('menu', { name: 'Snooze until' }).waitFor()
      await page.keyboard.press('Enter')
      await expect.poll(() => asked(page, 'snooze')).toEqual([{ ids: [8], until: expect.any(Number) }])
      expect(await titles(page)).not.toContain('Ben Okafor mentioned you')
    })

    test('all that are shown are read, what came since is not', async () => {
      const page = await opened()
      await page.evaluate(() => {
        window.fake.inbox.answers = false
      })
      await page.getByRole('button', { name: 'Mark all read' }).click()
      await arrive(page, 'came since')
      await page.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor()
      expect(await asked(page, 'markAll')).toEqual([{ as: 'read', upTo: 8 }])
    })

    test('what is refused is as before, and said', async () => {
      const page = await opened()
      await page.evaluate(() => {
        const refusal = { code: 'notifications/not-found', message: 'x', retryable: false }
        window.fake.inbox.refused.set('remove', refusal)
      })
      await openMenu(page, 'mentioned you')
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await page.getByRole('alert').getByText('This notification is not there any more.').waitFor()
      await item(page, 'mentioned you').waitFor()
    })

    test('what is gone at its source goes here', async () => {
      const page = await opened()
      await page.evaluate(() => window.fake.inbox.happen('removed', { ids: [8], how: 'withdrawn' }))
      await expect.poll(() => titles(page)).not.toContain('Ben Okafor mentioned you')
      await page.getByRole('button', { name: 'Notifications, 4 unread' }).waitFor()
    })
  })

  describe('toasts', () => {
    test('tell what is new, aloud too, and lead there', async () => {
      const page = await demo.open('empty')
      await arrive(page, 'Order 7 was paid')
      await page
        .getByRole('status', { name: 'New notifications' })
        .getByRole('link', { name: 'Order 7 was paid' })
        .waitFor()
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await expect.poll(() => toasts(page).count()).toBe(0)
      expect(await unread(page)).toEqual(['1'])
    })

    test('ten that were missed are one, which opens the inbox', async () => {
      const page = await demo.open('empty')
      await page.evaluate(() => {
        const { fake } = window
        fake.set({ state: 'offline' })
        fake.set({ state: 'live' })
        for (let index = 1; index <= 10; index++) fake.inbox.arrive({ title: `Missed ${index}` })
      })
      await toasts(page).getByText('10 new notifications').waitFor()
      await expect.poll(() => toasts(page).count()).toBe(1)
      await toasts(page).getByRole('button', { name: '10 new notifications' }).click()
      await expect.poll(() => titles(page)).toHaveLength(10)
      await expect.poll(() => toasts(page).count()).toBe(0)
    })

    test('are not there for what is silent, for what was read elsewhere, and while the inbox is open', async () => {
      const page = await demo.open('empty')
      await page.evaluate(() => {
        const { inbox } = window.fake
        inbox.arrive({ title: 'silent' }, { quiet: true })
        const n = inbox.arrive({ title: 'read elsewhere' })
        inbox.happen('marked', { ids: [n], on: ['seen', 'read'] })
        inbox.arrive({ title: 'loud' })
      })
      await toasts(page).getByText('loud').waitFor()
      await expect.poll(() => toasts(page).count()).toBe(1)
      await bell(page).click()
      await expect.poll(() => toasts(page).count()).toBe(0)
    })

    test('stay while the pointer is on them', async () => {
      const page = await demo.open('empty')
      await page.clock.install()
      await arrive(page, 'stays')
      await page.clock.runFor(500)
      await toasts(page).first().hover()
      await page.clock.runFor(60_000)
      await expect.poll(() => toasts(page).count()).toBe(1)
      await page.mouse.move(10, 10)
      await page.clock.runFor(3100)
      await expect.poll(() => toasts(page).count()).toBe(0)
    })

    test('stay while the focus goes from one part of them to another, and the pointer comes and goes', async () => {
      const page = await demo.open('empty')
      await page.clock.install()
      await arrive(page, 'stays')
      await page.clock.runFor(500)
      await toasts(page).getByRole('link').focus()
      await toasts(page).first().hover()
      await page.mouse.move(10, 10)
      await page.clock.runFor(60_000)
      await page.keyboard.press('Tab')
      expect(
        await toasts(page)
          .getByRole('button', { name: 'Dismiss' })
          .evaluate((b) => b.matches(':focus')),
      ).toBe(true)
      await page.clock.runFor(60_000)
      await expect.poll(() => toasts(page).count()).toBe(1)
      await page.locator('h1').click()
      await page.clock.runFor(3100)
      await expect.poll(() => toasts(page).count()).toBe(0)
    })

    test('keep the one with the focus when many come, and closed by Escape give it to the next, at last to the bell', async () => {
      const page = await demo.open('empty')
      await page.clock.install()
      await arrive(page, 'first', 'second')
      await page.clock.runFor(500)
      await toasts(page).getByRole('link', { name: 'first' }).focus()
      await arrive(page, ...Array.from({ length: 5 }, (_, index) => `more ${index}`))
      await page.clock.runFor(500)
      const focused = (name: string) =>
        expect
          .poll(() =>
            page.locator('parley-bell :focus').evaluateAll((all) => all.map((one) => one.textContent?.trim())),
          )
          .toEqual([expect.stringContaining(name)])
      await toasts(page).getByText('5 new notifications').waitFor()
      await focused('first')
      for (const next of ['second', '5 new notifications']) {
        await page.keyboard.press('Escape')
        await focused(next)
      }
      await page.keyboard.press('Escape')
      await expect.poll(() => bell(page).evaluate((button) => button.matches(':focus'))).toBe(true)
      await arrive(page, 'later')
      await page.clock.runFor(500)
      await toasts(page).getByText('later').waitFor()
      await page.clock.runFor(8100)
      await expect.poll(() => toasts(page).count()).toBe(0)
    })

    test('that are gone because they were read elsewhere leave the focus where it is of use, and hold nothing', async () => {
      const page = await demo.open('empty')
      await page.clock.install()
      await arrive(page, 'read elsewhere')
      await page.clock.runFor(500)
      await toasts(page).getByRole('link').focus()
      await page.evaluate(() => window.fake.inbox.happen('marked', { ids: [1], on: ['seen', 'read'] }))
      await expect.poll(() => bell(page).evaluate((button) => button.matches(':focus'))).toBe(true)
      await arrive(page, 'later')
      await page.clock.runFor(500)
      await toasts(page).getByText('later').waitFor()
      await page.clock.runFor(8100)
      await expect.poll(() => toasts(page).count()).toBe(0)
    })

    test('are shown by one tab of a browser, and by the other when that is closed', async () => {
      const one = await demo.open('empty')
      const other = await demo.openTab('empty')
      const counts = async () => [await toasts(one).count(), await toasts(other).count()]
      for (const title of ['first', 'second']) {
        await Promise.all([arrive(one, title), arrive(other, title)])
        await expect
          .poll(async () => (await counts()).reduce((sum, count) => sum + count, 0))
          .toBe(title === 'first' ? 1 : 2)
      }
      const shown = await counts()
      expect([...shown].sort()).toEqual([0, 2])
      const [leads, follows] = shown[0] === 2 ? [one, other] : [other, one]
      await leads.close()
      await arrive(follows, 'third')
      await toasts(follows).getByText('third').waitFor()
    })
  })

  test('toasts are left to another tab by one whose bell shows none, though it was looked at last', async () => {
    const shows = await demo.open('empty')
    const hides = await demo.openTab('empty')
    await hides.evaluate(() => document.querySelector('parley-bell')?.setAttribute('no-toasts', ''))
    await hides.bringToFront()
    await hides.evaluate(() => dispatchEvent(new Event('focus')))
    await Promise.all([arrive(shows, 'somewhere'), arrive(hides, 'somewhere')])
    await toasts(shows).getByText('somewhere').waitFor()
    await expect.poll(() => toasts(hides).count()).toBe(0)
  })

  describe('for everybody', () => {
    test.each([
      ['light', {}],
      ['dark', { colorScheme: 'dark' }],
      ['Korean', { lang: 'ko' }],
      ['right to left', { rtl: true }],
      ['a phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
    ] as [string, Parameters<DemoBrowser['open']>[1]][])('axe finds nothing: %s', async (_name, options) => {
      const page = await opened('busy', options)
      expect(await violations(page)).toEqual([])
    })

    test('on a phone it is a sheet at the bottom', async () => {
      const page = await opened('busy', { viewport: { width: 390, height: 844 } })
      const box = await page.locator('parley-inbox-panel').boundingBox()
      expect([box?.x, Math.round((box?.y ?? 0) + (box?.height ?? 0)), box?.width]).toEqual([0, 844, 390])
    })

    test('the count is said aloud once it has changed', async () => {
      const page = await demo.open('busy')
      await arrive(page, 'one', 'two')
      await page.getByRole('status').getByText('7 unread notifications').waitFor()
    })

    test('the sound is on only for those who asked for it', async () => {
      const page = await opened()
      const sound = page.getByRole('button', { name: 'Sound' })
      await expect.poll(() => sound.getAttribute('aria-pressed')).toBe('false')
      await sound.click()
      await expect.poll(() => sound.getAttribute('aria-pressed')).toBe('true')
      expect(await page.evaluate(() => localStorage.getItem('parley-notification-sound'))).toBe('on')
    })
  })
})
