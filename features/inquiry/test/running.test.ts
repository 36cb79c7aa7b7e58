import type { Actor } from '@parley/channel'
import { recordingPeer } from '@parley/testkit'
import { describe, expect, test } from 'vitest'
import { MemoryFiles } from '../../../packages/files/test/memory-files.ts'
import type { FileInfo, Line } from '../src/contract/index.ts'
import { inquiry } from '../src/server.ts'
import { codeOf, Running } from './doors/running.ts'
import { guest, inquiryId, user } from './stage.ts'

const ana = user('ana')
const id = inquiryId('a')

/** The page of an agent, with the desk open. */
async function page(running: Running, agent: string) {
  const peer = recordingPeer(running.memory.host, user(agent))
  peer.say({ type: 'open', channel: 'inquiry-desk/main', view: 'desk' } as never)
  await running.turn()
  return peer
}

const presentIn = async (running: Running) =>
  Object.values((await running.desk()).agents)
    .filter(({ isPresent }) => isPresent)
    .map(({ id: who }) => who)

describe('the typed API', () => {
  test('asks for a customer, answers, notes, assigns and resolves', async () => {
    const running = new Running()
    const { inquiry } = await running.through(
      running.api.start({ id: 'ana', name: 'Ana' }, { text: 'Where?' }, { id: 'order-17' }),
    )
    const again = await running.through(
      running.api.start({ id: 'ana', name: 'Ana' }, { text: 'Where?' }, { id: 'order-17' }),
    )
    expect(again.inquiry).toBe(inquiry)
    await running.arrive('alice')
    await running.api.assign(inquiry, 'alice')
    await running.api.say(inquiry, { as: 'agent', by: { id: 'alice', name: 'Alice' }, text: 'Here' })
    await running.api.note(inquiry, { by: { id: 'alice', name: 'Alice' }, text: 'Internal' })
    await running.api.resolve(inquiry)
    await running.turn()
    const { recent, facts } = (await running.memory.server.open(`inquiry/${inquiry}`, 'agent')).state as Awaited<
      ReturnType<Running['asAgent']>
    >
    expect(facts).toMatchObject({ status: 'resolved', agent: { id: 'alice', name: 'Alice' } })
    expect(recent.map((entry) => (entry.kind === 'activity' ? entry.activity.what : entry.kind))).toEqual(
      expect.arrayContaining(['opened', 'customer', 'assigned', 'agent', 'note', 'resolved']),
    )
    expect(await codeOf(running.api.resolve(inquiry))).toBe('inquiry/resolved')
    expect(await codeOf(running.api.assign(inquiry, 'alice'))).toBe('inquiry/resolved')
  })

  test('says with a code what cannot be', async () => {
    const running = new Running()
    await running.start(ana, 'a')
    expect(await codeOf(running.api.assign(id, 'carol'))).toBe('inquiry/no-agent')
    expect(await codeOf(running.api.resolve(inquiryId('z')))).toBe('not-allowed')
    expect(await codeOf(running.api.resolve('17'))).toBe('ERR_INQUIRY_ID')
    expect(await codeOf(running.api.start({ id: '', name: 'X' }, { text: 'x' }))).toBe('ERR_INQUIRY_USER')
    expect(await codeOf(running.api.start({ id: 'ana', name: 'Ana' }, { text: 'x' }))).toBe('inquiry/already-open')
    expect(await codeOf(running.api.say(id, { as: 'agent', text: 'x' }))).toBe('invalid-input')
    expect(await codeOf(running.api.report({ from: 'x' }))).toBe('ERR_INQUIRY_DAY')
  })

  test('is the app’s alone: nobody else assigns, or asks for others', async () => {
    const running = new Running()
    await running.start(ana, 'a')
    await running.arrive('alice')
    expect(await codeOf(running.atDesk('sue', 'assign', { inquiry: id, agent: 'alice' }))).toBe('not-allowed')
    expect(await codeOf(running.atDesk('mallory', 'resolve', { inquiry: id }))).toBe('not-allowed')
    const startFor = { name: 'Ben', verified: true, inquiry: inquiryId('b'), ticket: 'ticketnob', text: 'x' }
    for (const who of [ana, user('ben'), guest('ben'), user('sue')])
      expect(await codeOf(running.command(who, 'inquiry-customer/ben', 'startFor', startFor))).toBe('not-allowed')
  })
})

describe('an agent', () => {
  test('is present as long as a page of his is open, and takes what waits', async () => {
    const running = new Running({ teams: { support: { assign: 'least-loaded' } } })
    const peer = await page(running, 'alice')
    await running.atDesk('alice', 'setStatus', { status: 'available' })
    await running.start(ana, 'a')
    expect((await running.asAgent('a')).facts?.agent).toEqual({ id: 'alice', name: 'Alice' })
    expect((await running.desk()).agents.alice).toMatchObject({ isPresent: true, name: 'Alice', load: 1 })
    peer.leave()
    await running.advance(5_000)
    expect(await presentIn(running)).toEqual([])
    // What waits for him goes back to the queue when the grace is over.
    await running.advance(120_000)
    expect((await running.asAgent('a')).facts?.agent).toBeUndefined()
  })

  test('who comes back after a restart stays; who does not is gone', async () => {
    const running = new Running()
    await page(running, 'alice')
    await page(running, 'bob')
    expect(await presentIn(running)).toEqual(['alice', 'bob'])
    await running.crash()
    await page(running, 'alice')
    await running.advance(29_999)
    expect(await presentIn(running)).toEqual(['alice', 'bob'])
    await running.advance(1)
    expect(await presentIn(running)).toEqual(['alice'])
    expect(running.memory.reports).toEqual([])
  })

  test('is told of again until the desk has heard', async () => {
    const running = new Running()
    await page(running, 'alice')
    const peer = await page(running, 'bob')
    running.isStoreDown = true
    peer.leave()
    await running.advance(6_000)
    running.isStoreDown = false
    await running.advance(60_000)
    expect(await presentIn(running)).toEqual(['alice'])
  })
})

test('whether a team is open is known from the start, and after it was closed for longer than the server ran', async () => {
  const day = [['09:00', '17:00']] as const
  const hours = { zone: 'UTC', week: { 1: day, 2: day, 3: day, 4: day, 5: day } }
  const line = async () => {
    const { state } = await running.memory.context(ana).open(ana, 'inquiry-desk/main', 'line')
    return (state as Line).teams.support
  }
  // A Sunday.
  const running = new Running({ teams: { support: { hours } } }, Date.UTC(2026, 10, 29, 12))
  await running.turn()
  expect(await line()).toMatchObject({ isOpen: false, changesAt: Date.UTC(2026, 10, 30, 9) })
  await running.advance(21 * 3_600_000)
  expect(await line()).toMatchObject({ isOpen: true, changesAt: Date.UTC(2026, 10, 30, 17) })
  // With other hours from now on.
  await running.crash({ teams: { support: { hours: { ...hours, days: { '2026-11-30': [] } } } } })
  expect(await line()).toMatchObject({ isOpen: false, changesAt: Date.UTC(2026, 11, 1, 9) })
})

describe('a file', () => {
  const upload = (running: Running, who: Actor, inquiry = id) => {
    const address = `http://127.0.0.1/parley/inquiry/files?inquiry=${inquiry}&name=note.txt`
    const headers = { 'content-type': 'text/plain' }
    return running.memory.fetch(new Request(address, { method: 'POST', body: 'hello', headers }), who)
  }

  test('of a customer is named in what he writes, and given out', async () => {
    const running = new Running({ files: { store: new MemoryFiles() } })
    await running.start(ana, 'a')
    const answer = await upload(running, ana)
    expect(answer?.status).toBe(201)
    const { file } = (await answer!.json()) as { readonly file: FileInfo }
    await running.say(ana, 'a', 'write', { text: 'See', files: [file.id] })
    expect((await running.asAgent('a')).recent.at(-1)).toMatchObject({ kind: 'customer', files: [file] })
    const got = await running.memory.fetch(new Request(`http://127.0.0.1/parley/inquiry/files/${file.id}`), ana)
    expect(await got?.text()).toBe('hello')
  })

  test('of an agent who asks himself, of another team too, is taken as any customer’s', async () => {
    const running = new Running({ files: { store: new MemoryFiles() } })
    for (const [who, team] of [
      ['carol', 'support'],
      ['alice', 'support'],
      ['sue', 'billing'],
    ] as const) {
      await running.start(user(who), who, { team })
      expect((await upload(running, user(who), inquiryId(who)))?.status).toBe(201)
    }
  })

  test('is taken from agents of its team and from nobody else', async () => {
    const running = new Running({ files: { store: new MemoryFiles() } })
    await running.start(ana, 'a')
    const statuses: (number | undefined)[] = []
    for (const who of ['alice', 'carol', 'ben']) statuses.push((await upload(running, user(who)))?.status)
    expect(statuses).toEqual([201, 403, 403])
  })
})

test('what it announces, it says', () => {
  expect(Object.keys(inquiry().announces ?? {})).toContain('inquiry/reply')
})

describe('what no event tells the desk', () => {
  const automatic = { teams: { support: { assign: 'least-loaded' }, billing: {} } } as const

  test('is given to who is free when a team assigns from this start on', async () => {
    const running = new Running()
    await running.start(ana, 'a')
    await running.arrive('alice')
    expect((await running.asAgent('a')).facts?.agent).toBeUndefined()
    await running.crash(automatic)
    expect((await running.asAgent('a')).facts?.agent).toMatchObject({ id: 'alice' })
  })

  test('goes to the first team when its own is taken out of the options, also when it is opened again', async () => {
    const running = new Running()
    await running.start(ana, 'a', { team: 'billing' })
    await running.start(user('ben'), 'b', { team: 'billing' })
    await running.say(user('ben'), 'b', 'end')
    await running.crash({ teams: { support: {} } })
    expect((await running.asAgent('a')).facts).toMatchObject({ team: 'support', status: 'open' })
    expect((await running.waiting()).map(({ id: waits }) => waits)).toEqual([id])
    expect((await running.asAgent('a')).recent.at(-1)).toMatchObject({
      activity: { what: 'team', from: 'billing', to: 'support', by: { system: true } },
    })
    await running.say(user('ben'), 'b', 'write', { text: 'Still there?' })
    expect((await running.asAgent('b')).facts).toMatchObject({ team: 'support', status: 'open' })
    expect(running.memory.reports).toEqual([])
  })

  test('is that an agent was erased: what he had is given to another one', async () => {
    const running = new Running(automatic)
    await running.arrive('alice')
    await running.start(ana, 'a')
    await running.start(user('ben'), 'b')
    await running.atDesk('alice', 'snooze', { inquiry: inquiryId('b'), until: running.clock.now() + 3_600_000 })
    await running.arrive('bob')
    await page(running, 'bob')
    await running.memory.host.erasePerson('alice')
    await running.advance(60_000)
    for (const name of ['a', 'b'])
      expect((await running.asAgent(name)).facts).toMatchObject({ status: 'open', agent: { id: 'bob' } })
  })

  test('is that a customer was erased: nobody is left to be answered', async () => {
    const running = new Running()
    await running.start(ana, 'a')
    await running.start(user('ben'), 'b')
    await running.take('alice', 'b')
    await running.memory.host.erasePerson('ana')
    await running.memory.host.erasePerson('ben')
    await running.advance(60_000)
    for (const name of ['a', 'b']) expect((await running.asAgent(name)).facts).toMatchObject({ status: 'resolved' })
    expect((await running.desk()).counts.support).toMatchObject({ waiting: 0, assigned: 0 })
    expect(running.memory.reports).toEqual([])
  })
})
