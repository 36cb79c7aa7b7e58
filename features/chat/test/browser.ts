import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import type { PreviewServer } from 'vite'
import { build, preview } from 'vite'
import { launchChromium } from '../../../test/chromium.ts'

/** The demo page in Chromium, with the test as the server behind it. */
export class DemoBrowser {
  readonly #browser: Browser
  readonly #server: PreviewServer
  readonly #folder: string
  #page: Page | undefined

  private constructor(browser: Browser, server: PreviewServer, folder: string) {
    this.#browser = browser
    this.#server = server
    this.#folder = folder
  }

  static async launch(): Promise<DemoBrowser> {
    const configFile = fileURLToPath(new URL('../demo/vite.config.ts', import.meta.url))
    // Built once: every page would ask a development server for a hundred modules.
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-chat-demo-'))
    const options = { configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } } as const
    await build(options)
    const server = await preview({ ...options, preview: { port: 0, host: '127.0.0.1' } })
    const browser = await launchChromium()
    return new DemoBrowser(browser, server, folder)
  }

  /** Another page, instead of the one before. */
  async open(
    scene: string,
    options: Parameters<Browser['newPage']>[0] & { lang?: string; rtl?: boolean } = {},
  ): Promise<Page> {
    const { lang = 'en', rtl = false, ...context } = options
    await this.#page?.close()
    const page = await this.#browser.newPage({ viewport: { width: 900, height: 700 }, ...context })
    this.#page = page
    const address = this.#server.httpServer?.address()
    if (typeof address !== 'object' || address === null) throw new Error('The demo server has no address.')
    await page.goto(`http://127.0.0.1:${address.port}/?scene=${scene}&lang=${lang}${rtl ? '&rtl' : ''}`)
    await page.waitForFunction(() => 'fake' in window)
    return page
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#server.close()
    rmSync(this.#folder, { recursive: true })
  }
}

/** What axe-core finds serious or critical, as short lines. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  })
}
