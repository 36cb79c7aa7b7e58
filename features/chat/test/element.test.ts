import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium } from '../../../test/chromium.ts'
import { DemoBrowser } from '../../../test/demo-browser.ts'
import type { FakeConnection } from '../demo/fake-connection.ts'
import { ana, asked, field, message, settled, texts } from './page.ts'

declare const window: { readonly fake: FakeConnection; letGo: () => void }

describeWithChromium('<parley-chat>', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../demo/', import.meta.url))
  })
  afterAll(() => demo?.close())

  describe('writing', () => {
    test('sends with Enter, breaks the line with Shift + Enter, and empties', async () => {
      const page = await demo.open('empty')
      await field(page).pressSequentially('one')
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.type('two')
      await page.keyboard.press('Enter')
      await page.locator('.message.sent').waitFor()
      expect(await texts(page)).toEqual(['one\ntwo'])
      await expect.poll(() => field(page).inputValue()).toBe('')
    })

    test('does not send the Enter that ends a syllable', async () => {
      const page = await demo.open('empty')
      const session = await page.context().newCDPSession(page)
      await field(page).focus()
      await session.send('Input.imeSetComposition', { text: '안녕', selectionStart: 2, selectionEnd: 2 })
      await field(page).evaluate((element) =>
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
      )
      await expect.poll(() => page.locator('.message').count()).toBe(0)
      await session.send('Input.insertText', { text: '안녕' })
      await page.keyboard.press('Enter')
      await page.locator('.message.sent').waitFor()
      expect(await texts(page)).toEqual(['안녕'])
    })

    test('counts near the limit and keeps what is too long', async () => {
      const page = await demo.open('empty')
      await field(page).fill('x'.repeat(3900))
      await expect.poll(() => page.locator('.count').textContent()).toBe('100 characters left')
      await field(page).fill('x'.repeat(4001))
      await expect.poll(() => page.locator('.count').textContent()).toBe('1 character too many')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('.message').count()).toBe(0)
      await expect.poll(() => field(page).inputValue()).toHaveLength(4001)
    })

    test('shows what waits, then what was sent, as one message', async () => {
      const page = await demo.open('waiting')
      await page.evaluate(() => {
        window.fake.world.room('general').answers = false
      })
      await field(page).fill('and another')
      await page.keyboard.press('Enter')
      await page.locator('.message.waiting', { hasText: 'and another' }).waitFor()
      await page.evaluate(() => {
        window.fake.set({ state: 'live' })
        const room = window.fake.world.room('general')
        for (const { id } of room.pending) room.acknowledge(id)
      })
      await page.locator('.message.sent', { hasText: 'and another' }).waitFor()
      expect((await texts(page)).filter((text) => text === 'and another')).toHaveLength(1)
    })

    test('tells why a message failed, and can retry, edit and delete it', async () => {
      const page = await demo.open('failed')
      const failed = page.locator('.message.failed')
      await expect.poll(() => failed.first().locator('.failure').textContent()).toContain('could not save it')
      await failed.first().getByRole('button', { name: 'Retry' }).click()
      await page.locator('.message.sent', { hasText: 'could not be saved' }).waitFor()
      await expect.poll(() => failed.getByRole('button', { name: 'Retry' }).count()).toBe(0)
      await failed.first().getByRole('button', { name: 'Edit' }).click()
      await expect.poll(() => field(page).inputValue()).toContain('something forbidden')
      await expect.poll(() => failed.count()).toBe(0)
    })

    test('shows what the staff holds, to its author', async () => {
      const page = await demo.open('failed')
      await page.locator('.message.held', { hasText: 'Waits until the moderators' }).waitFor()
    })

    test('keeps each room its draft', async () => {
      const page = await demo.open('empty')
      await field(page).fill('not yet')
      const go = (room: string) =>
        page.locator('parley-chat').evaluate((chat, to) => chat.setAttribute('room', to), room)
      await page.evaluate(() => window.fake.world.room('random').start())
      await go('random')
      await expect.poll(() => field(page).inputValue()).toBe('')
      await go('general')
      await expect.poll(() => field(page).inputValue()).toBe('not yet')
    })

    test('edits the last own message by ArrowUp, and leaves it by Escape', async () => {
      const page = await demo.open('busy')
      await field(page).focus()
      await page.keyboard.press('ArrowUp')
      await expect.poll(() => field(page).inputValue()).toBe('🚀🚀')
      await page.keyboard.press('Escape')
      await expect.poll(() => field(page).inputValue()).toBe('')
      await page.keyboard.press('ArrowUp')
      await expect.poll(() => field(page).inputValue()).toBe('🚀🚀')
      await field(page).fill('two rockets')
      await page.keyboard.press('Enter')
      await message(page, 'two rockets').waitFor()
      await expect.poll(() => field(page).inputValue()).toBe('')
      await message(page, 'two rockets').getByRole('button', { name: 'edited' }).click()
      const dialog = page.getByRole('dialog', { name: 'Edit history' })
      await dialog.getByText('🚀🚀').waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    })

    test('keeps an edit that was refused, and says why', async () => {
      const page = await demo.open('busy')
      await page.evaluate(() =>
        window.fake.world.room('general').refused.set('edit', { code: 'chat/deleted', message: 'x', retryable: false }),
      )
      await field(page).focus()
      await page.keyboard.press('ArrowUp')
      await field(page).fill('too late')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').getByText('This message was deleted.').waitFor()
      await expect.poll(() => field(page).inputValue()).toBe('too late')
    })

    test('completes mentions by keyboard', async () => {
      const page = await demo.open('busy')
      await field(page).pressSequentially('hi @zo')
      const list = page.locator('.main').getByRole('listbox', { name: 'People to mention' })
      await list.getByRole('option', { name: 'Zoë' }).waitFor()
      await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toBe('mention-0')
      await page.keyboard.press('Enter')
      await expect.poll(() => field(page).inputValue()).toBe('hi @Zoë Kuznetsova-Albrecht ')
      await page.keyboard.type('look')
      await page.keyboard.press('Enter')
      expect(await asked(page, 'post')).toEqual([
        expect.objectContaining({ mentions: [{ id: 'guest-d4', name: 'Zoë Kuznetsova-Albrecht' }] }),
      ])
      await message(page, 'look').locator('.mention').waitFor()
      await field(page).pressSequentially('@')
      await list.waitFor()
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toBe('mention-1')
      await page.keyboard.press('Escape')
      await list.waitFor({ state: 'hidden' })
      await expect.poll(() => field(page).inputValue()).toBe('@')
    })

    test('puts an emoji from the picker where the caret is', async () => {
      const page = await demo.open('empty')
      await field(page).fill('ab')
      await field(page).evaluate((element) => (element as HTMLTextAreaElement).setSelectionRange(1, 1))
      await page.getByRole('button', { name: 'Choose an emoji' }).click()
      await page.keyboard.type('rocket')
      await page.getByRole('button', { name: 'rocket', exact: true }).waitFor()
      await page.keyboard.press('Enter')
      await expect.poll(() => field(page).inputValue()).toBe('a🚀b')
    })

    test('takes files with progress, can cancel them, and says why one failed', async () => {
      const page = await demo.open('empty')
      await page.evaluate(() => {
        window.fake.world.room('general').uploadGate = new Promise<void>((open) => {
          window.letGo = () => open()
        })
      })
      const give = (name: string) =>
        page.locator('.main input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('x') })
      await give('notes.txt')
      await page.getByRole('progressbar', { name: 'Uploading notes.txt' }).waitFor()
      await field(page).fill('here')
      await expect.poll(() => page.locator('.main .send').getAttribute('aria-disabled')).toBe('true')
      await give('second.txt')
      await page.getByRole('button', { name: 'Remove second.txt' }).click()
      await page.evaluate(() => window.letGo())
      await expect.poll(() => page.locator('.main .send').getAttribute('aria-disabled')).toBe('false')
      await page.keyboard.press('Tab')
      await field(page).press('Enter')
      await page.locator('.message .file', { hasText: 'notes.txt' }).waitFor()
      await expect.poll(() => page.locator('.upload').count()).toBe(0)
      await page.evaluate(() => {
        window.fake.world.room('general').uploadFailure = { code: 'chat/too-many', message: 'x', retryable: true }
      })
      await give('third.txt')
      await page.locator('.upload.failed', { hasText: 'more than there may be' }).waitFor()
      await page.evaluate(() => {
        window.fake.world.room('general').uploadFailure = undefined
      })
      await page.locator('.upload').getByRole('button', { name: 'Retry' }).click()
      await page.locator('.upload:not(.failed)').waitFor()
    })

    test('says how long slow mode and muting last, and takes nothing meanwhile', async () => {
      const page = await demo.open('slow')
      await page.locator('.main .state', { hasText: /Slow mode: you can write again in 1 min/u }).waitFor()
      await field(page).fill('now')
      await page.keyboard.press('Enter')
      expect(await asked(page, 'post')).toEqual([])
      const muted = await demo.open('muted')
      await muted.locator('.main .closed', { hasText: /You are muted until/u }).waitFor()
    })

    test.each([
      ['archived', /archived/u],
      ['blocked', /cannot write to each other/u],
      ['visitor', /read here/u],
    ])('has no field in a room that is %s', async (scene, says) => {
      const page = await demo.open(scene)
      await page.locator('.main .closed', { hasText: says }).waitFor()
      await expect.poll(() => field(page).count()).toBe(0)
    })

    test('sends later', async () => {
      const page = await demo.open('busy')
      await field(page).fill('good morning')
      await page.getByRole('button', { name: 'Send later' }).click()
      const dialog = page.getByRole('dialog', { name: 'Send later' })
      await dialog.getByRole('button', { name: /Tomorrow morning/u }).click()
      await dialog.getByRole('button', { name: 'Send later' }).click()
      await dialog.waitFor({ state: 'hidden' })
      await expect.poll(() => field(page).inputValue()).toBe('')
      await page.getByRole('button', { name: '1 scheduled message' }).click()
      await dialog.getByRole('button', { name: 'Do not send' }).click()
      await dialog.getByText('Nothing is waiting').waitFor()
    })
  })

  describe('with a message', () => {
    const menuOf = async (page: Page, text: string) => {
      await message(page, text).focus()
      await page.keyboard.press('Shift+F10')
      return page.getByRole('menu')
    }

    test('one replies, and the answer leads to what it answers', async () => {
      const page = await demo.open('busy')
      await (await menuOf(page, 'Famous last words')).getByRole('menuitem', { name: 'Reply', exact: true }).click()
      await page.locator('.main .bar', { hasText: 'Replying to Zoë' }).waitFor()
      await page.keyboard.type('nobody')
      await page.keyboard.press('Enter')
      const answer = message(page, 'nobody').last()
      await answer.locator('.quote', { hasText: 'Famous last words' }).click()
      await message(page, 'Famous last words').and(page.locator('.target')).waitFor()
      await expect.poll(() => page.locator('.main .bar').count()).toBe(0)
    })

    test('one reacts from the toolbar and takes it back by the reaction', async () => {
      const page = await demo.open('busy')
      await message(page, 'Famous last words').hover()
      await page.locator('.toolbar [data-action=react]').click()
      await page.keyboard.type('party pop')
      await page.keyboard.press('Enter')
      const reaction = message(page, 'Famous last words').getByRole('button', { name: /party popper, 1 person: you/u })
      await reaction.waitFor()
      await expect.poll(() => reaction.getAttribute('aria-pressed')).toBe('true')
      await reaction.click()
      await reaction.waitFor({ state: 'detached' })
      expect(await asked(page, 'react')).toHaveLength(2)
    })

    test('one sees who reacted from the menu, by keyboard', async () => {
      const page = await demo.open('busy')
      await page.evaluate((heron) => {
        const { world } = window.fake
        const room = world.room('general')
        world.people = [...world.people, { id: 'unseen', name: 'Late Lark' }]
        room.change(room.log.find(({ text }) => text.includes('Famous last words'))!.offset, {
          reactions: [
            { emoji: '🎉', by: [heron, 'me'] },
            { emoji: '👀', by: ['unseen', 'gone'] },
          ],
        })
      }, ana.id)
      await message(page, 'Famous last words').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Who reacted' }).press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Who reacted' })
      const people = (name: string) => dialog.getByRole('list', { name }).locator('bdi').allInnerTexts()
      await dialog.getByText('Late Lark').waitFor()
      expect(await people('party popper 2')).toEqual(['Brave Otter', 'Quiet Heron'])
      // Of the members, who is not on the page is looked up; of one who has left only the number is known.
      expect(await people('eyes 2')).toEqual(['Late Lark'])
      await dialog.getByText('and 1 other').waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    })

    test('a finger that rests on a reaction asks who reacted, and does not react', async () => {
      const page = await demo.open('busy', { hasTouch: true, isMobile: true, viewport: { width: 390, height: 740 } })
      const reaction = page.locator('.main .reaction:not(.add)').first()
      await reaction.scrollIntoViewIfNeeded()
      const box = await reaction.boundingBox()
      const session = await page.context().newCDPSession(page)
      const touchPoints = [{ x: box!.x + 10, y: box!.y + 10 }]
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
      await page.getByRole('dialog', { name: 'Who reacted' }).waitFor()
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await settled(page)
      expect(await asked(page, 'react')).toEqual([])
      await page.getByRole('dialog', { name: 'Who reacted' }).waitFor()
    })

    test('one deletes after a question, and a tombstone stays', async () => {
      const page = await demo.open('busy')
      await (await menuOf(page, '백업도 먼저')).getByRole('menuitem', { name: 'Delete message' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete message' })
      await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
      await message(page, '백업도 먼저').waitFor({ state: 'detached' })
      await expect.poll(() => page.locator('.bubble.gone').count()).toBe(2)
    })

    test('a refusal is told, and the dialog stays', async () => {
      const page = await demo.open('busy')
      await page.evaluate(() =>
        window.fake.world.room('general').refused.set('delete', { code: 'internal', message: 'x', retryable: true }),
      )
      await (await menuOf(page, '백업도 먼저')).getByRole('menuitem', { name: 'Delete message' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete message' })
      await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
      await dialog.getByRole('alert').waitFor()
    })

    test('one reports it with a reason', async () => {
      const page = await demo.open('busy')
      await (await menuOf(page, 'Famous last words')).getByRole('menuitem', { name: 'Report message' }).click()
      await page.getByRole('textbox', { name: 'What is wrong with it?' }).fill('bad luck')
      await page.getByRole('button', { name: 'Report', exact: true }).click()
      await page.getByText('Reported. Thank you.').waitFor()
      expect(await asked(page, 'report')).toEqual([expect.objectContaining({ reason: 'bad luck' })])
    })

    test('one sees only what one may', async () => {
      const page = await demo.open('busy')
      const names = async (text: string) => {
        const items = await (await menuOf(page, text)).locator('.item').allInnerTexts()
        await page.keyboard.press('Escape')
        return items.map((item) => item.trim())
      }
      const others = await names('Famous last words')
      expect(others).toContain('Block Zoë Kuznetsova-Albrecht')
      expect(others).not.toContain('Delete message')
      expect(others).not.toContain('Pin')
      await expect.poll(() => page.locator('.message:focus').textContent()).toContain('Famous last words')
      const mine = await names('백업도 먼저')
      expect(mine).toContain('Edit message')
      expect(mine).not.toContain('Report message')
    })

    test('the staff pins, and the list of pins leads to it', async () => {
      const page = await demo.open('owner')
      await (await menuOf(page, 'Famous last words')).getByRole('menuitem', { name: 'Pin' }).click()
      await message(page, 'Famous last words').locator('.pinned').waitFor()
      await page.getByRole('button', { name: '2 pinned messages' }).click()
      await page.locator('parley-chat-pins .found', { hasText: 'migration' }).click()
      await message(page, 'migration at 14:00').and(page.locator('.target')).waitFor()
    })

    test('messages of somebody who is blocked are folded, and can be shown', async () => {
      const page = await demo.open('busy')
      await (await menuOf(page, 'Famous last words')).getByRole('menuitem', { name: /^Block/u }).click()
      await message(page, 'Famous last words').waitFor({ state: 'detached' })
      await page.locator('.bubble.gone', { hasText: 'blocked' }).getByRole('button', { name: 'Show' }).last().click()
    })

    test('a finger that rests on it opens the menu', async () => {
      const page = await demo.open('busy', { hasTouch: true, isMobile: true, viewport: { width: 390, height: 740 } })
      const bubble = message(page, 'Famous last words').locator('.bubble')
      await bubble.scrollIntoViewIfNeeded()
      const box = await bubble.boundingBox()
      const session = await page.context().newCDPSession(page)
      const touchPoints = [{ x: box!.x + 10, y: box!.y + 10 }]
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
      await page.getByRole('menu').waitFor()
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await page.getByRole('menuitem', { name: 'Reply', exact: true }).waitFor()
    })

    test('a picture opens large', async () => {
      const page = await demo.open('busy')
      await page.getByRole('button', { name: 'Open hills.png' }).click()
      await page.getByRole('dialog', { name: 'hills.png' }).getByRole('img', { name: 'hills.png' }).waitFor()
    })

    test('who has read it is shown', async () => {
      const page = await demo.open('busy')
      await page.getByRole('img', { name: /Seen by Quiet Heron, 김민수, and Zoë/u }).waitFor()
    })
  })

  describe('panels', () => {
    test('a thread opens beside the room, is written in, and closes', async () => {
      const page = await demo.open('busy', { viewport: { width: 1200, height: 700 } })
      await page
        .locator('.main')
        .getByRole('button', { name: /3 replies/u })
        .click()
      const thread = page.locator('parley-chat-thread')
      await thread.locator('.message', { hasText: 'Famous last words' }).waitFor()
      await thread.locator('textarea').fill('me too')
      await thread.locator('textarea').press('Enter')
      await thread.locator('.message.sent', { hasText: 'me too' }).waitFor()
      await page
        .locator('.main')
        .getByRole('button', { name: /4 replies/u })
        .waitFor()
      await expect.poll(() => message(page, 'me too').count()).toBe(0)
      await thread.getByRole('button', { name: 'Close' }).click()
      await thread.waitFor({ state: 'detached' })
    })

    test('search finds, and goes to the place, in threads too', async () => {
      const page = await demo.open('busy', { viewport: { width: 1200, height: 700 } })
      await page.getByRole('button', { name: 'Search messages' }).click()
      await page.keyboard.type('number 7')
      const found = page.locator('parley-chat-search .found')
      await found.first().waitFor()
      await page.getByText('20 messages found').waitFor()
      await expect.poll(() => found.first().locator('mark').allInnerTexts()).toEqual(['number', '7'])
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.locator('.main .message.target', { hasText: 'number 107' }).waitFor()
      await page.locator('parley-chat-search input').fill('charged')
      await found.filter({ hasText: 'charged' }).click()
      await page.locator('parley-chat-thread .message.target', { hasText: 'charged' }).waitFor()
    })

    test('search says when there is nothing, and when it failed', async () => {
      const page = await demo.open('busy')
      await page.getByRole('button', { name: 'Search messages' }).click()
      await page.keyboard.type('nowhere to be found')
      await page.getByText('Nothing found for').waitFor()
      await page.evaluate(() =>
        window.fake.world.room('general').refused.set('search', { code: 'internal', message: 'x', retryable: true }),
      )
      await page.locator('parley-chat-search input').fill('else')
      await page.locator('parley-chat-search').getByRole('button', { name: 'Retry' }).waitFor()
    })
  })

  describe('by keyboard', () => {
    test('walks the messages, with their toolbar within reach, and comes back', async () => {
      const page = await demo.open('busy')
      await message(page, '🚀🚀').focus()
      const focused = () => page.locator('.main .message:focus .bubble').textContent()
      await page.keyboard.press('ArrowUp')
      await expect.poll(focused).toContain('백업도')
      await page.keyboard.press('PageUp')
      await expect.poll(focused).not.toContain('백업도')
      await page.keyboard.press('End')
      await expect.poll(focused).toBe('🚀🚀')
      await page.keyboard.press('Tab')
      await expect.poll(() => page.locator('.toolbar button:focus').getAttribute('data-action')).toBe('react')
      await page.keyboard.press('Escape')
      await expect.poll(focused).toBe('🚀🚀')
    })

    test('stays on a message of ours while it goes from waiting to sent', async () => {
      const page = await demo.open('waiting')
      const waiting = page.locator('.message.waiting', { hasText: 'Written while away' })
      await waiting.focus()
      const before = await waiting.elementHandle()
      await page.evaluate(() => {
        window.fake.set({ state: 'live' })
        const room = window.fake.world.room('general')
        room.acknowledge(room.pending[0]!.id)
      })
      await page.locator('.message.sent', { hasText: 'Written while away' }).waitFor()
      expect(await before!.evaluate((row) => row.isConnected && row.matches('.sent:focus'))).toBe(true)
      await page.keyboard.press('ArrowUp')
      await expect.poll(() => page.locator('.main .message:focus .bubble').textContent()).toBe('🚀🚀')
    })

    test('opens and closes the list of people', async () => {
      const page = await demo.open('busy')
      await page.locator('summary').focus()
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('.list li').first().textContent()).toContain('Brave Otter')
      await expect.poll(() => page.locator('.list').textContent()).toContain('and 52 more')
      await page.keyboard.press('Escape')
      await expect.poll(() => page.locator('.list').isVisible()).toBe(false)
    })

    test('tells what can be done with somebody who is here, by keyboard too', async () => {
      const page = await demo.open('busy')
      await page.locator('summary').focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowDown')
      const heron = page.locator('.person', { hasText: 'Quiet Heron' })
      await heron.focus()
      await page.keyboard.press('Enter')
      // A page with one room has nowhere to go for a direct message.
      await expect.poll(() => page.getByRole('menuitem').allInnerTexts()).toEqual(['Block Quiet Heron'])
      await page.keyboard.press('Escape')
      await page.getByRole('menu').waitFor({ state: 'hidden' })
      expect(await heron.evaluate((one) => one.matches(':focus'))).toBe(true)
      await page.keyboard.press('Escape')
      expect(await page.locator('details').evaluate((details) => (details as HTMLDetailsElement).open)).toBe(false)
    })

    test('lets the staff act on somebody who is here', async () => {
      const page = await demo.open('busy')
      await page.evaluate(() => {
        const room = window.fake.world.room('general')
        room.role = 'owner'
        room.staff = []
        room.changed()
      })
      await page.locator('summary').click()
      await page.locator('.person', { hasText: 'Quiet Heron' }).click()
      await page.getByRole('menuitem', { name: 'Mute', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Mute', exact: true }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await asked(page, 'mute')).toMatchObject([{ user: ana.id }])
    })
  })

  describe('trouble', () => {
    test('a failure whose cause is known fits into a small element: what to do can be read, and no guess stands beside it', async () => {
      const page = await demo.open('unreachable', { viewport: { width: 700, height: 330 } })
      await page.evaluate(() => {
        const reason = {
          code: 'page/csp',
          message: 'The policy of this page does not allow it.',
          fix: 'Add it to connect-src.',
        }
        window.fake.set({ state: 'waiting', attempt: 3, until: Date.now() + 8000, reason })
      })
      const cause = page.getByText('Add it to connect-src.')
      await cause.waitFor()
      const header = await page.locator('parley-chat header').boundingBox()
      const composer = await page.locator('parley-chat-composer').boundingBox()
      const whole = await page.locator('parley-chat .trouble').boundingBox()
      expect(whole!.y).toBeGreaterThanOrEqual(header!.y + header!.height - 1)
      expect(whole!.y + whole!.height).toBeLessThanOrEqual(composer!.y + 1)
      await page.getByRole('button', { name: 'Try now' }).scrollIntoViewIfNeeded()
      expect(await page.locator('parley-notice .says').textContent()).not.toContain('restarting')
    })

    test('counts down and tries when asked', async () => {
      const page = await demo.open('unreachable', { lang: 'ko' })
      await page.getByText(/초 후에 다시 시도해요/u).waitFor()
      await page.getByRole('button', { name: '지금 시도' }).click()
      expect(await page.evaluate(() => window.fake.retries)).toBe(1)
      const status = await page.locator('.chat > [role=status]').allTextContents()
      expect(status.join('')).not.toMatch(/\d초/u)
    })

    test('says why a room is refused, and takes no messages for it', async () => {
      const page = await demo.open('refused')
      await page.getByText('not-allowed').waitFor()
      await expect.poll(() => field(page).count()).toBe(0)
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

    test('names who types', async () => {
      const page = await demo.open('empty')
      await page.evaluate((by) => window.fake.world.room('general').type(by), ana)
      await page.getByText('is typing…').waitFor()
      // The name is isolated, so that it cannot turn the sentence around.
      await expect.poll(() => page.locator('.typing').textContent()).toMatch(/Quiet Heron\u2069 is typing…/u)
    })
  })
})
