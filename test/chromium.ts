// Real Chromium for tests. Where there is none the tests are skipped, saying so, except in CI, where they fail.
import { accessSync, constants } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { describe, test } from 'vitest'

const debian = '/usr/bin/chromium'
const howToGetIt = 'Install it with "apt-get install chromium", or name one: CHROMIUM=/path/to/chrome'

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `$CHROMIUM`, or Debian's; `undefined` where there is none. */
export function chromiumPath(): string | undefined {
  const path = process.env.CHROMIUM || debian
  try {
    accessSync(path, constants.X_OK)
    return path
  } catch {
    return undefined
  }
}

/** The caller closes it. `more`: further flags. */
export function launchChromium(...more: readonly string[]): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error(missing())
  return chromium.launch({ executablePath, args: [...flags, ...more] })
}

/** `describe` for tests that need Chromium. */
export function describeWithChromium(title: string, body: () => void): void {
  if (chromiumPath() !== undefined) {
    describe(title, body)
  } else if (process.env.CI) {
    describe(title, () => {
      test('has Chromium', () => {
        throw new Error(missing())
      })
    })
  } else {
    console.warn(`Skipped: ${title}. ${missing()}`)
    describe.skip(title, body)
  }
}

function missing(): string {
  return `There is no Chromium at ${process.env.CHROMIUM || debian}. ${howToGetIt}`
}
