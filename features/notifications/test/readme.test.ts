import { readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'
import { type Attached, attach } from '@parley/server'
import { memoryStore } from '@parley/testkit'
import { expect, it, onTestFinished } from 'vitest'
import { type InboxConfig, type InboxOptions, inboxConfig } from '../src/options.ts'
import { email, type NotificationsApi, notifications, type Way, webPush } from '../src/server.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code)

/** Runs the block that holds `words`, without its imports, with these names; answers with what `result` names. */
function run(words: string, names: { readonly [name: string]: unknown }, result = 'undefined'): Promise<unknown> {
  const code = blocks.find((block) => block.includes(words))?.replace(/^import .*$/gm, '')
  if (code === undefined) throw new Error(`No block of README.md has ${words}.`)
  const body = `return (async () => { ${code}\n; return ${result} })()`
  return new Function(...Object.keys(names), body)(...Object.values(names))
}

it('README.md: its categories are taken', async () => {
  let book: InboxConfig['categories'] | undefined
  const ways = ['push', 'email'].map((name) => ({ name, title: name }))
  await run('comments:', {
    ways,
    notifications: (options: InboxOptions) => {
      book = inboxConfig(options).categories
    },
  })
  expect(book?.names).toEqual(['comments', 'orders', 'alarms'])
})

it('README.md: its server starts and tells ana', async () => {
  const server = http.createServer()
  const attachHere: typeof attach = (to, options) =>
    attach(to, { ...options, store: memoryStore(), drainOnSigterm: false })
  const names = {
    ...{ attach: attachHere, server, email, notifications, webPush, addressOf: () => undefined },
    chat: () => ({ name: 'chat', channels: [] }),
    process: { env: { SMTP_URL: 'smtp://127.0.0.1:1' } },
  }
  const parley = (await run('parley.notify', names, 'parley')) as Attached & NotificationsApi
  onTestFinished(() => parley.close())
  const lines = await parley.notifications.deliveries('ana')
  expect(lines.map(({ way, status }) => [way, status])).toEqual([
    ['email', 'delayed'],
    ['push', 'not-sent'],
  ])
})

it('README.md: its way of its own is taken', async () => {
  const sms = (await run('const sms', {}, 'sms')) as Way
  expect(notifications({ ways: [sms] }).name).toBe('notifications')
})

it('README.md: it names every code of wrong options, and every one of HTTP', () => {
  const src = new URL('../src/', import.meta.url)
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name))
  const sources = files.map((name) => readFileSync(new URL(name, src), 'utf8')).join('\n')
  const codes = new Set(sources.match(/ERR_NOTIFICATIONS_[A-Z]+/g))
  expect(codes.size).toBeGreaterThan(8)
  expect([...codes].filter((code) => !readme.includes(code))).toEqual([])
  const endpoint = readFileSync(new URL('http/send-endpoint.ts', src), 'utf8')
  // These two are said by what all features share.
  const shared = [
    ['wrongMethod', '405', 'notifications/method'],
    ['nobody', '401', 'unauthenticated'],
  ]
  for (const [name] of shared) expect(endpoint).toContain(`${name}(`)
  const answers = [...endpoint.matchAll(/no\((\d{3}), '([^']+)'/g), ...shared]
  expect(answers.length).toBeGreaterThan(8)
  for (const [, status, code] of answers) expect(readme).toMatch(new RegExp(`\\| ${status} +\\| \`${code}\``))
})

it('README.md: it says the limits and their defaults', () => {
  for (const [name, limit] of Object.entries(inboxConfig().limits)) {
    expect(readme, name).toContain(`\`${name}\``)
    expect(readme, name).toMatch(new RegExp(`\`${name}\`[^\\n]*\\| [^|]*\\b${limit}\\b`))
  }
})
