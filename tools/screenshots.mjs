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
const address = { port: 0, host: '127.0.0.1', data: path.join(folder, 'parley.db') }
// A push service never hears of it: nobody subscribes.
const { url, stop } = await start({ ...address, demo: false, pushSubject: 'mailto:pictures@parley.dev' })

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
/** Sends oneself one of a kind (apps/web/src/kinds.ts), once what was sent before is there. */
async function sendKind(page, index) {
  const row = page.locator('.kinds li').nth(index)
  await row.locator('.send').click()
  await row.locator('.told:not(:empty)').waitFor()
}

for (const { name, width, height, says, ...rest } of pictures) {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2, ...rest })
  const page = await context.newPage()
  if (name.startsWith('phone')) {
    // So that the bell in the room has a number.
    await page.goto(`${url}/notifications/`)
    await sendKind(page, 0)
  }
  await page.goto(url)
  await page.getByText('Did the deploy go through?').waitFor()
  await page.getByRole('textbox').fill(says)
  await page.keyboard.press('Enter')
  await page.getByRole('article').filter({ hasText: says }).waitFor()
  await ana.commands.react({ offset: ana.state.messages.at(-1).offset, emoji: '👍', on: true })
  ben.signals.typing({ typing: true })
  await page.locator('[part~="typing"]', { hasText: 'Ben' }).waitFor()
  if (name.startsWith('phone')) await page.locator('parley-bell .badge', { hasText: '1' }).waitFor()
  await page.screenshot({ path: path.join(images, `${name}.png`), animations: 'disabled' })
  await context.close()
}

const looks = {
  light: { width: 1280, height: 800, colorScheme: 'light', locale: 'en-US' },
  dark: { width: 1280, height: 800, colorScheme: 'dark', locale: 'en-US' },
  phone: { width: 390, height: 844, colorScheme: 'light', locale: 'en-US' },
  korean: { width: 390, height: 844, colorScheme: 'dark', locale: 'ko-KR' },
}
for (const [look, { width, height, ...rest }] of Object.entries(looks)) {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2, ...rest })
  const page = await context.newPage()
  await page.goto(`${url}/notifications/`)
  await page.locator('parley-notification-settings [part~="grid"]').waitFor()
  await page.locator('.kinds').waitFor()
  await page.screenshot({
    path: path.join(images, `notifications-page-${look}.png`),
    fullPage: true,
    animations: 'disabled',
  })
  // Without toasts over it.
  await page.locator('parley-bell').evaluate((bell) => bell.setAttribute('no-toasts', ''))
  // Plain, required, grouped, with buttons, a digest: apps/web/src/kinds.ts.
  for (const kind of [0, 4, 2, 1, 3]) await sendKind(page, kind)
  const bell = page.locator('parley-bell .bell')
  await page.locator('parley-bell .badge', { hasText: '5' }).waitFor()
  await bell.click()
  await page.locator('parley-inbox-panel [part~="item"]').nth(4).waitFor()
  await page.screenshot({ path: path.join(images, `notifications-bell-${look}.png`), animations: 'disabled' })
  await context.close()
}
await browser.close()
for (const connection of connections) connection.close()
await stop()
rmSync(folder, { recursive: true })
