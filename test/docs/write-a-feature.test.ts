import { expect, it, onTestFinished } from 'vitest'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { spawnServer, startProgram } from '../spawn-server.ts'
import { projectWith } from './in-a-folder.ts'
import { filesOf } from './read-docs.ts'

const guide = 'docs/guides/write-a-feature.md'
const said = 'poll/no-such-option There are 2 options.\nWhere do we eat? 0:1\n'

it('the program of the guide asks, votes, is refused, and prints what the guide says', async () => {
  const folder = projectWith(filesOf(guide))
  const server = await spawnServer('server.js', { cwd: folder })
  const program = startProgram('ask.js', { cwd: folder, env: { URL: server.url } })
  expect(await program.ended).toEqual({ code: 0, signal: null })
  expect({ said: program.stdout, complaints: program.stderr }).toEqual({ said, complaints: '' })
})

it('the test of the guide passes, and fails where a vote counts twice', async () => {
  const files = filesOf(guide)
  const run = async (poll: string) =>
    (await startProgram('poll.test.js', { cwd: projectWith(new Map([...files, ['poll.js', poll]])) }).ended).code
  const poll = files.get('poll.js') ?? ''
  const twice = poll.replace(
    "[{ type: 'voted'",
    "[{ type: 'voted', data: { by: actor.id, from, to: option } }, { type: 'voted'",
  )
  expect(twice).not.toBe(poll)
  expect([await run(poll), await run(twice)]).toEqual([0, 1])
})

describeWithChromium('the page of the guide', () => {
  it('shows the question that comes in, counts votes, and never says who', async () => {
    const folder = projectWith(filesOf(guide))
    const server = await spawnServer('server.js', { cwd: folder })
    const browser = await launchChromium()
    onTestFinished(() => browser.close())
    const page = await browser.newPage()
    const frames: string[] = []
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
    await page.goto(server.url)
    await page.getByRole('heading', { name: 'Nothing has been asked yet' }).waitFor()
    await startProgram('ask.js', { cwd: folder, env: { URL: server.url } }).ended
    await page.getByRole('button', { name: 'Pizza: 1' }).waitFor()
    await page.getByRole('button', { name: 'Noodles: 0' }).click()
    await page.getByRole('button', { name: 'Noodles: 1' }).waitFor()
    await page.getByRole('button', { name: 'Pizza: 1' }).click()
    await page.getByRole('button', { name: 'Pizza: 2' }).waitFor()
    const shown = frames.filter((frame) => frame.includes('"events"') || frame.includes('"opened"'))
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.join('')).not.toContain('guest-')
  })
})
