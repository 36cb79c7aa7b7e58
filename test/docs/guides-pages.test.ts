// The guides for pages: what stands in each is built by its own compiler and opened, all in one browser.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { newFolder, spawnServer } from '../spawn-server.ts'
import { projectWith, writeFiles } from './in-a-folder.ts'
import { filesOf, root } from './read-docs.ts'

const frameworks = ['react', 'vue', 'svelte']
const guideOf = (name: string) => `docs/guides/${name}.md`

/** The folder of somebody who has done what the guide says, and built the page. */
async function builtProject(name: string): Promise<string> {
  const folder = projectWith(filesOf(guideOf(name)))
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: folder, env })
  return folder
}

describeWithChromium('the page of the guide', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function visit(url: string) {
    const context = await browser.newContext({ locale: 'en' })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !message.text().includes('favicon')) {
        faults.push(message.text())
      }
    })
    await page.goto(url)
    const say = async (text: string) => {
      await page.getByLabel('Message', { exact: true }).first().fill(text)
      await page.getByRole('button', { name: 'Send', exact: true }).first().click()
    }
    return { page, faults, say }
  }

  it.each(frameworks)('for %s shows what is said in the other window, and the element says how it is', async (name) => {
    const { url } = await spawnServer('server.js', { cwd: await builtProject(name) })
    const [ana, ben] = await Promise.all([visit(url), visit(url)])
    await ana.say('Hello')
    await ben.page.getByText(/^.+: Hello$/).waitFor()
    await ana.page.getByText(/^.+: Hello$/).waitFor()
    await ana.page.getByText('General is live').waitFor()
    expect(await ana.page.locator('li[aria-busy=true]').count()).toBe(0)
    expect(await ana.page.getByLabel('Message', { exact: true }).first().inputValue()).toBe('')
    await ana.page.locator('parley-chat').getByRole('textbox').first().waitFor()
    expect([ana.faults, ben.faults]).toEqual([[], []])
  })

  it('without a framework does the same, by the element and by the client alone', async () => {
    const { url, kill } = await spawnServer('server.js', { cwd: projectWith(filesOf(guideOf('plain-page'))) })
    const [ana, ben, element] = await Promise.all([visit(`${url}/own.html`), visit(`${url}/own.html`), visit(url)])
    await ana.say('Hello')
    await ben.page.getByText(/^.+: Hello$/).waitFor()
    await element.page.getByText('live', { exact: true }).waitFor()
    await element.page.locator('parley-chat').getByRole('textbox').first().waitFor()
    expect([ana.faults, ben.faults, element.faults]).toEqual([[], [], []])
    await kill('SIGKILL')
    await ana.page
      .getByRole('status')
      .filter({ hasText: /\((client|page)\/[\w-]+\)/ })
      .waitFor()
  })
})

it('while one works on the page, Vite passes the WebSocket on as the guides say', async () => {
  const configs = frameworks.map((name) => filesOf(guideOf(name)).get('vite.config.js') ?? '')
  const proxies = configs.map((config) => /^ {2}server: .*$/m.exec(config)?.[0])
  expect(proxies).toEqual([proxies[0], proxies[0], proxies[0]])
  const cwd = projectWith(filesOf(guideOf('svelte')))
  const { url } = await spawnServer('server.js', { cwd })
  writeFiles(cwd, [['vite.config.js', configs[0]!.replace('http://localhost:3000', url)]])
  const { createServer } = await import('vite')
  const dev = await createServer({ root: cwd, server: { port: 0 }, logLevel: 'error', cacheDir: newFolder() })
  onTestFinished(() => dev.close())
  await dev.listen()
  const [address = ''] = dev.resolvedUrls?.local ?? []
  const socket = new WebSocket(`${address.replace('http', 'ws')}parley`, { origin: new URL(address).origin })
  onTestFinished(() => socket.terminate())
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  expect((await fetch(`${address}parley/client.js`)).status).toBe(200)
})
