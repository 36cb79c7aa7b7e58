// The chat's HTTP through a real server: what the platform adds to it, and that the two fit.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chatRoom } from '@parley/chat/client'
import { type ChatOptions, chat } from '@parley/chat/server'
import { connect } from '@parley/client'
import { memoryStore } from '@parley/testkit'
import { expect, onTestFinished, test } from 'vitest'
import { serve } from '../../packages/server/test/serve.ts'

const png = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000003000000020806000000' +
    '9d74661a0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082',
  'hex',
)
const [ana, ben] = ['ana-0123456789abcdef', 'ben-0123456789abcdef']

async function serveChat(options: ChatOptions = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-chat-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const served = await serve({
    features: [chat({ ...options, files: { folder } })],
    store: memoryStore(),
    drainOnSigterm: false,
  })
  onTestFinished(() => served[Symbol.asyncDispose]())
  const ask = (address: string, authorization: string | undefined, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${served.port}/parley/chat/${address}`, {
      ...init,
      headers: { ...(authorization === undefined ? {} : { authorization }), ...init.headers },
    })
  const stored = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).length
  }
  return { ask, stored, served }
}

test('a guest sends a file, another fetches it, and it goes with its message', async () => {
  const { ask, stored, served } = await serveChat()
  const headers = { 'content-type': 'image/png' }
  const uploaded = await ask('files?room=general&name=cat.png', `Guest ${ana}`, { method: 'POST', body: png, headers })
  expect(uploaded.status).toBe(201)
  const { file } = (await uploaded.json()) as { file: { id: string } }
  const posted = await ask('rooms/general/messages', `Guest ${ana}`, {
    method: 'POST',
    body: JSON.stringify({ text: 'look', files: [file.id] }),
  })
  expect(posted.status).toBe(201)
  const { offset } = (await posted.json()) as { offset: number }

  const fetched = await ask(`files/${file.id}`, `Guest ${ben}`)
  expect(Object.fromEntries(fetched.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': expect.stringMatching(/^inline; filename="cat\.png"/),
    'cache-control': 'private, max-age=3600',
  })
  expect(Buffer.from(await fetched.arrayBuffer()).equals(png)).toBe(true)

  const connection = connect(`ws://127.0.0.1:${served.port}/parley`, { guest: { key: ana } })
  await connection.open(chatRoom, 'general').commands.delete({ offset })
  connection.close()
  expect((await ask(`files/${file.id}`, `Guest ${ben}`)).status).toBe(404)
  expect(await stored()).toBe(0)
  expect(served.log.errors).toEqual([])
})

test('pages of other origins neither send nor post', async () => {
  const { ask, stored } = await serveChat()
  const headers = { origin: 'https://elsewhere.example', 'content-type': 'text/plain' }
  for (const address of ['files?room=general&name=a', 'rooms/general/messages']) {
    expect((await ask(address, `Guest ${ana}`, { method: 'POST', body: '{"text":"x"}', headers })).status).toBe(403)
  }
  expect(await stored()).toBe(0)
  const { messages } = (await (await ask('rooms/general/messages', `Guest ${ana}`)).json()) as { messages: unknown[] }
  expect(messages).toEqual([])
})

test('a bot reads and posts with its key, and strangers do not', async () => {
  const key = 'a-key-of-a-weather-bot'
  const { ask } = await serveChat({ bots: [{ key, id: 'bot-weather', name: 'Weather' }] })
  const body = JSON.stringify({ id: 'w-1', text: 'It is sunny.' })
  const post = (authorization?: string) => ask('rooms/general/messages', authorization, { method: 'POST', body })
  expect([(await post(`Bearer ${key}`)).status, (await post(`Bearer ${key}`)).status]).toEqual([201, 201])
  expect([(await post()).status, (await post('Bearer another-key-that-is-none')).status]).toEqual([401, 401])
  const { messages } = (await (await ask('rooms/general/messages', `Bearer ${key}`)).json()) as { messages: unknown[] }
  expect(messages).toMatchObject([{ text: 'It is sunny.', by: { id: 'bot-weather', name: 'Weather' } }])
})
