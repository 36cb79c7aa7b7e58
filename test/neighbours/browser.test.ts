import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { until } from '../../packages/server/test/wait.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { create, type MakeServer, type Place } from './place.ts'
import { socketIo } from './socket-io.ts'
import { type Stand, stand } from './stand.ts'
import { type ViteParty, vite } from './vite.ts'

const html = '<!doctype html><title>page</title><script src="/socket.io/socket.io.js"></script><body>'

const app: MakeServer = (secure) =>
  create(secure, (request, response) => {
    if (request.url === '/') response.setHeader('Content-Type', 'text/html').end(html)
    else response.writeHead(404).end()
  })

declare global {
  /** In the page. */
  var ours: WebSocket
  var echo: (text: string) => Promise<string>
  var theirs: {
    emitWithAck(name: string, text: string): Promise<string>
    io: { engine: { transport: { name: string } } }
  }
}

describeWithChromium('one page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function visit({ url }: Place): Promise<Page> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    onTestFinished(() => expect(faults).toEqual([]))
    await page.goto(url)
    return page
  }

  /** Opens our socket in the page, and says how it speaks. */
  async function openOurs(page: Page): Promise<void> {
    await page.evaluate(async () => {
      globalThis.ours = new WebSocket('/parley')
      await new Promise((resolve, reject) => {
        ours.onopen = resolve
        ours.onerror = () => reject(new Error('our socket did not open'))
      })
      globalThis.echo = (text) =>
        new Promise((resolve, reject) => {
          ours.onmessage = ({ data }) => resolve(data)
          ours.onclose = ({ code }) => reject(new Error(`our socket was closed with ${code}`))
          ours.send(text)
        })
    })
  }

  async function openSocketIo(page: Page): Promise<void> {
    await page.evaluate(async () => {
      const { io } = globalThis as unknown as {
        io: () => typeof theirs & { once(name: string, run: () => void): void }
      }
      const socket = io()
      globalThis.theirs = socket
      await new Promise<void>((resolve) => socket.once('connect', resolve))
    })
    await page.waitForFunction(() => theirs.io.engine.transport.name === 'websocket')
  }

  const oneEach = ({ ours, theirs }: Stand) =>
    until(() => [...ours, ...theirs].every(({ socketCount }) => socketCount === 1), 'one socket each')

  it.each([
    ['http', false],
    ['https', true],
  ])('uses Socket.IO and our socket together over %s', async (_name, isSecure) => {
    await using here = await stand([socketIo], { app, isSecure })
    const page = await visit(here.place)
    await openOurs(page)
    await openSocketIo(page)
    await oneEach(here)
    const both = () =>
      page.evaluate(() => Promise.all([echo('hello, ours 안녕'), theirs.emitWithAck('say', 'hello, theirs')]))
    for (let turn = 0; turn < 20; turn++) expect(await both()).toEqual(['hello, ours 안녕', 'hello, theirs'])
    const code = page.evaluate(
      () =>
        new Promise((resolve) => {
          ours.onclose = ({ code, wasClean }) => resolve([code, wasClean])
        }),
    )
    await here.ours[0]?.close()
    expect(await code).toEqual([1012, true])
    expect(await page.evaluate(() => theirs.emitWithAck('say', 'on our own'))).toBe('on our own')
  })

  it.each([
    ['http', false],
    ['https', true],
  ])('gets Vite’s hot updates beside our socket over %s, and neither is cut', async (_name, isSecure) => {
    await using here = await stand([socketIo, vite], { app, isSecure })
    const page = await visit(here.place)
    await openOurs(page)
    await openSocketIo(page)
    await page.addScriptTag({ url: '/main.js', type: 'module' })
    await oneEach(here)
    const dev = here.theirs[1] as ViteParty
    for (const text of ['first change', 'second change']) {
      dev.write(text)
      await expect
        .poll(() => page.evaluate(() => document.body.dataset.text), { timeout: 10_000, interval: 100 })
        .toBe(text)
      expect(await page.evaluate(() => echo('the same socket'))).toBe('the same socket')
    }
    await oneEach(here)
  })
})
