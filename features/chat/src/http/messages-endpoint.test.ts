import { describe, expect, test } from 'vitest'
import { HttpStage } from '../../test/http/http-stage.ts'
import type { Message } from '../contract/index.ts'

const refused = (status: number, code: string) =>
  expect.objectContaining({ status, json: expect.objectContaining({ code }) })
const texts = ({ json }: { readonly json: { readonly messages?: unknown } }) =>
  (json.messages as readonly Message[]).map(({ text }) => text)

describe('posting', () => {
  test('answers with id and offset, and the same id again is the same message', async () => {
    const stage = await HttpStage.open()
    const first = await stage.post('ana', 'general', { id: 'a-1', text: 'Hello' })
    expect(first).toMatchObject({ status: 201, json: { id: 'a-1', offset: 3 } })
    expect(await stage.post('ana', 'general', { id: 'a-1', text: 'Hello' })).toMatchObject({
      status: 201,
      json: { offset: 3 },
    })
    const both = [1, 2].map(() => stage.post('ana', 'general', { id: 'a-2', text: 'At once' }))
    expect(new Set((await Promise.all(both)).map(({ json }) => json.offset)).size).toBe(1)
    expect(texts(await stage.ask('ben', 'rooms/general/messages'))).toEqual(['At once', 'Hello'])
  })

  test('under another’s id is another message', async () => {
    const stage = await HttpStage.open()
    await stage.post('ana', 'general', { id: 'same', text: 'of ana' })
    await stage.post('ben', 'general', { id: 'same', text: 'of ben' })
    expect(texts(await stage.ask('ben', 'rooms/general/messages')).sort()).toEqual(['of ana', 'of ben'])
  })

  test('too soon in slow mode is 429 with the seconds to wait', async () => {
    const stage = await HttpStage.open()
    await stage.command('ana', 'general', 'create', { kind: 'public', title: 'Slow' })
    await stage.command('ana', 'general', 'update', { slowModeMs: 10_000 })
    expect((await stage.post('ben', 'general', { text: 'one' })).status).toBe(201)
    stage.now += 2500
    const second = await stage.post('ben', 'general', { text: 'two' })
    expect(second).toEqual(refused(429, 'chat/slow-mode'))
    expect([second.headers.get('retry-after'), second.json.retryAfterMs]).toEqual(['8', 7500])
    stage.now += 7500
    expect((await stage.post('ben', 'general', { text: 'two' })).status).toBe(201)
  })

  test.each<[string, object | string, number, string]>([
    [
      'a thousand mentions',
      { text: 'x', mentions: { people: Array.from({ length: 1000 }, (_, at) => `u${at}`) } },
      400,
      'invalid-input',
    ],
    ['too long a text', { text: 'x'.repeat(4001) }, 400, 'invalid-input'],
    ['a body of 1 MB', { text: 'x'.repeat(1_000_000) }, 413, 'chat/too-large'],
    ['nothing to be seen', { text: ' \u200b\n' }, 409, 'chat/empty'],
    ['no text', {}, 400, 'invalid-input'],
    ['a list', '[]', 400, 'bad-message'],
    ['null', 'null', 400, 'bad-message'],
    ['no JSON', '{"text"', 400, 'bad-message'],
    ['nothing', '', 400, 'bad-message'],
    ['an id that is none', { id: 'a b', text: 'x' }, 400, 'invalid-input'],
    ['an id that is a number', { id: 1, text: 'x' }, 400, 'invalid-input'],
    ['an answer to nothing', { text: 'x', reply: 77 }, 409, 'chat/no-message'],
  ])('%s is refused with its reason', async (_what, input, status, code) => {
    const stage = await HttpStage.open()
    expect(await stage.post('ana', 'general', input)).toEqual(refused(status, code))
    expect(stage.reports).toEqual([])
  })

  test('control characters are taken out, and fields that are none are not kept', async () => {
    const stage = await HttpStage.open()
    const text = 'a\u0000b\u0007\r\nc\u001b[31m'
    await stage.post(
      'ana',
      'general',
      JSON.stringify({ text, by: { id: 'boss' }, at: 1 }).replace('{', '{"__proto__":{"x":1},'),
    )
    const { json } = await stage.ask('ben', 'rooms/general/messages')
    const [message] = json.messages as readonly Message[]
    expect(message).toMatchObject({ text: 'ab\nc[31m', by: { id: 'ana' } })
  })
})

describe('reading', () => {
  test('goes back page by page without a hole, and finds words', async () => {
    const stage = await HttpStage.open()
    for (const text of ['one apple', 'two', 'three apples', 'four']) await stage.post('ana', 'general', { text })
    const first = await stage.ask('ben', 'rooms/general/messages?limit=3')
    expect(texts(first)).toEqual(['four', 'three apples', 'two'])
    expect(first.json.more).toBe(true)
    const { offset } = (first.json.messages as readonly Message[]).at(-1)!
    const second = await stage.ask('ben', `rooms/general/messages?limit=3&before=${offset}`)
    expect([texts(second), second.json.more]).toEqual([['one apple'], false])
    expect(texts(await stage.ask('ben', 'rooms/general/messages?search=apple'))).toContain('one apple')
  })

  test.each(['limit=0', 'limit=201', 'limit=x', 'limit=-1', 'limit=1e3', 'before=x', 'before=-1', 'before=1.5'])(
    '%s is refused with an example',
    async (query) => {
      const stage = await HttpStage.open()
      expect(await stage.ask('ana', `rooms/general/messages?${query}`)).toEqual(refused(400, 'bad-message'))
    },
  )

  test('of a deleted message shows that it was one, and no text', async () => {
    const stage = await HttpStage.open()
    const { json } = await stage.post('ana', 'general', { text: 'SECRET' })
    await stage.command('ana', 'general', 'delete', { offset: json.offset as number })
    const read = await stage.ask('ben', 'rooms/general/messages')
    expect(read.json.messages).toMatchObject([{ text: '', deleted: 'by-author' }])
    expect(JSON.stringify(read.json)).not.toContain('SECRET')
  })
})

test('who may not see a room gets, reading and posting, what he would get if there were none', async () => {
  const stage = await HttpStage.open()
  await stage.command('ana', 'p-secret', 'create', { kind: 'private', title: 'Secret' })
  await stage.command('system', 'dm-0', 'createDirect', {
    people: [
      { id: 'ana', name: 'Ana' },
      { id: 'ben', name: 'Ben' },
    ],
  })
  await stage.command('ana', 'general', 'create', { kind: 'public' })
  await stage.command('ana', 'general', 'ban', { user: { id: 'eve', name: 'Eve' } })
  for (const [hidden, none] of [
    ['p-secret', 'p-nobody'],
    ['dm-0', 'dm-1'],
    ['general', 'p-nobody'],
  ] as const) {
    for (const ask of [
      (room: string) => stage.ask('eve', `rooms/${room}/messages`),
      (room: string) => stage.ask('eve', `rooms/${room}/messages?search=x`),
      (room: string) => stage.post('eve', room, { text: 'x' }),
      (room: string) => stage.post('eve', room, { text: 'x', reply: 1 }),
    ]) {
      const [one, other] = [await ask(hidden), await ask(none)]
      expect(one).toEqual(refused(403, 'not-allowed'))
      expect(one.status).toBe(other.status)
      expect(JSON.stringify(one.json).replaceAll(hidden, none)).toBe(JSON.stringify(other.json))
      expect([...one.headers].join()).toBe([...other.headers].join())
    }
  }
})
