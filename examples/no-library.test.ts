import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithChromium, launchChromium } from '../test/chromium.ts'
import { spawnServer } from '../test/spawn-server.ts'

const folder = path.join(import.meta.dirname, 'no-library')

test('the page needs ten lines and no library', () => {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8')

  const scripts = [...html.matchAll(/<script>\n(.*?)\n\s*<\/script>/gs)].map(([, script]) => script!)

  expect(scripts.join('\n').split('\n')).toHaveLength(10)
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(html).not.toContain('innerHTML')
})

describeWithChromium('the page without a library', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('lets two browsers talk, shows a third what was said, and takes text for text', async () => {
    const { url } = await spawnServer(path.join(folder, 'server.js'))
    const ana = await visit(url)
    const minsu = await visit(url)

    await say(ana, 'Can you hear me?')
    await heard(minsu, 'Can you hear me?')
    await say(minsu, '<b>네</b><img src=x onerror="document.title = 1">')
    await heard(ana, '<b>네</b><img src=x onerror="document.title = 1">')

    const late = await visit(url)
    await heard(late, '<b>네</b><img src=x onerror="document.title = 1">')
    await expect.poll(() => late.getByRole('listitem').count()).toBe(2)
    await expect.poll(() => late.locator('b, img').count()).toBe(0)
    await expect.poll(() => ana.getByRole('listitem').count()).toBe(2)
    for (const page of [ana, minsu, late]) await page.context().close()
  })

  async function visit(url: string): Promise<Page> {
    const context = await browser.newContext()
    const page = await context.newPage()
    const isOpen = page
      .waitForEvent('websocket')
      .then((socket) =>
        socket.waitForEvent('framereceived', { predicate: ({ payload }) => String(payload).includes('"opened"') }),
      )
    await page.goto(url)
    await isOpen
    return page
  }
})

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
}

async function heard(page: Page, text: string): Promise<void> {
  await page
    .getByRole('listitem')
    .filter({ hasText: `: ${text}` })
    .waitFor()
}
