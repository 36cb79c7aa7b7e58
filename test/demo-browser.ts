// The demo page of a feature's elements in Chromium, with the test as the server behind it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { PreviewServer } from 'vite'
import { build, preview } from 'vite'
import { launchChromium } from './chromium.ts'

export { violations } from './violations.ts'

export interface SceneOptions {
  readonly lang?: string
  readonly rtl?: boolean
}

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>

export class DemoBrowser {
  readonly #browser: Browser
  readonly #server: PreviewServer
  readonly #folder: string
  #context: BrowserContext | undefined

  private constructor(browser: Browser, server: PreviewServer, folder: string) {
    this.#browser = browser
    this.#server = server
    this.#folder = folder
  }

  /** `demo`: the `file:` URL of the folder with the demo's vite.config.ts. */
  static async launch(demo: URL): Promise<DemoBrowser> {
    const configFile = fileURLToPath(new URL('vite.config.ts', demo))
    // Built once: every page would ask a development server for a hundred modules.
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-demo-'))
    const options = { configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } } as const
    await build(options)
    const server = await preview({ ...options, preview: { port: 0, host: '127.0.0.1' } })
    return new DemoBrowser(await launchChromium(), server, folder)
  }

  /** A page of a new browser context, instead of the one before. */
  async open(scene: string, options: ContextOptions & SceneOptions = {}): Promise<Page> {
    const { lang, rtl, ...context } = options
    await this.#context?.close()
    this.#context = await this.#browser.newContext({ viewport: { width: 900, height: 700 }, ...context })
    return this.openTab(scene, { ...(lang !== undefined && { lang }), ...(rtl !== undefined && { rtl }) })
  }

  /** Another tab beside those that are open. */
  async openTab(scene: string, { lang = 'en', rtl = false }: SceneOptions = {}): Promise<Page> {
    if (!this.#context) throw new Error('A tab stands beside a page: open one first.')
    const page = await this.#context.newPage()
    await page.goto(`${this.address}/?scene=${scene}&lang=${lang}${rtl ? '&rtl' : ''}`)
    await page.waitForFunction(() => 'fake' in window)
    return page
  }

  get address(): string {
    const address = this.#server.httpServer?.address()
    if (typeof address !== 'object' || address === null) throw new Error('The demo server has no address.')
    return `http://127.0.0.1:${address.port}`
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#server.close()
    rmSync(this.#folder, { recursive: true })
  }
}
