// Real Chromium for tests. Where there is none the tests are skipped, saying so, except in CI, where they fail.
import { accessSync, constants } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { describe, test } from 'vitest'

/** Debian's. The first is the same browser without a window, and takes half the time. */
const debian = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const howToGetIt =
  'Install it with "apt-get install chromium-headless-shell" (or chromium), or name one: CHROMIUM=/path/to/chrome'

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
  return candidates().find(isProgram)
}

function candidates(): readonly string[] {
  return process.env.CHROMIUM ? [process.env.CHROMIUM] : debian
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
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
  return `There is no Chromium at ${candidates().join(' or ')}. ${howToGetIt}`
}
