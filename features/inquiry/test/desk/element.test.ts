import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium } from '../../../../test/chromium.ts'
import { DemoBrowser, violations } from '../../../../test/demo-browser.ts'
import type { FakeConnection } from '../../demo/fake-client.ts'
import { asked, benReplies, desk, field, focused, log, openId, row, rows, samId, stop, tab, toast } from './page.ts'

declare const window: { readonly fake: FakeConnection; release: () => void; spoken: string[] }

const wide = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 844 } }

describeWithChromium('<parley-inquiry-desk>', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../../demo/', import.meta.url))
  })
  afterAll(() => demo?.close())

  async function queue(): Promise<Page> {
    const page = await demo.open('lists', wide)
    await tab(page, /^Unassigned/).click()
    await row(page, 'Sam').waitFor()
    return page
  }

  describe('the lists', () => {
    test('say who asks, how verified, what, since when, until when, and how urgent, in words', async () => {
      const page = await queue()
      const says = await row(page, 'Sam').locator('.row').textContent()
      for (const part of ['Guest', '#5', 'Payment failed', 'First reply: overdue by 4 min', 'waits 9 min', 'Urgent'])
        expect(says).toContain(part)
      await expect.poll(() => row(page, '김민수').textContent()).toContain('Verified')
      expect(await rows(page).evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.id))).toEqual([
        ...['inquiry000000005', 'inquiry000000006', 'inquiry000000007', 'inquiry000000008'],
      ])
    })

    test('count live, and what comes is there without a reload and said politely, once for several', async () => {
      const page = await queue()
      await tab(page, /^Unassigned 4$/).waitFor()
      await page.evaluate(() => {
        for (const text of ['A', 'B', 'C'])
          window.fake.desk.ask({ customer: { id: 'g', name: `Guest ${text}`, verified: false }, text })
      })
      await tab(page, /^Unassigned 7$/).waitFor()
      await row(page, 'Guest B').waitFor()
      await page.getByText('3 new inquiries wait').waitFor()
    })

    test('a deadline and a waiting time stand in no live region', async () => {
      const page = await queue()
      const inLive = await page.evaluate(() => {
        const list = document.querySelector('parley-inquiry-desk')?.shadowRoot?.querySelector('parley-inquiry-list')
        const chips = [...(list?.shadowRoot?.querySelectorAll('.deadline, .wait') ?? [])]
        return chips.map((chip) => chip.closest('[aria-live], [role=status], [role=alert], [role=log]') !== null)
      })
      expect(inLive).toContain(false)
      expect(inLive).not.toContain(true)
    })

    test('all of them are searched and filtered', async () => {
      const page = await demo.open('lists', wide)
      await tab(page, /^All/).click()
      await expect.poll(() => rows(page).count()).toBe(9)
      await page.getByRole('searchbox', { name: 'Search all inquiries' }).fill('shelf')
      await expect.poll(() => rows(page).count()).toBe(1)
      await page.getByRole('searchbox').fill('')
      await page.getByRole('button', { name: 'Filters' }).click()
      await page.getByRole('combobox', { name: 'Status' }).selectOption('resolved')
      await expect.poll(() => rows(page).allInnerTexts()).toMatchObject([expect.stringContaining('Resolved')])
      await page.getByRole('combobox', { name: 'Team' }).selectOption('billing')
      await page.getByText('No inquiry fits the words and filters.').waitFor()
      await page.getByRole('button', { name: 'Clear' }).click()
      await expect.poll(() => rows(page).count()).toBe(9)
    })
  })

  describe('taking one', () => {
    test('opens it', async () => {
      const page = await queue()
      await row(page, 'Sam').getByRole('button', { name: 'Take it: #5, Sam' }).click()
      await page.getByRole('heading', { name: 'Sam' }).first().waitFor()
      await page.getByText('It is yours now.').waitFor()
      await tab(page, /^Mine 4/).waitFor()
      await tab(page, /^Unassigned 3$/).waitFor()
    })

    test('leads to where it is now: in Mine', async () => {
      const page = await queue()
      await row(page, 'Sam')
        .getByRole('button', { name: /^Take it/ })
        .click()
      await field(page).waitFor()
      await expect.poll(() => tab(page, /^Mine/).getAttribute('aria-selected')).toBe('true')
      await expect.poll(() => row(page, 'Sam').getAttribute('data-id')).toBe(samId)
    })

    test('that a colleague took first says who has it, and the row is gone', async () => {
      const page = await queue()
      await page.evaluate((id) => {
        const { desk } = window.fake
        desk.desk.gate = new Promise<void>((resolve) => {
          window.release = () => {
            desk.set(
              { ...desk.rows.get(id)!, agent: { id: 'ben', name: 'Ben Okafor' }, rev: 2 },
              { what: 'assigned', agent: { id: 'ben', name: 'Ben Okafor' }, by: { system: true }, how: 'routed' },
            )
            resolve()
          }
        })
      }, samId)
      await row(page, 'Sam')
        .getByRole('button', { name: /^Take it/ })
        .click()
      await page.evaluate(() => window.release())
      await page.getByRole('alert').getByText('Ben Okafor has it.').waitFor()
      await expect.poll(() => row(page, 'Payment failed').count()).toBe(0)
      await expect.poll(() => page.getByText('Choose an inquiry').isVisible()).toBe(true)
    })
  })

  describe('the conversation', () => {
    test('shows what is said live while a draft is open, with who else is here and what he does', async () => {
      const page = await demo.open('busy', wide)
      await field(page).fill('One moment')
      await benReplies(page, 'The neighbour can take it.')
      await log(page).getByText('The neighbour can take it.').waitFor()
      await expect.poll(() => field(page).inputValue()).toBe('One moment')
      await page.evaluate((id) => {
        const ana = { id: 'customer-ana', name: 'Ana Duarte' }
        window.fake.desk.inquiry(id).signal('working', { on: 'note' }, { id: 'ben', name: 'Ben Okafor' })
        window.fake.desk.inquiry(id).signal('typing', { typing: true }, ana)
      }, openId)
      await page.getByText('Ben Okafor: writing a note').waitFor()
      await page.getByText('Also here: Chloé Laurent').waitFor()
      await page.getByText('Ana Duarte is writing…').waitFor()
    })

    test('loads older ones when it is scrolled up, and stays where it is read', async () => {
      const page = await demo.open('busy', wide)
      await page.evaluate((id) => {
        const by = { id: 'customer-ana', name: 'Ana Duarte', verified: true }
        for (let index = 0; index < 120; index++)
          window.fake.desk.say(id, { kind: 'customer', id: `m${index}`, text: `Line ${index}.`, by })
      }, openId)
      await log(page).getByText('Line 119.').waitFor()
      await expect.poll(() => log(page).getByText('Line 20.').count()).toBe(0)
      const place = () =>
        log(page)
          .getByText('Line 71.')
          .evaluate((line) => Math.round(line.getBoundingClientRect().y))
      await log(page).evaluate((element) => {
        element.scrollTop = 60
      })
      const before = await place()
      await log(page).getByText('Line 25.').waitFor({ state: 'attached' })
      expect(Math.abs((await place()) - before)).toBeLessThan(40)
    })

    test('says in words what was delivered and read, and what a note is', async () => {
      const page = await demo.open('busy', wide)
      await log(page).getByText('Delivered').waitFor()
      await log(page).getByText('Read', { exact: true }).waitFor()
      const note = log(page).getByRole('listitem').filter({ hasText: 'Porto depot' })
      await expect.poll(() => note.textContent()).toContain('Private note')
      await expect.poll(() => note.locator('.kind svg').count()).toBe(1)
    })

    test('speaks what others say, and not what was there', async () => {
      const page = await demo.open('busy', wide)
      const spoken = page.locator('parley-inquiry-conversation [role=status]').last()
      await log(page).getByText('Delivered').waitFor()
      await expect.poll(() => spoken.textContent()).toBe('')
      await benReplies(page, 'Aloud, please')
      await expect.poll(() => spoken.textContent()).toBe('Ben Okafor: Aloud, please')
      await expect.poll(() => log(page).getAttribute('aria-live')).toBe('off')
    })
  })

  describe('answering', () => {
    test('stops before a colleague’s newer reply, shows it, and goes when it is sent anyway', async () => {
      const page = await demo.open('busy', wide)
      await field(page).fill('No, you need not.')
      await benReplies(page, 'No, the neighbour can take it.')
      await stop(page).getByText('Ben Okafor has answered meanwhile').waitFor()
      await field(page).press('Enter')
      expect(await asked(page, 'reply', openId)).toEqual([])
      await expect.poll(() => focused(page)).toContain('main')
      await stop(page).getByRole('button', { name: 'Send anyway' }).click()
      await log(page).getByText('No, you need not.').waitFor()
      await expect.poll(() => field(page).inputValue()).toBe('')
    })

    test('is stopped by the server, too, and what was written is not lost', async () => {
      const page = await demo.open('busy', wide)
      await page.evaluate(() => {
        const failure = { code: 'inquiry/newer-reply', message: 'Ben has answered.', retryable: false }
        window.fake.desk.refused.set('reply', failure)
      })
      await field(page).fill('No, you need not.')
      await field(page).press('Enter')
      await page.getByText('A colleague has answered meanwhile.').waitFor()
      await expect.poll(() => field(page).inputValue()).toBe('No, you need not.')
    })

    test('one that is not ours asks first: take it, or answer all the same', async () => {
      const page = await queue()
      await row(page, 'shelf').locator('.row').click()
      await field(page).fill('On Friday.')
      await field(page).press('Enter')
      await stop(page).getByText('Nobody answers this one yet').waitFor()
      await stop(page).getByRole('button', { name: 'Take it' }).click()
      await log(page).getByText('On Friday.').waitFor()
      expect((await asked(page, 'claim')).length).toBe(1)
      await tab(page, /^All/).click()
      await row(page, 'receipt').locator('.row').click()
      await field(page).fill('In your account.')
      await field(page).press('Enter')
      await stop(page).getByText('Ben Okafor answers this one').waitFor()
      await expect.poll(() => stop(page).getByRole('button', { name: 'Take it' }).count()).toBe(0)
      await stop(page).getByRole('button', { name: 'Answer all the same' }).click()
      await log(page).getByText('In your account.').waitFor()
      expect(await asked(page, 'reply', 'inquiry000000009')).toMatchObject([{ join: true }])
    })

    test('a note looks and is named otherwise than a reply, and the customer does not hear that it is written', async () => {
      const page = await demo.open('busy', wide)
      const look = () => page.locator('.composer').evaluate((box) => getComputedStyle(box).borderTopStyle)
      expect(await look()).toBe('solid')
      await page.getByRole('textbox', { name: 'Reply to Ana Duarte' }).waitFor()
      await page.getByRole('button', { name: 'Private note' }).click()
      await page.getByRole('textbox', { name: 'Private note' }).waitFor()
      await page.getByText('Only colleagues see this').waitFor()
      expect(await look()).toBe('dashed')
      await field(page).pressSequentially('Check the case')
      await field(page).press('Enter')
      await log(page).getByText('Check the case').waitFor()
      const said = await page.evaluate((id) => {
        const { signalled, asked } = window.fake.desk.inquiry(id)
        return [signalled.map(({ name }) => name), asked.map(({ name }) => name).filter((name) => name !== 'mark')]
      }, openId)
      expect(said).toEqual([['working', 'working'], ['note']])
    })

    test('drafts stay with their conversations, a reply beside a note', async () => {
      const page = await demo.open('busy', wide)
      await field(page).fill('To Ana')
      await page.getByRole('button', { name: 'Private note' }).click()
      await field(page).fill('About Ana')
      await row(page, '김민수').locator('.row').click()
      await page.getByRole('textbox', { name: 'Reply to 김민수' }).waitFor()
      await expect.poll(() => field(page).inputValue()).toBe('')
      await row(page, 'Ana Duarte').locator('.row').click()
      await expect.poll(() => field(page).inputValue()).toBe('About Ana')
      await page.getByRole('button', { name: 'Reply', exact: true }).click()
      await expect.poll(() => field(page).inputValue()).toBe('To Ana')
    })

    test('drafts outlive a reload, are gone once they are sent, and are nobody else’s', async () => {
      const page = await demo.open('busy', wide)
      await field(page).fill('Half a reply')
      await page.evaluate(() =>
        sessionStorage.setItem('parley-inquiry-desk somebody%20else inquiry1', '{"reply":"Secret"}'),
      )
      await page.reload()
      await expect.poll(() => field(page).inputValue()).toBe('Half a reply')
      const kept = () =>
        page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('parley-inquiry-desk ')))
      expect(await kept()).toEqual([`parley-inquiry-desk mina ${openId}`])
      await field(page).press('Enter')
      await log(page).getByText('Half a reply').waitFor()
      expect(await kept()).toEqual([])
    })

    test('a canned reply is searched, and filled in', async () => {
      const page = await demo.open('busy', wide)
      await page.getByRole('button', { name: 'Canned replies' }).click()
      await page.keyboard.type('hello')
      await page.keyboard.press('Enter')
      await expect
        .poll(() => field(page).inputValue())
        .toBe('Hello Ana Duarte, this is Mina Park of Support. Let me look at #2 for you.')
      await expect.poll(() => focused(page)).toBe('textarea.')
    })

    test('canned replies are written, changed and deleted', async () => {
      const page = await demo.open('busy', wide)
      const edit = async () => {
        await page.getByRole('button', { name: 'Canned replies' }).click()
        await page.getByRole('button', { name: 'Edit canned replies…' }).click()
      }
      await edit()
      await page.getByRole('textbox', { name: 'Title' }).fill('Wait')
      await page.getByRole('textbox', { name: 'Text' }).fill('One moment, {customer}.')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect
        .poll(() => asked(page, 'saveReply'))
        .toMatchObject([{ title: 'Wait', text: 'One moment, {customer}.' }])
      await edit()
      await page.getByRole('combobox', { name: 'Canned reply' }).selectOption('Wait')
      await expect.poll(() => page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('One moment, {customer}.')
      await page.getByRole('button', { name: 'Delete' }).click()
      await expect.poll(() => page.evaluate(() => Object.keys(window.fake.desk.desk.state.replies).length)).toBe(3)
    })

    test('a note mentions a colleague who is chosen from the team', async () => {
      const page = await demo.open('busy', wide)
      await page.getByRole('button', { name: 'Private note' }).click()
      await page.getByRole('button', { name: 'Mention a colleague' }).click()
      await page.getByRole('menuitem', { name: 'Ben Okafor' }).click()
      await expect.poll(() => focused(page)).toBe('textarea.')
      await page.keyboard.type('look')
      await page.keyboard.press('Enter')
      await expect.poll(() => asked(page, 'note', openId)).toEqual([{ text: '@Ben Okafor look', mentions: ['ben'] }])
    })

    test('files go by the function that was given', async () => {
      const page = await demo.open('busy', wide)
      await page.locator('parley-inquiry-composer #files').setInputFiles({
        ...{ name: 'label.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
      })
      await page.getByText('label.txt').waitFor()
      await page.getByRole('button', { name: 'Send reply' }).click()
      await expect.poll(() => asked(page, 'reply', openId)).toMatchObject([{ text: '', files: ['file-label.txt'] }])
    })
  })

  describe('by keyboard', () => {
    test('j and k walk the rows, Enter opens, r and n write, Escape leaves, e resolves, a takes, ? helps', async () => {
      const page = await queue()
      const press = (key: string) => page.keyboard.press(key)
      await press('j')
      await expect.poll(() => focused(page)).toBe('row 5')
      await press('j')
      await press('j')
      await press('k')
      await expect.poll(() => focused(page)).toBe('row 6')
      await press('Enter')
      await page.getByRole('heading', { name: 'Léa Martin' }).first().waitFor()
      await press('n')
      await expect.poll(() => focused(page)).toBe('textarea.')
      await page.getByRole('textbox', { name: 'Private note' }).waitFor()
      await page.keyboard.type('j k r n e a ?')
      await expect.poll(() => field(page).inputValue()).toBe('j k r n e a ?')
      await press('Escape')
      await expect.poll(() => focused(page)).toContain('log')
      await press('r')
      await page.getByRole('textbox', { name: 'Reply to Léa Martin' }).waitFor()
      await press('Escape')
      await press('a')
      await page.getByText('It is yours now.').waitFor()
      expect(await asked(page, 'claim')).toEqual([{ inquiry: 'inquiry000000006' }])
      await press('e')
      await expect.poll(() => asked(page, 'resolve')).toEqual([{ inquiry: 'inquiry000000006' }])
      await press('?')
      const help = page.getByRole('dialog', { name: 'Keys' })
      await help.getByText('Next inquiry').waitFor()
      await press('e')
      await press('Escape')
      await help.waitFor({ state: 'hidden' })
      expect((await asked(page, 'resolve')).length).toBe(1)
    })

    test('a takes the row that was walked to, not the one that is open', async () => {
      const page = await demo.open('busy', wide)
      await tab(page, /^Unassigned/).click()
      await page.keyboard.press('j')
      await expect.poll(() => focused(page)).toBe('row 5')
      await page.keyboard.press('a')
      await expect.poll(() => asked(page, 'claim')).toEqual([{ inquiry: samId }])
    })

    test('a row that a colleague takes leaves the keyboard on the one that comes in its place', async () => {
      const page = await queue()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await expect.poll(() => focused(page)).toBe('row 6')
      await page.evaluate(() => {
        const { desk } = window.fake
        const row = desk.rows.get('inquiry000000006')!
        desk.set({ ...row, agent: { id: 'ben', name: 'Ben Okafor' }, rev: 2 })
      })
      await expect.poll(() => focused(page)).toBe('row 7')
    })

    test('a field of the page keeps its keys', async () => {
      const page = await demo.open('busy', wide)
      await page.evaluate(() => document.body.prepend(document.createElement('input')))
      await page.locator('body > input').focus()
      await page.keyboard.type('era')
      await expect.poll(() => page.locator('body > input').inputValue()).toBe('era')
      expect(await asked(page, 'resolve')).toEqual([])
    })
  })

  describe('what is done with one', () => {
    const menu = async (page: Page, item: string) => {
      await page.getByRole('button', { name: 'Actions' }).click()
      await page.getByRole('menuitem', { name: item }).click()
    }

    test('it is handed to a colleague with a note; who is offline or full cannot be chosen', async () => {
      const page = await demo.open('busy', wide)
      await menu(page, 'Transfer…')
      const dialog = page.getByRole('dialog', { name: 'Transfer #2' })
      await expect.poll(() => dialog.getByRole('radio', { name: /이준/ }).isDisabled()).toBe(true)
      await dialog.getByRole('radio', { name: /Ben Okafor.*1 of 4.*has room/ }).check()
      await dialog.getByRole('textbox').fill('Case 88-120')
      await dialog.getByRole('button', { name: 'Transfer' }).click()
      await log(page).getByText('Mina Park handed it to Ben Okafor').waitFor()
      await log(page).getByText('Case 88-120').waitFor()
      expect(await asked(page, 'transfer')).toMatchObject([
        { inquiry: openId, rev: 3, agent: 'ben', note: 'Case 88-120' },
      ])
    })

    test('a refusal is said in the dialog, which stays', async () => {
      const page = await demo.open('busy', wide)
      await page.evaluate(() =>
        window.fake.desk.refused.set('transfer', { code: 'inquiry/capacity', message: 'Full.', retryable: false }),
      )
      await menu(page, 'Transfer…')
      await page.getByRole('combobox', { name: 'Team' }).selectOption('billing')
      await page.getByRole('button', { name: 'Transfer', exact: true }).click()
      await page.getByRole('alert').getByText('That would be more than the capacity allows.').waitFor()
    })

    test('it is snoozed, labelled, made urgent, merged, released, resolved and opened again', async () => {
      const page = await demo.open('busy', wide)
      await menu(page, 'Snooze…')
      await page.getByRole('radio', { name: /Tomorrow/ }).check()
      await page.getByRole('button', { name: 'Snooze', exact: true }).click()
      await log(page)
        .getByText(/snoozed it until/)
        .waitFor()
      const [{ until } = { until: 0 }] = await asked(page, 'snooze')
      expect(new Date(Number(until)).getHours()).toBe(9)
      await menu(page, 'Wake now')
      await menu(page, 'Labels…')
      await page.getByRole('checkbox', { name: 'VIP' }).check()
      await page.getByRole('textbox', { name: 'New label' }).fill('carrier')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect.poll(() => asked(page, 'label')).toEqual([{ inquiry: openId, add: ['VIP', 'carrier'], remove: [] }])
      await menu(page, 'Priority…')
      await page.getByRole('menuitem', { name: 'Urgent' }).click()
      await log(page).getByText('changed the priority from High to Urgent').waitFor()
      await page.getByRole('button', { name: 'Resolve', exact: true }).click()
      await page.getByText('This inquiry is resolved. Reopen it to answer.').waitFor()
      await page.getByRole('button', { name: 'Reopen' }).first().click()
      await menu(page, 'Back to the queue')
      await page.getByText('It is back in the queue.').waitFor()
      await menu(page, 'Merge…')
      await page.getByRole('radio', { name: /#1/ }).check()
      await page.getByRole('button', { name: 'Merge' }).click()
      await page.getByText('This was merged into #1.').waitFor()
      await page.getByRole('button', { name: 'Open #1' }).click()
      await log(page).getByText('Can I change the address').waitFor()
    })

    test('the customer’s panel says who he is, what he says of himself, and what he asked before', async () => {
      const page = await demo.open('busy', wide)
      const panel = page.getByRole('complementary', { name: 'Customer' })
      for (const text of [
        'The site says who this is',
        'Says of himself',
        '1043',
        'European Portuguese',
        'Europe/Lisbon',
      ])
        await panel.getByText(text).first().waitFor()
      await panel.getByRole('button', { name: /#1/ }).click()
      await log(page).getByText('Can I change the address').waitFor()
    })
  })

  describe('status and board', () => {
    test('what he answered in the form stands under the words that he read there', async () => {
      const page = await demo.open('busy', wide)
      const answers = page.locator('[part=answers]')
      await answers.getByText('Order number', { exact: true }).waitFor()
      const korean = await demo.open('busy', { ...wide, lang: 'ko' })
      await korean.locator('[part=answers]').getByText('주문 번호', { exact: true }).waitFor()
    })

    test('a conversation is mailed to its customer by who answers it', async () => {
      const page = await demo.open('busy', wide)
      // The server has said that it mails.
      await page.locator('[part=answers]').getByText('Order number', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Actions' }).click()
      await page.getByRole('menuitem', { name: 'Mail to the customer' }).click()
      await toast(page).getByText('The conversation is on its way to the customer.').waitFor()
      expect(await asked(page, 'mailTranscript', openId)).toEqual([{}])
    })

    test('an agent says how he is, and sees how much he has', async () => {
      const page = await demo.open('busy', wide)
      await page.getByRole('button', { name: /Available 2 of 5/ }).click()
      await page.getByRole('menuitem', { name: 'Away: hand back who writes' }).click()
      await page.getByRole('button', { name: /Away 2 of 5/ }).waitFor()
      expect(await asked(page, 'setStatus')).toEqual([{ status: 'away', handBack: true }])
      await expect.poll(() => page.getByRole('button', { name: 'Board' }).count()).toBe(0)
    })

    test('a supervisor sees who waits and who has how much, and sets capacities', async () => {
      const page = await demo.open('supervisor', wide)
      await page.getByRole('button', { name: 'Board' }).click()
      const cells = page.getByRole('row').filter({ hasText: 'Ben Okafor' }).getByRole('cell')
      await expect.poll(() => cells.allInnerTexts()).toEqual(['Available', 'here', '1 of 4', '', 'Support & Billing'])
      await page.getByText('Longest wait').waitFor()
      const capacity = page.getByRole('spinbutton', { name: 'Capacity of Ben Okafor' })
      await capacity.fill('7')
      await capacity.press('Enter')
      await expect.poll(() => asked(page, 'setCapacity')).toEqual([{ agent: 'ben', capacity: 7 }])
    })

    test('reports are charts with the same as tables, and a CSV file', async () => {
      const page = await demo.open('supervisor', wide)
      await page.getByRole('button', { name: 'Board' }).click()
      await page.getByRole('combobox', { name: 'Days' }).selectOption('7')
      const chart = page.getByRole('figure').filter({ hasText: 'First reply time' })
      await expect.poll(() => chart.locator('svg rect').count()).toBeGreaterThan(3)
      await chart.getByText('As a table').click()
      await expect.poll(() => chart.getByRole('row').count()).toBe(8)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download CSV' }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^inquiries-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/u)
      const text = readFileSync(await download.path(), 'utf8')
      expect(text.split('\r\n')).toHaveLength(1 + 14 + 1)
      expect(text).toMatch(/^day,team,opened,/u)
    })
  })

  describe('on a phone', () => {
    test('one column at a time, with ways back', async () => {
      const page = await demo.open('lists', phone)
      await row(page, 'Ana Duarte').locator('.row').click()
      await log(page).waitFor()
      await expect.poll(() => page.getByRole('navigation').isVisible()).toBe(false)
      await page.getByRole('button', { name: 'Customer' }).click()
      await page.getByText('Says of himself').waitFor()
      await expect.poll(() => log(page).count()).toBe(0)
      await page.getByRole('button', { name: 'Close' }).click()
      await page.getByRole('button', { name: 'Back to the list' }).click()
      await expect.poll(() => focused(page)).toBe('row 2')
    })

    test('beside two columns the customer covers the conversation until Escape', async () => {
      const page = await demo.open('busy', { viewport: { width: 800, height: 700 } })
      const panel = page.getByRole('complementary', { name: 'Customer' })
      await page.getByRole('button', { name: 'Customer' }).click()
      await panel.getByText('Says of himself').waitFor()
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
      await expect.poll(() => focused(page)).toContain('log')
    })

    test.each(['busy', 'lists', 'supervisor', 'empty'])(
      'nothing stands beside the page in %s, also from right to left',
      async (scene) => {
        for (const rtl of [false, true]) {
          const page = await demo.open(scene, { ...phone, rtl })
          const board = page.getByRole('button', { name: 'Board' })
          if (scene === 'supervisor') {
            await page.getByRole('button', { name: 'Back to the list' }).click()
            await board.click()
          }
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
          const over = await desk(page).evaluate((element) => {
            const { right, left } = element.getBoundingClientRect()
            const all = [...(element.shadowRoot?.querySelectorAll('*') ?? [])]
            return all.filter((one) => {
              const box = one.getBoundingClientRect()
              return box.width > 1 && (box.right > right + 1 || box.left < left - 1)
            }).length
          })
          expect(over).toBe(0)
        }
      },
    )
  })

  describe('trouble', () => {
    test('who is no agent here is told so', async () => {
      const page = await demo.open('refused', wide)
      await page.getByText('You are no agent here').waitFor()
    })

    test('a conversation that comes later is shown when it is there, and one that may not be seen says so', async () => {
      const page = await demo.open('lists', wide)
      await page.evaluate((id) => {
        const handle = window.fake.desk.inquiry(id)
        Object.assign(handle, { status: 'opening', position: undefined })
      }, openId)
      await row(page, 'Ana Duarte').locator('.row').click()
      await page.evaluate((id) => window.fake.desk.inquiry(id).open(), openId)
      await page.getByRole('region', { name: 'Conversation with Ana Duarte' }).waitFor()
      await page.getByRole('complementary', { name: 'Customer' }).getByText('1043').first().waitFor()
      await page.evaluate((id) => {
        window.fake.desk.inquiry(id).refuse({ code: 'not-allowed', message: 'No.', retryable: false })
      }, openId)
      await page.getByRole('alert').getByText('You are not allowed to do that here.').waitFor()
    })

    test('offline says so, and goes on showing', async () => {
      const page = await demo.open('offline', wide)
      await page.getByText('You are offline').waitFor()
      await log(page).getByText('Porto depot').waitFor()
    })

    test('nothing yet begins with who waits, and says what comes', async () => {
      const page = await demo.open('empty', wide)
      await page.getByText('Nobody waits').waitFor()
      await tab(page, /^Mine/).click()
      await page.getByText('Nothing on your desk').waitFor()
    })

    test('what customers and colleagues write is text and nothing else', async () => {
      const page = await demo.open('busy', wide)
      await page.evaluate((id) => {
        const by = { id: 'customer-ana', name: '<img src=x onerror=document.title=1>', verified: true }
        window.fake.desk.say(id, { kind: 'customer', id: 'x', text: '<img src=x onerror=document.title=2>', by })
        window.fake.desk.inform(id, { page: { url: 'javascript:document.title=3', title: 'Bad page' } })
      }, openId)
      await log(page).getByText('<img src=x onerror=document.title=2>').waitFor()
      await page.getByText('Bad page').waitFor()
      await expect.poll(() => page.getByRole('link', { name: 'Bad page' }).count()).toBe(0)
      await expect.poll(() => page.title()).toBe('Desk')
    })
  })

  describe('axe finds nothing at all', () => {
    const states: { readonly [name: string]: readonly [scene: string, act: (page: Page) => Promise<unknown>] } = {
      conversation: ['busy', async () => {}],
      queue: ['lists', (page) => page.locator('#tab-queue').click()],
      filters: [
        'busy',
        async (page) => {
          await page.locator('#tab-all').click()
          await page.locator('.find .icon').click()
        },
      ],
      note: ['busy', (page) => page.locator('.mode.note').click()],
      stop: [
        'busy',
        async (page) => {
          await field(page).fill('x')
          await benReplies(page, 'y')
          await stop(page).waitFor()
        },
      ],
      board: ['supervisor', (page) => page.locator('[part=open-board]').click()],
      transfer: [
        'busy',
        async (page) => {
          await page.locator('[part=more]').click()
          await page.locator('[data-action=transfer]').click()
          await page.locator('parley-inquiry-transfer select').waitFor()
        },
      ],
      refused: ['refused', async () => {}],
      empty: ['empty', async () => {}],
    }
    for (const [name, [scene, act]] of Object.entries(states)) {
      test(`in ${name}, light in English and dark in Korean`, async () => {
        for (const [colorScheme, lang] of [
          ['light', 'en'],
          ['dark', 'ko'],
        ] as const) {
          const page = await demo.open(scene, { ...wide, colorScheme, lang, reducedMotion: 'reduce' })
          await act(page)
          await expect.poll(() => toast(page).filter({ visible: true }).count()).toBe(0)
          expect(await violations(page), `${colorScheme} ${lang}`).toEqual([])
        }
      })
    }
  })
})
