import { defineChannel, defineFold } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { Town } from '../../test/person/town.ts'

const start = 1_000_000
const hour = 3_600_000
const later = { room: 'lobby', text: 'Good morning', at: start + hour }

async function scheduled(more: object = {}, town = new Town()): Promise<Town> {
  await town.in('lobby', 'ana', 'join')
  await town.own('ana', 'schedule', { ...later, ...more }, 'morning')
  return town
}
const posts = (town: Town) => town.log('chat/lobby').filter(({ type }) => type === 'posted')

describe('a scheduled message', () => {
  it('is posted once its time has come, by its author and under its id', async () => {
    const town = await scheduled()
    expect((await town.person('ana')).scheduled).toEqual({ morning: later })
    await town.advance(hour - 1)
    expect(posts(town)).toEqual([])
    await town.advance(1)
    expect(posts(town)).toMatchObject([
      { at: start + hour, data: { id: 'morning', by: { id: 'ana', name: 'Name of ana' }, text: 'Good morning' } },
    ])
    expect(await town.person('ana')).toMatchObject({ scheduled: {}, failures: [] })
    expect(town.reports).toEqual([])
  })

  it('is posted after a restart, also when its time came while no server was there', async () => {
    const town = await scheduled()
    await town.restart()
    await town.advance(hour)
    expect(posts(town)).toHaveLength(1)
  })

  it('that the room refuses becomes a failure with the text and the reason', async () => {
    const banned = new Town({ isModerator: ({ id }) => id === 'mod' })
    await scheduled({}, banned)
    await banned.in('lobby', 'mod', 'ban', { user: { id: 'ana', name: 'Ana' } })
    await banned.advance(hour)
    const { scheduled: left, failures } = await banned.person('ana')
    expect(left).toEqual({})
    expect(failures).toMatchObject([
      { id: 'morning', kind: 'scheduled', room: 'lobby', text: 'Good morning', code: 'not-allowed', at: start + hour },
    ])
    expect(posts(banned)).toEqual([])
    expect(banned.reports).toEqual([])
  })

  it('needs a text, and a time between now and a year from now', async () => {
    const town = new Town()
    const codeOf = (more: object) => town.own('ana', 'schedule', { ...later, ...more })
    expect(await codeOf({ text: ' \u200b' })).toBe('chat/empty')
    expect(await codeOf({ text: 'x'.repeat(4001) })).toBe('invalid-input')
    expect(await codeOf({ at: start })).toBe('chat/too-late')
    expect(await codeOf({ at: start + 367 * 24 * hour })).toBe('chat/too-far')
    expect(await codeOf({ at: Number.MAX_SAFE_INTEGER })).toBe('invalid-input')
    expect(await codeOf({ at: start + 366 * 24 * hour })).toBeUndefined()
    expect(await codeOf({ text: '  a\u0000b \r\n' })).toBeUndefined()
    const texts = Object.values((await town.person('ana')).scheduled).map(({ text }) => text)
    expect(texts).toEqual(['Good morning', 'ab'])
  })

  it('is one of so many as may wait', async () => {
    const town = new Town({}, { limits: { maxScheduled: 2 } })
    for (const expected of [undefined, undefined, 'chat/too-many'])
      expect(await town.own('ana', 'schedule', later)).toBe(expected)
    await town.advance(hour)
    expect(await town.own('ana', 'schedule', { ...later, at: start + 2 * hour })).toBeUndefined()
  })
})

describe('calling off', () => {
  it('a message that waits stops it for good', async () => {
    const town = await scheduled()
    expect(await town.own('ana', 'cancelScheduled', { id: 'morning' })).toBeUndefined()
    expect(await town.own('ana', 'cancelScheduled', { id: 'morning' })).toBe('chat/too-late')
    await town.advance(hour)
    expect(posts(town)).toEqual([])
    expect(await town.person('ana')).toMatchObject({ scheduled: {}, failures: [] })
  })

  it('loses against a time that has come, and nothing is posted twice', async () => {
    const town = await scheduled()
    // Both in one turn: its time comes, and before the room has answered it is called off and due again.
    const device = town.device('ana')
    const due = town.system('chat-person/ana', 'dueScheduled', { id: 'morning' })
    const cancel = device.command('chat-person/ana', 'cancelScheduled', { id: 'morning' })
    const again = town.system('chat-person/ana', 'dueScheduled', { id: 'morning' })
    await due
    expect(await cancel).toMatchObject({ code: 'chat/too-late' })
    await again
    await town.advance(2 * hour)
    expect(posts(town)).toHaveLength(1)
    expect(await town.person('ana')).toMatchObject({ scheduled: {}, failures: [] })
  })

  it('wins when it comes before the time', async () => {
    const town = await scheduled()
    const cancel = town.own('ana', 'cancelScheduled', { id: 'morning' })
    const due = town.system('chat-person/ana', 'dueScheduled', { id: 'morning' })
    expect(await cancel).toBeUndefined()
    await due
    await town.advance(2 * hour)
    expect(posts(town)).toEqual([])
  })

  it('is possible again ten minutes after a room got it and never answered', async () => {
    const deaf = defineChannel('chat', defineFold({ state: () => ({}), events: {} }), { commands: {}, views: {} })
    const town = new Town({}, {}, deaf)
    await town.own('ana', 'schedule', later, 'lost')
    await town.advance(hour)
    expect(await town.own('ana', 'cancelScheduled', { id: 'lost' })).toBe('chat/too-late')
    await town.advance(10 * 60_000)
    expect(await town.own('ana', 'cancelScheduled', { id: 'lost' })).toBeUndefined()
    expect((await town.person('ana')).scheduled).toEqual({})
  })

  it('answers late news of what is over with nothing', async () => {
    const town = await scheduled()
    await town.own('ana', 'cancelScheduled', { id: 'morning' })
    const before = town.log('chat-person/ana').length
    const outcome = { id: 'morning', room: 'lobby', text: '', ok: false, code: 'x', message: 'y' }
    await town.system('chat-person/ana', 'outcome', outcome)
    await town.system('chat-person/ana', 'dueScheduled', { id: 'morning' })
    expect(town.log('chat-person/ana')).toHaveLength(before)
  })
})
