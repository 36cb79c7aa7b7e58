// Takes the pictures in docs/images from the running site: node tools/build.mjs && node tools/screenshots.mjs
// Those of the inspector alone: node tools/screenshots.mjs inspector
// Needs Chromium (apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { start } from '../apps/parley/dist/cli/start.js'
import { chatRoom } from '../features/chat/dist/client.js'
import { connect } from '../packages/client/dist/node/index.js'
import { inspectorPictures } from './pictures/inspector.mjs'

const images = fileURLToPath(new URL('../docs/images/', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'parley-pictures-'))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
})
const looks = {
  light: { width: 1280, height: 800, colorScheme: 'light', locale: 'en-US' },
  dark: { width: 1280, height: 800, colorScheme: 'dark', locale: 'en-US' },
  phone: { width: 390, height: 844, colorScheme: 'light', locale: 'en-US' },
  korean: { width: 390, height: 844, colorScheme: 'dark', locale: 'ko-KR' },
}
if (process.argv[2] === 'inspector') {
  await inspectorPictures(browser, looks, images, folder)
  await browser.close()
  rmSync(folder, { recursive: true })
  process.exit()
}

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

/** What is said in the pictures of shop and desk. */
const support = {
  'en-US': {
    asked: [
      'Does the Dawn mug go into the dishwasher?',
      'Do you send to Iceland?',
      'My lamp flickers. Can I bring it back?',
    ],
    said: [
      'Hello! It does, ours go in every day.',
      'And the microwave?',
      'That too. Only the saucer of the pot should stay out.',
    ],
    note: 'Asked for the third time this week: let us write it on the page.',
    writes: 'Wonderful, then',
  },
  'ko-KR': {
    asked: [
      '새벽 머그잔은 식기세척기에 넣어도 되나요?',
      '제주도에도 보내 주시나요?',
      '독서등이 깜빡거려요. 교환할 수 있을까요?',
    ],
    said: [
      '안녕하세요! 네, 저희도 매일 넣어요.',
      '전자레인지도 괜찮을까요?',
      '그것도 괜찮아요. 토분 받침만 넣지 마세요.',
    ],
    note: '이번 주에만 세 번째 질문이에요. 상품 설명에 적어 둡시다.',
    writes: '잘됐네요. 그러면',
  },
}

/** Shop and desk as two windows have them, in one look, on a server of their own. */
async function supportIn(look, { width, height, ...rest }) {
  const says = support[rest.locale]
  const data = path.join(folder, `${look}.db`)
  const { url, stop } = await start({ ...address, data, demo: false })
  const open = async (path, key) => {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2, ...rest })
    const page = await context.newPage()
    // So that customers have names.
    await page.addInitScript(
      (guest) => sessionStorage.setItem('parley-guest', guest),
      `${key}-${look}-0123456789abcdef`,
    )
    await page.goto(`${url}${path}`)
    return page
  }
  const picture = (page, name) =>
    page.screenshot({ path: path.join(images, `inquiry-${name}-${look}.png`), animations: 'disabled' })
  const customers = []
  for (const asked of says.asked) {
    const page = await open('/shop/', `customer${customers.length}`)
    await page.locator('parley-inquiry .launcher').click()
    const form = page.locator('parley-inquiry-ask form')
    await form.locator('textarea').fill(asked)
    await form.locator('[part~=send]').click()
    await page.locator('parley-inquiry [part~=log]').getByText(asked).waitFor()
    await page.locator('parley-inquiry [part~=waiting]').waitFor()
    customers.push(page)
  }
  const [customer] = customers
  const desk = await open('/desk/', 'agent')
  await desk.locator('.kinds button').first().click()
  const rows = desk.locator('parley-inquiry-list [part~=row]')
  await rows.nth(says.asked.length - 1).waitFor()
  const composer = desk.locator('parley-inquiry-composer textarea')
  await rows.filter({ hasText: says.asked[0] }).locator('[part~=take]').click()
  await composer.waitFor()
  const thread = customer.locator('parley-inquiry [part~=log]')
  for (const [index, text] of says.said.entries()) {
    if (index % 2 === 0) {
      await composer.fill(text)
      await desk.keyboard.press('Enter')
    } else {
      await customer.locator('parley-inquiry-writer textarea').fill(text)
      await customer.keyboard.press('Enter')
    }
    await thread.getByText(text).waitFor()
    await desk.locator('parley-inquiry-conversation [part~=entry]').filter({ hasText: text }).waitFor()
  }
  await desk.locator('parley-inquiry-conversation [part~=mode]').nth(1).click()
  await composer.fill(says.note)
  await desk.keyboard.press('Enter')
  await desk.locator('[part~=entry-note]').waitFor()
  await desk.locator('parley-inquiry-conversation [part~=mode]').first().click()
  await customer.locator('parley-inquiry-writer textarea').pressSequentially(says.writes, { delay: 20 })
  await desk.locator('parley-inquiry-conversation [part~=typing]').waitFor()
  await desk.locator('parley-inquiry-desk .toast:not([hidden])').waitFor({ state: 'detached' })
  await picture(desk, 'desk')
  await picture(customer, 'widget')
  if (width < 600) {
    await desk.locator('parley-inquiry-conversation [part~=back]').click()
    await desk.locator('parley-inquiry-list [role=tab]').nth(1).click()
    await rows.first().waitFor()
    await picture(desk, 'queue')
  }
  for (const page of [desk, ...customers]) await page.context().close()
  await stop()
}
for (const [look, how] of Object.entries(looks)) await supportIn(look, how)

/** The living market as somebody sees it who bids for something and waits. */
async function marketIn(look, { width, height, ...rest }) {
  const { url, stop } = await start({
    ...address,
    data: path.join(folder, `market-${look}.db`),
    demo: false,
    bots: true,
  })
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2, ...rest })
  const page = await context.newPage()
  await page.goto(`${url}/trading/`)
  const rows = page.locator('parley-trading-book tbody button')
  const isWide = width > 600
  if (isWide) {
    await rows.nth(20).waitFor()
    const ticket = page.locator('parley-trading-ticket')
    await rows.nth(18).click()
    await ticket.locator('#quantity').fill('0.05')
    await ticket.locator('[part~=send]').click()
    await page.locator('parley-trading-account tbody tr').first().waitFor()
  } else await page.locator('parley-trading-chart canvas').first().waitFor()
  await page.screenshot({ path: path.join(images, `trading-${look}.png`), animations: 'disabled' })
  await context.close()
  await stop()
}
for (const [look, how] of Object.entries(looks)) await marketIn(look, how)
await inspectorPictures(browser, looks, images, folder)

await browser.close()
for (const connection of connections) connection.close()
await stop()
rmSync(folder, { recursive: true })
