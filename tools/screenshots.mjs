// Takes the pictures in docs/images from the running site: node tools/build.mjs && node tools/screenshots.mjs
// Needs Chromium (apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { start } from '../apps/parley/dist/cli/start.js'
import { chatRoom } from '../features/chat/dist/client.js'
import { connect } from '../packages/client/dist/node/index.js'

const images = fileURLToPath(new URL('../docs/images/', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'parley-pictures-'))
const { url, stop } = await start({ port: 0, host: '127.0.0.1', data: path.join(folder, 'parley.db'), demo: false })

const person = (key, name) => connect(url, { guest: { key: `${key}-0123456789abcdef`, name } })
const connections = [person('ana', 'Ana Ruiz'), person('ben', 'Ben'), person('min', '김민지')]
const [ana, ben, min] = connections.map((connection) => connection.open(chatRoom, 'general', 'room'))
await ana.commands.post({ text: 'Morning! Did the deploy go through?' })
await ben.commands.post({ text: 'It did. I killed the server in the middle of it, just to see.' })
await ben.commands.post({ text: 'Nobody noticed 🙂' })
const noticed = ben.state.messages.at(-1).offset
await ana.commands.react({ offset: noticed, emoji: '🎉', on: true })
await min.commands.react({ offset: noticed, emoji: '🎉', on: true })
await ana.commands.post({ text: 'What did you **do**, `kill -9`?', thread: noticed })
await min.commands.post({ text: '저도 창을 두 개 열어 놓고 있었는데, 하나도 안 사라졌어요.' })
await min.commands.post({ text: '연결이 끊긴 동안 쓴 것도 나중에 딱 한 번만 왔고요 👍' })

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
})
const pictures = [
  {
    name: 'desktop-light',
    width: 1280,
    height: 800,
    colorScheme: 'light',
    locale: 'en-US',
    says: 'Then let us write it down.',
  },
  {
    name: 'desktop-dark',
    width: 1280,
    height: 800,
    colorScheme: 'dark',
    locale: 'en-US',
    says: 'https://example.com/how-we-did-it',
  },
  {
    name: 'phone-light',
    width: 390,
    height: 844,
    colorScheme: 'light',
    locale: 'en-US',
    says: 'Reading along from the train.',
  },
  {
    name: 'phone-dark-korean',
    width: 390,
    height: 844,
    colorScheme: 'dark',
    locale: 'ko-KR',
    says: '저도 보고 있어요.',
  },
]
for (const { name, width, height, says, ...rest } of pictures) {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2, ...rest })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByText('Did the deploy go through?').waitFor()
  await page.getByRole('textbox').fill(says)
  await page.keyboard.press('Enter')
  await page.getByRole('article').filter({ hasText: says }).waitFor()
  await ana.commands.react({ offset: ana.state.messages.at(-1).offset, emoji: '👍', on: true })
  ben.signals.typing({ typing: true })
  await page.locator('[part~="typing"]', { hasText: 'Ben' }).waitFor()
  await page.screenshot({ path: path.join(images, `${name}.png`), animations: 'disabled' })
  await context.close()
}
await browser.close()
for (const connection of connections) connection.close()
await stop()
rmSync(folder, { recursive: true })
