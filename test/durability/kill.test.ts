import { fileURLToPath } from 'node:url'
import type { Posted } from '@parley/chat'
import { chatRoom } from '@parley/chat/client'
import { connect } from '@parley/client'
import { openSqlite } from '@parley/sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { newDataFile, type Program, startProgram } from '../spawn-server.ts'

const parley = fileURLToPath(new URL('../../apps/parley/dist/bin.js', import.meta.url))

const rounds = 20
const writers = 4
/** Posts one writer has on the way at a time. */
const window = 25
/** Acknowledgements between two kills: the kill falls into the middle of traffic, not into silence. */
const acknowledgedPerRound = 400

async function start(data: string, port: string): Promise<{ program: Program; url: string }> {
  const program = startProgram(parley, { args: ['start', '--port', port, '--data', data] })
  const [, url = ''] = await program.printed(/site\s+(http:\S+)/)
  return { program, url }
}

/** What happened as seen from outside the server: the only witness that a kill cannot touch. */
class Ledger {
  readonly posted = new Set<string>()
  readonly acknowledged = new Map<string, number>()
  readonly refused: unknown[] = []
  #waiting: { count: number; resolve: () => void } | undefined

  acknowledge(text: string, offset: number): void {
    this.acknowledged.set(text, offset)
    if (this.#waiting !== undefined && this.acknowledged.size >= this.#waiting.count) this.#waiting.resolve()
  }

  reaches(count: number): Promise<void> {
    if (this.acknowledged.size >= count) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting = { count, resolve }
    })
  }
}

it(`after ${rounds} rounds of kill -9 under load everything acknowledged is stored, once, in one order for all`, async () => {
  const data = newDataFile()
  let { program, url } = await start(data, '0')
  const { port } = new URL(url)
  const ledger = new Ledger()
  const connections = Array.from({ length: writers }, () => connect(url))
  onTestFinished(() => {
    for (const connection of connections) connection.close()
  })
  const heard = connections.map(() => [] as [offset: number, text: string][])
  let isPosting = true
  const rooms = connections.map((connection, writer) => {
    const room = connection.open(chatRoom, 'ledger')
    room.onEvent(({ offset, data }) => heard[writer]?.push([offset, (data as Posted).text]))
    let count = 0
    const post = () => {
      if (!isPosting) return
      const text = `${writer}.${++count}`
      ledger.posted.add(text)
      room.commands.post({ text }).then(
        ({ offset }) => {
          ledger.acknowledge(text, offset)
          post()
        },
        (error: unknown) => ledger.refused.push(error),
      )
    }
    for (let i = 0; i < window; i++) post()
    return room
  })

  for (let round = 1; round <= rounds; round++) {
    await ledger.reaches(ledger.acknowledged.size + acknowledgedPerRound)
    await program.kill('SIGKILL')
    ;({ program } = await start(data, port))
    for (const connection of connections) connection.retryNow()
  }
  isPosting = false
  await ledger.reaches(ledger.posted.size)
  expect(ledger.refused).toEqual([])
  // An acknowledgement may come before the news of what others posted.
  const shown = (room: (typeof rooms)[number]) => room.state.messages.map(({ text }) => text)
  await expect.poll(() => new Set(rooms.map((room) => room.position?.offset)).size, { timeout: 20_000 }).toBe(1)
  for (const connection of connections) connection.close()
  await program.kill('SIGTERM')

  const store = openSqlite(data)
  onTestFinished(() => store.close())
  const log: string[] = []
  for (;;) {
    const page = await store.readAfter('chat/ledger', log.length, 1000)
    if (page.length === 0) break
    for (const { event } of page) log.push(JSON.parse(event).data.text)
  }
  expect(ledger.posted.size).toBeGreaterThanOrEqual(rounds * acknowledgedPerRound)
  expect(new Set(log).size, 'nothing is stored twice').toBe(log.length)
  expect(new Set(log), 'all that was posted is stored, and nothing else').toEqual(ledger.posted)
  for (const [text, offset] of ledger.acknowledged) expect(log[offset - 1]).toBe(text)
  for (const room of rooms) expect(shown(room)).toEqual(log.slice(-50))
  for (const events of heard) {
    expect(events.length).toBeGreaterThan(rounds)
    // Each reader heard what stands in the log, where it stands, in its order.
    expect(events.filter(([offset, text]) => log[offset - 1] !== text)).toEqual([])
    expect(events.map(([offset]) => offset)).toEqual([...events.map(([offset]) => offset)].sort((a, b) => a - b))
  }
}, 240_000)
