import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newDataFile, spawnServer, startProgram } from '../test/spawn-server.ts'

const program = path.join(import.meta.dirname, 'client-node/chat.js')
const server = path.join(import.meta.dirname, 'node-http/server.js')

test('two programs talk, and a third hears what was said before', async () => {
  const { url } = await spawnServer(server)
  const ana = startProgram(program, { args: [url] })
  const minsu = startProgram(program, { args: [url] })
  await ana.printed(/\(live\)/)
  await minsu.printed(/\(live\)/)

  ana.write('Can you hear me?\n')
  await minsu.printed(/^.+: Can you hear me\?$/m)
  minsu.write('네, 잘 들려요\n')
  await ana.printed(/^.+: 네, 잘 들려요$/m)

  const late = startProgram(program, { args: [url] })
  await late.printed(/^.+: Can you hear me\?\n.+: 네, 잘 들려요$/m)
  expect(await late.kill('SIGTERM')).toEqual({ code: null, signal: 'SIGTERM' })
  expect(ana.stdout.match(/Can you hear me/g)).toHaveLength(1)
})

test('comes back by itself, and sends then what was written meanwhile, once', async () => {
  const env = { PARLEY_DATA: newDataFile() }
  const first = await spawnServer(server, { env })
  const ana = startProgram(program, { args: [first.url] })
  await ana.printed(/\(live\)/)

  await first.kill('SIGTERM')
  await ana.printed(/\(waiting\)/)
  ana.write('Written while the server was away\n')
  await spawnServer(server, { env: { ...env, PORT: new URL(first.url).port } })

  await ana.printed(/^.+: Written while the server was away$/m)
  expect(ana.stdout.match(/Written while/g)).toHaveLength(1)
})

test('says why there is no connection', async () => {
  const gone = await spawnServer(server)
  await gone.kill('SIGTERM')

  const ana = startProgram(program, { args: [gone.url] })

  await ana.printed(/\(waiting\) No connection to ws:\/\/localhost:\d+\/parley could be made: .*ECONNREFUSED/)
})

test('says why a line was not taken, and goes on', async () => {
  const { url } = await spawnServer(server)
  const ana = startProgram(program, { args: [url] })

  ana.write('\nbut this\n')

  await ana.printed(/A message needs some text\./)
  await ana.printed(/^.+: but this$/m)
})

test('needs fifteen lines', () => {
  expect(readFileSync(program, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(15)
})
