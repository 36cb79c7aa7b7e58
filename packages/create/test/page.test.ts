// What a newcomer sees: the page of a new project in two tabs, and the pages that `parley add` wrote into.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithChromium, launchChromium } from '../../../test/chromium.ts'
import { writeFiles } from '../../../test/docs/in-a-folder.ts'
import { newFolder } from '../../../test/spawn-server.ts'
import { newProject } from '../src/index.ts'
import { projects } from './projects.ts'
import { link, run, started } from './support.ts'

describeWithChromium('in two tabs of a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test.each(['express', 'vite'])('a new project of %s lets two talk, without a complaint', async (template) => {
    const folder = newFolder()
    newProject({ folder, template, language: 'ko' })
    link(folder)
    const { url } = await started(folder)

    const faults = await talkIn(url)

    expect(faults).toEqual([])
  })

  test.each(['express', 'express-generator', 'fastify', 'plain'])(
    'a page of %s that is opened from disk says which address to open',
    async (template) => {
      const folder = newFolder()
      newProject({ folder, template, language: 'en' })
      const page = await browser.newPage()
      await page.goto(pathToFileURL(path.join(folder, 'public/index.html')).href)
      await page.getByText('open the address that npm start prints').waitFor()
      await page.close()
    },
  )

  test('a page that parley add wrote into shows a chat of the height it was given', async () => {
    const cwd = newFolder()
    writeFiles(cwd, Object.entries(projects['express-generator']!))
    await run(['add', '--yes', '--page', 'public/index.html'], { cwd })
    link(cwd)
    const { url } = await started(cwd)

    const faults = await talkIn(url)

    expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([])
  })

  /** Two tabs, each of which hears the other; what their consoles complained of. */
  async function talkIn(url: string): Promise<string[]> {
    const faults: string[] = []
    const context = await browser.newContext()
    const [ana, ben] = [await tab(context.newPage(), url, faults), await tab(context.newPage(), url, faults)]
    await say(ana, 'Can you hear me?')
    await heard(ben, 'Can you hear me?')
    await say(ben, '네, 잘 들려요')
    await heard(ana, '네, 잘 들려요')
    const box = await ana.locator('parley-chat').boundingBox()
    expect(box?.height).toBeGreaterThan(400)
    await context.close()
    return faults
  }

  async function tab(opened: Promise<Page>, url: string, faults: string[]): Promise<Page> {
    const page = await opened
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
    })
    await page.goto(url)
    return page
  }

  async function say(page: Page, text: string): Promise<void> {
    const box = page.locator('parley-chat').getByRole('textbox')
    await box.fill(text)
    await box.press('Enter')
  }

  async function heard(page: Page, text: string): Promise<void> {
    await page.locator('parley-chat').getByRole('log').getByText(text, { exact: true }).waitFor()
  }
})
