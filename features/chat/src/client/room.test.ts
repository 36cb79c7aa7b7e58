import { connect } from '@parley/client'
import { memoryNetwork, memoryServer, virtualClock } from '@parley/testkit'
import { describe, expect, test } from 'vitest'
import { chatChannel } from '../server.ts'
import type { MessageListModel } from './models.ts'
import { modelsFor } from './models-for.ts'

/** A server and people on it, in a world where time stands still until it is moved. */
function world() {
  const clock = virtualClock(Date.UTC(2027, 0, 1))
  const network = memoryNetwork({ clock, seed: 1 })
  const server = memoryServer({ channels: [chatChannel()], clock, network })
  const person = (name: string) => {
    const connection = connect('ws://server', {
      environment: network.environment(name),
      guest: { key: `${name}-0123456789abcdef`, name },
    })
    const models = modelsFor(connection, {
      clock: {
        now: () => clock.now(),
        after: (delay, run) => {
          const timer = clock.setTimer(run, delay)
          return () => timer.cancel()
        },
      },
    })
    return { connection, models, room: models.room('general') }
  }
  return { clock, network, server, person }
}

const texts = ({ messages }: MessageListModel) => messages.map(({ text }) => text)

describe('a room of two', () => {
  test('shows what both say, and what becomes of it', async () => {
    const { clock, person } = world()
    const [ana, ben] = [person('ana'), person('ben')]
    await clock.advance(1000)
    const id = ana.room.post({ text: 'Hello **Ben**' })
    expect(ana.room.pending).toMatchObject([{ id, text: 'Hello **Ben**' }])
    await clock.advance(1000)
    expect(ana.room.pending).toEqual([])
    expect(texts(ben.room)).toEqual(['Hello **Ben**'])
    const { offset } = ben.room.messages[0]!
    await Promise.all([ben.room.react(offset, '👍', true), clock.advance(1000)])
    await Promise.all([ana.room.edit(offset, 'Hello Ben'), clock.advance(1000)])
    for (const { room } of [ana, ben]) {
      expect(room.messages).toMatchObject([{ text: 'Hello Ben', reactions: [{ emoji: '👍', by: [ben.room.me?.id] }] }])
    }
    const history = ben.room.editHistory(offset)
    await clock.advance(1000)
    expect(await history).toMatchObject([{ text: 'Hello **Ben**' }])
    await Promise.all([ana.room.delete(offset), clock.advance(1000)])
    expect(ben.room.messages).toMatchObject([{ text: '', deleted: 'by-author' }])
  })

  test('answers in a thread, which stands under its message', async () => {
    const { clock, person } = world()
    const [ana, ben] = [person('ana'), person('ben')]
    await clock.advance(1000)
    ana.room.post({ text: 'Lunch?' })
    await clock.advance(1000)
    const { offset } = ben.room.messages[0]!
    const thread = ben.room.thread(offset)
    await clock.advance(1000)
    expect(thread.older).toBe('end')
    thread.post({ text: 'Yes' })
    await clock.advance(1000)
    expect(texts(thread)).toEqual(['Yes'])
    expect(texts(ana.room)).toEqual(['Lunch?'])
    expect(ana.room.messages[0]?.replies).toMatchObject({ count: 1, people: [{ id: ben.room.me?.id }] })
    const late = ana.room.thread(offset)
    await clock.advance(1000)
    expect(texts(late)).toEqual(['Yes'])
  })

  test('finds old messages by words, and goes there and back', async () => {
    const { clock, person } = world()
    const ana = person('ana')
    await clock.advance(1000)
    for (let count = 1; count <= 150; count++) {
      ana.room.post({ text: count === 7 ? '고양이 사진' : `message ${count}` })
      await clock.advance(200)
    }
    expect(ana.room.messages).toHaveLength(150)
    ana.room.trim(50)
    const searching = ana.room.search('고양이')
    await clock.advance(1000)
    const [found] = (await searching).messages
    expect(found?.text).toBe('고양이 사진')
    const jump = ana.room.jumpTo(found!.offset)
    await clock.advance(1000)
    expect(await jump).toBe(true)
    expect(texts(ana.room)).toContain('고양이 사진')
    expect(ana.room.newer).toBe('more')
    ana.room.jumpToEnd()
    expect(texts(ana.room).at(-1)).toBe('message 150')
  })

  test('loses nothing that was said while the line was cut', async () => {
    const { clock, network, person } = world()
    const [ana, ben] = [person('ana'), person('ben')]
    await clock.advance(1000)
    ana.room.post({ text: 'one' })
    await clock.advance(1000)
    network.setOnline('ben', false)
    ben.room.post({ text: 'from the tunnel' })
    ana.room.post({ text: 'two' })
    await clock.advance(60_000)
    expect(ben.room.pending).toMatchObject([{ text: 'from the tunnel' }])
    network.setOnline('ben', true)
    await clock.advance(60_000)
    for (const { room } of [ana, ben]) expect(texts(room)).toEqual(['one', 'two', 'from the tunnel'])
    expect(ben.room.pending).toEqual([])
  })
})

test('typing is seen, and forgotten when the typist is gone', async () => {
  const { clock, network, person } = world()
  const [ana, ben] = [person('ana'), person('ben')]
  await clock.advance(1000)
  ana.room.drafted({ text: 'Hel' })
  await clock.advance(1000)
  expect(ben.room.typists).toMatchObject([{ name: 'ana' }])
  network.setOnline('ana', false)
  await clock.advance(7000)
  expect(ben.room.typists).toEqual([])
})

test('a room that two parts of a page show is one, until both have let go of it', async () => {
  const { clock, person } = world()
  const { models, room } = person('ana')
  await clock.advance(1000)
  const again = models.room('general')
  expect(again).toBe(room)
  room.close()
  expect(again.status).toBe('open')
  again.close()
  expect(again.status).toBe('closed')
})
