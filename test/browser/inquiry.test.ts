// The shop and the desk of the site: customers in one browser, agents in others.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { readOptions } from '../../apps/parley/src/cli/options.ts'
import { start } from '../../apps/parley/src/cli/start.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { type CuttableWire, cuttableWire } from '../cuttable-wire.ts'
import { newDataFile } from '../spawn-server.ts'
import { violations } from '../violations.ts'

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>

const walkMs = 90_000
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

// The shop.
const launcher = (page: Page) => page.locator('parley-inquiry').getByRole('button', { name: /^(Support|문의하기)/ })
const panel = (page: Page) => page.getByRole('dialog', { name: /^(Support|고객 지원)/ })
const thread = (page: Page) => panel(page).getByRole('log')
/** What was said, in its order; not who joined. */
const said = async (page: Page) => thread(page).locator('[part~=message] p').allInnerTexts()
const ticks = (page: Page) => thread(page).locator('[part~=tick]')

// The desk.
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name })
const row = (page: Page, text: string) => page.locator('parley-inquiry-list [part~=row]').filter({ hasText: text })
const log = (page: Page) => page.locator('parley-inquiry-conversation [part~=log]')
const entry = (page: Page, text: string) => log(page).locator('[part~=entry]').filter({ hasText: text })
const field = (page: Page) => page.locator('parley-inquiry-composer textarea')
const toast = (page: Page) => page.locator('parley-inquiry-desk [part~=toast]')

const unread = (page: Page, count: number) =>
  page
    .getByRole('button', { name: count === 0 ? 'Notifications' : `Notifications, ${count} unread`, exact: true })
    .waitFor()
const notice = (page: Page, text: string | RegExp) =>
  page.getByRole('dialog', { name: 'Notifications' }).getByRole('listitem').filter({ hasText: text })

async function serve() {
  const parsed = readOptions(['start', '--port', '0', '--data', newDataFile()], {})
  if (parsed.kind !== 'start') throw new Error(JSON.stringify(parsed))
  const { url, stop } = await start(parsed.options)
  onTestFinished(stop)
  return { url }
}

async function wireTo(url: string): Promise<{ readonly wire: CuttableWire; readonly through: string }> {
  const wire = await cuttableWire(Number(new URL(url).port))
  onTestFinished(() => wire.close())
  return { wire, through: `http://localhost:${wire.port}` }
}

/** Chromium's offline holds back new connections; what is open is cut here. */
async function cut(page: Page, wire: CuttableWire): Promise<void> {
  await page.context().setOffline(true)
  wire.cut()
}

async function mend(page: Page, wire: CuttableWire): Promise<void> {
  wire.mend()
  await page.context().setOffline(false)
}

/** The server's clock goes on from then. */
function itIs(moment: string): void {
  const { now } = Date
  const shift = Date.parse(moment) - now.call(Date)
  const spy = vi.spyOn(Date, 'now').mockImplementation(() => now.call(Date) + shift)
  onTestFinished(() => spy.mockRestore())
}

async function ask(page: Page, text: string): Promise<void> {
  await launcher(page).click()
  await panel(page).getByLabel('Your message').fill(text)
  await panel(page).getByRole('button', { name: 'Send', exact: true }).click()
  await thread(page).getByText(text).waitFor()
}

async function say(page: Page, text: string): Promise<void> {
  await panel(page).getByLabel('Your message').fill(text)
  await page.keyboard.press('Enter')
}

async function play(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Play ${name} (demo)` }).click()
  await tab(page, /^Mine/).waitFor()
}

async function take(page: Page, text: string): Promise<void> {
  await row(page, text)
    .getByRole('button', { name: /^Take it/ })
    .click()
  await field(page).waitFor()
}

async function reply(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  // A file may be on its way to the server yet.
  await page.locator('parley-inquiry-composer [part~=send][aria-disabled=false]').waitFor()
  await page.keyboard.press('Enter')
}

async function act(page: Page, name: string): Promise<void> {
  await page.locator('parley-inquiry-conversation').getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name }).click()
}

async function handTo(page: Page, agent: string, note: string): Promise<void> {
  await act(page, 'Transfer…')
  const dialog = page.getByRole('dialog', { name: /^Transfer/ })
  await dialog.getByText(agent, { exact: true }).click()
  await dialog.getByLabel(/^Note for colleagues/).fill(note)
  await dialog.getByRole('button', { name: 'Transfer', exact: true }).click()
}

describeWithChromium('inquiries on the site', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  /** A browser of one's own, and all that the server has said to it by its sockets. */
  async function visit(address: string, options: ContextOptions = {}) {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) faults.push(message.text())
    })
    onTestFinished(() => expect(faults).toEqual([]))
    const heard: string[] = []
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
    await page.goto(address)
    return { page, heard }
  }

  async function shop(url: string, options?: ContextOptions) {
    const visited = await visit(`${url}/shop/`, options)
    await launcher(visited.page).waitFor()
    return visited
  }

  async function agent(url: string, name: string, options?: ContextOptions): Promise<Page> {
    const { page } = await visit(`${url}/desk/`, options)
    await play(page, name)
    return page
  }

  it(
    'go to one of two agents who press "Take" together, and the other reads who has it',
    async () => {
      const { url } = await serve()
      const [{ page: customer }, ada, grace] = await Promise.all([shop(url), agent(url, 'Ada'), agent(url, 'Grace')])
      await saysWhatToDo(ada)
      await ask(customer, 'Is the lamp in stock?')
      await thread(customer).getByText('You are next').or(panel(customer).getByText('You are next')).first().waitFor()
      // It appears on both desks by itself.
      const presses = await Promise.all(
        [ada, grace].map((page) =>
          row(page, 'Is the lamp in stock?')
            .getByRole('button', { name: /^Take it/ })
            .elementHandle(),
        ),
      )
      await Promise.all(presses.map((button) => button!.evaluate((element) => (element as HTMLElement).click())))
      const winnerOf = async () => {
        const has = await Promise.all([ada, grace].map((page) => field(page).count()))
        return has.filter((count) => count > 0).length
      }
      await expect.poll(winnerOf).toBe(1)
      const adaHasIt = (await field(ada).count()) > 0
      const [first, second, name] = adaHasIt ? [ada, grace, 'Ada'] : [grace, ada, 'Grace']
      await toast(second).getByText(`${name} (demo) has it.`).waitFor()
      await toast(first).getByText('It is yours now.').waitFor()
      await thread(customer).getByText(`${name} (demo) has joined`).waitFor()
      for (const page of [ada, grace]) await tab(page, /^Unassigned\s*0/).waitFor()
      await row(second, 'Is the lamp in stock?').first().waitFor({ state: 'detached' })
      // Who has it is led to what is his.
      await row(first, 'Is the lamp in stock?').first().waitFor()
      await expect.poll(() => tab(first, /^Mine\s*1/).getAttribute('aria-selected')).toBe('true')
    },
    walkMs,
  )

  it(
    'are talked over both ways, handed over with a note that no customer is told, ended and rated',
    async () => {
      const { url } = await serve()
      const [{ page: customer, heard }, ada, grace] = await Promise.all([
        shop(url),
        agent(url, 'Ada'),
        agent(url, 'Grace'),
      ])
      await ask(customer, 'Where is my mug?')
      await take(ada, 'Where is my mug?')

      await field(ada).pressSequentially('Let me', { delay: 20 })
      await panel(customer).getByText('Ada (demo) is writing…').waitFor()
      await panel(customer).getByLabel('Your message').pressSequentially('It is', { delay: 20 })
      await log(ada)
        .getByText(/ is writing…$/)
        .waitFor()
      await reply(ada, 'Let me look it up.')
      await thread(customer).getByText('Let me look it up.').waitFor()
      await entry(ada, 'Let me look it up.').getByText('Read', { exact: true }).waitFor()
      await say(customer, 'It is order 17.')
      await entry(ada, 'It is order 17.').waitFor()
      await ticks(customer).last().getByText('Read').waitFor()

      await handTo(ada, 'Grace (demo)', 'A wicked secret of the house')
      // It comes to her bell; from there to her desk.
      await unread(grace, 1)
      await grace.getByRole('button', { name: /^Notifications,/ }).click()
      await notice(grace, '#1 was given to you').locator('a').first().click()
      for (const text of ['Where is my mug?', 'Let me look it up.', 'It is order 17.'])
        await entry(grace, text).waitFor()
      await log(grace).getByText('A wicked secret of the house').waitFor()
      await log(grace).getByText('Ada (demo) handed it to Grace (demo)').waitFor()
      await unread(grace, 0)
      await reply(grace, 'It comes tomorrow.')
      await thread(customer).getByText('It comes tomorrow.').waitFor()

      await grace.getByRole('button', { name: 'Private note' }).click()
      await grace.getByRole('button', { name: 'Mention a colleague' }).click()
      await grace.getByRole('menuitem', { name: 'Ada (demo)' }).click()
      await field(grace).pressSequentially('another wicked secret')
      await grace.keyboard.press('Enter')
      await unread(ada, 1)
      await ada.getByRole('button', { name: /^Notifications,/ }).click()
      await notice(ada, 'Grace (demo) mentions you in a note').waitFor()
      await ada.keyboard.press('Escape')

      // Files go both ways, as the server takes them.
      const [chosen] = await Promise.all([
        grace.waitForEvent('filechooser'),
        grace.getByRole('button', { name: 'Attach files' }).click(),
      ])
      await chosen.setFiles({ name: 'care.txt', mimeType: 'text/plain', buffer: Buffer.from('Warm water') })
      await grace.getByRole('button', { name: 'Reply', exact: true }).click()
      await reply(grace, 'How to care for it:')
      const file = thread(customer).getByRole('link', { name: /care\.txt/ })
      await file.waitFor()
      const href = (await file.getAttribute('href')) ?? ''
      expect(await (await customer.request.get(new URL(href, url).href)).text()).toBe('Warm water')

      await panel(customer).getByRole('button', { name: 'More' }).click()
      await customer.getByRole('menuitem', { name: 'End the conversation' }).click()
      await panel(customer).getByRole('button', { name: 'End the conversation' }).click()
      await panel(customer).getByRole('radio', { name: 'Good', exact: true }).check({ force: true })
      await panel(customer)
        .getByLabel(/^What would you like to add/)
        .fill('Quick')
      await panel(customer).locator('parley-inquiry-rate').getByRole('button', { name: 'Send' }).click()
      await panel(customer).getByText('You rated it: Good. Thank you!').waitFor()
      await log(grace)
        .getByText(/Rated 4 of 5/)
        .waitFor()

      expect(await said(customer)).toEqual([
        'Where is my mug?',
        'Let me look it up.',
        'It is order 17.',
        'It comes tomorrow.',
        'How to care for it:',
      ])
      expect(heard.join('\n')).toContain('It comes tomorrow.')
      expect(heard.filter((frame) => frame.includes('wicked'))).toEqual([])
    },
    walkMs,
  )

  it(
    'are the same after a reload and on another page, where the answer rings the bell, and never become two',
    async () => {
      const { url } = await serve()
      const [{ page: customer }, ada] = await Promise.all([shop(url), agent(url, 'Ada')])
      await ask(customer, 'Do you send to Jeju?')
      await customer.reload()
      await thread(customer).getByText('Do you send to Jeju?').waitFor()
      await take(ada, 'Do you send to Jeju?')
      await customer.getByRole('link', { name: 'Chat', exact: true }).click()
      await customer.locator('parley-chat-app').getByRole('textbox').waitFor()
      await reply(ada, 'We do.')
      await unread(customer, 1)
      await customer.getByRole('button', { name: /^Notifications,/ }).click()
      await notice(customer, 'Your inquiry #1 has an answer').locator('a').first().click()
      await thread(customer).getByText('We do.').waitFor()
      // Read there, it is read in the bell.
      await unread(customer, 0)
      await say(customer, 'Thank you!')
      await entry(ada, 'Thank you!').waitFor()
      expect(await said(customer)).toEqual(['Do you send to Jeju?', 'We do.', 'Thank you!'])
      await tab(ada, /^All\s*1/).waitFor()

      // Away from the desk, the agent hears by the bell, too.
      await ada.getByRole('link', { name: 'Notifications', exact: true }).click()
      await unread(ada, 0)
      await say(customer, 'One more thing')
      await unread(ada, 1)
      await ada.goto(`${url}/desk/`)
      await row(ada, 'One more thing').click()
      await unread(ada, 0)
    },
    walkMs,
  )

  it(
    'go on after a customer was offline: what was said meanwhile comes once, in its order, with its ticks',
    async () => {
      const { url } = await serve()
      const { wire, through } = await wireTo(url)
      const [{ page: customer }, ada] = await Promise.all([shop(through), agent(url, 'Ada')])
      await ask(customer, 'Is it cotton?')
      await take(ada, 'Is it cotton?')
      await thread(customer).getByText('Ada (demo) has joined').waitFor()

      await cut(customer, wire)
      await say(customer, 'And where from?')
      await thread(customer).getByText('Sending').waitFor()
      for (const text of ['It is.', 'Heavy cotton.', 'With long handles.']) {
        await reply(ada, text)
        await entry(ada, text).waitFor()
      }
      await entry(ada, 'With long handles.').getByText('Sent', { exact: true }).waitFor()
      await mend(customer, wire)

      await thread(customer).getByText('With long handles.').waitFor()
      await entry(ada, 'And where from?').waitFor()
      await expect
        .poll(() => said(customer))
        .toEqual(['Is it cotton?', 'It is.', 'Heavy cotton.', 'With long handles.', 'And where from?'])
      await entry(ada, 'With long handles.').getByText('Read', { exact: true }).waitFor()
      await ticks(customer).last().getByText('Read').waitFor()
      await expect.poll(() => entry(ada, 'And where from?').count()).toBe(1)
    },
    walkMs,
  )

  it(
    'hide nothing from an agent whose connection was cut: what a colleague answered meanwhile is there (Chatwoot 14934)',
    async () => {
      const { url } = await serve()
      const { wire, through } = await wireTo(url)
      const [{ page: customer }, ada, grace] = await Promise.all([
        shop(url),
        agent(through, 'Ada'),
        agent(url, 'Grace'),
      ])
      await ask(customer, 'Can I return it?')
      await take(ada, 'Can I return it?')
      await field(ada).fill('Yes, within')

      await cut(ada, wire)
      await tab(grace, /^All/).click()
      await row(grace, 'Can I return it?').locator('button').first().click()
      await reply(grace, 'Within 30 days.')
      await grace.getByRole('button', { name: 'Answer all the same' }).click()
      await entry(grace, 'Within 30 days.').waitFor()
      await say(customer, 'Great')
      await mend(ada, wire)

      await entry(ada, 'Within 30 days.').waitFor()
      await entry(ada, 'Great').waitFor()
      await expect.poll(() => entry(ada, 'Within 30 days.').count()).toBe(1)
      // Her reply was begun without it: it does not go unseen.
      await ada.getByText('Grace (demo) has answered meanwhile').waitFor()
      expect(await said(customer)).toEqual(['Can I return it?', 'Within 30 days.', 'Great'])
    },
    walkMs,
  )

  it(
    'are asked by somebody who plays no agent, whatever his address says',
    async () => {
      const { url } = await serve()
      const { page } = await visit(`${url}/desk/?inquiry=aaaaaaaaaaaaaaaa`)
      await page.getByRole('button', { name: 'Play Linus (demo)' }).waitFor()
      await expect.poll(() => page.locator('parley-inquiry-desk').count()).toBe(0)
      await play(page, 'Linus')
      await page.getByRole('button', { name: 'Board', exact: true }).click()
      await page.getByText('Longest wait').first().waitFor()
      await expect.poll(() => violations(page)).toEqual([])
      await page.reload()
      await page.getByText('You play Linus (demo).').waitFor()
    },
    walkMs,
  )

  it(
    'are asked of a team that is closed, with files that go with the first message, and answered when somebody is there',
    async () => {
      // A Saturday evening in Seoul.
      itIs('2026-12-05T10:00:00Z')
      const { url } = await serve()
      const { page: customer } = await shop(url)
      await launcher(customer).click()
      const form = panel(customer).locator('form')
      await form.getByLabel('What is it about?').selectOption({ label: 'Bills' })
      await form.getByText('We are closed').waitFor()
      await form.getByText(/^We open again /).waitFor()
      await form.getByText('Write to us all the same: the answer comes here then.').waitFor()
      const [chosen] = await Promise.all([
        customer.waitForEvent('filechooser'),
        form.getByRole('button', { name: 'Attach files' }).click(),
      ])
      await chosen.setFiles({ name: 'bill.txt', mimeType: 'text/plain', buffer: Buffer.from('17 won too much') })
      await form.getByLabel('Your message').fill('My bill is wrong')
      await expect.poll(() => form.getByRole('progressbar').count()).toBe(0)
      await form.getByRole('button', { name: 'Send', exact: true }).click()
      await thread(customer).getByText('My bill is wrong').waitFor()
      await thread(customer)
        .getByRole('link', { name: /bill\.txt/ })
        .waitFor()
      const waits = panel(customer).locator('.waiting')
      await waits.getByText('We are closed').waitFor()
      await customer.reload()
      await waits.getByText(/^We open again /).waitFor()
      await thread(customer)
        .getByRole('link', { name: /bill\.txt/ })
        .waitFor()
      await expect.poll(() => violations(customer)).toEqual([])

      // It is given to whoever comes.
      const ada = await agent(url, 'Ada')
      await tab(ada, /^Mine\s*1/).click()
      await row(ada, 'My bill is wrong').locator('button').first().click()
      const file = log(ada).getByRole('link', { name: /bill\.txt/ })
      const href = (await file.getAttribute('href')) ?? ''
      expect(await (await ada.request.get(new URL(href, url).href)).text()).toBe('17 won too much')
      await reply(ada, 'I correct it.')
      await thread(customer).getByText('I correct it.').waitFor()
    },
    walkMs,
  )

  it.each([
    ['light', 'en-US', {}],
    ['dark', 'ko-KR', phone],
  ] as const)(
    'are whole and accessible on both pages: %s, %s',
    async (colorScheme, locale, size) => {
      const { url } = await serve()
      const options = { colorScheme, locale, ...size }
      const width = 'viewport' in size ? size.viewport.width : 1280
      const whole = async (page: Page) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        await expect.poll(() => violations(page)).toEqual([])
      }
      const { page: customer } = await shop(url, options)
      const { page: desk } = await visit(`${url}/desk/`, options)
      const roles = desk.locator('.kinds button')
      await roles.first().waitFor()
      await whole(customer)
      await whole(desk)
      await roles.first().click()
      await desk.getByRole('tab').first().waitFor()
      await whole(desk)

      await launcher(customer).click()
      const form = panel(customer).locator('form')
      await form.locator('textarea').fill('Hello / 안녕하세요')
      await whole(customer)
      await form.locator('button[part~=send]').click()
      await thread(customer).getByText('Hello / 안녕하세요').waitFor()
      await row(desk, 'Hello').locator('[part~=take]').click()
      await field(desk).waitFor()
      await reply(desk, 'Good morning')
      await thread(customer).getByText('Good morning').waitFor()
      await whole(desk)
      await whole(customer)
    },
    walkMs,
  )
})

async function saysWhatToDo(desk: Page): Promise<void> {
  await desk.getByText('Open the shop in a second window and ask something').waitFor()
}
