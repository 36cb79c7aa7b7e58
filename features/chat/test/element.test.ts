import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DemoBrowser, hasBrowser, seriousViolations } from './browser.ts'
import type { FakeConnection } from './fake-connection.ts'

declare const window: { readonly fake: FakeConnection; letGo: () => void }

const ana = { id: 'guest-a1', name: 'Quiet Heron' }

describe.skipIf(!hasBrowser())('<parley-chat>', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch()
  })
  afterAll(() => demo?.close())

  const texts = (page: Page) => page.locator('.message .bubble').allInnerTexts()
  const say = (page: Page, text: string, by = ana) =>
    page.evaluate(({ by, text }) => window.fake.room('general').receive(by, text), { by, text })
  const field = (page: Page) => page.locator('textarea')

  /** Where a message stands in the view, and how far the view is from its end. */
  const place = (page: Page, text: string) =>
    page
      .locator('.message', { hasText: text })
      .first()
      .evaluate((element) => {
        const scroller = element.closest('.scroller')!
        const fromEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
        return { top: Math.round(element.getBoundingClientRect().top), fromEnd: Math.round(fromEnd) }
      })

  async function scrollUp(page: Page, byPx: number): Promise<void> {
    await page.locator('.scroller').evaluate((scroller, by) => scroller.scrollBy(0, -by), byPx)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  }

  describe('writing', () => {
    test('sends with Enter, breaks the line with Shift + Enter, and empties', async () => {
      const page = await demo.open('empty')
      await field(page).pressSequentially('one')
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.type('two')
      await page.keyboard.press('Enter')
      await page.locator('.message.sent').waitFor()
      expect(await texts(page)).toEqual(['one\ntwo'])
      expect(await field(page).inputValue()).toBe('')
    })

    test('does not send the Enter that ends a syllable', async () => {
      const page = await demo.open('empty')
      const session = await page.context().newCDPSession(page)
      await field(page).focus()
      await session.send('Input.imeSetComposition', { text: '안녕', selectionStart: 2, selectionEnd: 2 })
      await field(page).evaluate((element) =>
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
      )
      expect(await page.locator('.message').count()).toBe(0)
      await session.send('Input.insertText', { text: '안녕' })
      await page.keyboard.press('Enter')
      await page.locator('.message.sent').waitFor()
      expect(await texts(page)).toEqual(['안녕'])
    })

    test('counts near the limit and keeps what is too long', async () => {
      const page = await demo.open('empty')
      await field(page).fill('x'.repeat(3900))
      expect(await page.locator('.count').textContent()).toBe('100 characters left')
      await field(page).fill('x'.repeat(4001))
      expect(await page.locator('.count').textContent()).toBe('1 character too many')
      await page.keyboard.press('Enter')
      expect(await page.locator('.message').count()).toBe(0)
      expect(await field(page).inputValue()).toHaveLength(4001)
    })

    test('shows what waits, then what was sent, as one message', async () => {
      const page = await demo.open('waiting')
      await field(page).fill('and another')
      await page.evaluate(() => {
        window.fake.room('general').answersAs = undefined
      })
      await page.keyboard.press('Enter')
      await page.locator('.message.waiting', { hasText: 'and another' }).waitFor()
      await page.evaluate(() => {
        window.fake.set({ state: 'live' })
        const room = window.fake.room('general')
        for (const { id } of room.pending) room.acknowledge(id, { id: 'me', name: 'Brave Otter' })
      })
      await page.locator('.message.sent', { hasText: 'and another' }).waitFor()
      expect((await texts(page)).filter((text) => text === 'and another')).toHaveLength(1)
    })

    test('tells why a message failed, and can retry, edit and delete it', async () => {
      const page = await demo.open('failed')
      const failed = page.locator('.message.failed')
      expect(await failed.first().locator('.failure').textContent()).toContain('could not save it')
      await failed.first().getByRole('button', { name: 'Retry' }).click()
      await page.locator('.message.sent', { hasText: 'could not be saved' }).waitFor()
      await failed.first().getByRole('button', { name: 'Edit' }).click()
      expect(await field(page).inputValue()).toContain('something forbidden')
      expect(await failed.count()).toBe(0)
    })

    test('keeps each room its draft', async () => {
      const page = await demo.open('empty')
      await field(page).fill('not yet')
      const go = (room: string) =>
        page.locator('parley-chat').evaluate((chat, to) => chat.setAttribute('room', to), room)
      await go('random')
      await expect.poll(() => field(page).inputValue()).toBe('')
      await go('general')
      await expect.poll(() => field(page).inputValue()).toBe('not yet')
    })
  })

  describe('the view', () => {
    test('stays at the end when it is there', async () => {
      const page = await demo.open('busy')
      await say(page, 'news\nof\nmany\nlines')
      await page.locator('.message', { hasText: 'news' }).waitFor()
      await expect.poll(async () => (await place(page, 'news')).fromEnd).toBeLessThan(2)
      await field(page).fill('a\nb\nc\nd\ne\nf')
      await expect.poll(async () => (await place(page, 'news')).fromEnd).toBeLessThan(2)
    })

    test('stays where its reader is, and offers the way to what is new', async () => {
      const page = await demo.open('busy')
      await scrollUp(page, 300)
      const before = await place(page, '15:00 then')
      for (const text of ['first', 'second']) await say(page, text)
      const button = page.getByRole('button', { name: '2 new messages' })
      await button.waitFor()
      await page.evaluate(() => window.fake.set({ state: 'offline' }))
      await page.locator('parley-chat-notice').waitFor()
      expect((await place(page, '15:00 then')).top).toBe(before.top)
      await button.click()
      await expect.poll(async () => (await place(page, 'second')).fromEnd).toBeLessThan(2)
      expect(await page.getByRole('button', { name: /new message/u }).count()).toBe(0)
    })

    test('goes to the end with a message of our own', async () => {
      const page = await demo.open('busy')
      await scrollUp(page, 600)
      await field(page).fill('mine')
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await place(page, '15:00 then')).fromEnd).toBeLessThan(2)
    })

    test('loads what is older above, without moving', async () => {
      const page = await demo.open('busy')
      const first = (await texts(page))[0] ?? ''
      await page.evaluate(() => {
        window.fake.room('general').readGate = new Promise((open) => {
          window.letGo = open
        })
      })
      await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, 100))
      await page.locator('[aria-busy=true]').waitFor()
      const before = await place(page, first)
      await page.evaluate(() => window.letGo())
      await page.locator('[aria-busy=false]').waitFor()
      expect((await texts(page)).length).toBeGreaterThan(90)
      expect((await place(page, first)).top).toBe(before.top)
    })
  })

  describe('by keyboard', () => {
    test('walks the messages from the composer and back', async () => {
      const page = await demo.open('busy')
      await field(page).focus()
      await page.keyboard.press('ArrowUp')
      const focused = () => page.locator('.message:focus .bubble').textContent()
      expect(await focused()).toBe('🚀🚀')
      await page.keyboard.press('ArrowUp')
      expect(await focused()).toContain('백업도')
      await page.keyboard.press('End')
      expect(await focused()).toBe('🚀🚀')
      await page.keyboard.press('Tab')
      await page.keyboard.type('x')
      expect(await field(page).inputValue()).toBe('x')
    })

    test('stays on a message of ours while it goes from waiting to sent', async () => {
      const page = await demo.open('waiting')
      const waiting = page.locator('.message.waiting', { hasText: 'Written while away' })
      await waiting.focus()
      const before = await waiting.elementHandle()
      await page.evaluate(() => {
        window.fake.set({ state: 'live' })
        const room = window.fake.room('general')
        room.acknowledge(room.pending[0]!.id, { id: 'me', name: 'Brave Otter' })
      })
      await page.locator('.message.sent', { hasText: 'Written while away' }).waitFor()
      expect(await before!.evaluate((row) => row.isConnected && row.matches('.sent:focus'))).toBe(true)
      await page.keyboard.press('ArrowUp')
      expect(await page.locator('.message:focus .bubble').textContent()).toBe('🚀🚀')
    })

    test('opens and closes the list of people', async () => {
      const page = await demo.open('busy')
      await page.locator('summary').focus()
      await page.keyboard.press('Enter')
      expect(await page.locator('.list li').first().textContent()).toContain('Brave Otter')
      expect(await page.locator('.list').textContent()).toContain('and 52 more')
      await page.keyboard.press('Escape')
      expect(await page.locator('.list').isVisible()).toBe(false)
    })
  })

  describe('text', () => {
    test('is text, and links are safe', async () => {
      const page = await demo.open('empty')
      await say(page, '<img src=x onerror=alert(1)> javascript:alert(1) https://example.com/a.')
      const bubble = page.locator('.bubble')
      expect(await bubble.textContent()).toContain('<img src=x')
      expect(await bubble.locator('img').count()).toBe(0)
      expect(
        await bubble
          .locator('a')
          .evaluateAll((links) => links.map((link) => link.outerHTML.replace(/<!--.*?-->/gu, ''))),
      ).toEqual(['<a target="_blank" rel="noopener noreferrer" href="https://example.com/a">https://example.com/a</a>'])
    })

    test('names who types', async () => {
      const page = await demo.open('empty')
      await page.evaluate((by) => window.fake.room('general').signalTyping(by), ana)
      await page.getByText('is typing…').waitFor()
      // The name is isolated, so that it cannot turn the sentence around.
      expect(await page.locator('.typing').textContent()).toMatch(/Quiet Heron\u2069 is typing…/u)
    })
  })

  describe('trouble', () => {
    test('counts down and tries when asked', async () => {
      const page = await demo.open('unreachable', { lang: 'ko' })
      await page.getByText(/초 후에 다시 시도해요/u).waitFor()
      await page.getByRole('button', { name: '지금 시도' }).click()
      expect(await page.evaluate(() => window.fake.retries)).toBe(1)
      expect(await page.locator('[role=status]').textContent()).not.toMatch(/\d초/u)
    })

    test('says why a room is refused, and takes no messages for it', async () => {
      const page = await demo.open('refused')
      await page.getByText('not-allowed').waitFor()
      expect(await field(page).isVisible()).toBe(false)
    })

    test('is told to the page', async () => {
      const page = await demo.open('empty')
      const seen = await page.evaluate(
        () =>
          new Promise((done) => {
            addEventListener('parley-status', (event) => done((event as CustomEvent<unknown>).detail))
            window.fake.set({ state: 'offline' })
          }),
      )
      expect(seen).toEqual({ state: 'offline' })
    })
  })

  describe('reads well aloud (axe)', () => {
    const scenes = ['loading', 'empty', 'busy', 'typing', 'failed', 'waiting', 'offline', 'unreachable', 'refused']
    test.each(scenes)('%s', async (scene) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await demo.open(scene, {
          colorScheme,
          reducedMotion: 'reduce',
          viewport: { width: 390, height: 844 },
        })
        await page.waitForTimeout(scene === 'unreachable' || scene === 'waiting' ? 1200 : 100)
        if (scene === 'busy') await page.locator('summary').click()
        expect(await seriousViolations(page)).toEqual([])
        await page.close()
      }
    })
  })
})
