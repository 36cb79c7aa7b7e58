import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newDataFile, spawnServer, startProgram } from '../test/spawn-server.ts'

const bot = path.join(import.meta.dirname, 'bot/bot.js')
const program = path.join(import.meta.dirname, 'client-node/chat.js')
const server = path.join(import.meta.dirname, 'node-http/server.js')

test('answers who asks, once, and nobody else', { timeout: 120_000 }, async () => {
  const { url } = await spawnServer(server)
  const weather = startProgram(bot, { args: [url] })
  await weather.printed(/\(live\)/)
  const ana = startProgram(program, { args: [url] })
  await ana.printed(/\(live\)/)

  ana.write('What about the weather?\n!weather please\n')

  await ana.printed(/^Weather: It is (sunny|cloudy|rainy|snowy), .+\.$/m)
  ana.write('Thanks\n')
  await ana.printed(/: Thanks$/m)
  expect(ana.stdout.match(/^Weather: /gm)).toHaveLength(1)
})

// Nothing was ever said there before: the room is another one for those who come back.
test('answers what was asked while the server was away, once it is back', { timeout: 120_000 }, async () => {
  const env = { PARLEY_DATA: newDataFile() }
  const first = await spawnServer(server, { env })
  const weather = startProgram(bot, { args: [first.url] })
  await weather.printed(/\(live\)/)
  const ana = startProgram(program, { args: [first.url] })
  await ana.printed(/\(live\)/)

  await first.kill('SIGTERM')
  await ana.printed(/\(waiting\)/)
  ana.write('!weather\n')
  await spawnServer(server, { env: { ...env, PORT: new URL(first.url).port } })

  await ana.printed(/^Weather: It is /m)
})

test('needs fifteen lines', () => {
  expect(readFileSync(bot, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(15)
})
