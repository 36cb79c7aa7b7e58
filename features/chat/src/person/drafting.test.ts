import { expect, it } from 'vitest'
import { Town } from '../../test/person/town.ts'

it('a draft stands for the room or a thread of it, until it is empty', async () => {
  const town = new Town()
  await town.own('ana', 'draft', { room: 'lobby', text: ' hel' })
  await town.own('ana', 'draft', { room: 'lobby', thread: 7, text: 'yes', reply: 9 })
  const at = 1_000_000
  expect((await town.person('ana')).drafts).toEqual({
    lobby: { text: ' hel', at },
    'lobby/7': { text: 'yes', reply: 9, at },
  })
  await town.own('ana', 'draft', { room: 'lobby', text: ' \n' })
  await town.own('ana', 'draft', { room: 'lobby', thread: 7, text: '', reply: 9 })
  expect((await town.person('ana')).drafts).toEqual({})
})

it('a draft that is as it was is nothing to do, and so is dropping what is not there', async () => {
  const town = new Town()
  for (const text of ['', 'a', 'a']) await town.own('ana', 'draft', { room: 'lobby', text })
  expect(town.log('chat-person/ana')).toHaveLength(1)
  await town.own('ana', 'draft', { room: 'lobby', text: 'a', reply: 3 })
  for (const text of ['', '']) await town.own('ana', 'draft', { room: 'lobby', text })
  expect(town.log('chat-person/ana')).toHaveLength(3)
})

it('of too many drafts the one that was changed longest ago goes', async () => {
  const town = new Town({}, { limits: { maxDrafts: 3 } })
  for (const room of ['9', 'b', '1']) {
    await town.own('ana', 'draft', { room, text: room })
    await town.advance(1)
  }
  await town.own('ana', 'draft', { room: '9', text: 'changed' })
  await town.advance(1)
  await town.own('ana', 'draft', { room: 'new', text: 'new' })
  expect(Object.keys((await town.person('ana')).drafts).sort()).toEqual(['1', '9', 'new'])
})

it('a draft is no longer than a message', async () => {
  const town = new Town()
  expect(await town.own('ana', 'draft', { room: 'lobby', text: 'x'.repeat(4001) })).toBe('invalid-input')
  expect(await town.own('ana', 'draft', { room: 'lobby', text: 'x'.repeat(4000) })).toBeUndefined()
  expect(await town.own('ana', 'draft', { room: '../x', text: 'x' })).toBe('invalid-input')
})

it('drafts of both devices are one: the later one stands', async () => {
  const town = new Town()
  const phone = town.device('ana')
  const view = await phone.open('chat-person/ana', 'person')
  await phone.command('chat-person/ana', 'draft', { room: 'lobby', text: 'phone' })
  await town.own('ana', 'draft', { room: 'lobby', text: 'desk' })
  expect(view).toMatchObject({ state: { drafts: { lobby: { text: 'desk' } } } })
})
