import { beforeEach, expect, test } from 'vitest'
import { TabLeader } from './tab-leader.ts'

/** The locks that the tabs of a browser share, as the standard has them. */
class Locks {
  #holder: { readonly take: () => void } | undefined
  #queue: { readonly start: () => void; readonly signal: AbortSignal | undefined }[] = []

  readonly request = ((
    _name: string,
    { steal = false, signal }: { steal?: boolean; signal?: AbortSignal },
    run: () => Promise<void>,
  ) =>
    new Promise<void>((resolve, reject) => {
      const start = () => {
        const holder = { take: () => reject(new DOMException('stolen', 'AbortError')) }
        this.#holder = holder
        void run().then(() => {
          resolve()
          if (this.#holder === holder) this.#next()
        })
      }
      signal?.addEventListener('abort', () => reject(signal.reason))
      if (steal) {
        this.#holder?.take()
        start()
      } else if (this.#holder === undefined) start()
      else this.#queue.push({ start, signal })
    })) as unknown as LockManager['request']

  #next(): void {
    this.#holder = undefined
    this.#queue = this.#queue.filter(({ signal }) => signal?.aborted !== true)
    this.#queue.shift()?.start()
  }
}

let locks: Locks
let channels: Set<FakeChannel>

class FakeChannel {
  readonly #hear: (message: unknown) => void
  constructor(hear: (message: unknown) => void) {
    this.#hear = hear
    channels.add(this)
  }
  postMessage(message: unknown): void {
    for (const other of channels) if (other !== this) other.#hear(message)
  }
  close(): void {
    channels.delete(this)
  }
}

class Tab {
  readonly heard: number[] = []
  readonly leader: TabLeader
  #look: () => void = () => {}

  constructor(isInView: boolean, takesPart = true) {
    this.leader = new TabLeader(
      'parley-news ana',
      {
        locks,
        channel: (_, hear) => new FakeChannel(hear),
        isInView: () => isInView,
        onInView: (listener) => {
          this.#look = listener
          return () => {
            this.#look = () => {}
          }
        },
      },
      { changed: () => {}, heard: (lasts) => this.heard.push(...lasts) },
    )
    this.leader.takePart(takesPart)
  }

  look(): void {
    this.#look()
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
const leading = (...tabs: readonly Tab[]) => tabs.map(({ leader }) => leader.leads)

beforeEach(() => {
  locks = new Locks()
  channels = new Set()
})

test('the tab that was looked at last leads', async () => {
  const one = new Tab(true)
  const other = new Tab(false)
  await settle()
  expect(leading(one, other)).toEqual([true, false])
  other.look()
  await settle()
  expect(leading(one, other)).toEqual([false, true])
  one.look()
  other.look()
  one.look()
  await settle()
  expect(leading(one, other)).toEqual([true, false])
})

test('when the one that leads is closed, another one does', async () => {
  const tabs = [new Tab(false), new Tab(false), new Tab(true)]
  await settle()
  expect(leading(...tabs)).toEqual([false, false, true])
  tabs[2]!.leader.close()
  await settle()
  expect(leading(tabs[0]!, tabs[1]!).filter(Boolean)).toHaveLength(1)
})

test('what one has shown the others hear of', () => {
  const [one, other] = [new Tab(true), new Tab(false)]
  one.leader.tell([4, 5])
  expect([one.heard, other.heard]).toEqual([[], [4, 5]])
  for (const channel of channels) channel.postMessage({ not: 'ours' })
  expect(other.heard).toEqual([4, 5])
})

test('a tab that takes no part never leads, however it is looked at', async () => {
  const shows = new Tab(false)
  const hides = new Tab(true, false)
  hides.look()
  await settle()
  expect(leading(shows, hides)).toEqual([true, false])
  hides.leader.takePart(true)
  await settle()
  expect(leading(shows, hides)).toEqual([false, true])
  hides.leader.takePart(false)
  await settle()
  expect(leading(shows, hides)).toEqual([true, false])
})

test('a tab that stops taking part while it waits for its turn does not get one', async () => {
  const [leads, waits] = [new Tab(true), new Tab(false)]
  await settle()
  waits.leader.takePart(false)
  leads.leader.close()
  await settle()
  expect(leading(waits)).toEqual([false])
})

test('without locks each tab that takes part leads', () => {
  const world = { locks: undefined, channel: undefined, isInView: () => true, onInView: () => () => {} }
  const alone = new TabLeader('x', world, { changed: () => {}, heard: () => {} })
  expect(alone.leads).toBe(false)
  alone.takePart(true)
  expect(alone.leads).toBe(true)
})
