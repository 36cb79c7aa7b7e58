import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { newDataFile, startProgram } from '../spawn-server.ts'
import { violations } from '../violations.ts'

const parley = fileURLToPath(new URL('../../apps/parley/dist/bin.js', import.meta.url))

/** The smallest picture there is: one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function start(data: string): Promise<string> {
  const program = startProgram(parley, { args: ['start', '--port', '0', '--data', data] })
  const [, url = ''] = await program.printed(/site\s+(http:\S+)/)
  return url
}

async function post(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Enter')
}

const rooms = (page: Page) => page.getByRole('navigation', { name: 'Rooms' })
const people = (page: Page) => page.getByRole('complementary', { name: 'People' })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor()
const rowOf = (page: Page, name: string | RegExp) => rooms(page).locator('.row').filter({ hasText: name })

/** Each of these is a long walk through the whole app. */
const walkMs = 120_000

describeWithChromium('the chat app in two windows', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function visit(url: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
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
    await page.goto(url)
    await page.getByRole('textbox').waitFor()
    return page
  }

  async function expectAccessible(page: Page): Promise<void> {
    expect(await violations(page)).toEqual([])
  }

  it(
    'make a private room, invite, count what is unread, and write to each other',
    async () => {
      const url = await start(newDataFile())
      const [ana, ben] = [await visit(url), await visit(url)]
      await post(ana, 'Hello')
      await post(ben, 'Hi Ana')
      await people(ana).getByText('Here now 2').waitFor()

      await ana.getByRole('button', { name: 'New room' }).click()
      await ana.getByLabel('Name').fill('Project Pelican')
      await ana.getByText('Only those who are invited').click()
      await ana.getByRole('button', { name: 'Create' }).click()
      await heading(ana, 'Project Pelican')
      await people(ana).getByRole('button', { name: 'Invite people' }).click()
      await ana.getByRole('button', { name: /^Invite (?!people)/ }).click()
      await ana
        .getByRole('button', { name: /^Invite (?!people)/ })
        .filter({ hasText: 'Invited' })
        .waitFor()
      await ana.keyboard.press('Escape')

      await rooms(ben).getByRole('button', { name: 'Accept' }).click()
      await heading(ben, 'Project Pelican')
      await expect.poll(() => ben.url()).toContain('?room=p-')
      await rowOf(ana, 'general').click()
      await heading(ana, 'general')
      await post(ben, 'one')
      await post(ben, 'two')
      await expect.poll(() => ana.title(), { timeout: 20_000 }).toBe('(2) #general · Parley')
      await rowOf(ana, 'Project Pelican').getByText('2 unread').waitFor({ state: 'attached' })
      await expectAccessible(ana)

      await people(ben).locator('.row:not([aria-disabled])').first().click()
      await ben.getByRole('menuitem', { name: 'Direct message' }).click()
      await expect.poll(() => ben.url(), { timeout: 20_000 }).toContain('?room=dm-')
      await post(ben, 'Just between us')
      await rooms(ana).getByText('Just between us').waitFor()
      await expect.poll(() => ana.title(), { timeout: 20_000 }).toBe('(3) #general · Parley')
    },
    walkMs,
  )

  it(
    'are moderated: a report is decided, and the one who is banned is out',
    async () => {
      const url = await start(newDataFile())
      const ana = await visit(url)
      await ana.getByRole('button', { name: 'New room' }).click()
      await ana.getByLabel('Name').fill('Harbour')
      await ana.getByRole('button', { name: 'Create' }).click()
      await heading(ana, 'Harbour')
      const ben = await visit(`${url}/?room=harbour`)
      await post(ben, 'Buy my boats')
      await ana.getByText('Buy my boats').first().waitFor()

      await ana.locator('.message').hover()
      await ana.getByRole('button', { name: 'More' }).first().click()
      await ana.getByRole('menuitem', { name: 'Report message' }).click()
      await ana.getByLabel('What is wrong with it?').fill('Advertising')
      await ana.getByRole('button', { name: 'Report', exact: true }).click()
      await ana.getByRole('button', { name: 'Moderation: 1 thing to decide' }).click()
      const moderation = ana.getByRole('complementary', { name: 'Moderation' })
      await moderation.getByText('Advertising').first().waitFor()
      await expectAccessible(ana)
      await moderation.getByRole('button', { name: 'Delete message' }).click()
      await ben.getByText('removed by the moderators').waitFor()
      await moderation.getByText('Nothing is reported.').waitFor()

      await ana.getByRole('button', { name: 'People', exact: true }).click()
      await people(ana).locator('.row:not([aria-disabled])').first().click()
      await ana.getByRole('menuitem', { name: 'Ban', exact: true }).click()
      await ana.getByRole('button', { name: 'Ban', exact: true }).click()
      await ben.getByText('This room is not open to you').first().waitFor()
    },
    walkMs,
  )

  it(
    'tell who is muted until when, let in again whose ban is lifted, and take an invitation back',
    async () => {
      const url = await start(newDataFile())
      const ana = await visit(url)
      await ana.getByRole('button', { name: 'New room' }).click()
      await ana.getByLabel('Name').fill('Harbour')
      await ana.getByRole('button', { name: 'Create' }).click()
      await heading(ana, 'Harbour')
      const ben = await visit(`${url}/?room=harbour`)
      await post(ben, 'Ahoy')
      await ana.getByText('Ahoy').first().waitFor()
      const choose = async (item: string) => {
        await people(ana).locator('.row:not([aria-disabled])').first().click()
        await ana.getByRole('menuitem', { name: item, exact: true }).click()
      }

      await choose('Mute')
      await ana.getByRole('button', { name: 'Mute', exact: true }).click()
      // An hour from now may be tomorrow, and then there is a day before the time.
      await ben.getByText(/^You are muted until .*\d/).waitFor()
      await expect.poll(() => ben.getByRole('textbox', { name: 'Your message' }).count()).toBe(0)
      await expectAccessible(ben)
      await people(ana).getByText('muted', { exact: true }).waitFor()
      await choose('Unmute')
      await ben.locator('parley-chat-composer textarea').waitFor()

      await choose('Ban')
      await ana.getByRole('button', { name: 'Ban', exact: true }).click()
      await ben.getByText('This room is not open to you').first().waitFor()
      await ana.getByRole('button', { name: /^Moderation/ }).click()
      await ana.getByRole('button', { name: /^Lift the ban/ }).click()
      await ben.locator('parley-chat-composer textarea').waitFor()

      await ana.getByRole('button', { name: 'People', exact: true }).click()
      await people(ana).getByRole('button', { name: 'Invite people' }).click()
      await ana.getByRole('button', { name: /^Invite (?!people)/ }).click()
      await rooms(ben).getByRole('button', { name: 'Accept' }).waitFor()
      await ana.keyboard.press('Escape')
      await people(ana)
        .getByText(/^Invited by/)
        .waitFor()
      await expectAccessible(ana)
      await people(ana)
        .getByRole('button', { name: /^Withdraw/ })
        .click()
      await rooms(ben).getByRole('button', { name: 'Accept' }).waitFor({ state: 'detached' })
      await people(ana)
        .getByText(/^Invited by/)
        .waitFor({ state: 'detached' })
    },
    walkMs,
  )

  it(
    'send a picture, which is kept beside the data',
    async () => {
      const data = newDataFile()
      const ana = await visit(await start(data))
      const stored = ana.waitForResponse(/\/parley\/chat\/files\?/)
      await ana.locator('input[type=file]').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: pixel })
      expect((await stored).status()).toBe(201)
      await post(ana, 'Look')
      const picture = ana.locator('.message img')
      await expect
        .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 20_000 })
        .toBe(1)
      expect(existsSync(data.replace(/\.\w+$/, '-files'))).toBe(true)
    },
    walkMs,
  )

  it(
    'walk the rooms by keyboard',
    async () => {
      const ana = await visit(await start(newDataFile()))
      await ana.keyboard.press('Alt+ArrowDown')
      await heading(ana, 'random')
      await expect.poll(() => ana.url()).toContain('?room=random')
      await ana.keyboard.press('Alt+ArrowUp')
      await heading(ana, 'general')
      await ana.goBack()
      await heading(ana, 'random')
      await rowOf(ana, 'random').focus()
      await ana.keyboard.press('ArrowDown')
      await ana.keyboard.press('Enter')
      await heading(ana, 'help')
    },
    walkMs,
  )

  it(
    'show one column at a time on a phone',
    async () => {
      const url = await start(newDataFile())
      const phone = { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true }
      const ana = await visit(url, phone)
      await heading(ana, 'general')
      await expect.poll(() => rooms(ana).count()).toBe(0)
      await ana.getByRole('button', { name: 'Back to the rooms' }).click()
      await rooms(ana).waitFor()
      await expect.poll(() => ana.getByRole('textbox').count()).toBe(0)
      await rowOf(ana, 'help').click()
      await heading(ana, 'help')
      await ana.getByRole('button', { name: 'What to do with the room' }).click()
      await ana.getByRole('menuitem', { name: 'People' }).click()
      await people(ana).getByText('Here now 1').waitFor()
      await expectAccessible(ana)
      await people(ana).getByRole('button').first().press('Escape')
      await expect.poll(() => people(ana).count()).toBe(0)
      expect(await ana.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    },
    walkMs,
  )
})
