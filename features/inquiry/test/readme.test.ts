import { readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'
import { type Attached, attach } from '@parley/server'
import { memoryStore } from '@parley/testkit'
import { expect, it } from 'vitest'
import { Receiver } from '../../../packages/outbound/test/receiver.ts'
import { doorEventTypes } from '../src/doors/event.ts'
import { rights } from '../src/http/keys.ts'
import { type Door, type InquiryApi, inquiry, type ReportLine, webhook } from '../src/server.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code)

/** Runs the block that holds `words`, without its imports, with these names; answers with what `result` names. */
function run(words: string, names: { readonly [name: string]: unknown }, result: string): Promise<unknown> {
  const code = blocks.find((block) => block.includes(words))?.replace(/^import .*$/gm, '')
  if (code === undefined) throw new Error(`No block of README.md has ${words}.`)
  return new Function(...Object.keys(names), `return (async () => { ${code}\n; return ${result} })()`)(
    ...Object.values(names),
  )
}

it('README.md: its server starts, and its API asks, answers and resolves', async () => {
  const server = http.createServer()
  const attachHere: typeof attach = (to, options) =>
    attach(to, { ...options, store: memoryStore(), drainOnSigterm: false })
  const env = {
    HOOK_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}`,
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_IN_KEY: 'the-key-of-mail-in',
  }
  await using receiver = await Receiver.open()
  const here: typeof webhook = (options) => webhook({ ...options, url: receiver.origin })
  const names = { attach: attachHere, server, inquiry, webhook: here, staff: new Map(), think: () => 'Hm.' }
  const parley = (await run('attach(', { ...names, process: { env } }, 'parley')) as Attached & InquiryApi
  const lines = (await run('inquiries.start', { parley }, 'lines')) as readonly ReportLine[]
  expect(lines).toEqual(expect.any(Array))
  const [today] = (await parley.inquiries.report()).filter(({ team }) => team === 'support')
  expect(today).toMatchObject({ opened: 1, resolved: 1 })
  await parley.close()
  expect(receiver.received.length).toBeGreaterThan(0)
})

it('README.md: its door of its own is taken', async () => {
  const crm = (await run('const crm', {}, 'crm')) as Door
  expect(inquiry({ doors: [crm] }).name).toBe('inquiry')
})

it('README.md: it names every code of wrong options, every answer of HTTP, every event and every right', () => {
  const src = new URL('../src/', import.meta.url)
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name))
  const sources = files.map((name) => readFileSync(new URL(name, src), 'utf8')).join('\n')
  const codes = new Set(sources.match(/ERR_INQUIRY_[A-Z]+/g))
  expect(codes.size).toBeGreaterThan(8)
  expect([...codes].filter((code) => !readme.includes(code))).toEqual([])
  const answers = [...sources.matchAll(/\bno\((\d{3}), '([^']+)'/g)]
  expect(answers.length).toBeGreaterThan(5)
  for (const [, status, code] of answers) expect(readme).toMatch(new RegExp(`\\| ${status} +\\| \`${code}\``))
  for (const type of doorEventTypes) expect(readme).toMatch(new RegExp(`\\| \`${type}\` +\\|`))
  for (const right of rights) expect(readme).toContain(`\`${right}\``)
})
