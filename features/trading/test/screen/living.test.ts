import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithChromium } from '../../../../test/chromium.ts'
import { DemoBrowser, violations } from '../../../../test/demo-browser.ts'
import type { FakeConnection } from '../../demo/fake-client.ts'
import { others, ready, wide } from './page.ts'

declare const window: { readonly fake: FakeConnection }

describeWithChromium('the controls of a simulated market', () => {
  let demo: DemoBrowser

  beforeAll(async () => {
    demo = await DemoBrowser.launch(new URL('../../demo/screen/', import.meta.url))
  })
  afterAll(() => demo?.close())

  async function steered(you: object | undefined) {
    const page = await ready(await demo.open('busy', wide))
    await page.evaluate((you) => {
      const markets = [...window.fake.handles].find(({ view }) => view === 'markets')!
      Object.assign(markets, { you })
      Object.assign(markets.state, { living: { scenario: 'calm', paused: false, speed: 1 } })
    }, you)
    await others(page, 'buy', 10, -10)
    return page
  }

  test('are there for those whom the exchange lets, and ask for what is chosen', async () => {
    const page = await steered({ steers: true })
    const controls = page.getByRole('group', { name: 'Simulated market' })
    await controls.getByRole('combobox', { name: 'Scenario' }).selectOption('Flash crash')
    await controls.getByRole('combobox', { name: 'Speed' }).selectOption('5×')
    await controls.getByRole('button', { name: 'Pause' }).click()
    const asked = () =>
      page.evaluate(() => window.fake.exchange.asked.filter(({ name }) => name === 'living').map(({ input }) => input))
    await expect.poll(asked).toEqual([{ scenario: 'flash-crash' }, { speed: 5 }, { paused: true }])
    expect(await violations(page)).toEqual([])
  })

  test('say why something is refused, and what is so', async () => {
    const page = await steered({ steers: true })
    const controls = page.getByRole('group', { name: 'Simulated market' })
    const scenario = controls.getByRole('combobox', { name: 'Scenario' })
    await scenario.selectOption('Rally')
    await controls.getByText('Not done.').waitFor()
    await expect.poll(() => scenario.inputValue()).toBe('calm')
  })

  test('are not there for anybody else', async () => {
    const page = await steered(undefined)
    await expect.poll(() => page.getByText('Simulated market').count()).toBe(0)
  })
})
