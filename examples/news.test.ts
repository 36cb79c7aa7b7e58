import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithChromium, launchChromium } from '../test/chromium.ts'
import { newDataFile, spawnServer } from '../test/spawn-server.ts'

const file = path.join(import.meta.dirname, 'news/server.js')
const publishKey = 'a-key-for-these-tests'

const start = (env = {}) => spawnServer(file, { env: { PUBLISH_KEY: publishKey, ...env } })

async function publish(url: string, title: string, key = publishKey): Promise<[number, unknown]> {
  const response = await fetch(`${url}/parley/publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ channel: 'news', data: { title } }),
  })
  return [response.status, await response.json()]
}

test('who has the key publishes, and the server hears it', async () => {
  const server = await start()
  await server.printed(/^1\. The news is open$/m)

  expect(await publish(server.url, 'Hello')).toEqual([200, { id: expect.any(String), offset: 2 }])
  expect(await publish(server.url, 'Not this', 'some-other-key-here')).toMatchObject([401, { code: 'publish/key' }])

  await server.printed(/^2\. Hello$/m)
  expect(server.stdout).not.toContain('Not this')
  expect(server.stderr).toBe('')
})

test('the line that the server prints publishes', async () => {
  const server = await start()
  const [, key, body, url] = await server.printed(/^curl -H 'Authorization: Bearer (\S+)' -d '(\S+)' (\S+)$/m)

  const response = await fetch(url!, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: body! })

  expect(response.status).toBe(200)
  await server.printed(/^2\. Hello$/m)
})

test('makes a key of its own where none is given', async () => {
  const server = await spawnServer(file)
  const [, key] = await server.printed(/Bearer (\S{32})'/)
  expect(await publish(server.url, 'Hello', key)).toMatchObject([200, { offset: 2 }])
})

test('opens once, however often it is started', async () => {
  const env = { PARLEY_DATA: newDataFile() }
  const first = await start(env)
  await first.printed(/^1\. The news is open$/m)
  await first.kill('SIGTERM')

  const second = await start(env)

  expect(await publish(second.url, 'Again')).toMatchObject([200, { offset: 2 }])
})

describeWithChromium('the page of news', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('shows in every tab what is published, what was, and how many read', async () => {
    const { url } = await start()
    const [ana, minsu] = [await visit(url), await visit(url)]

    expect(await publish(url, '<b>안녕</b>')).toMatchObject([200, {}])

    for (const page of [ana, minsu]) {
      await item(page, 'The news is open').waitFor()
      await item(page, '<b>안녕</b>').waitFor()
      await page.getByRole('status').filter({ hasText: 'reading now: 2' }).waitFor()
    }
    for (const page of [ana, minsu]) await page.context().close()
  })

  async function visit(url: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage()
    await page.goto(url)
    await item(page, 'The news is open').waitFor()
    return page
  }
})

function item(page: Page, text: string) {
  return page.getByRole('listitem').filter({ hasText: text })
}
