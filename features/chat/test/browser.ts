import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import type { ViteDevServer } from 'vite'
import { createServer } from 'vite'

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path))

/** Whether there is a browser to test in. Where CI runs, its absence is a failure and not a reason to skip. */
export function hasBrowser(): boolean {
  if (executablePath) return true
  if (process.env.CI) throw new Error('Chromium is missing: apt-get install chromium')
  console.log('Skipped: Chromium is missing. apt-get install chromium, or set CHROMIUM to its path.')
  return false
}

/** The demo page in Chromium, with the test as the server behind it. */
export class DemoBrowser {
  readonly #browser: Browser
  readonly #server: ViteDevServer

  private constructor(browser: Browser, server: ViteDevServer) {
    this.#browser = browser
    this.#server = server
  }

  static async launch(): Promise<DemoBrowser> {
    const configFile = fileURLToPath(new URL('../demo/vite.config.ts', import.meta.url))
    const server = await createServer({ configFile, logLevel: 'error', server: { port: 0, host: '127.0.0.1' } })
    await server.listen()
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    })
    return new DemoBrowser(browser, server)
  }

  async open(scene: string, options: Parameters<Browser['newPage']>[0] & { lang?: string } = {}): Promise<Page> {
    const { lang = 'en', ...context } = options
    const page = await this.#browser.newPage({ viewport: { width: 900, height: 700 }, ...context })
    const address = this.#server.httpServer?.address()
    if (typeof address !== 'object' || address === null) throw new Error('The demo server has no address.')
    await page.goto(`http://127.0.0.1:${address.port}/?scene=${scene}&lang=${lang}`)
    await page.waitForFunction(() => 'fake' in window)
    return page
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#server.close()
  }
}

/** What axe-core finds serious or critical, as short lines. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  })
}
