import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message, RoomEvents } from '../contract/index.ts'
import { maxMessages } from '../contract/limits.ts'
import { edited, isInMainList, messageOf, reacted, replied, tombstone } from '../room/messages.ts'
import { roomFold } from '../room/room-fold.ts'
import { MessageWindow, type Place } from './message-window.ts'

type Event = Parameters<MessageWindow['apply']>[0]

/** A room that knows everything, and answers when it is told to. */
class Server {
  readonly all: Message[] = []
  state = roomFold.state()
  offset = 0
  readonly waiting: (() => void)[] = []
  readonly listeners = new Set<(event: Event) => void>()

  happen<Type extends keyof RoomEvents>(type: Type, data: RoomEvents[Type]): void {
    const event = { type, data, offset: ++this.offset, at: this.offset } as unknown as Event
    const handlers = roomFold.events as { [type: string]: (state: unknown, data: unknown, meta: unknown) => void }
    handlers[type]?.(this.state, data, event)
    this.#remember(event)
    for (const listener of this.listeners) listener(event)
  }

  #remember(event: Event): void {
    const change = (offset: number, by: (message: Message) => Message) => {
      const index = this.all.findIndex((message) => message.offset === offset)
      if (index >= 0) this.all[index] = by(this.all[index]!)
    }
    if (event.type === 'edited') change(event.data.offset, (message) => edited(message, event.data, event.at))
    else if (event.type === 'deleted') change(event.data.offset, (message) => tombstone(message, event.data.as))
    else if (event.type === 'reacted') change(event.data.offset, (message) => reacted(message, event.data))
    else if (event.type === 'posted') {
      const message = messageOf(event.data, event)
      if (message.thread === undefined) this.all.push(message)
      else change(message.thread, (root) => replied(root, message))
    }
  }

  post(thread?: number): void {
    const place = thread === undefined ? {} : { thread }
    this.happen('posted', { id: `a.${this.offset}`, by: { id: 'a', name: 'A' }, text: `m${this.offset}`, ...place })
  }

  find = (before: Place | undefined, limit: number) => {
    const upTo = before?.order ?? Infinity
    const found = this.all.filter(({ offset }) => offset < upTo).reverse()
    const messages = found.slice(0, limit).map((message) => structuredClone(message))
    const last = messages.at(-1)
    const next = found.length > limit && last ? { order: last.offset, id: String(last.offset) } : undefined
    return new Promise<{ messages: Message[]; next: Place | undefined }>((resolve) => {
      this.waiting.push(() => resolve({ messages, next }))
    })
  }

  get isAll(): boolean {
    return this.state.messages.length < maxMessages
  }
}

function open(server: Server) {
  const window = new MessageWindow({ find: server.find, belongs: isInMainList }, () => {})
  server.listeners.add((event) => window.apply(event))
  window.replaced([...server.state.messages], server.isAll)
  return window
}

const newest = (server: Server) => () => [...server.state.messages]
const answer = async (server: Server) => {
  for (let rounds = 0; rounds < 40; rounds++) {
    for (const run of server.waiting.splice(0)) run()
    await Promise.resolve()
  }
}

describe('the window on the messages of a room', () => {
  test('has all of them, oldest first, after loading to the start', async () => {
    const server = new Server()
    for (let count = 0; count < 180; count++) server.post()
    const window = open(server)
    expect(window.messages).toHaveLength(maxMessages)
    while (window.older !== 'end') {
      const loading = window.loadOlder()
      expect(window.older).toBe('loading')
      await answer(server)
      await loading
    }
    expect(window.messages).toEqual(server.all)
  })

  test('goes to an old message, and on to the newest', async () => {
    const server = new Server()
    for (let count = 0; count < 400; count++) server.post()
    const window = open(server)
    const going = window.goTo(100, newest(server))
    await answer(server)
    expect(await going).toBe(true)
    expect(window.at(100)?.text).toBe('m99')
    expect(window.newer).toBe('more')
    server.post()
    while (window.newer !== 'end') {
      const loading = window.loadNewer(newest(server))
      await answer(server)
      await loading
    }
    expect(window.messages.at(-1)?.offset).toBe(401)
    expect(window.messages).toEqual(
      server.all.slice(server.all.findIndex(({ offset }) => offset === window.messages[0]?.offset)),
    )
  })

  test('says that there is no such message', async () => {
    const server = new Server()
    for (let count = 0; count < 60; count++) server.post()
    const window = open(server)
    const before = window.messages
    const going = window.goTo(4000, newest(server))
    await answer(server)
    expect(await going).toBe(false)
    expect(window.messages).toBe(before)
  })

  test('a page that fails is said, and asked for again', async () => {
    const server = new Server()
    for (let count = 0; count < 60; count++) server.post()
    let fails = true
    const find = (before: Place | undefined, limit: number) =>
      fails ? Promise.reject(new Error('cut')) : server.find(before, limit)
    const window = new MessageWindow({ find, belongs: isInMainList }, () => {})
    window.replaced([...server.state.messages], server.isAll)
    await window.loadOlder()
    expect(window.older).toBe('failed')
    fails = false
    const loading = window.loadOlder()
    await answer(server)
    await loading
    expect([window.older, window.messages.length]).toEqual(['end', 60])
  })
})

const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'post' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('thread' as const),
      part: fc.double({ min: 0, max: 0.999, noNaN: true }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('edit' as const, 'delete' as const, 'react' as const, 'unreact' as const),
      part: fc.double({ min: 0, max: 0.999, noNaN: true }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('goTo' as const), part: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'older' as const,
        'newer' as const,
        'end' as const,
        'answer' as const,
        'whole' as const,
        'missed' as const,
        'trim' as const,
      ),
    }),
  },
)

test('whatever happens, it is a part of the list without holes, and each message in it is as the room has it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 130 }), fc.array(step, { maxLength: 60 }), async (before, steps) => {
      const server = new Server()
      for (let count = 0; count < before; count++) server.post()
      const window = open(server)
      for (const one of steps) {
        const pick = 'part' in one ? server.all[Math.floor(one.part * server.all.length)] : undefined
        if (one.kind === 'post') server.post()
        else if (one.kind === 'thread') server.post(pick?.offset)
        else if (one.kind === 'edit' && pick && !pick.deleted)
          server.happen('edited', { offset: pick.offset, text: `e${server.offset}` })
        else if (one.kind === 'delete' && pick && !pick.deleted)
          server.happen('deleted', { offset: pick.offset, as: 'by-author' })
        else if (one.kind === 'react' && pick && !pick.deleted)
          server.happen('reacted', { offset: pick.offset, emoji: '👍', user: 'u', on: true })
        else if (one.kind === 'unreact' && pick && !pick.deleted)
          server.happen('reacted', { offset: pick.offset, emoji: '👍', user: 'u', on: false })
        else if (one.kind === 'goTo' && pick) void window.goTo(pick.offset, newest(server))
        else if (one.kind === 'older') void window.loadOlder()
        else if (one.kind === 'newer') void window.loadNewer(newest(server))
        else if (one.kind === 'end') window.goToEnd([...server.state.messages], server.isAll)
        else if (one.kind === 'whole') window.replaced([...server.state.messages], server.isAll)
        else if (one.kind === 'missed') {
          const heard = [...server.listeners]
          server.listeners.clear()
          const pick = server.all.at(-20)
          if (pick && !pick.deleted) server.happen('deleted', { offset: pick.offset, as: 'by-author' })
          for (let count = 0; count < server.offset % 70; count++) server.post()
          for (const listener of heard) server.listeners.add(listener)
          window.replaced([...server.state.messages], server.isAll)
          await answer(server)
        } else if (one.kind === 'trim') window.trim(20)
        else await answer(server)
        check(server, window)
      }
      await answer(server)
      check(server, window)
    }),
    { numRuns: 1500 },
  )
}, 120_000)

function check(server: Server, window: MessageWindow): void {
  const shown = window.messages.map(({ offset }) => offset)
  const all = server.all.map(({ offset }) => offset)
  const at = shown.length === 0 ? all.length : all.indexOf(shown[0]!)
  expect(shown).toEqual(all.slice(at, at + shown.length))
  if (window.newer === 'end') expect(shown.at(-1)).toBe(all.at(-1))
  expect(window.messages).toEqual(server.all.slice(at, at + shown.length))
}
