import { accessSync, constants } from 'node:fs'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const candidates = process.env.CHROMIUM
  ? [process.env.CHROMIUM]
  : ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

/** A signal ends this process as any other, and not when the browser has come to its end. */
const untouched = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }

let browser: Promise<Browser> | undefined

/** One Chromium for all set-ups; each gets a context of its own. */
async function launched(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: chromiumPath(), args: ['--headless=new', ...flags], ...untouched })
  return await browser
}

export async function closeChromium(): Promise<void> {
  const closing = await browser
  browser = undefined
  await closing?.close()
}

/** Throws, saying how to get one. */
export function chromiumPath(): string {
  for (const path of candidates) {
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {}
  }
  throw new Error(
    `There is no Chromium at ${candidates.join(' or ')}: apt-get install chromium-headless-shell, or CHROMIUM=/path/to/chrome`,
  )
}

/**
 * Opens a page and looks until `until` matches what is seen of it, or `patienceMs` are over; then says what was seen. The pages of
 * this zoo write into themselves what comes.
 */
export async function visit(url: string, until: RegExp, patienceMs = 2500): Promise<string> {
  const context = await (await launched()).newContext({ ignoreHTTPSErrors: true })
  try {
    return await look(context, url, until, patienceMs)
  } finally {
    await context.close()
  }
}

async function look(context: BrowserContext, url: string, until: RegExp, patienceMs: number): Promise<string> {
  const page = await context.newPage()
  const said: string[] = []
  const end = performance.now() + patienceMs
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  const answer = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 10_000 }).catch((error: unknown) => {
    said.push(String(error))
    return null
  })
  for (;;) {
    const text = answer === null ? '' : await page.evaluate('document.documentElement?.innerText ?? ""')
    const seen = `${said.join('\n')}\n${text}`
    if (until.test(seen) || performance.now() > end) return seen
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
