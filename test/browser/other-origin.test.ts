// CORS as a real browser holds to it: a page of another origin, the app's HTTP, and whether the app has named that origin.
import http from 'node:http'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { MemoryFiles } from '../../packages/files/test/memory-files.ts'
import { listen, serve, stop } from '../../packages/server/test/serve.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'

/** A host of its own, with an empty page. */
async function servePage(): Promise<string> {
  const server = http.createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>page</title>')
  })
  const port = await listen(server)
  onTestFinished(() => stop(server))
  return `http://127.0.0.1:${port}`
}

describeWithChromium('a page of another origin', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  /** Uploads a file from a page of `origin`, posts it, and reads both back: the file's text, and that of the message; or what kept it from that. */
  async function uploadFrom(origin: string, port: number): Promise<string[]> {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(origin)
    return page.evaluate(async (base) => {
      const headers = { authorization: 'Guest ana-0123456789abcdef Ana' }
      try {
        const upload = await fetch(`${base}/files?room=general&name=a.txt`, {
          method: 'POST',
          headers,
          body: 'hello file',
        })
        const { file } = await upload.json()
        const body = JSON.stringify({ text: 'hello room', files: [file.id] })
        await fetch(`${base}/rooms/general/messages`, { method: 'POST', headers, body })
        const back = await fetch(`${base}/files/${file.id}`)
        const { messages } = await (await fetch(`${base}/rooms/general/messages`, { headers })).json()
        return [await back.text(), messages[0].text]
      } catch (error) {
        return [String(error)]
      }
    }, `http://127.0.0.1:${port}/parley/chat`)
  }

  it('uploads and reads what the app lets it, and one that the app has not named does not', async () => {
    const [named, foreign] = [await servePage(), await servePage()]
    const files = new MemoryFiles()
    const features = [chat({ files: { store: files } })]
    const served = await serve({ features, store: memoryStore(), drainOnSigterm: false, origins: [named] })
    onTestFinished(() => served[Symbol.asyncDispose]())
    expect(await uploadFrom(foreign, served.port)).toEqual([expect.stringContaining('Failed to fetch')])
    expect(files.kept.size).toBe(0)
    expect(await uploadFrom(named, served.port)).toEqual(['hello file', 'hello room'])
  })
})
