import { systemActor } from '@parley/channel'
import { describe, expect, test } from 'vitest'
import { inquiryId, user } from '../stage.ts'
import { Running, ScriptedDoor } from './running.ts'

const [ana, ben, alice] = [user('ana'), user('ben'), user('alice')]

describe('a door', () => {
  test('hears all of an inquiry, in its order', async () => {
    const door = new ScriptedDoor()
    const running = new Running({ doors: [door], teams: { support: { sla: { firstMs: 1_000 } }, billing: {} } })
    await running.start(ana, 'a', { text: 'Where is it?' })
    await running.advance(1_000)
    await running.take('alice', 'a')
    await running.reply('alice', 'a', 'On its way')
    await running.say(alice, 'a', 'note', { text: 'Internal' })
    await running.atDesk('alice', 'resolve', { inquiry: inquiryId('a') })
    await running.say(ana, 'a', 'rate', { score: 5 })
    await running.say(ana, 'a', 'write', { text: 'Still not' })
    expect(door.told).toEqual([
      ...['opened', 'message customer: Where is it?', 'breached', 'assigned', 'message agent: On its way'],
      ...['resolved', 'rated', 'message customer: Still not', 'reopened'],
    ])
    expect(new Set(door.sent.map(({ id }) => id)).size).toBe(door.sent.length)
    expect(door.sent[4]).toMatchObject({
      id: expect.stringMatching(/^inq_a0{15}_\d+$/),
      type: 'inquiry.message',
      inquiry: {
        ...{ id: inquiryId('a'), no: 1, subject: 'Where is it?', team: 'support', status: 'open' },
        ...{ customer: { id: 'ana', name: 'Name of ana', verified: true }, agent: { id: 'alice', name: 'Alice' } },
      },
      message: { kind: 'agent', by: { id: 'alice', name: 'Alice' }, text: 'On its way' },
    })
    expect(await running.queued()).toBe(0)
    expect(running.memory.reports).toEqual([])
  })

  test('hears only what it asks for', async () => {
    const doors = [
      new ScriptedDoor('few', { events: ['inquiry.resolved'] }),
      new ScriptedDoor('notes', { events: ['inquiry.message', 'inquiry.assigned'], tellsNotes: true }),
      new ScriptedDoor('nameless', { tellsCustomer: false }),
    ]
    const running = new Running({ doors, fields: [{ name: 'order', label: 'Order' }] })
    await running.start(ana, 'a', { answers: { order: '17' }, page: { url: 'https://shop/17' } })
    await running.take('alice', 'a')
    await running.say(alice, 'a', 'note', { text: 'Internal' })
    await running.atDesk('alice', 'resolve', { inquiry: inquiryId('a') })
    const [few, notes, nameless] = doors
    expect(few?.told).toEqual(['resolved'])
    expect(notes?.told).toEqual(['message customer: Question a', 'assigned', 'message note: Internal'])
    expect(JSON.stringify(nameless?.sent)).not.toMatch(/Name of ana|shop|"17"/)
    expect(nameless?.sent[0]?.inquiry.customer).toEqual({ id: 'ana', name: '', verified: true })
  })

  test('is told what an agent notes on handing over only if it is told notes', async () => {
    const doors = [new ScriptedDoor('plain'), new ScriptedDoor('notes', { tellsNotes: true })]
    const running = new Running({ doors })
    await running.start(ana, 'a')
    await running.take('alice', 'a')
    await running.arrive('bob')
    const { rev } = (await running.asAgent('a')).facts!
    await running.atDesk('alice', 'transfer', { inquiry: inquiryId('a'), rev, agent: 'bob', note: 'Difficult' })
    expect(doors.map(({ sent }) => JSON.stringify(sent).includes('Difficult'))).toEqual([false, true])
  })

  test('that fails holds up the rest of its inquiry, and no other', async () => {
    const door = new ScriptedDoor('script', { events: ['inquiry.message'] })
    door.answer = ({ inquiry }) =>
      inquiry.customer.id === 'ana' ? { status: 'later', reason: 'busy' } : { status: 'sent' }
    const running = new Running({ doors: [door] })
    await running.start(ana, 'a')
    await running.say(ana, 'a', 'write', { text: 'More' })
    await running.start(ben, 'b')
    expect(door.told).toEqual(['message customer: Question a', 'message customer: Question b'])
    door.answer = () => ({ status: 'sent' })
    await running.advance(30_000)
    expect(door.told.slice(2)).toEqual(['message customer: Question a', 'message customer: More'])
    expect(door.sent[2]?.id).toBe(door.sent[0]?.id)
  })

  test('that fails for a day is given up and reported; what came behind it is sent', async () => {
    const door = new ScriptedDoor('script', { events: ['inquiry.message'] })
    door.answer = ({ id }) => (id === door.sent[0]?.id ? { status: 'later', reason: 'busy' } : { status: 'sent' })
    const running = new Running({ doors: [door] })
    await running.start(ana, 'a')
    await running.say(ana, 'a', 'write', { text: 'More' })
    await running.advance(86_400_000)
    expect(door.told.filter((told) => told === 'message customer: Question a')).toHaveLength(8)
    expect(door.told.at(-1)).toBe('message customer: More')
    expect(running.memory.reports).toEqual([
      `inquiry: the door "script": ${door.sent[0]?.id} is given up: gave-up: busy`,
    ])
    expect(await running.queued()).toBe(0)
  })

  test('waits as long as the other side asks it to', async () => {
    const door = new ScriptedDoor('script', { events: ['inquiry.opened'] })
    door.answer = () => ({ status: 'later', reason: 'HTTP 429', retryAfterMs: 100_000 })
    const running = new Running({ doors: [door] })
    await running.start(ana, 'a')
    await running.advance(99_999)
    expect(door.sent).toHaveLength(1)
    await running.advance(1)
    expect(door.sent).toHaveLength(2)
  })

  test.each<[string, ScriptedDoor['answer'], RegExp]>([
    ['throws', () => Promise.reject(new Error('no database')), /script" threw: no database/],
    ['answers what is no answer', () => 'ok' as never, /answers \{ status: 'sent' \}/],
    ['hangs', () => new Promise(() => {}), /^$/],
  ])('that %s is asked again', async (_what, answer, report) => {
    const door = new ScriptedDoor('script', { events: ['inquiry.opened'] })
    door.answer = answer
    const running = new Running({ doors: [door] })
    await running.start(ana, 'a')
    await running.advance(10_000)
    expect(running.memory.reports[0] ?? '').toMatch(report)
    door.answer = () => ({ status: 'sent' })
    await running.advance(30_000)
    expect(door.sent).toHaveLength(2)
    expect(await running.queued()).toBe(0)
  })

  test('takes so many at a time', async () => {
    const door = new ScriptedDoor('script', { events: ['inquiry.opened'], concurrency: 2 })
    const answers: (() => void)[] = []
    door.answer = () =>
      new Promise((resolve) => {
        answers.push(() => resolve({ status: 'sent' }))
      })
    const running = new Running({ doors: [door] })
    for (const name of ['a', 'b', 'c']) await running.start(user(name), name)
    expect(door.sent).toHaveLength(2)
    answers.shift()?.()
    await running.turn()
    expect(door.sent).toHaveLength(3)
  })

  test('whose queue is full loses nothing', async () => {
    const door = new ScriptedDoor('script', { events: ['inquiry.message'] })
    door.answer = () => ({ status: 'later', reason: 'busy' })
    const running = new Running({ doors: [door], limits: { maxQueued: 2 } })
    await running.start(ana, 'a')
    for (const text of ['1', '2', '3', '4']) await running.say(ana, 'a', 'write', { text })
    expect(await running.queued()).toBe(2)
    door.answer = () => ({ status: 'sent' })
    await running.advance(120_000)
    expect(door.told.slice(1)).toEqual(['Question a', '1', '2', '3', '4'].map((text) => `message customer: ${text}`))
  })
})

test('a door that is full and then taken out of the options holds up nothing, and sends nothing old when it is there again', async () => {
  const door = new ScriptedDoor('webhook', { events: ['inquiry.message'] })
  door.answer = () => ({ status: 'later', reason: 'busy' })
  const options = { doors: [door], limits: { maxQueued: 2 } }
  const running = new Running(options)
  await running.start(ana, 'a')
  for (const text of ['1', '2', '3']) await running.say(ana, 'a', 'write', { text })
  expect(await running.queued('webhook')).toBe(2)
  const plans = () => running.memory.store.duePlans(running.clock.now() + 86_400_000, 100)
  expect(JSON.stringify(await plans())).toContain('inquiry-door/webhook')
  await running.crash({ doors: [] })
  expect(await running.queued('webhook')).toBe(0)
  await running.advance(60_000)
  expect(JSON.stringify(await plans())).not.toContain('inquiry-door/webhook')
  door.answer = () => ({ status: 'sent' })
  door.sent.length = 0
  await running.crash(options)
  await running.say(ana, 'a', 'write', { text: '4' })
  expect(door.told).toEqual(['message customer: 4'])
})

test('a server that dies in the middle sends each event at least once, under the same id', async () => {
  const door = new ScriptedDoor()
  const running = new Running({ doors: [door] })
  door.answer = () => new Promise(() => {})
  await running.start(ana, 'a')
  expect(door.told).toEqual(['opened'])
  door.answer = () => ({ status: 'sent' })
  await running.crash()
  await running.say(ana, 'a', 'write', { text: 'More' })
  await running.crash()
  expect(door.told).toEqual(['opened', 'opened', 'message customer: Question a', 'message customer: More'])
  expect(door.sent[0]?.id).toBe(door.sent[1]?.id)
  expect(await running.queued()).toBe(0)
})

test('somebody who is erased is told of nowhere, also where it waits', async () => {
  const door = new ScriptedDoor()
  door.answer = () => ({ status: 'later', reason: 'busy' })
  const running = new Running({ doors: [door] })
  await running.start(ana, 'a', { text: 'WORDS' })
  await running.start(ben, 'b')
  await running.memory.host.erasePerson('ana')
  await running.turn()
  expect(JSON.stringify(running.memory.store.log('inquiry-door/script'))).not.toMatch(/WORDS|ana/)
  door.answer = () => ({ status: 'sent' })
  door.sent.length = 0
  await running.advance(30_000)
  expect(door.sent.map(({ inquiry: { customer } }) => customer.id)).toEqual(['ben', 'ben'])
})

test('what the desk decides while an erasure is under way brings no word back to where it has been', async () => {
  const door = new ScriptedDoor()
  const running = new Running({ doors: [door] })
  await running.start(ana, 'a', { text: 'WORDS' })
  door.sent.length = 0
  const stored = () => [running.memory.store.log('inquiry-customer/ana').length, door.sent.length]
  const before = stored()
  const { facts, info } = await running.asAgent('a')
  await running.command(systemActor, `inquiry/${inquiryId('a')}`, 'routed', {
    ...{ facts: { ...facts, status: 'resolved' }, no: info!.no, seq: 1_000, ofNobody: true },
    activity: { what: 'resolved', by: { system: true } },
  })
  expect((await running.asAgent('a')).facts?.status).toBe('resolved')
  expect(stored()).toEqual(before)
})

test('a door takes nothing from users, and shows them nothing', async () => {
  const door = new ScriptedDoor()
  door.answer = () => ({ status: 'later', reason: 'busy' })
  const running = new Running({ doors: [door] })
  await running.start(ana, 'a')
  const { length } = running.memory.store.log('inquiry-door/script')
  const [{ event, id }] = [{ event: door.sent[0]!, id: door.sent[0]!.id }]
  const inputs = {
    enqueue: { event: { ...event, id: 'inq_forged_1' } },
    reported: { id, attempt: 2, result: { status: 'sent' } },
    empty: {},
  }
  for (const who of [ana, alice, user('sue'), user('system')]) {
    for (const [name, input] of Object.entries(inputs))
      await expect(running.command(who, 'inquiry-door/script', name, input), name).rejects.toMatchObject({
        code: 'not-allowed',
      })
    await expect(running.memory.context(who).open(who, 'inquiry-door/script', 'queue')).rejects.toMatchObject({
      code: 'not-allowed',
    })
  }
  expect(running.memory.store.log('inquiry-door/script')).toHaveLength(length)
})

test('where no door is, nothing waits', async () => {
  const running = new Running()
  await running.start(ana, 'a')
  expect(running.memory.store.log('inquiry-door/webhook')).toEqual([])
})
