// The guide of the handshake: what its programs print is what it says they print, and the inspector shows the same.
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { type Program, spawnServer, startProgram } from '../spawn-server.ts'
import { projectWith, writeFiles } from './in-a-folder.ts'
import { blocksOf, blockWith, filesOf, read, root } from './read-docs.ts'

const guide = 'docs/guides/handshake.md'
const files = filesOf(guide)
const accept = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='

async function run(file: string, options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<Program> {
  const program = startProgram(file, options)
  expect(await program.ended).toEqual({ code: 0, signal: null })
  return program
}

it('who asks by hand gets the answer that stands in the guide', async () => {
  const cwd = projectWith(files)
  const { url } = await spawnServer('server.js', { cwd })

  const { stdout } = await run('ask.js', { cwd, env: { URL: url } })

  expect(stdout.replaceAll('\r', '')).toBe(blockWith(guide, 'text', '101'))
  expect(await (await fetch(url)).text()).toBe('An ordinary answer\n')
})

it('five lines make the accept of the key', async () => {
  const { stdout } = await run('accept.js', { cwd: projectWith(files) })
  expect(stdout.trim()).toBe(accept)
  expect(read(guide)).toContain(`\`node accept.js\` prints \`${accept}\``)
  expect(files.get('accept.js')?.split('\n').filter(Boolean).length).toBeLessThanOrEqual(5)
})

it('a proxy that removes Upgrade is named, by the server that is behind it', async () => {
  const cwd = projectWith(files)
  const server = await spawnServer('server.js', { cwd })
  const proxy = await spawnServer('proxy.js', { cwd, env: { TARGET: server.url } })

  const { stdout } = await run('ask.js', { cwd, env: { URL: proxy.url } })

  expect(stdout).toMatch(/^HTTP\/1.1 426 Upgrade Required/)
  expect(stdout).toContain('"code":"handshake/proxy-stripped-upgrade"')
  expect(stdout).toMatch(/nginx.*Apache/)
  expect(await (await fetch(proxy.url)).text()).toBe('An ordinary answer\n')

  const [, command, address = ''] =
    /^node \.\.\/parley\/(\S+) doctor (\S+)$/m.exec(blockWith(guide, '', 'doctor')) ?? []
  const args = ['doctor', address.replace('ws://localhost:3001', proxy.socketUrl), '--lang', 'en']
  const doctor = startProgram(path.join(root, command ?? ''), { args })
  expect(await doctor.ended).toEqual({ code: 1, signal: null })
  expect(doctor.stdout).toContain('handshake/proxy-stripped-upgrade')
})

const waysToBreakIt: readonly [change: string, code: (ask: string) => string][] = [
  ['`/parley` → `/chat`', (ask) => ask.replace('/parley', '/chat')],
  ['`Sec-WebSocket-Version: 13` → `12`', (ask) => ask.replace('Version: 13', 'Version: 12')],
  ['`bm90IDE2IGJ5dGVz`', (ask) => ask.replace('dGhlIHNhbXBsZSBub25jZQ==', 'bm90IDE2IGJ5dGVz')],
  ["`'Origin: https://elsewhere.example'`", (ask) => ask.replace("'',", "'Origin: https://elsewhere.example', '',")],
]

it('each way to break it gets the answer and the code of its row', async () => {
  const rows = [...read(guide).matchAll(/^\| (.*\S) +\| (\d{3}) +\| `(handshake\/[\w-]+)` +\|$/gm)]
  expect(rows.length).toBe(waysToBreakIt.length)
  const cwd = projectWith(files)
  const { url } = await spawnServer('server.js', { cwd })
  const ask = files.get('ask.js') ?? ''
  const answers = waysToBreakIt.map(async ([change, broken], index) => {
    const [, , status, code] = rows.find(([, what]) => what?.includes(change)) ?? []
    expect(broken(ask)).not.toBe(ask)
    writeFiles(cwd, [[`ask-${index}.js`, broken(ask)]])
    const { stdout } = await run(`ask-${index}.js`, { cwd, env: { URL: url } })
    expect(stdout).toContain(`HTTP/1.1 ${status} `)
    expect(stdout).toContain(`"code":"${code}"`)
  })
  await Promise.all(answers)
})

it('the Korean guide has the same programs, answers and codes', () => {
  const korean = 'docs/guides/handshake.ko.md'
  expect(filesOf(korean)).toEqual(files)
  expect(blocksOf(korean, 'text')).toEqual(blocksOf(guide, 'text'))
  expect(blocksOf(korean, '')).toEqual(blocksOf(guide, ''))
  const named = (document: string) => [...read(document).matchAll(/`(handshake\/[\w-]+|[\w-]+: [\w-]+|\d{3})`/g)]
  expect(named(korean).map(String).sort()).toEqual(named(guide).map(String).sort())
})

describeWithChromium('the inspector that the guide opens', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  it('shows the attempt by hand with the accept, and the broken one without its headers', async () => {
    const cwd = projectWith(files)
    const server = await spawnServer('server.js', { cwd })
    const proxy = await spawnServer('proxy.js', { cwd, env: { TARGET: server.url } })
    await run('ask.js', { cwd, env: { URL: server.url } })
    await run('ask.js', { cwd, env: { URL: proxy.url } })

    const page = await browser.newPage({ locale: 'en' })
    await page.goto(`${server.url}/parley/inspect`)
    await page.getByText('handshake/proxy-stripped-upgrade').first().click()
    await page.getByText('Sec-WebSocket-Key').first().waitFor()
    expect(await page.getByText('Sec-WebSocket-Accept', { exact: true }).count()).toBe(0)
    await page.getByText('101').first().click()
    await page.getByText(accept).first().waitFor()
    await page.getByText('Try it').first().waitFor()
    await page.close()
  })
})
