import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithChromium, launchChromium } from '../test/chromium.ts'
import { newDataFile, newFolder, spawnServer, startProgram } from '../test/spawn-server.ts'

const folder = path.join(import.meta.dirname, 'express-generator')
const www = path.join(folder, 'bin/www')

test('leaves the routes of the app as they were', async () => {
  const { url } = await spawnServer(www)

  const users = await fetch(`${url}/users`)
  const nowhere = await fetch(`${url}/nowhere`)

  expect(await users.text()).toBe('respond with a resource')
  expect(nowhere.status).toBe(404)
})

describe('the mistakes of a first evening', () => {
  test('the app in place of the server: says what to write, and stops', async () => {
    const project = copyWith('bin/www', (code) => code.replace("webSocket')(server)", "webSocket')(app)"))

    const { code, stdout, stderr } = await run(project)

    expect(stderr).toContain('attach() was given the Express app.')
    expect(stderr).toContain('attach(server')
    expect(stderr).toContain('routes/webSocket.js')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })

  test('attach above "var server": says that there is no server yet, and stops', async () => {
    const project = copyWith('bin/www', (code) => {
      const line = "require('../routes/webSocket')(server);"
      return code.replace(line, '').replace('var server =', `${line}\nvar server =`)
    })

    const { code, stdout, stderr } = await run(project)

    expect(stderr).toContain('attach() was given undefined: the server does not exist yet at this line.')
    expect(stderr).toContain('attach(server')
    expect(stderr).toContain('routes/webSocket.js')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})

describeWithChromium('the page of express-generator', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('lets two browsers talk, and shows a third what was said', async () => {
    const { url } = await spawnServer(www)
    const faults: string[] = []
    const ana = await visit(url, faults)
    const minsu = await visit(url, faults)

    await say(ana, 'Can you hear me?')
    await heard(minsu, 'Can you hear me?')
    await say(minsu, '네, 잘 들려요')
    await heard(ana, '네, 잘 들려요')

    const late = await visit(url, faults)
    await heard(late, 'Can you hear me?')
    await heard(late, '네, 잘 들려요')
    expect(faults).toEqual([])
    for (const page of [ana, minsu, late]) await page.context().close()
  })

  async function visit(url: string, faults: string[]): Promise<Page> {
    const context = await browser.newContext()
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
    })
    await page.goto(url)
    return page
  }
})

async function say(page: Page, text: string): Promise<void> {
  const box = page.locator('parley-chat').getByRole('textbox')
  await box.fill(text)
  await box.press('Enter')
}

async function heard(page: Page, text: string): Promise<void> {
  await page.locator('parley-chat').getByRole('log').getByText(text, { exact: true }).waitFor()
}

/** The example as somebody's own project, with one file changed. */
function copyWith(file: string, change: (code: string) => string): string {
  const project = newFolder()
  cpSync(folder, project, { recursive: true, filter: (source) => !source.includes('node_modules') })
  symlinkSync(path.join(import.meta.dirname, '../node_modules'), path.join(project, 'node_modules'), 'junction')
  const before = readFileSync(path.join(project, file), 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path.join(project, file), after)
  return project
}

async function run(project: string) {
  const program = startProgram('bin/www', { cwd: project, env: { PORT: '0', PARLEY_DATA: newDataFile() } })
  const { code } = await program.ended
  return { code, stdout: program.stdout, stderr: program.stderr }
}
