import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chatRoom } from '@parley/chat/client'
import { type ChatOptions, chat } from '@parley/chat/server'
import { connect } from '@parley/client'
import { memoryStore } from '@parley/testkit'
import { type Attached, attach } from 'parley'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { RecordingLog } from '../../packages/server/test/serve.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'

/** An app's page: the whole chat, in the room that the address names. */
const pageOf = (room: string) => `<!doctype html><html lang="en"><title>app</title>
<style>html, body { height: 100%; margin: 0 } parley-chat-app { display: block; height: 100% }</style>
<parley-chat-app room="${room}"></parley-chat-app><script type="module" src="/parley/elements.js"></script>`

/** What the app's own filter does: it holds what shouts, and fails as often as it is told to. */
const filter = { faults: 0 }
const check: ChatOptions['check'] = ({ text }) => {
  if (text.startsWith('unlucky') && filter.faults > 0) {
    filter.faults -= 1
    throw new Error('the filter is down')
  }
  return text.includes('!!!') ? { hold: 'Shouting' } : undefined
}

const messages = (page: Page) => page.locator('.message .bubble').allInnerTexts()
const message = (page: Page, text: string) => page.locator('.message', { hasText: text })

async function post(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your message' }).fill(text)
  await page.keyboard.press('Enter')
}

async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'What to do with the room' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** Two seconds from now, finer than the field is by itself. */
async function setSoon(field: Locator): Promise<void> {
  await field.evaluate((input: HTMLInputElement) => {
    const at = new Date(Date.now() + 2000)
    input.step = 'any'
    input.value = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 23)
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

describeWithChromium('what one does with a room', () => {
  let server: Server
  let attached: Attached
  let browser: Browser
  let url = ''
  beforeAll(async () => {
    server = createServer((request, response) => {
      const room = new URL(request.url ?? '', 'http://localhost').searchParams.get('room') ?? 'general'
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(room))
    })
    attached = attach(server, {
      features: [chat({ check })],
      log: new RecordingLog(),
      store: memoryStore(),
      drainOnSigterm: false,
      drainMs: 100,
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await attached?.close()
    server?.closeAllConnections()
    server?.close()
  })

  async function visit(room = 'general', prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    onTestFinished(() => expect(faults).toEqual([]))
    await prepare?.(page)
    await page.goto(`${url}/?room=${room}`)
    await page.getByRole('textbox', { name: 'Your message' }).waitFor()
    return page
  }

  /** Somebody makes a room, and so owns it. */
  async function ownerOf(title: string): Promise<Page> {
    const page = await visit()
    await page.getByRole('button', { name: 'New room' }).click()
    await page.getByLabel('Name').fill(title)
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { level: 2, name: title }).waitFor()
    return page
  }

  it('a message is scheduled, listed and sent when its time has come; one that was called off is not', async () => {
    const [ana, ben] = [await visit('later'), await visit('later')]
    const dialog = ana.getByRole('dialog', { name: 'Send later' })
    for (const text of ['See you soon', 'Never mind']) {
      await ana.getByRole('textbox', { name: 'Your message' }).fill(text)
      await ana.getByRole('button', { name: 'Send later' }).click()
      if (text === 'See you soon') await setSoon(dialog.getByLabel('Date and time'))
      await dialog.getByRole('button', { name: 'Send later' }).click()
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => ana.getByRole('textbox', { name: 'Your message' }).inputValue()).toBe('')
    }
    await choose(ana, 'Scheduled messages')
    const list = ana.getByRole('dialog', { name: 'Scheduled messages' })
    await list
      .getByRole('listitem')
      .filter({ hasText: 'Never mind' })
      .getByRole('button', { name: 'Do not send' })
      .click()
    await list.getByText('Never mind').waitFor({ state: 'detached' })
    await ana.keyboard.press('Escape')

    await message(ben, 'See you soon').waitFor()
    await message(ana, 'See you soon').waitFor()
    await choose(ana, 'Scheduled messages')
    await list.getByText('Nothing is waiting to be sent.').waitFor()
    expect(await messages(ben)).toEqual(['See you soon'])
  })

  it('a message that failed says so to its author alone, and is sent by "Retry"', async () => {
    const [ana, ben] = [await visit('luck'), await visit('luck')]
    filter.faults = 1
    await post(ana, 'unlucky')
    await ana.getByText('Not sent.').first().waitFor()
    await post(ana, 'lucky')
    await message(ben, 'lucky').waitFor()
    expect(await messages(ben)).toEqual(['lucky'])

    await message(ana, 'unlucky').getByRole('button', { name: 'Retry' }).click()
    await message(ben, 'unlucky').waitFor()
    await expect.poll(() => messages(ana)).toEqual(['lucky', 'unlucky'])
    await expect.poll(() => ana.getByText('Not sent.').count()).toBe(0)
  })

  it('what the filter holds is seen by its author and the staff, who let it through or turn it down', async () => {
    const ana = await ownerOf('Library')
    const ben = await visit('library')
    const cleo = await visit('library')
    await post(ben, 'Quiet')
    await post(ben, 'FIRST!!!')
    await post(ben, 'SECOND!!!')
    await expect.poll(() => ben.getByText('Waits until the moderators have looked at it').count()).toBe(2)
    await message(cleo, 'Quiet').waitFor()
    expect(await messages(cleo)).toEqual(['Quiet'])

    await ana.getByRole('button', { name: 'Moderation: 2 things to decide' }).click()
    const moderation = ana.getByRole('complementary', { name: 'Moderation' })
    const held = (text: string) => moderation.locator('[part~=held-message]').filter({ hasText: text })
    await held('FIRST').getByText('Shouting').waitFor()
    await held('FIRST').getByRole('button', { name: 'Let through' }).click()
    await held('SECOND').getByRole('button', { name: 'Turn down' }).click()
    await held('SECOND').waitFor({ state: 'detached' })

    await message(cleo, 'FIRST').waitFor()
    expect(await messages(cleo)).toEqual(['Quiet', 'FIRST!!!'])
    await expect.poll(() => messages(ben)).toEqual(['Quiet', 'FIRST!!!'])
    await ben.getByText('The moderators of Library turned down your message').waitFor()
  })

  it('its owner changes its title and slow mode, and archives it', async () => {
    const ana = await ownerOf('Harbour')
    const ben = await visit('harbour')
    await post(ben, 'Ahoy')
    await message(ana, 'Ahoy').waitFor()
    const settings = ana.getByRole('dialog', { name: 'Room settings' })
    await choose(ana, 'Room settings')
    await settings.getByLabel('Name').fill('Old harbour')
    await settings.getByLabel(/^Slow mode/).selectOption('3600000')
    await settings.getByRole('button', { name: 'Save' }).click()
    await ben.getByRole('heading', { level: 2, name: 'Old harbour' }).waitFor()
    await ben.getByText(/^Slow mode/).waitFor()
    await ben.getByRole('textbox', { name: 'Your message' }).fill('Too soon')
    await expect
      .poll(() => ben.getByRole('button', { name: 'Send', exact: true }).getAttribute('aria-disabled'))
      .toBe('true')

    await choose(ana, 'Room settings')
    await settings.getByRole('checkbox', { name: /Archived/ }).check()
    await settings.getByRole('button', { name: 'Save' }).click()
    await ben.getByText('This room is archived.').first().waitFor()
    await expect.poll(() => ben.getByRole('textbox', { name: 'Your message' }).count()).toBe(0)
    expect(await messages(ben)).toEqual(['Ahoy'])
  })

  it('its messages are searched, and a press goes to the place', async () => {
    const ana = await visit('long')
    await post(ana, 'The needle is here')
    // Enough that the first is neither in view nor loaded when the room is opened again.
    const connection = connect(`${url.replace('http', 'ws')}/parley`)
    onTestFinished(() => connection.close())
    const room = connection.open(chatRoom, 'long')
    for (let index = 1; index <= 120; index++) void room.commands.post({ text: `straw ${index}` })
    await message(ana, 'straw 120').waitFor()
    const ben = await visit('long')
    await message(ben, 'straw 120').waitFor()
    await expect.poll(() => message(ben, 'needle').count()).toBe(0)

    await ben.getByRole('button', { name: 'Search messages' }).click()
    const panel = ben.getByRole('complementary', { name: 'Search messages' })
    await panel.getByRole('searchbox').fill('needle')
    await panel.locator('[part~=found]').filter({ hasText: 'The needle is here' }).click()
    const found = message(ben, 'needle')
    await found.waitFor()
    await expect.poll(() => found.evaluate((one) => one.getBoundingClientRect().top > 0)).toBe(true)
    await expect.poll(() => found.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
    await ben.getByRole('button', { name: 'To the newest message' }).click()
    await message(ben, 'straw 120').waitFor()
  })

  it('what cannot be loaded says so, and opens when it can', async () => {
    const ana = await visit('general', async (page) => {
      await page.route(/room-tools/, (route) => route.abort())
    })
    await ana.getByRole('button', { name: 'Search messages' }).click()
    await ana.getByText('This part could not be loaded.').waitFor()
    await expect.poll(() => ana.getByRole('complementary', { name: 'Search messages' }).count()).toBe(0)
    await post(ana, 'Still talking')
    await message(ana, 'Still talking').waitFor()

    await ana.unroute(/room-tools/)
    await ana.getByRole('button', { name: 'Search messages' }).click()
    await ana.getByRole('complementary', { name: 'Search messages' }).getByRole('searchbox').waitFor()
  })

  it('somebody is invited by user id; who there is, nobody is told', async () => {
    const ana = await ownerOf('Quay')
    await ana.getByRole('complementary', { name: 'People' }).getByRole('button', { name: 'Invite people' }).click()
    const dialog = ana.getByRole('dialog', { name: 'Invite people' })
    await dialog.getByLabel('Name or user id').fill('nobody-knows-42')
    await ana.keyboard.press('Enter')
    await dialog.getByText('If there is a user nobody-knows-42, the invitation waits for them.').waitFor()
    await dialog.getByLabel('Name or user id').fill('x'.repeat(151))
    await dialog.getByText('No user id is that long.').waitFor()
  })
})
