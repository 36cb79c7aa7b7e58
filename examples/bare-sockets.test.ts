import { once } from 'node:events'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { describeWithChromium, launchChromium } from '../test/chromium.ts'
import { spawnServer } from '../test/spawn-server.ts'

const file = path.join(import.meta.dirname, 'bare-sockets/server.js')

test('what one sends, all get, text as text and bytes as bytes', async () => {
  const server = await spawnServer(file)
  const one = await open(`${server.socketUrl}/socket`)
  const other = await open(`${server.socketUrl}/socket`)
  const heard = [once(one, 'message'), once(other, 'message')]

  one.send('안녕')

  for (const message of heard) expect(await message).toEqual([Buffer.from('안녕'), false])
  const bytes = once(one, 'message')
  other.send(Buffer.from([0, 255, 7]))
  expect(await bytes).toEqual([Buffer.from([0, 255, 7]), true])
})

test('says goodbye at SIGTERM and keeps nothing', async () => {
  const server = await spawnServer(file)
  const closed = once(await open(`${server.socketUrl}/socket`), 'close')

  const ended = server.kill('SIGTERM')

  expect((await closed)[0]).toBe(1012)
  expect(await ended).toEqual({ code: null, signal: 'SIGTERM' })
  expect(server.stderr).toBe('')
})

describeWithChromium('the page of bare sockets', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('shows in every tab what one sends, and says when the server is gone', async () => {
    const server = await spawnServer(file)
    const ana = await visit(server.url)
    const minsu = await visit(server.url)

    await ana.getByRole('textbox').fill('Can you hear me?')
    await ana.getByRole('textbox').press('Enter')

    for (const page of [ana, minsu]) await item(page, 'Can you hear me?').waitFor()
    await server.kill('SIGTERM')
    for (const page of [ana, minsu]) await item(page, 'closed (1012)').waitFor()
    for (const page of [ana, minsu]) await page.context().close()
  })

  async function visit(url: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage()
    await page.goto(url)
    await item(page, 'connected').waitFor()
    return page
  }
})

function item(page: Page, text: string) {
  return page.getByRole('listitem').filter({ hasText: text })
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url)
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  return socket
}
