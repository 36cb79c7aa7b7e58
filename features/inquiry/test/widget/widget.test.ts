import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { describeWithChromium } from '../../../../test/chromium.ts'
import { DemoBrowser } from '../../../../test/demo-browser.ts'
import { violations } from '../../../../test/violations.ts'
import type { ParleyInquiry } from '../../src/elements/widget/index.ts'
import type { FakeSupport } from './fake-support.ts'

declare const window: {
  readonly fake: FakeSupport
  readonly widget: ParleyInquiry
  readonly FakeSupport: typeof FakeSupport
  heard: unknown[]
}

type Options = Parameters<DemoBrowser['open']>[1]
const phone = { viewport: { width: 390, height: 844 } }

const launcher = (page: Page) => page.locator('.launcher')
const panel = (page: Page) => page.getByRole('dialog', { name: 'Support' })
const log = (page: Page) => page.getByRole('log')
const input = (page: Page) => page.getByRole('textbox', { name: 'Your message' })
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true })
const bubbles = (page: Page) => page.locator('.bubble p').allInnerTexts()
const waiting = (page: Page) => page.locator('.waiting')
const inquiry = 'inquiry000000000001'

const asked = (page: Page, name: string) =>
  page.evaluate((name) => {
    const { own, threads } = window.fake
    const all = [own, ...threads.values()].flatMap((handle) => handle.asked)
    return all.filter((one) => one.name === name).map(({ input }) => input as { [key: string]: unknown })
  }, name)

async function menu(page: Page, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function write(page: Page, text: string): Promise<void> {
  await input(page).fill(text)
  await input(page).press('Enter')
}

describeWithChromium('<parley-inquiry>', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../../demo/widget/', import.meta.url))
  })
  afterAll(() => demo?.close())

  async function opened(scene: string, options: Options = {}): Promise<Page> {
    const page = await demo.open(scene, options)
    if (scene !== 'inline') await launcher(page).click()
    await page.locator('.panel header').waitFor()
    return page
  }

  describe('the button', () => {
    test('says how many messages are new, and that is an event', async () => {
      const page = await demo.open('new')
      await page.evaluate(() => {
        window.heard = []
        addEventListener('parley-inquiry-unread', (event) => window.heard.push((event as CustomEvent).detail))
        const id = window.fake.asked('Hello')
        window.fake.say(id, 'Hi')
        window.fake.say(id, 'How can I help?')
      })
      await page.getByRole('button', { name: 'Support 2 new messages' }).waitFor()
      await page.getByRole('status').getByText('New message from Support').waitFor({ state: 'attached' })
      expect(await page.evaluate(() => window.heard.at(-1))).toEqual({ unread: 2 })
    })

    test('opens the panel by keyboard, takes the focus in, and gets it back by Escape', async () => {
      const page = await demo.open('thread')
      await launcher(page).focus()
      await page.keyboard.press('Enter')
      await expect.poll(() => input(page).evaluate((element) => element.matches(':focus'))).toBe(true)
      await page.keyboard.press('Escape')
      await expect.poll(() => panel(page).count()).toBe(0)
      expect(await launcher(page).evaluate((element) => element.matches(':focus'))).toBe(true)
      await expect.poll(() => launcher(page).getAttribute('aria-expanded')).toBe('false')
    })

    test.each([
      ['bottom-end', false, [true, true]],
      ['bottom-start', false, [false, true]],
      ['top-end', false, [true, false]],
      ['bottom-end', true, [false, true]],
    ] as const)('stands in the corner %s, right to left: %s', async (placement, rtl, expected) => {
      const page = await demo.open('thread', { rtl, viewport: { width: 1000, height: 1100 } })
      await page.evaluate((placement) => window.widget.setAttribute('placement', placement), placement)
      await launcher(page).click()
      for (const part of ['.launcher', '.panel']) {
        const box = (await page.locator(part).boundingBox())!
        expect([box.x + box.width / 2 > 500, box.y + box.height / 2 > 550]).toEqual(expected)
      }
    })

    test('is not there where the panel is a part of the page', async () => {
      const page = await opened('inline')
      await expect.poll(() => launcher(page).count()).toBe(0)
      await page.getByRole('region', { name: 'Support' }).waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => log(page).count()).toBe(1)
    })
  })

  describe('the form', () => {
    test('asks what the app asks, each fault beside its field, and keeps what was written through a reload', async () => {
      const page = await opened('rich')
      await page.getByRole('combobox', { name: 'What is it about?' }).selectOption('billing')
      await page.getByRole('textbox', { name: 'E-mail' }).fill('nobody')
      await page.getByRole('textbox', { name: 'Telephone' }).fill('12')
      await send(page).click()
      const email = page.getByRole('textbox', { name: 'E-mail' })
      expect(await email.evaluate((element) => element.matches(':focus'))).toBe(true)
      await expect.poll(() => email.getAttribute('aria-invalid')).toBe('true')
      await expect
        .poll(() => page.locator('.fault:not(:empty)').allInnerTexts())
        .toEqual([
          'This is no e-mail address. Example: name@example.com',
          'This is no telephone number. Example: +44 20 7946 0000',
          'Please fill this in.',
          'Please write what it is about.',
        ])
      expect(await asked(page, 'start')).toEqual([])
      await email.fill('sam@example.com')
      await page.getByRole('textbox', { name: 'Telephone' }).fill('')
      await page.getByRole('combobox', { name: 'Order' }).selectOption('1043')
      await input(page).fill('Where is it?')
      await expect.poll(() => page.locator('.fault:not(:empty)').count()).toBe(0)
      await page.reload()
      await page.waitForFunction(() => 'fake' in window)
      await expect.poll(() => input(page).inputValue()).toBe('Where is it?')
      await send(page).click()
      await log(page).getByText('Where is it?').waitFor()
      const [start] = await asked(page, 'start')
      expect(start).toMatchObject({
        text: 'Where is it?',
        team: 'billing',
        answers: { email: 'sam@example.com', topic: '1043' },
        page: { title: 'Shop', language: 'en' },
      })
      expect(JSON.stringify(start?.page)).not.toContain('?')
    })

    test('takes what the page knows already, and the team that it names', async () => {
      const page = await demo.open('rich')
      await page.evaluate(() => {
        window.widget.team = 'billing'
        window.widget.answers = { name: 'Sam', topic: '1041' }
      })
      await launcher(page).click()
      await expect.poll(() => page.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe('Sam')
      await expect.poll(() => page.getByRole('combobox').count()).toBe(1)
    })

    test('of a signed-in person asks less', async () => {
      const page = await demo.open('opening')
      await page.evaluate(() => window.fake.welcome('Ana'))
      await launcher(page).click()
      await input(page).waitFor()
      await expect.poll(() => page.getByRole('textbox').count()).toBe(1)
    })

    test('says beside the field what the server does not take, and keeps all', async () => {
      const page = await opened('new')
      await page.getByRole('textbox', { name: 'E-mail' }).fill('sam@example.com')
      await input(page).fill('Hello')
      await page.evaluate(() =>
        window.fake.refused.set('start', {
          code: 'inquiry/bad-form',
          message: 'The field "email" is no e-mail address.',
          retryable: false,
        }),
      )
      await send(page).click()
      await page.locator('.wrong .fault').getByText('One of the answers is not taken as it is.').waitFor()
      await expect.poll(() => input(page).inputValue()).toBe('Hello')
      await page.getByRole('textbox', { name: 'E-mail' }).fill('sam@example.org')
      await send(page).click()
      await log(page).getByText('Hello').waitFor()
      expect(await page.evaluate(() => window.fake.threads.size)).toBe(1)
    })

    test('a second one is not begun where another tab was first: what was written goes on in that', async () => {
      const page = await opened('new')
      await page.getByRole('textbox', { name: 'E-mail' }).fill('sam@example.com')
      await input(page).fill('From this tab')
      await page.evaluate(() => {
        window.fake.refused.set('start', { code: 'inquiry/already-open', message: 'One.', retryable: false })
      })
      await send(page).click()
      await page.evaluate(() => window.fake.asked('From the other tab'))
      await log(page).getByText('From the other tab').waitFor()
      await expect.poll(() => input(page).inputValue()).toBe('From this tab')
    })

    test('says when it opens again, and takes messages all the same', async () => {
      const page = await opened('closed')
      const says = await waiting(page).textContent()
      expect(says).toMatch(/We are closed\s*We open again tomorrow at 9:00.AM\./)
      await page.getByRole('textbox', { name: 'E-mail' }).fill('sam@example.com')
      await input(page).fill('For tomorrow')
      await send(page).click()
      await log(page).getByText('For tomorrow').waitFor()
      await waiting(page).getByText('We are closed').waitFor()
    })

    test('takes files, which go with the first message', async () => {
      const page = await opened('new')
      const to: (string | null)[] = []
      let answer = () => {}
      const gate = new Promise<void>((resolve) => {
        answer = resolve
      })
      await page.route('**/parley/inquiry/files?*', async (route) => {
        const { searchParams } = new URL(route.request().url())
        const name = searchParams.get('name')!
        to.push(searchParams.get('inquiry'))
        if (name === 'odd.exe') {
          await route.fulfill({ status: 415, json: { code: 'inquiry/file-type', message: 'No.' } })
          return
        }
        await gate
        await route.fulfill({ status: 201, json: { file: { id: `id of ${name}`, name, type: 'text/plain', size: 5 } } })
      })
      const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('hello') })
      await page.getByLabel('E-mail').fill('sam@example.com')
      await input(page).fill('It is broken')
      await page.locator('input[type=file]').setInputFiles([file('bill.txt'), file('odd.exe')])
      await page.getByText('Files of this kind are not taken.').waitFor()
      await send(page).click()
      await page.getByText('Wait until all files have arrived, or remove those that have not.').waitFor()
      expect(await asked(page, 'start')).toEqual([])
      await page.getByRole('button', { name: 'Remove odd.exe' }).click()
      await input(page).evaluate((element) => {
        const clipboardData = new DataTransfer()
        clipboardData.items.add(new File(['x'], 'pasted.txt'))
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      })
      await page.locator('.uploads').getByText('pasted.txt').waitFor()
      answer()
      await expect.poll(() => page.getByRole('progressbar').count()).toBe(0)
      await send(page).click()
      await log(page).getByText('id of bill.txt').waitFor()
      const [begun] = await asked(page, 'start')
      expect(begun).toMatchObject({ text: 'It is broken', files: ['id of bill.txt', 'id of pasted.txt'] })
      expect(new Set(to)).toEqual(new Set([begun?.inquiry]))
      expect(await asked(page, 'prepare')).toHaveLength(1)
    })

    test('takes no more files than a message has, and none where the server takes none', async () => {
      const page = await opened('new')
      await page.route('**/parley/inquiry/files?*', () => {})
      const files = ['a', 'b', 'c', 'd'].map((name) => ({ name, mimeType: 'x/y', buffer: Buffer.from('x') }))
      await page.locator('input[type=file]').setInputFiles(files)
      await page.getByText('At most 3 files go with a message.').waitFor()
      await expect.poll(() => page.locator('.uploads li').count()).toBe(3)
      const without = await opened('no-files')
      await send(without).waitFor()
      await expect.poll(() => without.locator('input[type=file]').count()).toBe(0)
    })

    test('what could not be loaded can be asked again', async () => {
      const page = await opened('unreachable')
      await page.getByRole('alert').getByText('The server did not answer.').waitFor()
      await page.evaluate(() => {
        globalThis.fetch = async () =>
          Response.json({
            fields: [],
            teams: {},
            hasBot: false,
            maxTextLength: 9,
            maxFilesPerMessage: 1,
            maxFileBytes: 1,
          })
      })
      await page.getByRole('button', { name: 'Try again' }).click()
      await input(page).waitFor()
    })
  })

  describe('who waits', () => {
    test('reads his place, how long it takes, and sees both change', async () => {
      const page = await opened('waiting')
      await expect.poll(() => waiting(page).textContent()).toMatch(/You are no\. 3\s*Expected wait: about 5 minutes/)
      await page.getByRole('status').getByText('You are no. 3').waitFor({ state: 'attached' })
      await page.evaluate(() => window.fake.team('support', { tickets: ['ticket0000'] }))
      await waiting(page).getByText('You are next').waitFor()
      expect(await waiting(page).textContent()).not.toContain('wait:')
      expect(await waiting(page).evaluate((element) => element.closest('[aria-live], [role=status], [role=log]'))).toBe(
        null,
      )
      await page.evaluate((id) => window.fake.join(id), inquiry)
      await log(page).getByText('Ana Duarte has joined').waitFor()
      await expect.poll(() => waiting(page).count()).toBe(0)
    })

    test('behind the first fifty reads that', async () => {
      const page = await opened('behind')
      await waiting(page).getByText('More than 50 are before you').waitFor()
    })

    test('reads that nobody is here', async () => {
      const page = await opened('nobody')
      await waiting(page).getByText('Nobody is here right now').waitFor()
    })
  })

  describe('the conversation', () => {
    test('is there again after a reload, with what was being written, and as open as it was', async () => {
      const page = await opened('thread')
      await input(page).fill('Half a sen')
      await page.reload()
      await page.waitForFunction(() => 'fake' in window)
      await log(page).getByText('Where is my order 1043?').waitFor()
      await expect.poll(() => input(page).inputValue()).toBe('Half a sen')
      await page.getByRole('button', { name: 'Close' }).click()
      await page.reload()
      await page.waitForFunction(() => 'fake' in window)
      await expect.poll(() => log(page).count()).toBe(0)
    })

    test('a guest is the same in every tab of the browser', async () => {
      const page = await demo.open('thread')
      const key = () => localStorage.getItem('parley-browser-guest')
      const first = await page.evaluate(key)
      const other = await demo.openTab('thread')
      expect(first).toMatch(/^[0-9a-f]{48}$/)
      expect(await other.evaluate(key)).toBe(first)
    })

    test('what is written is there at once, then sent, delivered and read, in words', async () => {
      const page = await opened('thread')
      await page.evaluate(() => window.fake.set({ state: 'offline' }))
      await write(page, 'Thank you!')
      await log(page).getByText('Sending').waitFor()
      await page.locator('parley-notice').getByText('What you write is kept').waitFor()
      await page.evaluate(() => window.fake.set({ state: 'live' }))
      const own = log(page).locator('.mine').last()
      await own.locator('.tick.sent').waitFor()
      for (const [mark, word] of [
        ['received', 'Delivered'],
        ['read', 'Read'],
      ] as const) {
        await page.evaluate(([id, mark]) => window.fake.marked(id!, { [mark!]: 1000 }), [inquiry, mark])
        await own.getByText(word).waitFor({ state: 'attached' })
      }
      await expect.poll(() => page.locator('parley-notice').count()).toBe(0)
    })

    test('what was refused says why, and is sent again or discarded', async () => {
      const page = await opened('thread')
      const refuse = () =>
        page.evaluate(() => window.fake.refused.set('write', { code: 'store-full', message: 'x', retryable: false }))
      await refuse()
      await write(page, 'One')
      await log(page).getByText('Not sent. The server has no room left').waitFor()
      await page.getByRole('button', { name: 'Send again' }).click()
      await expect.poll(() => page.locator('.unsent').count()).toBe(0)
      await refuse()
      await write(page, 'Two')
      await page.getByRole('button', { name: 'Discard' }).click()
      await expect.poll(async () => (await bubbles(page)).at(-1)).toBe('One')
    })

    test('typing is told both ways', async () => {
      const page = await opened('thread')
      await page.evaluate((id) => window.fake.typing(id), inquiry)
      await page.getByRole('status').getByText('Ana Duarte is writing…').waitFor()
      await input(page).pressSequentially('Hi')
      const signals = await page.evaluate((id) => window.fake.thread(id).signalled, inquiry)
      expect(signals).toEqual([{ name: 'typing', data: { typing: true } }])
    })

    test('what is new is read where it is looked at, and not while the panel is closed', async () => {
      const page = await opened('thread')
      const read = () => asked(page, 'mark').then((all) => Math.max(0, ...all.map(({ read }) => Number(read ?? 0))))
      await expect.poll(read).toBeGreaterThan(0)
      const before = await read()
      await page.keyboard.press('Escape')
      await page.evaluate((id) => window.fake.say(id, 'Are you still there?'), inquiry)
      await page.getByRole('button', { name: 'Support 1 new message' }).waitFor()
      expect(await read()).toBe(before)
      await launcher(page).click()
      await expect.poll(read).toBeGreaterThan(before)
      await expect.poll(() => page.locator('.badge').count()).toBe(0)
    })

    test('loads what came before without moving what is read, and goes to the newest', async () => {
      const page = await opened('long')
      await log(page).getByText('Message 159').waitFor()
      const place = async () => (await log(page).getByText('Message 112', { exact: true }).boundingBox())?.y ?? 0
      const atTop = (await place()) + (await log(page).evaluate((element) => element.scrollTop))
      await log(page).evaluate((element) => {
        element.scrollTop = 0
      })
      await log(page).getByText('Message 60', { exact: true }).waitFor({ state: 'attached' })
      await expect.poll(async () => Math.abs((await place()) - atTop) < 2).toBe(true)
      await page.evaluate((id) => window.fake.say(id, 'News'), inquiry)
      await page.getByRole('button', { name: 'To the newest message' }).click()
      await expect.poll(() => log(page).getByText('News').isVisible()).toBe(true)
      await expect.poll(() => log(page).evaluate((e) => e.scrollHeight - e.scrollTop - e.clientHeight < 50)).toBe(true)
    })

    test('a bot is called one, and a person can be asked for', async () => {
      const page = await opened('bot')
      await log(page).getByText('Bot', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Talk to a person' }).click()
      await log(page).getByText('You are in the queue for a person').waitFor()
      expect(await asked(page, 'askForPerson')).toHaveLength(1)
    })

    test('files are picked, uploaded with their progress, cancelled, and sent', async () => {
      const page = await opened('thread')
      let answer = () => {}
      const gate = new Promise<void>((resolve) => {
        answer = resolve
      })
      await page.route('**/parley/inquiry/files?*', async (route) => {
        const name = new URL(route.request().url()).searchParams.get('name')
        if (name === 'big.txt') return
        await gate
        const file = { id: 'f'.repeat(32), name, type: 'text/plain', size: 5 }
        await route.fulfill({ status: 201, json: { file } })
      })
      const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('hello') })
      await page.locator('input[type=file]').setInputFiles([file('note.txt'), file('big.txt')])
      await page.getByRole('progressbar', { name: /^note\.txt: / }).waitFor()
      await page.getByRole('button', { name: 'Remove big.txt' }).click()
      answer()
      await expect.poll(() => page.getByRole('progressbar').count()).toBe(0)
      await send(page).click()
      await log(page).getByText('f'.repeat(32)).waitFor()
      expect((await asked(page, 'write')).at(-1)).toEqual({ text: '', files: ['f'.repeat(32)] })
    })

    test('a file that is refused says why, and more than a message takes are not taken', async () => {
      const page = await opened('thread')
      await page.route('**/parley/inquiry/files?*', (route) =>
        route.fulfill({ status: 415, json: { code: 'inquiry/file-type', message: 'No.' } }),
      )
      const files = ['a', 'b', 'c', 'd'].map((name) => ({ name, mimeType: 'x/y', buffer: Buffer.from('x') }))
      await page.locator('input[type=file]').setInputFiles(files)
      await page.getByText('At most 3 files go with a message.').waitFor()
      await page.getByText('Files of this kind are not taken.').first().waitFor()
      await expect.poll(() => page.locator('.uploads li').count()).toBe(3)
    })

    test('files are dropped and pasted, too', async () => {
      const page = await opened('thread')
      await page.route('**/parley/inquiry/files?*', () => {})
      await page.locator('parley-inquiry-thread .whole').evaluate((element) => {
        for (const type of ['dragover', 'drop']) {
          const dataTransfer = new DataTransfer()
          dataTransfer.items.add(new File(['x'], 'dropped.png'))
          element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
        }
      })
      await page.locator('.uploads').getByText('dropped.png').waitFor()
      await input(page).evaluate((element) => {
        const clipboardData = new DataTransfer()
        clipboardData.items.add(new File(['x'], 'pasted.png'))
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      })
      await page.locator('.uploads').getByText('pasted.png').waitFor()
    })

    test('addresses are links, and nothing of a text is HTML', async () => {
      const page = await opened('thread')
      const link = log(page).getByRole('link', { name: 'https://post.example/track?id=1043' })
      await expect.poll(() => link.getAttribute('rel')).toBe('noopener noreferrer')
      await page.evaluate((id) => window.fake.say(id, '<img src=x onerror=alert(1)> javascript:alert(1)'), inquiry)
      await log(page).getByText('<img src=x onerror=alert(1)>').waitFor()
      await expect.poll(() => log(page).locator('img').count()).toBe(0)
    })
  })

  describe('the end', () => {
    test('is asked for first, then rated with words, and written again it is open again', async () => {
      const page = await opened('thread')
      await menu(page, 'End the conversation')
      const end = page.getByRole('group', { name: 'End this conversation?' })
      await end.getByRole('button', { name: 'Go on' }).click()
      expect(await asked(page, 'end')).toEqual([])
      await menu(page, 'End the conversation')
      await expect
        .poll(() => end.getByRole('button', { name: 'End the conversation' }).evaluate((e) => e.matches(':focus')))
        .toBe(true)
      await end.getByRole('button', { name: 'End the conversation' }).click()
      await log(page).getByText('This was resolved').waitFor()
      await page.getByRole('radio', { name: 'Okay' }).focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => page.getByRole('radio', { name: 'Good', exact: true }).isChecked()).toBe(true)
      await page.getByRole('textbox', { name: 'What would you like to add?' }).fill('Quick!')
      await page.locator('parley-inquiry-rate').getByRole('button', { name: 'Send' }).click()
      await page.getByText('You rated it: Good. Thank you!').waitFor()
      expect(await asked(page, 'rate')).toEqual([{ score: 4, comment: 'Quick!' }])
      await write(page, 'One more thing')
      await log(page).getByText('This is open again').waitFor()
    })

    test('Escape leaves the question and not the panel', async () => {
      const page = await opened('thread')
      await menu(page, 'End the conversation')
      await page.getByRole('group', { name: 'End this conversation?' }).waitFor()
      await page.keyboard.press('Escape')
      await input(page).waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => panel(page).count()).toBe(0)
    })

    test('the conversation is downloaded from its beginning', async () => {
      const page = await opened('long')
      const downloading = page.waitForEvent('download')
      await menu(page, 'Download the conversation')
      const download = await downloading
      expect(download.suggestedFilename()).toBe('inquiry-1.txt')
      const text = readFileSync(await download.path(), 'utf8')
      expect(text).toContain('· You\nMessage 0\n')
      expect(text.match(/^Message \d+$/gmu)).toHaveLength(160)
    })

    test('the conversation is mailed, which is said; where that cannot be, it is not offered', async () => {
      const page = await opened('thread')
      await menu(page, 'Mail me the conversation')
      await page.getByRole('status').getByText('The conversation is on its way to your mailbox.').waitFor()
      expect(await asked(page, 'mailTranscript')).toEqual([{}])
      await page.evaluate(() =>
        window.fake.refused.set('mailTranscript', { code: 'inquiry/no-address', message: 'None.', retryable: false }),
      )
      await menu(page, 'Mail me the conversation')
      await page
        .getByRole('alert')
        .getByText('The conversation could not be mailed. We do not know your e-mail address.')
        .waitFor()
      const without = await opened('no-mail')
      await without.getByRole('button', { name: 'More' }).click()
      await without.getByRole('menuitem', { name: 'Download the conversation' }).waitFor()
      await expect.poll(() => without.getByRole('menuitem', { name: 'Mail me the conversation' }).count()).toBe(0)
    })

    test('earlier ones are listed, read, and a new one is begun', async () => {
      const page = await opened('earlier')
      const items = page.locator('.item')
      await expect.poll(() => items.count()).toBe(2)
      await items.filter({ hasText: 'colour of the lamp' }).click()
      await log(page).getByText('Can I still change the colour').waitFor()
      await page.getByRole('button', { name: 'All conversations' }).click()
      await page.getByRole('button', { name: 'Ask something new' }).click()
      await page.getByRole('textbox', { name: 'E-mail' }).fill('sam@example.com')
      await input(page).fill('Something new')
      await send(page).click()
      await log(page).getByText('Something new').waitFor()
      expect(await page.evaluate(() => window.fake.threads.size)).toBe(3)
    })

    test('what was merged leads to the other one', async () => {
      const page = await opened('merged')
      await page.getByRole('button', { name: 'All conversations' }).click()
      await page.locator('.item').filter({ hasText: 'colour of the lamp' }).click()
      await page.locator('.foot').getByText('This goes on in inquiry #2').waitFor()
      await page.getByRole('button', { name: 'Go there' }).click()
      await log(page).getByText('Where is my order 1043?').waitFor()
    })
  })

  describe('the connection', () => {
    test('that is away is said, and nothing that is there goes', async () => {
      const page = await opened('offline')
      await page.locator('parley-notice').getByText('You are offline').waitFor()
      // What is read here is read, though the server does not know yet.
      await expect.poll(() => page.locator('.badge').count()).toBe(0)
      await log(page).getByText('Where is my order 1043?').waitFor()
      await page.evaluate(() =>
        window.fake.set({
          state: 'waiting',
          attempt: 3,
          until: Date.now() + 60_000,
          reason: { code: 'x', message: 'x' },
        }),
      )
      await page.getByRole('button', { name: 'Try now' }).click()
      expect(await page.evaluate(() => window.fake.retries)).toBe(1)
    })

    test('that is refused is said instead', async () => {
      const page = await opened('refused')
      await page.locator('parley-notice[whole]').getByText('This cannot be shown').waitFor()
    })

    test('of a server that takes its time shows that it is being loaded', async () => {
      const page = await opened('opening')
      await page.getByText('Loading', { exact: true }).waitFor({ state: 'attached' })
      await page.locator('parley-notice').getByText('Connecting').waitFor()
      await page.evaluate(() => window.fake.welcome())
      await input(page).waitFor()
    })

    test('of who signs in on the page takes over what the guest has asked', async () => {
      const page = await opened('thread')
      await page.evaluate(() => {
        const person = new window.FakeSupport('ana')
        person.welcome('Ana')
        Object.assign(window, { person })
        window.widget.connection = person as never
      })
      const asked = () =>
        page.evaluate(() => {
          const { person } = window as unknown as { person: FakeSupport }
          const of = (server: FakeSupport, name: string) => server.own.asked.find((one) => one.name === name)?.input
          return [of(window.fake, 'offer'), of(person, 'adopt')]
        })
      await expect.poll(async () => (await asked())[1]).toBeDefined()
      const [offer, adopt] = await asked()
      expect(adopt).toEqual(offer)
    })

    test('an inquiry that is not to be opened yet is opened as soon as it is', async () => {
      const page = await opened('new')
      await page.evaluate(() => {
        window.fake.begins = false
      })
      await page.getByRole('textbox', { name: 'E-mail' }).fill('sam@example.com')
      await input(page).fill('Hello')
      await send(page).click()
      await page.getByText('You can send the next one as soon as the first has arrived.').waitFor()
      expect(await page.evaluate(() => window.fake.threads.size)).toBe(0)
      await page.evaluate(() => {
        const [own] = Object.values(window.fake.own.state.inquiries)
        window.fake.begin(own!.id, 'Hello', { team: 'support', ticket: 'ticket0000', command: 'c.1' })
      })
      await log(page).locator('.tick').waitFor()
      await expect.poll(() => log(page).getByText('Hello').count()).toBe(1)
    })
  })

  describe('for everybody', () => {
    // Each way of looking at it once: what it finds of two together is what it finds of one of them.
    const looks: [string, Options][] = [
      ['light', {}],
      ['Korean and dark', { lang: 'ko', colorScheme: 'dark' }],
      ['a phone, right to left', { ...phone, hasTouch: true, isMobile: true, rtl: true }],
    ]
    test.each(looks)('axe finds nothing: %s', { timeout: 90_000 }, async (_name, options) => {
      for (const scene of [
        'rich',
        'thread',
        'waiting',
        'bot',
        'resolved',
        'earlier',
        'merged',
        'offline',
        'refused',
        'inline',
      ]) {
        const page = await opened(scene, options)
        await page.waitForTimeout(50)
        expect(await violations(page), scene).toEqual([])
      }
      const page = await opened('rich', options)
      await page.locator('.send').click()
      await page.locator('.fault:not(:empty)').first().waitFor()
      expect(await violations(page), 'faults').toEqual([])
    })

    test('on a phone it covers the page, keeps Tab inside, and is nowhere wider than it', async () => {
      for (const scene of ['rich', 'thread', 'waiting', 'resolved', 'earlier']) {
        const page = await opened(scene, phone)
        const box = await page.locator('.panel').boundingBox()
        expect([box?.x, box?.y, box?.width, box?.height]).toEqual([0, 0, 390, 844])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide).toBe(390)
      }
      const page = await opened('thread', phone)
      for (let round = 0; round < 12; round++) {
        await page.keyboard.press('Tab')
        expect(await page.evaluate(() => document.activeElement?.localName)).toBe('parley-inquiry')
      }
    })

    test('the sound is on only for those who asked for it', async () => {
      const page = await opened('thread')
      await menu(page, 'Sound for new messages: Off')
      expect(await page.evaluate(() => localStorage.getItem('parley-inquiry-sound'))).toBe('on')
      await menu(page, 'Sound for new messages: On')
      expect(await page.evaluate(() => localStorage.getItem('parley-inquiry-sound'))).toBe(null)
    })
  })
})
