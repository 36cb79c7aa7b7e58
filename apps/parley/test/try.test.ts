// The site's own feature: people send themselves what a notification can be, and play agents at the demo desk.
import { connect } from '@parley/client'
import { DeskModel, describeDesk, describeQueue } from '@parley/inquiry/client'
import { describeInbox, InboxModel } from '@parley/notifications/client'
import { expect, onTestFinished, test } from 'vitest'
import { newDataFile } from '../../../test/spawn-server.ts'
import { readOptions } from '../src/cli/options.ts'
import { start } from '../src/cli/start.ts'
import { tryKinds } from '../src/cli/try/kinds.ts'

const key = (name: string) => `${name}-0123456789abcdef`

async function serve(data = newDataFile()) {
  const parsed = readOptions(['start', '--port', '0', '--data', data], {})
  if (parsed.kind !== 'start') throw new Error(JSON.stringify(parsed))
  const { url, stop } = await start(parsed.options)
  onTestFinished(stop)
  const press = (kind: string, name: string, method = 'POST', headers = {}) =>
    fetch(`${url}/parley/try/${kind}`, { method, headers: { authorization: `Guest ${key(name)}`, ...headers } })
  const inboxOf = async (name: string) => {
    const connection = connect(url, { guest: { key: key(name) } })
    onTestFinished(() => connection.close())
    await expect.poll(() => connection.user?.id).toBeDefined()
    const inbox = new InboxModel(connection.open(describeInbox, connection.user?.id ?? ''))
    await expect.poll(() => inbox.isReady).toBe(true)
    return inbox
  }
  return { url, press, inboxOf, stop }
}

test('each kind comes to whoever sends it, and to nobody else', async () => {
  const { press, inboxOf } = await serve()
  const [ana, ben] = [await inboxOf('ana'), await inboxOf('ben')]
  for (const kind of tryKinds) expect((await press(kind, 'ana')).status, kind).toBe(200)
  // The digest waits for its window to close.
  await expect.poll(() => ana.counts.unread, { timeout: 10_000 }).toBe(8)
  const { items } = ana.list({ tab: 'all' })
  const contents = items.map(({ content }) => content)
  expect(contents.find(({ key }) => key === 'try/photo')).toMatchObject({ count: 4, actorCount: 4 })
  expect(contents.find(({ category }) => category === 'try/comments')?.lines).toHaveLength(3)
  expect(contents.find(({ category }) => category === 'try/security')).toBeDefined()
  expect(contents.filter((content) => content.private)).toHaveLength(1)
  expect(contents.filter(({ actions = [] }) => actions.length > 0)).toHaveLength(1)
  expect(ben.counts.unread).toBe(0)
})

test('what is sent again under the same key comes once, all of it', async () => {
  const { press, inboxOf } = await serve()
  const ana = await inboxOf('ana')
  for (const kind of ['group', 'expiring', 'group', 'expiring'])
    expect((await press(kind, 'ana', 'POST', { 'idempotency-key': 'one' })).status).toBe(200)
  await press('plain', 'ana')
  await expect.poll(() => ana.counts.unread).toBe(3)
  const { items } = ana.list({ tab: 'all' })
  expect(items.find(({ content }) => content.key === 'try/photo')?.content).toMatchObject({ count: 4 })
  const odd = await press('plain', 'ana', 'POST', { 'idempotency-key': 'a b' })
  expect([odd.status, await odd.json()]).toMatchObject([400, { code: 'try/key' }])
})

test('only what there is may be sent, only by POST, and only by somebody', async () => {
  const { url, press } = await serve()
  const unknown = await press('anything', 'ana')
  expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'try/unknown-kind' }])
  expect((await press('constructor', 'ana')).status).toBe(404)
  expect((await press('plain', 'ana', 'GET')).status).toBe(405)
  const nobody = await fetch(`${url}/parley/try/plain`, { method: 'POST' })
  expect([nobody.status, await nobody.json()]).toMatchObject([401, { code: 'unauthenticated' }])
})

test('whoever presses too fast is told when to come again, and others are not held up', async () => {
  const { press } = await serve()
  const answers = await Promise.all(Array.from({ length: 20 }, () => press('plain', 'ana')))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused[0]?.json()).toMatchObject({ code: 'too-fast', retryAfterMs: expect.any(Number) })
  expect((await press('plain', 'ben')).status).toBe(200)
})

/** Somebody with the desk open, as far as he may. */
async function deskOf(url: string, guest: string, name = guest) {
  const connection = connect(url, { guest: { key: key(guest), name } })
  onTestFinished(() => connection.close())
  const openQueue = (team: string) => connection.open(describeQueue, team)
  const desk = new DeskModel(connection.open(describeDesk, 'main', 'desk'), openQueue)
  await expect.poll(() => desk.isReady || desk.refusal?.code).toBeTruthy()
  return desk
}

test('an agent of the demo desk is who has said so by its button, and nobody by his name', async () => {
  const { url, press } = await serve()
  const played = await press('agents/ada', 'ana')
  expect([played.status, await played.json()]).toEqual([200, { as: 'ada', name: 'Ada (demo)' }])
  expect((await deskOf(url, 'ana')).you).toMatchObject({ role: 'agent', teams: ['support', 'billing'] })
  for (const name of ['Ada (demo)', 'ada']) expect((await deskOf(url, 'ben', name)).refusal?.code).toBe('not-allowed')
  expect(await (await press('agents', 'ben', 'GET')).json()).toEqual({})
})

test('each plays one of them for good, and two of the same are told apart by their names', async () => {
  const { press } = await serve()
  await press('agents/ada', 'ana')
  expect(await (await press('agents/linus', 'ana')).json()).toEqual({ as: 'ada', name: 'Ada (demo)' })
  expect(await (await press('agents/ada', 'ben')).json()).toEqual({ as: 'ada', name: 'Ada 2 (demo)' })
  expect(await (await press('agents', 'ben', 'GET')).json()).toEqual({ as: 'ada', name: 'Ada 2 (demo)' })
})

test('only whom there is to play may be played, by POST, and by somebody', async () => {
  const { url, press } = await serve()
  const unknown = await press('agents/constructor', 'ana')
  expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'try/unknown-agent' }])
  expect((await press('agents/ada', 'ana', 'GET')).status).toBe(405)
  expect((await press('agents', 'ana')).status).toBe(405)
  expect((await fetch(`${url}/parley/try/agents/ada`, { method: 'POST' })).status).toBe(401)
})

test('the desk begins with canned replies, which agents change as they like, and knows its agents after a start', async () => {
  const data = newDataFile()
  const { url, press, stop } = await serve(data)
  await press('agents/ada', 'ana')
  const desk = await deskOf(url, 'ana')
  const titles = () => Object.values(desk.desk.replies).map(({ title }) => title)
  await expect.poll(titles).toContain('Shipping')
  await desk.decide.removeReply({ id: 'shipping' })
  await press('agents/grace', 'ben')
  expect(titles()).not.toContain('Shipping')
  await stop()
  const again = await serve(data)
  // Who played is read from the data, beside the first requests.
  const whoAmI = async () => (await again.press('agents', 'ana', 'GET')).json()
  await expect.poll(whoAmI).toEqual({ as: 'ada', name: 'Ada (demo)' })
  expect((await deskOf(again.url, 'ana')).you).toMatchObject({ role: 'agent' })
})
