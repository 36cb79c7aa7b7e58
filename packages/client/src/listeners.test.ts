import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import { Listeners } from './listeners.ts'
import { ScriptedServer } from './testing/scripted-server.ts'

test('all hear the same order, also of what one of them brings about', () => {
  const listeners = new Listeners<[string]>(() => {})
  const heard: string[][] = [[], []]
  listeners.add((word) => {
    heard[0]!.push(word)
    if (word === 'one') listeners.tell('two')
  })
  listeners.add((word) => heard[1]!.push(word))
  listeners.tell('one')
  expect(heard).toEqual([
    ['one', 'two'],
    ['one', 'two'],
  ])
})

test('one that throws is reported and keeps nobody from hearing, now or later', () => {
  const reports: unknown[] = []
  const listeners = new Listeners<[string]>((fault) => reports.push(fault))
  const heard: string[] = []
  listeners.add((word) => {
    throw new Error(word)
  })
  listeners.add((word) => heard.push(word))
  listeners.tell('one')
  listeners.tell('two')
  expect(heard).toEqual(['one', 'two'])
  expect(reports).toEqual([new Error('one'), new Error('two')])
})

test('one that is taken off, or added, while others are told hears what comes from then on', () => {
  const listeners = new Listeners<[string]>(() => {})
  const heard: string[] = []
  listeners.add((word) => {
    if (word !== 'one') return
    end()
    listeners.add((word) => heard.push(`added ${word}`))
  })
  const end = listeners.add((word) => heard.push(`ended ${word}`))
  listeners.tell('one')
  listeners.tell('two')
  expect(heard).toEqual(['added two'])
})

test('the status told last is the one that holds, whoever closes the connection while hearing of another', async () => {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana') })
  const shown: string[] = []
  connection.onStatus(({ state }) => {
    if (state === 'waiting') connection.close()
  })
  connection.onStatus(({ state }) => shown.push(state))
  await clock.advance(10)
  network.cut()
  await clock.advance(10)
  expect(shown).toEqual(['live', 'waiting', 'closed'])
})
