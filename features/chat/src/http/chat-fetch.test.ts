import { describe, expect, test } from 'vitest'
import { HttpStage } from '../../test/http/http-stage.ts'
import { chat } from '../server.ts'

const key = 'a-key-of-a-weather-bot'
const bots = [
  { key: 'another-key-of-a-bot', id: 'bot-other', name: 'Other' },
  { key, id: 'bot-weather', name: 'Weather' },
]

describe('a bot', () => {
  test('with its key reads and posts under its own name, one id once', async () => {
    const stage = await HttpStage.open({ bots })
    await stage.post('ana', 'general', { text: '!weather' })
    const { json } = await stage.ask(`Bearer ${key}`, 'rooms/general/messages')
    expect(json.messages).toMatchObject([{ text: '!weather' }])
    for (let again = 0; again < 2; again++) {
      expect(await stage.post(`Bearer ${key}`, 'general', { id: 'w-1', text: 'Sunny' })).toMatchObject({
        status: 201,
        json: { id: 'w-1' },
      })
    }
    const after = await stage.ask('ana', 'rooms/general/messages')
    expect(after.json.messages).toMatchObject([
      { text: 'Sunny', by: { id: 'bot-weather', name: 'Weather' } },
      { text: '!weather' },
    ])
  })

  test.each([`Bearer ${key}x`, `Bearer ${key.slice(1)}`, 'Bearer', 'Bearer ', `Basic ${key}`, key])(
    '%j is nobody',
    async (authorization) => {
      const stage = await HttpStage.open({ bots })
      const answer = await stage.ask(undefined, 'rooms/general/messages', { headers: { authorization } })
      expect(answer).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="parley"')
    },
  )

  test.each([
    { key: 'short', id: 'bot', name: 'Bot' },
    { key: 'with a blank in the middle', id: 'bot', name: 'Bot' },
    { key, id: '', name: 'Bot' },
    { key, id: 'bot', name: '' },
  ])('%j is refused when the server starts', (bot) => {
    expect(() => chat({ bots: [bot] })).toThrow(expect.objectContaining({ code: 'ERR_CHAT_BOT' }))
  })

  test('without a key cannot be told from one with an undefined key', () => {
    const bot = { key: undefined as unknown as string, id: 'bot', name: 'Bot' }
    expect(() => chat({ bots: [bot] })).toThrow(expect.objectContaining({ code: 'ERR_CHAT_BOT' }))
  })

  test('shares neither key nor id with another', () => {
    const bot = { key, id: 'bot', name: 'Bot' }
    for (const other of [
      { ...bot, id: 'bot-2' },
      { ...bot, key: `${key}-2` },
    ])
      expect(() => chat({ bots: [bot, other] })).toThrow(expect.objectContaining({ code: 'ERR_CHAT_BOT' }))
  })
})

describe('an address', () => {
  test('of nobody is asked to sign in, whatever it asks for', async () => {
    const stage = await HttpStage.open()
    for (const [address, method] of [
      ['rooms', 'GET'],
      ['rooms/general/messages', 'GET'],
      ['rooms/general/messages', 'POST'],
      ['files?room=general', 'POST'],
    ] as const)
      expect(await stage.ask(undefined, address, method === 'POST' ? { method, body: '{}' } : {})).toMatchObject({
        status: 401,
      })
  })

  test('taken by a wrong method says the right ones', async () => {
    const stage = await HttpStage.open()
    for (const [address, method, allow] of [
      ['rooms', 'POST', 'GET'],
      ['rooms/general/messages', 'DELETE', 'GET, POST'],
      ['files', 'GET', 'POST'],
      [`files/${'0'.repeat(32)}`, 'DELETE', 'GET, HEAD'],
    ] as const) {
      const answer = await stage.ask('ana', address, { method })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
    }
  })

  test('that the chat does not have is the app’s', async () => {
    const stage = await HttpStage.open()
    for (const address of [
      '',
      'room',
      'rooms/General/messages',
      'rooms/a/messages/1',
      'rooms/a',
      `rooms/${'a'.repeat(65)}/messages`,
      'x/chat/roomsx',
    ])
      expect(await stage.fetch('ana', address), address).toBeUndefined()
  })

  test('of files says so where the server takes none', async () => {
    const stage = new HttpStage('', { files: false })
    expect(await stage.ask('ana', 'files?room=general', { method: 'POST', body: 'x' })).toMatchObject({
      status: 403,
      json: { code: 'chat/files-off' },
    })
    expect(await stage.fetch('ana', `files/${'0'.repeat(32)}`)).toBeUndefined()
  })
})

test('the list of rooms names public rooms and no others', async () => {
  const stage = await HttpStage.open()
  await stage.command('ana', 'lobby', 'create', { kind: 'public', title: 'Lobby', topic: 'Where all meet' })
  await stage.command('ana', 'p-secret', 'create', { kind: 'private', title: 'Secret' })
  const rooms = async (query = '') => (await stage.ask('ben', `rooms${query}`)).json.rooms
  await expect.poll(() => rooms()).toMatchObject([{ room: 'lobby', title: 'Lobby' }])
  expect(await rooms('?search=meet')).toMatchObject([{ room: 'lobby' }])
  expect(await rooms('?search=secret')).toEqual([])
})
