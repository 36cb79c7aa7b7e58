// Chat and notifications on one server: what happens in a room reaches inboxes, and what leaves the page.
import http from 'node:http'
import { chatRoom } from '@parley/chat/client'
import { chat } from '@parley/chat/server'
import { connect } from '@parley/client'
import { type Delivery, notifications, type Way } from '@parley/notifications/server'
import { attach } from '@parley/server'
import { memoryStore } from '@parley/testkit'
import { expect, onTestFinished, test } from 'vitest'
import { describeInbox } from '../../features/notifications/src/client/description.ts'
import { listen, stop } from '../../packages/server/test/serve.ts'

const key = 'the-key-of-a-program'

async function town() {
  const sent: Delivery[] = []
  const way: Way = {
    ...{ name: 'bird', title: 'By bird' },
    send: async (delivery) => {
      sent.push(delivery)
      return { status: 'sent' }
    },
  }
  const errors: string[] = []
  const server = http.createServer()
  const parley = attach(server, {
    features: [
      chat({ files: false }),
      notifications({ ways: [way], categories: { news: {} }, keys: [{ key, categories: ['news'] }] }),
    ],
    store: memoryStore(),
    authenticate: ({ headers, url = '' }) => {
      const id = headers['x-user'] ?? new URL(url, 'http://localhost').searchParams.get('as')
      return typeof id === 'string' ? { id, name: `Name of ${id}` } : undefined
    },
    drainOnSigterm: false,
    log: { info() {}, warn() {}, error: (message) => void errors.push(message) },
  })
  const origin = `http://127.0.0.1:${await listen(server)}/parley`
  onTestFinished(async () => {
    await parley.close()
    await stop(server)
  })
  const post = (address: string, body: object, headers: Record<string, string>) =>
    fetch(`${origin}/${address}`, { method: 'POST', body: JSON.stringify(body), headers })
  const say = async (user: string, body: object) => {
    expect((await post('chat/rooms/general/messages', body, { 'x-user': user })).status).toBe(201)
  }
  const connectAs = (user: string) => {
    const connection = connect(`${origin.replace('http', 'ws')}?as=${user}`)
    onTestFinished(() => connection.close())
    return connection
  }
  const inboxOf = async (user: string) => {
    const inbox = connectAs(user).open(describeInbox, user)
    await expect.poll(() => inbox.status).toBe('open')
    return inbox
  }
  return { parley, post, say, connectAs, inboxOf, sent, errors }
}

test('a mention in a room is in the inbox of whom it names, and goes beyond the page', async () => {
  const { parley, say, inboxOf, sent, errors } = await town()
  const inbox = await inboxOf('ana')
  await say('ana', { text: 'Hello' })
  for (const user of ['ben', 'cho']) await say(user, { text: 'Look', mentions: { people: ['ana'] } })
  await expect
    .poll(() => inbox.state.recent)
    .toMatchObject([
      {
        category: 'chat/mention',
        actors: [
          { id: 'cho', name: 'Name of cho' },
          { id: 'ben', name: 'Name of ben' },
        ],
        count: 2,
        body: 'Look',
      },
    ])
  await expect
    .poll(() => sent.map(({ user, title }) => [user, title]))
    .toEqual([
      ['ana', 'Name of ben mentioned you in general'],
      ['ana', 'Name of cho and Name of ben mentioned you in general'],
    ])
  await expect
    .poll(async () => (await parley.notifications.deliveries('ana')).map(({ status }) => status))
    .toHaveLength(4)
  expect(errors).toEqual([])
})

test('what people wrote is never filled in, be it the title of a room or a message', async () => {
  const { say, connectAs, inboxOf, sent } = await town()
  const inbox = await inboxOf('ana')
  const room = connectAs('ana').open(chatRoom, 'general', 'room')
  await room.commands.create({ kind: 'public', title: '{count} of {actors}' })
  await say('ben', { text: 'Look, {actors}: {count}', mentions: { people: ['ana'] } })
  await expect.poll(() => inbox.state.recent[0]?.body).toBe('Look, {actors}: {count}')
  await expect
    .poll(() => sent.map(({ title, body }) => [title, body]))
    .toEqual([['Name of ben mentioned you in {count} of {actors}', 'Look, {actors}: {count}']])
})

test('its categories are those of the chat and of the app, and the app tells people by notify and over HTTP', async () => {
  const { parley, post, inboxOf, errors } = await town()
  const inbox = await inboxOf('ana')
  const names = ['chat/direct', 'chat/invite', 'chat/mention', 'chat/reply', 'news']
  expect(Object.keys(inbox.state.categories).toSorted()).toEqual(names)
  await parley.notify('ana', { category: 'news', title: 'From the app' })
  const body = { to: 'ana', category: 'news', title: 'From a program' }
  const answer = await post('notifications/send', body, { authorization: `Bearer ${key}` })
  expect([answer.status, await answer.json()]).toEqual([200, { id: expect.any(String), offset: expect.any(Number) }])
  expect((await post('notifications/send', body, { authorization: 'Bearer another' })).status).toBe(401)
  const large = { ...body, body: 'x'.repeat(1_000_000) }
  expect((await post('notifications/send', large, { authorization: `Bearer ${key}` })).status).toBe(413)
  await expect.poll(() => inbox.state.recent.map(({ title }) => title)).toEqual(['From a program', 'From the app'])
  expect(errors).toEqual([])
})

test('without the feature there is nothing to notify by', () => {
  const parley = attach(http.createServer(), {
    features: [chat({ files: false })],
    store: memoryStore(),
    drainOnSigterm: false,
  })
  onTestFinished(() => parley.close())
  // @ts-expect-error
  expect(parley.notify).toBeUndefined()
})
