import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium } from '../../../test/chromium.ts'
import { DemoBrowser, violations } from '../../../test/demo-browser.ts'
import type { FakeConnection } from '../demo/fake-connection.ts'

declare const window: { readonly fake: FakeConnection }

const ana = { id: 'guest-a1', name: 'Quiet Heron' }

describeWithChromium('<parley-chat> among people who lie', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../demo/', import.meta.url))
  })
  afterAll(() => demo?.close())

  const say = (page: Page, text: string) =>
    page.evaluate(({ by, text }) => window.fake.world.room('general').receive(by, text), { by: ana, text })

  describe('texts that lie', () => {
    test('show their letters in the order they have, and a sign for what would turn them', async () => {
      const page = await demo.open('empty')
      await say(page, 'photo \u202egnp.exe')
      await expect.poll(() => page.locator('.bubble').textContent()).toBe('photo \ufffdgnp.exe')
      // What is read from left to right also stands from left to right.
      const lefts = await page.locator('.bubble').evaluate((bubble) => {
        const text = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT).nextNode()!
        return ['g', 'x'].map((letter) => {
          const range = document.createRange()
          const at = text.textContent!.indexOf(letter)
          range.setStart(text, at)
          range.setEnd(text, at + 1)
          return range.getBoundingClientRect().left
        })
      })
      expect(lefts[0]).toBeLessThan(lefts[1]!)
    })

    test('are text, whatever they look like, and their links lead where they say', async () => {
      const page = await demo.open('empty')
      const lies = [
        '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
        '<a href="javascript:window.hacked=1">click</a>',
        '[click](javascript:window.hacked=1)',
        '[click](java\u0000script:window.hacked=1)',
        '[click](&#106;avascript:window.hacked=1)',
        '![x](x" onerror="window.hacked=1)',
        '[x](data:text/html,<script>window.hacked=1</script>)',
        '```"><img src=x onerror=window.hacked=1>\ncode\n```',
        '@<img src=x onerror=window.hacked=1>',
      ]
      for (const lie of lies) await say(page, lie)
      await page.locator('.bubble', { hasText: '@<img' }).waitFor()
      const bubbles = page.locator('.bubble')
      await expect.poll(() => bubbles.count()).toBe(lies.length)
      await expect.poll(() => bubbles.locator('img, script, iframe, [onerror], a').count()).toBe(0)
      await page.locator('.bubble', { hasText: 'onerror' }).first().click()
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    })

    test('cannot leave the page by a link unnoticed', async () => {
      const page = await demo.open('empty')
      await say(page, '[https://bank.example](https://evil.example/login) and https://example.com/a.')
      const links = page.locator('.bubble a')
      await links.first().waitFor()
      const all = await links.evaluateAll((found) =>
        found.map((link) => ({
          href: link.getAttribute('href'),
          rel: link.getAttribute('rel'),
          target: link.getAttribute('target'),
        })),
      )
      const safe = { rel: 'noopener noreferrer nofollow', target: '_blank' }
      expect(all).toEqual([
        { href: 'https://evil.example/login', ...safe },
        { href: 'https://example.com/a', ...safe },
      ])
      await expect.poll(() => page.locator('.bubble').textContent()).toContain('(evil.example)')
    })

    test('cannot be hidden in names of people and files', async () => {
      const page = await demo.open('empty')
      await page.evaluate(() => {
        const name = '<img src=x onerror="window.hacked=1">'
        const room = window.fake.world.room('general')
        const file = { id: 'f'.repeat(32), name: `${name}\u202egnp.exe`, type: 'text/html', size: 1 }
        room.receive({ id: 'liar', name }, 'look', { files: [file] })
        room.type({ id: 'liar', name })
      })
      await page.locator('.file').waitFor()
      await expect.poll(() => page.locator('.message img, .typing img, header img').count()).toBe(0)
      await expect.poll(() => page.locator('.file-name').textContent()).toContain('\ufffdgnp.exe')
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    })

    test('that are large, nested or endless do not stop the page', async () => {
      const page = await demo.open('empty')
      for (const text of [
        '>'.repeat(4000),
        '*a **b '.repeat(570),
        '['.repeat(4000),
        '`'.repeat(3999),
        '- '.repeat(2000),
      ])
        await say(page, text)
      await say(page, 'still here')
      await page.locator('.bubble', { hasText: 'still here' }).waitFor()
    })

    test('without anything to see are not sent', async () => {
      const page = await demo.open('empty')
      await page.locator('textarea').fill('\u200b \u3164')
      await expect.poll(() => page.locator('.send').getAttribute('aria-disabled')).toBe('true')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('.message').count()).toBe(0)
    })

    test('under ids of others hide nothing and take no row over', async () => {
      const page = await demo.open('waiting')
      const id = await page.evaluate(() => window.fake.world.room('general').pending[0]!.id)
      await page.evaluate(
        ({ by, id }) => {
          for (const text of ['forged', 'forged again']) window.fake.world.room('general').receive(by, text, { id })
        },
        { by: ana, id },
      )
      await page.locator('.message', { hasText: 'forged again' }).waitFor()
      await expect.poll(() => page.locator('.message.waiting .bubble').allInnerTexts()).toEqual(['Written while away'])
      const ids = await page
        .locator('parley-chat-messages')
        .first()
        .evaluate((list) => [...list.shadowRoot!.querySelectorAll('[id]')].map((element) => element.id))
      expect(new Set(ids).size).toBe(ids.length)
    })
  })

  describe('guests', () => {
    test('are marked beside their names, on the screen and aloud, where others have signed in', async () => {
      const page = await demo.open('guests')
      await page.locator('.message').nth(2).waitFor()
      await expect.poll(() => page.locator('.message .author').allInnerTexts()).toEqual(['Ana', 'Ana guest'])
      await page.getByRole('article', { name: 'Ana guest Really' }).waitFor()
      await page.locator('summary').click()
      expect((await page.locator('.list li').allInnerTexts()).map((text) => text.replace(/\s+/gu, ' '))).toEqual([
        'M Me guest you',
        'A Ana',
        'A Ana guest',
      ])
      await expect.poll(() => page.locator('.typing').textContent()).toContain('(guest)')
      expect(await violations(page)).toEqual([])
    })

    test('are not marked where all are', async () => {
      const page = await demo.open('only-guests')
      await page.locator('.message').waitFor()
      await page.locator('summary').click()
      await expect.poll(() => page.getByText('guest').count()).toBe(0)
    })

    test('stay who they are over a reload; a duplicated tab is another one, with an outbox of its own', async () => {
      const page = await demo.open('empty')
      const who = (of: Page) =>
        of.evaluate(() => ({ key: window.fake.options.guest!.key, outbox: window.fake.options.outbox!.key }))
      const first = await who(page)
      // A part of the key, which tells who it is and not how to be him.
      expect(first.outbox).toContain(first.key.slice(0, 16))
      expect(first.outbox).not.toContain(first.key)
      for (let count = 0; count < 3; count++) {
        await page.reload()
        await page.waitForFunction(() => 'fake' in window)
        expect(await who(page)).toEqual(first)
      }
      const duplicates = page.context().waitForEvent('page')
      // A window that a page opens begins with a copy of its storage, as a duplicated tab does.
      await page.evaluate(() => void open(location.href))
      const duplicate = await duplicates
      expect(await duplicate.evaluate(() => sessionStorage.getItem('parley-guest'))).toBe(first.key)
      await duplicate.waitForFunction(() => 'fake' in window)
      const second = await who(duplicate)
      expect(second.key).not.toBe(first.key)
      expect(second.outbox).not.toBe(first.outbox)
      await duplicate.reload()
      await duplicate.waitForFunction(() => 'fake' in window)
      expect(await who(duplicate)).toEqual(second)
      await page.reload()
      await page.waitForFunction(() => 'fake' in window)
      expect(await who(page)).toEqual(first)
    })
  })
})
