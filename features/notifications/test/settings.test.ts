import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium } from '../../../test/chromium.ts'
import { DemoBrowser, violations } from '../../../test/demo-browser.ts'
import type { FakeConnection } from '../demo/fake-client.ts'
import type { PushWorld } from '../src/push/browser-push.ts'

declare const window: { readonly fake: FakeConnection }

const cell = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true })

const asked = (page: Page, command: string) =>
  page.evaluate(
    (command) => window.fake.inbox.asked.filter((one) => one.command === command).map(({ input }) => input),
    command,
  )

/** A browser whose person answers as told; what it has of push is made here, for a test reaches no push service. */
async function withPush(page: Page, { permission, answer }: { permission: string; answer: string }): Promise<void> {
  await page.evaluate(
    ({ permission, answer }) => {
      let subscription: object | null = null
      const registration = {
        active: {},
        pushManager: {
          getSubscription: async () => subscription,
          subscribe: async () => {
            subscription = {
              endpoint: 'https://push.test/1',
              options: {},
              toJSON: () => ({ endpoint: 'https://push.test/1', keys: { p256dh: 'p', auth: 'a' } }),
              unsubscribe: async () => {
                subscription = null
              },
            }
            return subscription
          },
        },
      }
      const world = {
        isSecureContext: true,
        hasPush: true,
        notification: { permission, requestPermission: async () => answer },
        serviceWorker: {
          ...{ register: async () => registration, getRegistration: async () => registration },
          ...{ addEventListener: () => {}, removeEventListener: () => {} },
        },
        storage: undefined,
        digest: async () => new Uint8Array(32).buffer,
      }
      const settings = document.querySelector('parley-notification-settings')
      if (settings) settings.pushWorld = world as unknown as PushWorld
    },
    { permission, answer },
  )
}

describeWithChromium('<parley-notification-settings>', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../demo/', import.meta.url))
  })
  afterAll(() => demo?.close())

  describe('category by way', () => {
    test('is a table of checkboxes, and each counts at once', async () => {
      const page = await demo.open('settings')
      for (const name of ['Inbox', 'Push', 'E-mail']) await page.getByRole('columnheader', { name }).waitFor()
      await page.getByRole('rowheader', { name: 'Orders' }).waitFor()
      await cell(page, 'Orders: E-mail').check()
      await cell(page, 'Orders: Push').press('Space')
      expect(await asked(page, 'setPreference')).toEqual([
        { category: 'orders', way: 'email', on: true },
        { category: 'orders', way: 'push', on: false },
      ])
      await expect.poll(() => cell(page, 'Orders: Push').isChecked()).toBe(false)
      await expect.poll(() => page.getByRole('cell', { name: 'Does not go this way' }).count()).toBe(2)
    })

    test('shows why what is required cannot be switched off', async () => {
      const page = await demo.open('settings')
      const required = cell(page, 'Security: E-mail')
      expect([await required.isDisabled(), await required.isChecked()]).toEqual([true, true])
      const described = await required.getAttribute('aria-describedby')
      await expect.poll(() => page.locator(`#${described}`).textContent()).toContain('cannot be switched off')
    })

    test('has a switch for each way and one for all', async () => {
      const page = await demo.open('settings')
      await cell(page, 'Push: all kinds').uncheck()
      await page.getByRole('switch', { name: 'Notifications beyond this page' }).press('Space')
      await page.getByText('These ways are off').waitFor()
      expect([await asked(page, 'setWay'), await asked(page, 'setAll')]).toEqual([
        [{ way: 'push', on: false }],
        [{ on: false }],
      ])
    })

    test('goes back when it is refused, and says why', async () => {
      const page = await demo.open('settings')
      await page.evaluate(() => {
        const refusal = { code: 'notifications/unknown-way', message: 'x', retryable: false }
        window.fake.inbox.refused.set('setPreference', refusal)
      })
      await cell(page, 'Orders: Push').click()
      await page.getByRole('alert').getByText('There is no such way any more.').waitFor()
      await expect.poll(() => cell(page, 'Orders: Push').isChecked()).toBe(true)
    })
  })

  describe('quiet hours', () => {
    test('have times, days and a zone', async () => {
      const page = await demo.open('settings')
      await page.getByText('Ends on the next day.').waitFor()
      await page.getByLabel('From', { exact: true }).fill('13:00')
      await page.getByLabel('To', { exact: true }).fill('14:30')
      await cell(page, 'Sun').uncheck()
      await page.getByLabel('Time zone').selectOption('Europe/Lisbon')
      expect((await asked(page, 'setQuiet')).at(-1)).toEqual({
        quiet: { from: '13:00', to: '14:30', days: [1, 2, 3, 4, 5, 6], zone: 'Europe/Lisbon' },
      })
    })

    test('keep their last day, and come with what people mean', async () => {
      const page = await demo.open('settings', { timezoneId: 'Asia/Seoul' })
      const quiet = page.getByRole('switch', { name: 'Keep quiet hours' })
      for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']) await cell(page, day).uncheck()
      await expect.poll(() => cell(page, 'Sun').isDisabled()).toBe(true)
      await quiet.uncheck()
      await quiet.check()
      expect((await asked(page, 'setQuiet')).at(-1)).toEqual({
        quiet: { from: '22:00', to: '07:00', zone: 'Asia/Seoul' },
      })
    })
  })

  test('the language of what is sent is one that the app speaks', async () => {
    const page = await demo.open('settings')
    const select = page.getByLabel('Language of what is sent')
    await expect.poll(() => select.locator('option').allInnerTexts()).toEqual(['English', '한국어'])
    await select.selectOption('ko')
    expect(await asked(page, 'setLanguage')).toEqual([{ language: 'ko' }])
  })

  describe('push', () => {
    test('is asked for only after a press, and this browser can be taken out again', async () => {
      const page = await demo.open('settings')
      await withPush(page, { permission: 'default', answer: 'granted' })
      await page.getByText('It will ask you once').waitFor()
      expect(await asked(page, 'subscribePush')).toEqual([])
      await page.getByRole('button', { name: 'Allow push here' }).click()
      await expect
        .poll(() => asked(page, 'subscribePush'))
        .toEqual([
          {
            device: expect.stringMatching(/^Chrome on /),
            subscription: { endpoint: 'https://push.test/1', keys: { p256dh: 'p', auth: 'a' }, expirationTime: null },
          },
        ])
      await page.getByText('this one').waitFor()
      await page.getByRole('button', { name: 'Stop push here' }).click()
      await page.getByRole('button', { name: 'Allow push here' }).waitFor()
      expect(await asked(page, 'unsubscribePush')).toEqual([{ id: '0'.repeat(16) }])
    })

    test('says what a no means, and that the page cannot ask again', async () => {
      const page = await demo.open('settings')
      await withPush(page, { permission: 'denied', answer: 'denied' })
      await page.getByText('Push is blocked in this browser').waitFor()
      await expect.poll(() => page.getByRole('button', { name: 'Allow push here' }).count()).toBe(0)
    })

    test('other devices can be removed here', async () => {
      const page = await demo.open('settings')
      await page.getByRole('button', { name: 'Remove Safari on iPhone' }).click()
      await expect.poll(() => page.getByText('Safari on iPhone', { exact: true }).count()).toBeLessThan(2)
      expect(await asked(page, 'unsubscribePush')).toEqual([{ id: 'd2' }])
    })
  })

  test('what was sent is listed with the reason in words', async () => {
    const page = await demo.open('settings')
    const entry = (text: string | RegExp) => page.locator('.sent li', { hasText: text })
    await entry('New sign-in from Lisbon')
      .getByText(/only if you have not read it by then · due/)
      .waitFor()
    await entry('Failed').getByText('HTTP 403').waitFor()
    await entry('Invoice for October').getByText('you did not want it').waitFor()
    await entry('No. 99, deleted').getByText('you had read it or put it away').waitFor()
    await page.evaluate(() => {
      const { inbox } = window.fake
      inbox.deliveries = [{ n: 1, way: 'email', status: 'sent', at: inbox.now() }, ...inbox.deliveries]
    })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await entry('New sign-in from Lisbon').filter({ hasText: 'Sent' }).waitFor()
  })

  test('what comes into the page later shows what is there; a list that cannot be loaded says why, and tries again when asked', async () => {
    const page = await demo.open('opening')
    await page.evaluate(() => {
      const { inbox } = window.fake
      inbox.findFailure = { code: 'store-unavailable', message: 'x', retryable: true }
      document.body.append(document.createElement('parley-notification-settings'))
      inbox.open()
    })
    await page.getByRole('alert').getByText('could not save it').waitFor()
    await page.evaluate(() => {
      window.fake.inbox.findFailure = undefined
    })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Nothing was to be sent yet.').waitFor()
  })

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['Korean on a phone', { lang: 'ko', viewport: { width: 390, height: 844 }, isMobile: true }],
    ['right to left', { rtl: true }],
  ] as [string, Parameters<DemoBrowser['open']>[1]][])('axe finds nothing: %s', async (_name, options) => {
    const page = await demo.open('settings', options)
    await page.locator('.sent li').first().waitFor()
    expect(await violations(page)).toEqual([])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
  })
})
