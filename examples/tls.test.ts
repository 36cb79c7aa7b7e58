import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithChromium, launchChromium } from '../test/chromium.ts'
import { newFolder, spawnServer, startProgram } from '../test/spawn-server.ts'

const file = path.join(import.meta.dirname, 'tls/server.js')

test('makes its certificate once and keeps it', async () => {
  const folder = newFolder()
  const first = await spawnServer(file, { env: { CERTIFICATE: folder } })
  await first.kill('SIGTERM')
  const made = statSync(path.join(folder, 'cert.pem')).mtimeMs

  await spawnServer(file, { env: { CERTIFICATE: folder } })

  expect(readdirSync(folder).sort()).toEqual(['cert.pem', 'key.pem'])
  expect(statSync(path.join(folder, 'cert.pem')).mtimeMs).toBe(made)
  expect(statSync(path.join(folder, 'key.pem')).mode & 0o077).toBe(0)
})

test('without openssl it prints the command to run, and stops', async () => {
  const folder = newFolder()

  const program = startProgram(file, { env: { CERTIFICATE: folder, PATH: folder, PORT: '0' } })

  expect(await program.ended).toEqual({ code: 1, signal: null })
  expect(program.stderr).toContain('the program openssl is not installed here')
  expect(program.stderr).toContain('openssl req -x509 ')
  expect(program.stderr).toContain(path.join(folder, 'key.pem'))
})

describeWithChromium('the page over https', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('talks over wss, once the certificate is accepted', async () => {
    const { url } = await spawnServer(file, { env: { CERTIFICATE: newFolder() } })
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    const socket = page.waitForEvent('websocket')

    await page.goto(url)
    await page.getByRole('textbox').fill('Encrypted')
    await page.getByRole('textbox').press('Enter')

    await page.getByRole('log').getByText('Encrypted', { exact: true }).waitFor()
    expect((await socket).url()).toMatch(/^wss:\/\/localhost:/)
    await context.close()
  })
})
