import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { newDataFile, startProgram } from '../spawn-server.ts'

const parley = fileURLToPath(new URL('../../apps/parley/dist/bin.js', import.meta.url))

type Client = typeof import('@parley/client')
type Outbox = ReturnType<Client['indexedDbOutbox']>

declare const window: { client: Client; outbox: Outbox }

/** A text, because Vitest rewrites an import. */
const loadClient = "import('/parley/client.js').then((client) => { window.client = client })"

const command = { id: 'a.1', channel: 'chat/general', view: 'room', name: 'post', input: { text: 'hi' }, createdAt: 1 }
const other = { ...command, id: 'b.1' }

describeWithChromium('an outbox in IndexedDB', () => {
  let browser: Browser
  let context: BrowserContext
  let origin: string
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    const program = startProgram(parley, { args: ['start', '--port', '0', '--data', newDataFile()] })
    const [, url = ''] = await program.printed(/site\s+(http:\S+)/)
    origin = `http://localhost:${new URL(url).port}`
    context = await browser.newContext()
    onTestFinished(() => context.close())
  })

  /** A page of the site on which nothing else happens. */
  async function newPage(): Promise<Page> {
    const page = await context.newPage()
    await page.goto(`${origin}/parley/client.js`)
    return page
  }

  /** What a page finds that begins with the outbox of this key. */
  async function load(page: Page, key = 'ana') {
    await page.evaluate(loadClient)
    return page.evaluate((key) => {
      window.outbox = window.client.indexedDbOutbox(key)
      return window.outbox.load()
    }, key)
  }

  const save = (page: Page, ...commands: readonly (typeof command)[]) =>
    page.evaluate((commands) => window.outbox.save(commands), commands)

  it('survives a reload, also right after it was written', async () => {
    const page = await newPage()
    expect(await load(page)).toEqual([])
    await page.evaluate((command) => {
      window.outbox.save([command])
      location.reload()
    }, command)
    await page.waitForFunction(() => !('outbox' in window))
    expect(await load(page)).toEqual([command])
  })

  it('of a page that is open is left alone; of one that was closed it is the next page’s', async () => {
    const [first, second] = [await newPage(), await newPage()]
    expect(await load(first)).toEqual([])
    await save(first, command)
    expect(await load(second)).toEqual([])
    await save(second, other)
    await second.reload()
    expect(await load(second)).toEqual([other])
    await first.close()
    const third = await newPage()
    expect(await load(third, 'ben')).toEqual([])
    const fourth = await newPage()
    expect(await load(fourth)).toEqual([command])
    await second.close()
    await fourth.close()
    const all = await load(await newPage())
    expect(all.map(({ id }) => id).toSorted()).toEqual(['a.1', 'b.1'])
  })

  it('of two pages of one person sends what each wrote once', async () => {
    /** Posts while nothing goes out; without a text, sends what is left. */
    const visit = async (page: Page, text: string | undefined) => {
      await page.evaluate(loadClient)
      await page.evaluate(
        async ({ text }) => {
          const { connect, indexedDbOutbox } = window.client
          const url = text === undefined ? '/parley' : 'ws://localhost:1/parley'
          const guest = { key: 'one person in two tabs' }
          const outbox = indexedDbOutbox('one person')
          let loaded: unknown
          const load = () => {
            const found = outbox.load()
            loaded = found
            return found
          }
          const connection = connect(url, { guest, outbox: { ...outbox, load } })
          const chat = { name: 'chat', views: { room: { state: () => ({}), events: {} } } }
          const room = connection.open(chat as never, 'general', 'room' as never) as unknown as {
            commands: { post(input: { text: string }): Promise<unknown> }
          }
          if (text !== undefined) room.commands.post({ text }).catch(() => {})
          // Until then it would take over what a page leaves that goes away meanwhile.
          await loaded
        },
        { text },
      )
    }
    const [first, second] = [await newPage(), await newPage()]
    await visit(first, 'from the first')
    await visit(second, 'from the second')
    const site = await context.newPage()
    await site.goto(origin)
    const texts = () => site.locator('.message .bubble').allInnerTexts()
    await first.reload()
    await visit(first, undefined)
    await expect.poll(texts, { timeout: 15_000 }).toEqual(['from the first'])
    await second.reload()
    await visit(second, undefined)
    await expect.poll(texts, { timeout: 15_000 }).toEqual(['from the first', 'from the second'])
  })
})
