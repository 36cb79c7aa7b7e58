// The example of the README of @parley/react, built and run as it says, in two windows.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { spawnServer } from '../spawn-server.ts'
import { projectWith } from './in-a-folder.ts'
import { blockWith, filesOf, root } from './read-docs.ts'

const readme = 'packages/react/README.md'

/** The folder of somebody who has done what the README says, and built the page; in development StrictMode mounts all twice. */
function builtProject(mode: string): string {
  const main = blockWith(readme, 'jsx', '// src/main.jsx')
  const folder = projectWith([...filesOf(readme), ['src/main.jsx', main]])
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const env = { ...process.env, NODE_ENV: mode }
  const options = ['build', '--mode', mode, '--logLevel', 'error']
  execFileSync(process.execPath, [vite, ...options], { cwd: folder, env, stdio: 'pipe' })
  return folder
}

describeWithChromium('the example of the README', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  it.each(['production', 'development'])(
    'built for %s, shows in one window what is posted in the other, over one connection each',
    async (mode) => {
      const { url } = await spawnServer('server.js', { cwd: builtProject(mode) })
      const visit = async () => {
        const context = await browser.newContext()
        onTestFinished(() => context.close())
        const page = await context.newPage()
        const [sockets, faults]: [string[], string[]] = [[], []]
        page.on('websocket', (socket) => sockets.push(socket.url()))
        page.on('pageerror', (error) => faults.push(String(error)))
        page.on('console', (message) => {
          if (message.type() === 'error') faults.push(message.text())
        })
        await page.goto(url)
        return { page, sockets, faults }
      }
      const [ana, ben] = [await visit(), await visit()]
      await ana.page.getByLabel('Message').fill('Hello from a hook')
      await ana.page.getByRole('button').click()
      await ben.page.getByText(/^.+: Hello from a hook$/).waitFor()
      await ana.page.getByText(/^.+: Hello from a hook$/).waitFor()
      expect(await ana.page.locator('[aria-busy]').count()).toBe(0)
      expect(await ana.page.getByLabel('Message').inputValue()).toBe('')
      expect([ana.sockets.length, ben.sockets.length, ana.faults, ben.faults]).toEqual([1, 1, [], []])
    },
  )
})
